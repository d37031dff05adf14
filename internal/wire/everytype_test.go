package wire_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// hush is the text of every sensitive string. Other strings are "said".
const hush = "hush"

// No way of printing an input, output or type of either service shows anything sensitive. Pointers to inputs and outputs
// are printed without addresses.
func TestNothingSensitiveIsPrinted(t *testing.T) {
	for _, client := range []any{new(chimemessaging.Client), new(connect.Client)} {
		roots, types, secret := reach(reflect.TypeOf(client))
		t.Logf("%T: %d structs, %d of them with something sensitive in or below them", client, len(types), len(secret))
		assert.NotEmpty(t, secret)
		for typ := range types {
			v := reflect.New(typ)
			fill(v.Elem(), false, 0)
			for _, shown := range append(ways(v.Interface()), ways(v.Elem().Interface())...) {
				assert.NotContains(t, shown, hush, typ)
			}
			if roots[typ] {
				for _, shown := range ways(v.Interface()) {
					assert.NotContains(t, shown, "0x", typ)
				}
			}
		}
	}
}

// ways prints a value in every possible way.
func ways(v any) (shown []string) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		shown = append(shown, fmt.Sprintf(verb, v))
	}
	shown = append(shown, fmt.Errorf("bad: %v", v).Error(), fmt.Sprintf("%+v", []any{v}))
	for _, log := range []func(*bytes.Buffer) slog.Handler{
		func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var b bytes.Buffer
		slog.New(log(&b)).Info("m", "v", v)
		shown = append(shown, b.String())
	}
	return shown
}

// reach finds the inputs and outputs of a client, all structs below them, and those that lead to something sensitive.
func reach(client reflect.Type) (roots, types, secret map[reflect.Type]bool) {
	roots, types, secret = map[reflect.Type]bool{}, map[reflect.Type]bool{}, map[reflect.Type]bool{}
	for method := range client.Methods() {
		m := method.Type
		if m.NumIn() == 4 && m.NumOut() == 2 {
			for _, typ := range []reflect.Type{m.In(2).Elem(), m.Out(0).Elem()} {
				roots[typ] = true
				walk(typ, types, secret)
			}
		}
	}
	return roots, types, secret
}

// walk reports whether a type is, or leads to, something sensitive.
func walk(t reflect.Type, types, secret map[reflect.Type]bool) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return walk(t.Elem(), types, secret)
	case reflect.Struct:
	default:
		return false
	}
	if types[t] || !strings.Contains(t.PkgPath(), "chimeconnect") {
		return secret[t]
	}
	types[t] = true
	for f := range t.Fields() {
		if f.Tag.Get("aws") == "union" {
			for in := range f.Type.Elem().Elem().Ins() {
				if in.Kind() == reflect.Pointer && in.Elem().Name() != "UnknownUnionMember" && walk(in, types, secret) {
					secret[t] = true
				}
			}
		}
		if strings.Contains(f.Tag.Get("aws"), "sensitive") || walk(f.Type, types, secret) {
			secret[t] = true
		}
	}
	return secret[t]
}

// fill sets everything in a value.
func fill(v reflect.Value, sensitive bool, depth int) {
	if depth > 8 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("said")
		if sensitive {
			v.SetString(hush)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), sensitive, depth)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), sensitive, depth+1)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, sensitive, depth+1)
		fill(value, sensitive, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		fillStruct(v, sensitive, depth)
	}
}

func fillStruct(v reflect.Value, sensitive bool, depth int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Unix(1, 0)))
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && f.Name != "ResultMetadata" {
			fill(v.Field(i), sensitive || strings.Contains(f.Tag.Get("aws"), "sensitive"), depth+1)
		}
	}
}
