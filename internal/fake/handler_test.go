package fake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHandlerErrors(t *testing.T) {
	b := newBench(t)
	message := "gone"
	modelled := &ThingNotFound{Message: &message}
	for _, test := range []struct {
		name   string
		err    error
		status int
		code   string
		body   string
	}{
		{"modelled", modelled, 404, "ThingNotFoundException", `{"Message":"gone"}`},
		{"modelled, wrapped", fmt.Errorf("handler: %w", modelled), 404, "ThingNotFoundException", `{"Message":"gone"}`},
		{"modelled, joined", errors.Join(errors.New("first"), fmt.Errorf("second: %w", modelled)), 404, "ThingNotFoundException", `{"Message":"gone"}`},
		{"generic client", &smithy.GenericAPIError{Code: "Odd", Message: "m", Fault: smithy.FaultClient}, 400, "Odd", `{"code":"Odd","message":"m"}`},
		{"generic server", &smithy.GenericAPIError{Code: "Odd", Message: "m", Fault: smithy.FaultServer}, 500, "Odd", `{"code":"Odd","message":"m"}`},
		{"plain", errors.New("plain"), 500, "Internal", `{"code":"Internal","message":"plain"}`},
		{"plain, joined", errors.Join(errors.New("a"), errors.New("b")), 500, "Internal", `{"code":"Internal","message":"a\nb"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) { return nil, test.err }
			res := b.get("/things/x")
			assert.Equal(t, test.status, res.status)
			assert.Equal(t, test.code, res.code)
			assert.JSONEq(t, test.body, res.body)
			assert.NotEmpty(t, res.header.Get("X-Amzn-Requestid"))
		})
	}
}

func TestHandlerPanics(t *testing.T) {
	b := newBench(t)
	b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) { panic("oh no") }
	assert.Equal(t, http.StatusInternalServerError, b.get("/things/x").status)
	require.Len(t, b.reports, 1)
	assert.Contains(t, b.reports[0], "the handler of GetThing panicked: oh no")
	assert.Contains(t, b.reports[0], "handler_test.go", "the stack")
}

// An assertion of package require in a handler ends its goroutine. The client gets an answer that it does not retry.
func TestHandlerEndsItsGoroutine(t *testing.T) {
	b := newBench(t)
	b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) {
		new(testing.T).FailNow()
		return nil, nil
	}
	res := b.get("/things/x")
	assert.Equal(t, http.StatusNotImplemented, res.status)
	assert.Equal(t, "HandlerEnded", res.code)
	require.Len(t, b.reports, 1)
	assert.Contains(t, b.reports[0], "use package assert")
}
