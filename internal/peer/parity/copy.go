package parity

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Copy makes dst, a struct of one client, hold what src, its counterpart of the other client, holds. Members go by
// name, union variants by the table.
func Copy(dst, src reflect.Value) error {
	for i := range src.NumField() {
		sf := src.Type().Field(i)
		if !sf.IsExported() || sf.Name == "ResultMetadata" {
			continue
		}
		field := dst.FieldByName(sf.Name)
		if !field.IsValid() {
			if src.Field(i).IsZero() {
				continue
			}
			return fmt.Errorf("%s has no member %s", dst.Type(), sf.Name)
		}
		if err := copyValue(field, src.Field(i)); err != nil {
			return fmt.Errorf("%s.%w", sf.Name, err)
		}
	}
	return nil
}

func copyValue(dst, src reflect.Value) error {
	if dst.Kind() != src.Kind() {
		return fmt.Errorf("%s against %s", dst.Type(), src.Type())
	}
	if src.Type() == reflect.TypeFor[time.Time]() {
		dst.Set(src)
		return nil
	}
	switch src.Kind() {
	case reflect.Struct:
		return Copy(dst, src)
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		if src.IsNil() {
			dst.SetZero()
			return nil
		}
	default:
		dst.Set(src.Convert(dst.Type()))
		return nil
	}
	switch src.Kind() {
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		return copyValue(dst.Elem(), src.Elem())
	case reflect.Slice:
		dst.Set(reflect.MakeSlice(dst.Type(), src.Len(), src.Len()))
		for i := range src.Len() {
			if err := copyValue(dst.Index(i), src.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		dst.Set(reflect.MakeMap(dst.Type()))
		for key, value := range src.Seq2() {
			k, v := reflect.New(dst.Type().Key()).Elem(), reflect.New(dst.Type().Elem()).Elem()
			if err := copyValue(v, value); err != nil {
				return err
			}
			k.SetString(key.String())
			dst.SetMapIndex(k, v)
		}
	default:
		return copyUnion(dst, src.Elem())
	}
	return nil
}

func copyUnion(dst, src reflect.Value) error {
	t, ok := src.Type().Elem(), true
	if !reflect.PointerTo(t).Implements(dst.Type()) {
		t, ok = unions().peer[t]
	}
	if !ok {
		return fmt.Errorf("%s is not in the table of variants", src.Type())
	}
	if src.IsNil() { // a typed nil in the interface
		dst.Set(reflect.Zero(reflect.PointerTo(t)))
		return nil
	}
	variant := reflect.New(t)
	if err := Copy(variant.Elem(), src.Elem()); err != nil {
		return fmt.Errorf("%s.%w", strings.TrimPrefix(t.Name(), "*"), err)
	}
	dst.Set(variant)
	return nil
}
