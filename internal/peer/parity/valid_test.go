package parity

import (
	"reflect"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

var validInputs sync.Map // operation -> [2]reflect.Value

// validInput returns inputs that both clients accept.
func validInput(t *testing.T, a, b *Client, op string) (inA, inB reflect.Value) {
	t.Helper()
	if pair, ok := validInputs.Load(op); ok {
		return pair.([2]reflect.Value)[0], pair.([2]reflect.Value)[1]
	}
	f := NewFiller(1)
	f.Density, f.Text, f.UnknownEnums = 0, PlainText, false
	inA, inB = a.NewInput(op), b.NewInput(op)
	require.NoError(t, f.FillAs(inA.Elem(), inB.Type().Elem()))
	require.NoError(t, Copy(inB.Elem(), inA.Elem()))
	validInputs.Store(op, [2]reflect.Value{inA, inB})
	return inA, inB
}

func valueOf(in any) reflect.Value { return reflect.ValueOf(in) }
