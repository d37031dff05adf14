package fake

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRouting(t *testing.T) {
	b := newBench(t)
	b.handlers.GetThing = func(_ context.Context, in *GetThingInput) (*GetThingOutput, error) {
		return &GetThingOutput{Name: in.Name}, nil
	}
	b.handlers.GetThingStatus = func(context.Context, *GetThingStatusInput) (*GetThingStatusOutput, error) {
		status := "fine"
		return &GetThingStatusOutput{Status: &status}, nil
	}
	b.handlers.GetDefaultThing = func(context.Context, *GetDefaultThingInput) (*GetThingOutput, error) {
		name := "the default"
		return &GetThingOutput{Name: &name}, nil
	}
	b.handlers.DeleteThing = func(context.Context, *DeleteThingInput) (*DeleteThingOutput, error) { return nil, nil }

	for _, test := range []struct{ method, target, operation, body string }{
		{"GET", "/things/a%2Fb", "GetThing", `{"Name":"a/b"}`},
		{"GET", "/things/x?kind=y&unknown=z", "GetThing", `{"Name":"x"}`},
		{"GET", "/things/x?scope=status", "GetThingStatus", `{"Status":"fine"}`},
		{"GET", "/things/default", "GetDefaultThing", `{"Name":"the default"}`},
		{"DELETE", "/things/x", "DeleteThing", ""},
		{"GET", "/things/x?scope=other", "", ""},
		{"GET", "/things/a/b", "", ""},
		{"GET", "/things", "", ""},
		{"GET", "/things/", "", ""},
		{"GET", "//things/x", "", ""},
		{"GET", "/Things/x", "", ""},
		{"POST", "/things/x", "", ""},
		{"GET", "/", "", ""},
	} {
		t.Run(test.method+test.target, func(t *testing.T) {
			b.ForgetRequests()
			res := b.do(b.signed(test.method, test.target, ""))
			require.Len(t, b.Requests(), 1)
			assert.Equal(t, test.operation, b.Requests()[0].Operation)
			if test.operation == "" {
				assert.Equal(t, http.StatusNotFound, res.status)
				assert.Equal(t, "UnknownOperationException", res.code)
				return
			}
			if test.body != "" {
				assert.JSONEq(t, test.body, res.body)
			}
		})
	}
	assert.Empty(t, b.reports)
}

func TestNoHandler(t *testing.T) {
	b := newBench(t)
	res := b.get("/things/x")
	assert.Equal(t, http.StatusNotImplemented, res.status)
	assert.Contains(t, res.body, "set Handlers.GetThing")
	require.Len(t, b.reports, 1)
	assert.Contains(t, b.reports[0], "set Handlers.GetThing")
}

func TestHandlersComeBeforeBuiltin(t *testing.T) {
	name := "built in"
	b := newBench(t, func(c *Config) {
		c.Builtin = &testHandlers{GetThing: func(context.Context, *GetThingInput) (*GetThingOutput, error) {
			return &GetThingOutput{Name: &name}, nil
		}}
	})
	assert.JSONEq(t, `{"Name":"built in"}`, b.get("/things/x").body)
	b.ChangeHandlers(func() {
		b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) { return nil, nil }
	})
	assert.JSONEq(t, `{}`, b.get("/things/x").body)
}

// A field that is set before a call is seen by the goroutine that serves it, without a lock in between:
// the race detector agrees.
func TestHandlerSetBetweenCalls(t *testing.T) {
	b := newBench(t)
	for i := range 20 {
		b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) {
			name := fmt.Sprint(i)
			return &GetThingOutput{Name: &name}, nil
		}
		assert.JSONEq(t, fmt.Sprintf(`{"Name":"%d"}`, i), b.get("/things/x").body)
	}
}

func TestBadInput(t *testing.T) {
	b := newBench(t)
	b.handlers.PutThing = func(context.Context, *PutThingInput) (*PutThingOutput, error) { return nil, nil }
	for body, code := range map[string]string{
		`{"Color":"red"}`:                       "",
		`{"Color":"red"`:                        "Malformed",
		``:                                      "Malformed",
		`{"Color":{}}`:                          "Malformed",
		`{}`:                                    "Invalid",
		`{"Color":"more than ten characters"}`:  "Invalid",
		`{"Color":"red","Unknown":{"a":[1,2]}}`: "",
	} {
		assert.Equal(t, code, b.do(b.signed(http.MethodPut, "/things/x", body)).code, body)
	}
}

func TestHandlersMustBeHandlers(t *testing.T) {
	_, err := New(Config{Handlers: &struct{ Odd func() }{}})
	assert.ErrorContains(t, err, "Handlers.Odd is not a handler")
}
