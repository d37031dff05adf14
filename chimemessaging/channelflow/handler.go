package channelflow

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
)

// PanicError is the error of a [Handler] that panicked.
type PanicError struct {
	// Value is the value of the panic. It may contain parts of the message.
	Value any
	// Stack is the stack of the goroutine, with functions and lines but no values.
	Stack []byte
}

// Error describes a panic of the Go runtime. Of any other panic it gives only the type, because the value may quote the
// message.
func (e *PanicError) Error() string {
	if reason, ok := e.Value.(runtime.Error); ok {
		return "the handler panicked: " + reason.Error()
	}
	return fmt.Sprintf("the handler panicked with a value of type %T", e.Value)
}

// Unwrap returns the value if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

var errEnded = errors.New("the handler ended its goroutine, as runtime.Goexit and t.FailNow do")

// call runs a handler in a goroutine of its own, so that one that does not heed its context does not use up the time for
// the fallback.
func call(ctx context.Context, handler Handler, event Event) (Decision, error) {
	type result struct {
		decision Decision
		err      error
	}
	done := make(chan result, 1)
	go func() {
		r := result{err: errEnded}
		defer func() {
			if value := recover(); value != nil {
				r = result{err: &PanicError{Value: value, Stack: debug.Stack()}}
			}
			done <- r
		}()
		r.decision, r.err = handler(ctx, event)
	}()
	select {
	case r := <-done:
		return r.decision, r.err
	case <-ctx.Done():
	}
	select {
	case r := <-done: // both happened
		return r.decision, r.err
	default:
		return Decision{}, fmt.Errorf("the handler has not decided in time: %w", context.Cause(ctx))
	}
}
