package wire

import (
	"fmt"
	"log/slog"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

// Format prints a struct, given as a pointer, for its Format method: members that are set, values instead of
// addresses, nothing sensitive. All verbs print the same but for %#v, which prints Go.
func Format(s fmt.State, _ rune, ptr any) {
	style := styleText
	if s.Flag('#') {
		style = styleGo
	}
	_, _ = s.Write(printed(ptr, style))
}

// LogValue returns what package log/slog shows of a struct, given as a pointer: JSON in a handler that writes JSON,
// the text of [Format] in others. Inlined, it would be compiled into each method that calls it.
//
//go:noinline
func LogValue(ptr any) slog.Value { return slog.AnyValue(logged{ptr}) }

type logged struct{ ptr any }

// Format prints the struct.
func (l logged) Format(s fmt.State, verb rune) { Format(s, verb, l.ptr) }

// MarshalJSON returns the struct without what is sensitive.
func (l logged) MarshalJSON() ([]byte, error) { return printed(l.ptr, styleJSON), nil }

// style is how a value is printed.
type style uint8

const (
	styleText style = iota // UserInput{Name: "a", Tags: {"k": "v"}}
	styleGo                // types.UserInput{Name: aws.String("a"), Tags: map[string]string{"k": "v"}}
	styleJSON              // {"Name":"a","Tags":{"k":"v"}}
)

// maxShown bounds the nesting of what is printed.
const maxShown = 64

// printer writes values as their plan says.
type printer struct {
	b     []byte
	style style
	depth int
}

func printed(ptr any, s style) []byte {
	p := printer{b: make([]byte, 0, 256), style: s}
	v, plan, err := structOf(ptr)
	if err != nil {
		p.quoted(fmt.Sprintf("%T", ptr))
		return p.b
	}
	if s == styleText {
		p.raw(plan.typ.Name())
	}
	p.structure(plan, v)
	return p.b
}

func (p *printer) raw(s string) { p.b = append(p.b, s...) }

// quoted writes text in quotes, which also keeps control characters out of logs.
func (p *printer) quoted(s string) {
	if p.style != styleJSON {
		p.b = strconv.AppendQuote(p.b, s)
		return
	}
	p.b, _ = appendText(p.b, strings.ToValidUTF8(s, "\uFFFD")) // cannot fail on that
}

// next separates elements and members.
func (p *printer) next(first bool) {
	switch {
	case first:
	case p.style == styleJSON:
		p.raw(",")
	default:
		p.raw(", ")
	}
}

// key starts a member.
func (p *printer) key(name string) {
	switch p.style {
	case styleJSON:
		p.quoted(name)
		p.raw(":")
	default:
		p.raw(name + ": ")
	}
}

func (p *printer) structure(plan *structPlan, v reflect.Value) {
	if p.style == styleGo {
		p.raw(plan.typ.String())
	}
	p.raw("{")
	first := true
	for _, m := range plan.members {
		field := v.Field(m.index)
		if m.absent(field) {
			continue
		}
		p.next(first)
		first = false
		p.key(m.goName)
		p.node(&m.node, field)
	}
	p.raw("}")
}

// secret says whether a value must not be shown. A map with secret keys has no part that could be.
func (n *node) secret() bool {
	return n.facts != nil && n.facts.sensitive || n.kind == kindMap && n.key.facts != nil && n.key.facts.sensitive
}

func (p *printer) node(n *node, v reflect.Value) {
	p.depth++
	switch {
	case p.depth > maxShown:
		p.hidden(n, "...")
	case n.secret():
		p.hidden(n, Redacted)
	default:
		p.value(n, v)
	}
	p.depth--
}

// hidden stands for a value that is not shown.
func (p *printer) hidden(n *node, text string) {
	switch {
	case p.style == styleText:
		p.raw(text)
	case p.style == styleGo && n.kind == kindString && n.pointer:
		p.raw("aws.String(" + strconv.Quote(text) + ")")
	case p.style == styleGo && n.kind != kindString:
		p.raw("nil /* " + text + " */")
	default:
		p.quoted(text)
	}
}

func (p *printer) value(n *node, v reflect.Value) {
	if n.pointer {
		v = v.Elem()
	}
	switch n.kind {
	case kindStruct:
		if p.style == styleGo && n.pointer {
			p.raw("&")
		}
		p.structure(n.plan, v)
	case kindList:
		p.list(n, v)
	case kindMap:
		p.mapping(n, v)
	case kindUnion:
		p.union(n.union, v)
	default:
		p.scalar(n, v)
	}
}

func (p *printer) scalar(n *node, v reflect.Value) {
	wrapped := p.style == styleGo && n.pointer
	if wrapped {
		name := n.typ.Name() // such as string, or Time
		p.raw("aws." + string(name[0]&^0x20) + name[1:] + "(")
	}
	switch n.kind {
	case kindString:
		p.quoted(v.String())
	case kindTime:
		p.time(v.Interface().(time.Time))
	case kindFloat:
		if p.style == styleJSON {
			p.b = appendFloat(p.b, v.Float(), n.typ.Bits())
		} else {
			p.b = strconv.AppendFloat(p.b, v.Float(), 'g', -1, n.typ.Bits())
		}
	default:
		p.b = fmt.Append(p.b, v)
	}
	if wrapped {
		p.raw(")")
	}
}

func (p *printer) time(t time.Time) {
	text := t.Format(time.RFC3339Nano)
	switch p.style {
	case styleJSON:
		p.quoted(text)
	case styleGo:
		p.raw(t.GoString())
	default:
		p.raw(text)
	}
}

func (p *printer) list(n *node, v reflect.Value) {
	open, end := "[", "]"
	if p.style == styleGo {
		open, end = n.typ.String()+"{", "}"
	}
	p.raw(open)
	for i := range v.Len() {
		p.next(i == 0)
		if item := v.Index(i); n.elem.missing(item) {
			p.null()
		} else {
			p.node(n.elem, item)
		}
	}
	p.raw(end)
}

func (p *printer) mapping(n *node, v reflect.Value) {
	if p.style == styleGo {
		p.raw(n.typ.String())
	}
	p.raw("{")
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	for i, key := range keys {
		p.next(i == 0)
		p.quoted(key.String())
		p.raw(":")
		if p.style != styleJSON {
			p.raw(" ")
		}
		if item := v.MapIndex(key); n.elem.missing(item) {
			p.null()
		} else {
			p.node(n.elem, item)
		}
	}
	p.raw("}")
}

func (p *printer) null() {
	if p.style == styleJSON {
		p.raw("null")
	} else {
		p.raw("nil")
	}
}

// union names the variant. Of one that this version does not know, nobody knows what is sensitive in it.
func (p *printer) union(u *unionPlan, v reflect.Value) {
	v = v.Elem()
	if v.Kind() != reflect.Pointer || v.IsNil() {
		p.null()
		return
	}
	v = v.Elem()
	known, ok := u.byType[v.Type()]
	switch {
	case p.style == styleGo:
		p.raw("&")
		if ok {
			p.structure(known.plan, v)
			return
		}
		p.raw(v.Type().String() + "{}")
	case ok && known.member.missing(v.Field(known.member.index)):
		p.raw("{}")
	case ok:
		p.raw("{")
		p.key(known.member.name)
		p.node(&known.member.node, v.Field(known.member.index))
		p.raw("}")
	case v.Type() == u.unknown:
		p.raw("{")
		p.quoted(v.FieldByName("Tag").String())
		p.raw(":")
		p.quoted(fmt.Sprintf("%d bytes", v.FieldByName("Value").Len()))
		p.raw("}")
	default:
		p.null()
	}
}
