package parity

import (
	"net/http"
	"testing"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// TestResponses gives both clients random answers of every operation, encoded from our outputs.
func TestResponses(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	ledger, lost := NewLedger(lostMillisecond), NewLedger()
	answers, bytes := 0, 0
	for i, op := range a.Operations() {
		for round := range rounds {
			out := b.NewOutput(op)
			f := NewFiller(uint64(i*1000 + round))
			f.Time = MilliTime
			if round == 0 {
				f.Density = 1
			}
			require.NoError(t, f.Fill(out.Interface()))
			body, err := wire.EncodeResponse(out.Interface())
			require.NoError(t, err, op)
			c := answer(t, a, b, op, Answer{200, http.Header{"X-Amzn-Requestid": {"request-1"}}, body})
			ledger.Enter(t, c, c.DiffOutputs())
			if c.Ours.Err == nil {
				lost.Enter(t, c, Diff("sent", out, c.Ours.Output))
				require.Equal(t, "request-1", requestID(c.Ours))
			}
			answers++
			bytes += len(body)
		}
	}
	ledger.Close(t)
	lost.Close(t)
	t.Logf("%d answers, %d bytes", answers, bytes)
}

var lostMillisecond = Difference{
	Name:   "a millisecond",
	Reason: "seconds as a double times 1,000 are rounded; the official client cuts, and is at times off by one",
	Match: func(_ *Case, f Finding) bool {
		const layout = "2006-01-02 15:04:05.999 -0700 MST"
		a, err1 := time.Parse(layout, f.Official)
		b, err2 := time.Parse(layout, f.Ours)
		return err1 == nil && err2 == nil && a.Sub(b).Abs() == time.Millisecond
	},
}

func requestID(o Outcome) string {
	id, _ := awsmiddleware.GetRequestIDMetadata(o.Output.Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata))
	return id
}

// answer calls an operation of both clients with a valid input and the given answer.
func answer(t *testing.T, a, b *Client, op string, ans Answer) *Case {
	t.Helper()
	a.Wire.Answer, b.Wire.Answer = ans, ans
	inA, inB := validInput(t, a, b, op)
	return Run(op, a, b, inA, inB)
}
