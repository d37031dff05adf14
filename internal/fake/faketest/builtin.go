package faketest

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
	"github.com/seed-086a074d/chimeconnect/internal/wire/wiretest"
)

// Builtin calls the built-in state of all operations several times, with inputs that keep to the model. What outputs and known
// say, ids and ARNs above all, is in most of the inputs that follow, so that they find something. No call may panic, nor
// answer with an error that the operation does not list. handlers is what the method Builtin of a fake returns.
func Builtin(t *testing.T, handlers any, rounds int, known map[string]string) {
	t.Helper()
	m := memory{texts: map[string][]string{}, filler: wiretest.New(1)}
	for name, text := range known {
		m.texts[name] = []string{text}
	}
	fields := reflect.ValueOf(handlers)
	for range rounds {
		for i, field := range reflect.VisibleFields(fields.Type()) {
			if field.Name == "DeleteInstance" { // all else would find nothing any more
				continue
			}
			in := reflect.New(field.Type.In(1).Elem())
			require.NoError(t, m.filler.Fill(in.Interface()))
			m.use(in)
			var results []reflect.Value
			call := func() { results = fields.Field(i).Call([]reflect.Value{reflect.ValueOf(t.Context()), in}) }
			require.NotPanics(t, call, field.Name)
			if err, failed := reflect.TypeAssert[error](results[1]); failed {
				code, _, modelled := wire.ErrorFacts(err)
				assert.True(t, modelled, "%s: %v", field.Name, err)
				assert.Contains(t, strings.Split(field.Tag.Get("errors"), ","), code, "%s: %v", field.Name, err)
				continue
			}
			m.learn(results[0])
		}
	}
}

// memory is what is known of the state: texts by the names of members.
type memory struct {
	texts  map[string][]string
	filler *wiretest.Filler
}

// remembered is how many texts of a name are known at most.
const remembered = 5

// learn takes note of the ids, ARNs and names in an output.
func (m *memory) learn(v reflect.Value) {
	m.walk(v, func(name string, text *string) {
		isID := strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "Arn") || strings.HasSuffix(name, "Name")
		if isID && *text != "" && len(m.texts[name]) < remembered {
			m.texts[name] = append(m.texts[name], *text)
		}
	})
}

// use replaces most of the texts in an input whose name is known.
func (m *memory) use(v reflect.Value) {
	m.walk(v, func(name string, text *string) {
		if known := m.texts[name]; len(known) > 0 && m.filler.IntN(10) > 0 {
			*text = known[m.filler.IntN(len(known))]
		}
	})
}

// walk visits the texts of a struct, with the names of their members.
func (m *memory) walk(v reflect.Value, visit func(name string, text *string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.walk(v.Elem(), visit)
		}
	case reflect.Struct:
		for sf, f := range v.Fields() {
			if !sf.IsExported() {
				continue
			}
			if text, ok := reflect.TypeAssert[*string](f); ok && text != nil {
				visit(sf.Name, text)
				continue
			}
			m.walk(f, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.walk(v.Index(i), visit)
		}
	}
}
