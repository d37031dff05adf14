package parity

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// TestModelledErrors answers every operation with every error that the service models.
func TestModelledErrors(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	ledger := NewLedger(AttemptsInText, unlistedError, unlistedMessage)
	answers := 0
	for i, op := range a.Operations() {
		for j, pair := range modelledErrors {
			e := reflect.New(reflect.TypeOf(pair.ours).Elem())
			f := NewFiller(uint64(i*100 + j))
			f.Time, f.Density = MilliTime, 0.9
			require.NoError(t, f.Fill(e.Interface()))
			body, err := wire.EncodeResponse(e.Interface())
			require.NoError(t, err)
			code, status, ok := wire.ErrorFacts(e.Interface())
			require.True(t, ok)
			header := http.Header{"X-Amzn-Requestid": {"request-2"}, "X-Amzn-Errortype": {code}}
			c := answer(t, a, b, op, Answer{status, header, body})
			ledger.Enter(t, c, c.DiffErrors())
			requireAs(t, c.Ours.Err, e)
			answers++
		}
	}
	ledger.Close(t)
	t.Logf("%d errors answered", answers)
}

// requireAs finds the error of the same type in the chain, as a program does, and compares it with what was sent.
func requireAs(t *testing.T, err error, sent reflect.Value) {
	t.Helper()
	target := reflect.New(sent.Type())
	require.ErrorAs(t, err, target.Interface())
	require.Empty(t, Diff("error", sent, target.Elem()))
}
