//go:build !race

// The race detector allocates, too.

package connect_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// TestAllocations pins what a call costs. 51 of the allocations are the signature, which the AWS signer makes; the rest
// is the request, its headers, the encoded input and the metadata of the result. Over net/http it is five more: the
// timer of the attempt, which nobody waits for here.
func TestAllocations(t *testing.T) {
	answer := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{
		"X-Amzn-Requestid": {"id"}, "Date": {"Mon, 02 Jan 2006 15:04:05 GMT"},
	}}
	client := connect.New(options(doFunc(func(*http.Request) (*http.Response, error) { return answer, nil })))
	in := botInput()
	got := testing.AllocsPerRun(200, func() {
		if _, err := client.DisassociateLexBot(context.Background(), in); err != nil {
			t.Fatal(err)
		}
	})
	assert.LessOrEqual(t, got, 73.0)
}
