package faketest

import "reflect"

// clone copies a value deeply, so that a later change of the original shows.
func clone(v reflect.Value) reflect.Value { return copied(v, false) }

// normal is a deep copy in which an empty list or map is nil: outside the body the two cannot be told apart.
func normal(v reflect.Value) any { return copied(v, true).Interface() }

func copied(v reflect.Value, nilEmpty bool) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return out
		}
		inner := copied(v.Elem(), nilEmpty)
		if v.Kind() == reflect.Interface {
			out.Set(inner)
			return out
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(inner)
	case reflect.Struct:
		out.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(copied(v.Field(i), nilEmpty))
			}
		}
	case reflect.Slice:
		if v.IsNil() || nilEmpty && v.Len() == 0 {
			return out
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(copied(v.Index(i), nilEmpty))
		}
	case reflect.Map:
		if v.IsNil() || nilEmpty && v.Len() == 0 {
			return out
		}
		out.Set(reflect.MakeMap(v.Type()))
		for it := v.MapRange(); it.Next(); {
			out.SetMapIndex(it.Key(), copied(it.Value(), nilEmpty))
		}
	default:
		out.Set(v)
	}
	return out
}
