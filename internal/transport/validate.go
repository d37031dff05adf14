package transport

import (
	"reflect"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Validate holds an input, or any other struct of the service, against all limits in its tags. What a call fills in
// counts as set.
func Validate(value any) error {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Struct {
		pointer := reflect.New(v.Type())
		pointer.Elem().Set(v)
		v = pointer
	}
	if !v.IsValid() {
		return invalidParams("", []wire.Violation{{Message: "there is no input"}})
	}
	found, err := wire.Validate(v.Interface(), wire.Fill{Token: func() (string, error) { return "of the call", nil }, Bearer: "of the client"})
	if err != nil {
		return err
	}
	return invalidParams(v.Type().Elem().Name(), found)
}
