package chimeconnect

import (
	"fmt"
	"reflect"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Validate checks an input of either client, or a value of their types packages, against the limits that the API
// publishes: lengths, ranges, patterns, enums, and what is required, at every depth. The error is a
// smithy.InvalidParamsError that lists all that is wrong, with paths and limits but no value of a sensitive member.
// What a client fills in, such as idempotency tokens, need not be set. Nothing is sent. The service can be more lenient
// than what it publishes, or stricter.
func Validate(value any) error {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Struct {
		pointer := reflect.New(v.Type())
		pointer.Elem().Set(v)
		v = pointer
	}
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return fmt.Errorf("chimeconnect.Validate checks an input, or another struct of a client, not a value of type %T", value)
	}
	found, err := wire.Validate(v.Interface(), wire.Fill{Token: func() (string, error) { return "of the call", nil }, Bearer: "of the client"})
	if err != nil {
		return err
	}
	return wire.InvalidParams(v.Type().Elem().Name(), found)
}
