package parity

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"
)

const rounds = 30

// TestRequests sends random inputs of every operation through both clients.
func TestRequests(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	operations := a.Operations()
	require.GreaterOrEqual(t, len(operations), 370)
	ledger := NewLedger(RequestDifferences...)
	var sent, identical, bodies, queries, sameOrder int
	for i, op := range operations {
		for round := range rounds {
			c := randomRequest(t, a, b, op, uint64(i*1000+round))
			ledger.Enter(t, c, c.DiffRequests())
			x, y := c.Official.Request, c.Ours.Request
			if x == nil || y == nil {
				ledger.Enter(t, c, c.DiffErrors())
				continue
			}
			sent++
			if len(x.Body) > 0 {
				bodies++
				if bytes.Equal(x.Body, y.Body) {
					identical++
				}
			}
			if x.Query != "" {
				queries++
				if x.Query == y.Query {
					sameOrder++
				}
			}
		}
	}
	ledger.Close(t)
	t.Logf("%d operations, %d requests sent by both; %d bodies, %d the same byte for byte; %d queries, %d in the same order",
		len(operations), sent, bodies, identical, queries, sameOrder)
}

// randomRequest builds an input for the official client, copies it and calls both. The first rounds are the corners:
// everything set, only what is required, nothing at all.
func randomRequest(t *testing.T, a, b *Client, op string, seed uint64) *Case {
	t.Helper()
	f := NewFiller(seed)
	switch seed % 1000 {
	case 0, 1:
		f.Density = 1
	case 2, 3:
		f.Density = 0
	case 6, 7, 8, 9:
		f.Missing = 0.1
	case 4:
		f.Text = PlainText
	}
	inA, inB := a.NewInput(op), b.NewInput(op)
	if seed%1000 != 5 {
		require.NoError(t, f.FillAs(inA.Elem(), inB.Type().Elem()))
	}
	require.NoError(t, Copy(inB.Elem(), inA.Elem()), op)
	before := reflect.New(inB.Type().Elem())
	require.NoError(t, Copy(before.Elem(), inB.Elem()))

	c := Run(op, a, b, inA, inB)
	require.Empty(t, Diff("input", before, inB), "%s: the input was written to", op)
	return c
}
