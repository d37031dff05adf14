package parity

import (
	"fmt"
	"math"
	"reflect"
	"time"
)

// Finding is one place where the two clients differ.
type Finding struct {
	// Path says where: "error", "path", "query", "header X", "body.Name[0]" or a path into an output.
	Path string
	// Official and Ours are what each side has there.
	Official, Ours string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: official %s; ours %s", f.Path, f.Official, f.Ours)
}

// Diff lists where two counterparts differ. Unexported fields and ResultMetadata are not compared.
func Diff(path string, official, ours reflect.Value) []Finding {
	var d differ
	d.value(path, official, ours)
	return d.found
}

type differ struct{ found []Finding }

func (d *differ) add(path string, official, ours any) {
	d.found = append(d.found, Finding{path, fmt.Sprint(official), fmt.Sprint(ours)})
}

func (d *differ) value(path string, a, b reflect.Value) {
	if a.Kind() != b.Kind() {
		d.add(path, a.Type(), b.Type())
		return
	}
	if a.Type() == reflect.TypeFor[time.Time]() {
		if x, y := a.Interface().(time.Time), b.Interface().(time.Time); !x.Equal(y) || x.Location() != y.Location() {
			d.add(path, x, y)
		}
		return
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				d.add(path, nilness(a), nilness(b))
			}
			return
		}
	}
	switch a.Kind() {
	case reflect.Pointer:
		d.value(path, a.Elem(), b.Elem())
	case reflect.Interface:
		d.union(path, a.Elem(), b.Elem())
	case reflect.Struct:
		d.structure(path, a, b)
	case reflect.Slice:
		d.list(path, a, b)
	case reflect.Map:
		d.mapping(path, a, b)
	case reflect.Float32, reflect.Float64:
		x, y := a.Float(), b.Float()
		if math.Float64bits(x) != math.Float64bits(y) && !(math.IsNaN(x) && math.IsNaN(y)) {
			d.add(path, x, y)
		}
	default:
		if x, y := fmt.Sprintf("%q", fmt.Sprint(a)), fmt.Sprintf("%q", fmt.Sprint(b)); x != y {
			d.add(path, x, y)
		}
	}
}

func nilness(v reflect.Value) string {
	if v.IsNil() {
		return "nil"
	}
	return "a " + v.Kind().String()
}

func (d *differ) structure(path string, a, b reflect.Value) {
	for i := range a.NumField() {
		sf := a.Type().Field(i)
		if !sf.IsExported() || sf.Name == "ResultMetadata" {
			continue
		}
		if peer := b.FieldByName(sf.Name); peer.IsValid() {
			d.value(path+"."+sf.Name, a.Field(i), peer)
		} else if !a.Field(i).IsZero() {
			d.add(path+"."+sf.Name, a.Field(i), "no such member")
		}
	}
}

func (d *differ) list(path string, a, b reflect.Value) {
	if a.Len() != b.Len() {
		d.add(path, fmt.Sprint(a.Len(), " elements"), fmt.Sprint(b.Len(), " elements"))
		return
	}
	for i := range a.Len() {
		d.value(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i))
	}
}

func (d *differ) mapping(path string, a, b reflect.Value) {
	if a.Len() != b.Len() {
		d.add(path, fmt.Sprint(a.Len(), " entries"), fmt.Sprint(b.Len(), " entries"))
		return
	}
	for key, value := range a.Seq2() {
		step := fmt.Sprintf("%s[%q]", path, key.String())
		if peer := b.MapIndex(key.Convert(b.Type().Key())); peer.IsValid() {
			d.value(step, value, peer)
		} else {
			d.add(step, value, "no such key")
		}
	}
}

func (d *differ) union(path string, a, b reflect.Value) {
	if x, y := a.Type().Elem().Name(), b.Type().Elem().Name(); x != y {
		d.add(path, x, y)
		return
	}
	if a.Type().Elem().Name() != "UnknownUnionMember" {
		d.value(path, a, b)
		return
	}
	a, b = a.Elem(), b.Elem()
	d.value(path+".Tag", a.FieldByName("Tag"), b.FieldByName("Tag"))
	d.found = append(d.found, DiffJSON(path+".Value", a.FieldByName("Value").Bytes(), b.FieldByName("Value").Bytes())...)
}
