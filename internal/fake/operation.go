package fake

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Operation is one field of a Handlers struct: an operation and how to call a handler of it.
type Operation struct {
	// Name is the operation's name and that of its field.
	Name string
	// Errors are the codes of the errors that the operation lists, where the Handlers struct says so.
	Errors []string

	field   int
	input   reflect.Type // struct
	output  reflect.Type // struct
	binding wire.Binding
}

// Lists reports whether the operation can answer with the error.
func (op *Operation) Lists(code string) bool {
	return slices.Contains(op.Errors, code)
}

// wire returns the plan of the operation. Plans are compiled when an operation is first called: a test that calls three
// operations need not compile four hundred.
func (op *Operation) wire() (*wire.Operation, error) { return wire.OperationOf(op.input) }

// newOperation reads a field of a Handlers struct.
func newOperation(index int, field reflect.StructField) (*Operation, error) {
	t := field.Type
	if t.Kind() != reflect.Func || t.NumIn() != 2 || t.NumOut() != 2 {
		return nil, fmt.Errorf("fake: Handlers.%s is not a handler: %s", field.Name, t)
	}
	op := &Operation{Name: field.Name, field: index, input: t.In(1).Elem(), output: t.Out(0).Elem()}
	if codes := field.Tag.Get("errors"); codes != "" {
		op.Errors = strings.Split(codes, ",")
	}
	var err error
	if op.binding, err = wire.ParseBinding(op.input); err != nil {
		return nil, fmt.Errorf("fake: %s: %w", op.input, err)
	}
	return op, nil
}

// silent reports whether the operation has an output without members: its answers have no body.
func (op *Operation) silent() bool {
	for f := range op.output.Fields() {
		if f.IsExported() && f.Name != "ResultMetadata" {
			return false
		}
	}
	return true
}

// literals counts the fixed parts of the path.
func (op *Operation) literals() int {
	n := 0
	for _, part := range op.binding.Path {
		if part.Label == "" {
			n++
		}
	}
	return n
}
