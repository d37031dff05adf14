package fake

import "reflect"

// Copy returns a deep copy of a value: nothing that can be changed through one of the two is seen through the other.
// Unexported fields are copied as they are: those of the API's types, such as time.Time, share nothing that changes.
func Copy[T any](v T) T {
	if in := reflect.ValueOf(&v).Elem(); shares(in.Kind()) {
		deepCopy(in)
	}
	return v
}

// shares reports whether two values of a kind can share memory.
func shares(kind reflect.Kind) bool {
	switch kind {
	case reflect.Pointer, reflect.Interface, reflect.Struct, reflect.Slice, reflect.Map, reflect.Array:
		return true
	}
	return false
}

// deepCopy replaces what a value refers to by copies.
func deepCopy(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if v.Kind() == reflect.Interface {
			inner := reflect.New(v.Elem().Type()).Elem()
			inner.Set(v.Elem())
			deepCopy(inner)
			v.Set(inner)
			return
		}
		target := reflect.New(v.Type().Elem())
		target.Elem().Set(v.Elem())
		deepCopy(target.Elem())
		v.Set(target)
	case reflect.Struct:
		for _, f := range v.Fields() {
			if shares(f.Kind()) && f.CanSet() {
				deepCopy(f)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		v.Set(list)
		copyElements(list)
	case reflect.Array:
		copyElements(v)
	case reflect.Map:
		if v.IsNil() {
			return
		}
		m := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(it.Value())
			deepCopy(value)
			m.SetMapIndex(it.Key(), value)
		}
		v.Set(m)
	}
}

func copyElements(list reflect.Value) {
	if !shares(list.Type().Elem().Kind()) {
		return
	}
	for i := range list.Len() {
		deepCopy(list.Index(i))
	}
}

// Map returns a list of the results of a function for each element.
func Map[A, B any](list []A, convert func(A) B) []B {
	out := make([]B, len(list))
	for i, v := range list {
		out[i] = convert(v)
	}
	return out
}
