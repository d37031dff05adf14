package fake

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// State is the common part of the built-in state of every fake. R is the type of what its handlers get besides their
// input. The handlers run one at a time, and share no memory with their callers: see [Handle].
type State[R any] struct {
	// Mu is locked while a handler runs.
	Mu sync.Mutex
	// Now is the server's clock.
	Now func() time.Time
	// Operation finds an operation by its name.
	Operation func(name string) *Operation
	// Begin starts a request. A call by a program instead of a client has no Region.
	Begin func(*Call) (R, error)
	// Reused is the error for an idempotency token that was used with another input before.
	Reused func(R) error
	// Pages makes the tokens of lists.
	Pages *Pages
	// Tokens remembers the answers to requests with an idempotency token.
	Tokens Tokens
}

// Handle turns a handler of the state into one of the Handlers struct. It runs while the state is locked, on a copy of
// its input, and its output is copied: callers never share memory with the state. Where the input has an idempotency
// token, the handler runs once for each.
func Handle[R, I, O any](s *State[R], run func(R, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		s.Mu.Lock()
		defer s.Mu.Unlock()
		in = Copy(in)
		call := *CallOf(ctx)
		call.Input = in
		if call.Operation == nil || call.Operation.input != reflect.TypeFor[I]() { // called by a program, not by a client
			call.Operation = s.Operation(strings.TrimSuffix(reflect.TypeFor[I]().Name(), "Input"))
		}
		r, err := s.Begin(&call)
		if err != nil {
			return nil, err
		}
		out, err := Once(&s.Tokens, s.Now(), call.Operation.Name, tokenOf(in), in, func() (*O, error) { return run(r, in) })
		if errors.Is(err, ErrTokenReused) {
			err = s.Reused(r)
		}
		if err != nil {
			return nil, err
		}
		return Copy(out), nil
	}
}

// tokenOf returns the idempotency token of an input, nil if it has none.
func tokenOf(in any) *string {
	v := reflect.ValueOf(in).Elem()
	op, err := wire.OperationOf(v.Type())
	if err != nil || op.TokenMember() == "" {
		return nil
	}
	token, _ := reflect.TypeAssert[*string](v.FieldByName(op.TokenMember()))
	return token
}

// Do reads or changes the state for a test. It panics where a call would fail, since that is a mistake in the test; the
// message begins with the name of the fake's package.
func Do[R, T any](s *State[R], pkg string, do func(R) (T, error)) T {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	r, err := s.Begin(&Call{Operation: new(Operation)})
	if err != nil {
		panic(pkg + ": " + err.Error())
	}
	result, err := do(r)
	if err != nil {
		panic(pkg + ": " + err.Error())
	}
	return Copy(result)
}
