package fake

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"runtime/debug"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// decode reads the request into the call's input and checks it.
func (s *Server) decode(call *Call, labels []string, query url.Values, header http.Header, body []byte) error {
	op := call.Operation
	plan, err := op.wire()
	if err != nil {
		return err
	}
	if err := plan.DecodeRequest(labels, query, header, body, call.Input); err != nil {
		return s.config.Service.Malformed(op, err)
	}
	if found := plan.Validate(call.Input, wire.Fill{}); len(found) > 0 {
		return s.config.Service.Invalid(op, found)
	}
	return s.config.Service.Check(call)
}

// handle calls the handler of an operation: the user's, else the one that is built in.
func (s *Server) handle(ctx context.Context, call *Call) answer {
	op := call.Operation
	handler, ok := s.handler(op)
	if !ok {
		s.config.Logf("the fake of %s was called for %s, which has no built-in state: set Handlers.%s",
			s.config.Service.Name(), op.Name, op.Name)
		return s.failure(&APIError{
			Code: "NotImplemented", Status: http.StatusNotImplemented,
			Message: "The fake has no built-in state for " + op.Name + ": set Handlers." + op.Name + ".",
		})
	}
	out, err := s.call(withCall(ctx, call), handler, call)
	if err != nil {
		return s.failure(err)
	}
	s.pages.remember(call, out)
	return s.success(op, out)
}

// handler returns the function that answers an operation.
func (s *Server) handler(op *Operation) (reflect.Value, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, handlers := range [...]reflect.Value{s.user, s.builtin} {
		if !handlers.IsValid() {
			continue
		}
		if field := handlers.Field(op.field); !field.IsNil() {
			return reflect.ValueOf(field.Interface()), true // a copy: the field may change from now on
		}
	}
	return reflect.Value{}, false
}

// call runs a handler. A panic in it is the test's failure, not the end of the test binary. It has a goroutine of its
// own, since t.FailNow, which the functions of package require call, ends the goroutine that it is called from, which
// must not be the one that answers the client.
func (s *Server) call(ctx context.Context, handler reflect.Value, call *Call) (out any, err error) {
	done, ended := make(chan struct{}), false
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				s.config.Logf("the handler of %s panicked: %v\n%s", call.Operation.Name, p, debug.Stack())
				err, ended = s.config.Service.Internal("the handler panicked"), true
			}
		}()
		out, err = invoke(ctx, handler, call)
		ended = true
	}()
	<-done
	if !ended {
		s.config.Logf("the handler of %s ended its goroutine, as t.FailNow and package require do: use package assert, or return an error",
			call.Operation.Name)
		return nil, &APIError{Code: "HandlerEnded", Status: http.StatusNotImplemented, Message: "The handler ended without an answer."}
	}
	return out, err
}

// invoke calls a handler. Its output is never nil.
func invoke(ctx context.Context, handler reflect.Value, call *Call) (any, error) {
	results := handler.Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(call.Input)})
	if e, ok := reflect.TypeAssert[error](results[1]); ok {
		return nil, e
	}
	if results[0].IsNil() {
		return reflect.New(call.Operation.output).Interface(), nil
	}
	return results[0].Interface(), nil
}
