// Package printing prints values for people, with package fmt and package log/slog: what pointers point to, and nothing that
// a tag marks as sensitive.
package printing

import (
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Format prints a struct for its Format method: members that are set, values instead of addresses,
// nothing sensitive. All verbs print the same.
func Format(s fmt.State, _ rune, v any) {
	p := printer{}
	p.top(reflect.ValueOf(v), true)
	_, _ = s.Write(p.b)
}

// FormatOptions prints the options of a client, given as a pointer: text and numbers as they are, and of anything else
// only its type. Options include credentials, and values that other goroutines use.
func FormatOptions(s fmt.State, ptr any) {
	p := printer{shallow: true}
	p.top(reflect.ValueOf(ptr), true)
	_, _ = s.Write(p.b)
}

// LogValue returns what package log/slog shows of a value: JSON in a handler that writes JSON, the text of [Printable] in
// others. Inlined, it would be compiled into each method that calls it.
//
//go:noinline
func LogValue(v any) slog.Value { return slog.AnyValue(printed{v}) }

// Printable is a value that prints as [Format] prints a struct. It may be of any type: structs of a program that embed
// or hold those of a client, slices and maps of them.
type Printable struct{ Value any }

// Format prints the value.
func (v Printable) Format(s fmt.State, _ rune) { _, _ = s.Write(printed{v.Value}.text(false)) }

// LogValue makes package log/slog print the same.
func (v Printable) LogValue() slog.Value { return LogValue(v.Value) }

// printed is a value in a log, where LogValue must not be called again.
type printed struct{ v any }

func (v printed) Format(s fmt.State, _ rune) { _, _ = s.Write(v.text(false)) }

// MarshalJSON returns the value without what is sensitive.
func (v printed) MarshalJSON() ([]byte, error) { return v.text(true), nil }

func (v printed) text(json bool) []byte {
	p := printer{json: json}
	p.top(reflect.ValueOf(v.v), false)
	return p.b
}

const (
	maxShown   = 64      // levels of what is printed
	maxPrinted = 4 << 20 // bytes; values that are shared many times could make the output endless
)

// printer writes values by reflection, with the facts of their tags.
type printer struct {
	b    []byte
	json bool
	// shallow leaves out what pointers, interfaces and maps lead to.
	shallow bool
	path    []address // of what is being printed, to find values that contain themselves
}

type address struct {
	typ reflect.Type
	ptr uintptr
}

// top prints a value with the name of its type if it is a struct. With itself, a value that prints itself does so.
func (p *printer) top(v reflect.Value, itself bool) {
	for v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct && !printsItself(v.Type()) {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct && (itself || !printsItself(v.Type())) && v.Type() != reflect.TypeFor[time.Time]() {
		if !p.json {
			p.raw(v.Type().Name())
		}
		p.structure(v)
		return
	}
	p.value(v, nil)
}

func (p *printer) raw(s string) { p.b = append(p.b, s...) }

// quoted writes text in quotes, which also keeps control characters out of logs.
func (p *printer) quoted(s string) {
	if p.json {
		p.b, _ = wire.AppendText(p.b, strings.ToValidUTF8(s, "\uFFFD")) // cannot fail on that
	} else {
		p.b = strconv.AppendQuote(p.b, s)
	}
}

// next separates elements and members.
func (p *printer) next(first bool) {
	switch {
	case first:
	case p.json:
		p.raw(",")
	default:
		p.raw(", ")
	}
}

// pick writes the first text in text output and the second in JSON.
func (p *printer) pick(text, json string) {
	if p.json {
		p.raw(json)
	} else {
		p.raw(text)
	}
}

// hidden stands for a value that is not shown.
func (p *printer) hidden(text string) { p.pick(text, `"`+text+`"`) }

func (p *printer) value(v reflect.Value, f *wire.Facts) {
	switch {
	case f.Secret():
		p.hidden(wire.Redacted)
		return
	case !v.IsValid() || isNil(v):
		p.pick("nil", "null")
		return
	case len(p.path) > maxShown || len(p.b) > maxPrinted:
		p.hidden("...")
		return
	case v.Type() == reflect.TypeFor[aws.Credentials]():
		p.hidden(wire.Redacted)
		return
	case p.shallow && v.Kind() == reflect.Interface:
		p.hidden(v.Elem().Type().String())
		return
	case p.shallow && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Map):
		p.hidden(v.Type().String())
		return
	case printsItself(v.Type()):
		p.itself(v)
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		here := address{v.Type(), v.Pointer()}
		if slices.Contains(p.path, here) && (v.Kind() != reflect.Slice || v.Len() > 0) {
			p.hidden("...")
			return
		}
		p.path = append(p.path, here)
		p.held(v, f)
		p.path = p.path[:len(p.path)-1]
	default:
		p.held(v, f)
	}
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return v.IsNil()
	}
	return false
}

// held prints a value that is not nil.
func (p *printer) held(v reflect.Value, f *wire.Facts) {
	switch v.Kind() {
	case reflect.Pointer:
		p.value(v.Elem(), f)
	case reflect.Interface:
		p.union(v.Elem())
	case reflect.Struct:
		p.structure(v)
	case reflect.Slice, reflect.Array:
		p.list(v, f)
	case reflect.Map:
		p.mapping(v, f)
	case reflect.String:
		p.quoted(v.String())
	case reflect.Float32, reflect.Float64:
		if p.json {
			p.b = wire.AppendFloat(p.b, v.Float(), v.Type().Bits())
		} else {
			p.b = strconv.AppendFloat(p.b, v.Float(), 'g', -1, v.Type().Bits())
		}
	case reflect.Bool:
		p.b = strconv.AppendBool(p.b, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.b = strconv.AppendInt(p.b, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.b = strconv.AppendUint(p.b, v.Uint(), 10)
	default:
		p.hidden(v.Type().String())
	}
}

// printedField is a field that is shown.
type printedField struct {
	index int
	name  string // in Go
	tag   wire.MemberTag
}

var printedFields sync.Map // reflect.Type -> []printedField

// fieldsOf returns the fields of a struct that are shown. One with a tag that is not understood counts as sensitive.
func fieldsOf(t reflect.Type) []printedField {
	if known, ok := printedFields.Load(t); ok {
		return known.([]printedField)
	}
	var fields []printedField
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, err := wire.ParseTag(sf)
		if err != nil {
			tag.Sensitive = true
		}
		if sf.Name != "_" && tag.Location != wire.Nowhere {
			fields = append(fields, printedField{i, sf.Name, tag})
		}
	}
	printedFields.Store(t, fields)
	return fields
}

func (p *printer) structure(v reflect.Value) {
	p.raw("{")
	first := true
	for _, f := range fieldsOf(v.Type()) {
		if field := v.Field(f.index); !f.absent(field) && len(p.b) <= maxPrinted {
			p.next(first)
			first = false
			p.member(f.name, field, &f.tag.Facts)
		}
	}
	p.raw("}")
}

// absent reports whether a field is not set. A plain number or boolean that is required is always set.
func (f *printedField) absent(v reflect.Value) bool {
	return v.IsZero() && (!f.tag.Required || v.Kind() == reflect.String || isNil(v))
}

func (p *printer) member(name string, v reflect.Value, f *wire.Facts) {
	p.pick(name+": ", strconv.Quote(name)+":")
	p.value(v, f)
}

// union prints the value in an interface: a variant by its name. The value of an unknown variant is not printed, because
// it may be sensitive.
func (p *printer) union(v reflect.Value) {
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		p.value(v, nil)
		return
	}
	variant := v.Elem()
	fields := fieldsOf(variant.Type())
	switch {
	case wire.IsUnknownVariant(variant.Type()):
		p.raw("{")
		p.quoted(variant.FieldByName("Tag").String())
		p.raw(":")
		p.quoted(fmt.Sprintf("%d bytes", variant.FieldByName("Value").Len()))
		p.raw("}")
	case len(fields) == 1 && fields[0].tag.Name != fields[0].name:
		p.raw("{")
		p.member(fields[0].tag.Name, variant.Field(fields[0].index), &fields[0].tag.Facts)
		p.raw("}")
	default:
		p.value(v, nil)
	}
}

func (p *printer) list(v reflect.Value, f *wire.Facts) {
	p.raw("[")
	for i := range v.Len() {
		p.next(i == 0)
		p.value(v.Index(i), f.Elements(reflect.Slice))
		if len(p.b) > maxPrinted {
			break
		}
	}
	p.raw("]")
}

func (p *printer) mapping(v reflect.Value, f *wire.Facts) {
	p.raw("{")
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for i, key := range keys {
		p.next(i == 0)
		p.quoted(fmt.Sprint(key))
		p.pick(": ", ":")
		p.value(v.MapIndex(key), f.Elements(reflect.Map))
		if len(p.b) > maxPrinted {
			break
		}
	}
	p.raw("}")
}

// printsItself reports whether a type prints itself: a time, or a type outside of this module with a method for it. A
// method of a struct with embedded fields may be theirs, and leave out the rest.
func printsItself(t reflect.Type) bool {
	if t == reflect.TypeFor[time.Time]() {
		return true
	}
	plain := t
	if t.Kind() == reflect.Pointer {
		plain = t.Elem()
		if plain.Kind() != reflect.Struct || printsItself(plain) {
			return false
		}
	}
	if t.Kind() == reflect.Interface || plain.PkgPath() == "" || strings.HasPrefix(plain.PkgPath(), module) || embeds(plain) {
		return false
	}
	return t.Implements(reflect.TypeFor[fmt.Formatter]()) || t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]())
}

const module = "github.com/seed-086a074d/chimeconnect/"

func embeds(t reflect.Type) bool {
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if t.Field(i).Anonymous {
			return true
		}
	}
	return false
}

// itself writes the text that a value's methods return, which cannot be called on unexported fields.
func (p *printer) itself(v reflect.Value) {
	if !v.CanInterface() {
		p.hidden("...")
		return
	}
	text := fmt.Sprint(v.Interface())
	if t, ok := reflect.TypeAssert[time.Time](v); ok {
		text = t.Format(time.RFC3339Nano)
	}
	if p.json || strings.ContainsFunc(text, unicode.IsControl) {
		p.quoted(text)
	} else {
		p.raw(text)
	}
}
