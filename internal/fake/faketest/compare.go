package faketest

import (
	"reflect"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// clone copies a value deeply, so that a later change of the original shows.
func clone(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(reflect.ValueOf(fake.Copy(v.Interface())))
	return out
}

// normal returns a deep copy in which an empty list or map is nil: outside the body the two are sent in the same way.
func normal(v reflect.Value) any {
	out := clone(v)
	withoutEmpty(out)
	return out.Interface()
}

// withoutEmpty makes empty lists and maps nil.
func withoutEmpty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			withoutEmpty(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			inner := clone(v.Elem())
			withoutEmpty(inner)
			v.Set(inner)
		}
	case reflect.Struct:
		for _, f := range v.Fields() {
			if f.CanSet() {
				withoutEmpty(f)
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
		}
		for i := range v.Len() {
			withoutEmpty(v.Index(i))
		}
	case reflect.Map:
		if v.Len() == 0 {
			v.SetZero()
			return
		}
		for _, key := range v.MapKeys() {
			value := clone(v.MapIndex(key))
			withoutEmpty(value)
			v.SetMapIndex(key, value)
		}
	}
}
