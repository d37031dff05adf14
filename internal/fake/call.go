package fake

import (
	"context"
	"net/http"
)

// Call is what a handler can learn about the request besides its input.
type Call struct {
	// Operation is the operation that was called.
	Operation *Operation
	// Input points to the decoded input.
	Input any
	// Header holds the request's headers, secrets removed.
	Header http.Header
	// Host is the host that the request was sent to.
	Host string
	// Region is the Region that the request was signed for.
	Region string

	page int // of a list, from 1; 0 where the operation is none or the page is not known
}

type callKey struct{}

// withCall returns a context that carries the call to the handler.
func withCall(ctx context.Context, call *Call) context.Context {
	return context.WithValue(ctx, callKey{}, call)
}

// CallOf returns the call that a handler's context carries, or an empty one.
func CallOf(ctx context.Context) *Call {
	if call, ok := ctx.Value(callKey{}).(*Call); ok {
		return call
	}
	return new(Call)
}
