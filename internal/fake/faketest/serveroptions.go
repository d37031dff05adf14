package faketest

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// ServerOptions sets each field of the options of a fake, given by a pointer, that the core has too, and checks that config
// returns it.
func ServerOptions(t *testing.T, options any, config func() fake.Options) {
	t.Helper()
	from, shared := reflect.ValueOf(options).Elem(), 0
	core := reflect.TypeFor[fake.Options]()
	for i := range core.NumField() {
		field := from.FieldByName(core.Field(i).Name)
		if !field.IsValid() {
			continue // one fake alone has it
		}
		before := field.Interface()
		field.SetZero()
		name := core.Field(i).Name
		none := reflect.ValueOf(config()).Field(i)
		if name != "OnRequest" { // the fake always sets its own function
			require.True(t, none.IsZero(), "%s comes from elsewhere", name)
		}
		fillField(t, field)
		arrived := reflect.ValueOf(config()).Field(i)
		assert.False(t, arrived.IsZero(), "%s does not arrive", name)
		if k := field.Kind(); k != reflect.Func {
			assert.Equal(t, field.Interface(), arrived.Interface(), name)
		}
		field.Set(reflect.ValueOf(before))
		shared++
	}
	require.GreaterOrEqual(t, shared, 7)
}

// fillField sets a field to some value.
func fillField(t *testing.T, field reflect.Value) {
	t.Helper()
	switch field.Kind() {
	case reflect.String:
		field.SetString("some")
	case reflect.Int:
		field.SetInt(7)
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 1, 1))
	case reflect.Func:
		field.Set(reflect.MakeFunc(field.Type(), func([]reflect.Value) []reflect.Value {
			out := make([]reflect.Value, field.Type().NumOut())
			for i := range out {
				out[i] = reflect.Zero(field.Type().Out(i))
			}
			return out
		}))
	default:
		require.Fail(t, "a value is missing here", "%s", field.Type())
	}
}
