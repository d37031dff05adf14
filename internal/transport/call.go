package transport

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyrand "github.com/aws/smithy-go/rand"

	"github.com/seed-086a074d/chimeconnect/internal/resultkey"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Call runs the operation whose input in points to and fills the output out points to. A nil input is an empty one.
// It never writes to the input.
func Call(ctx context.Context, core *Core, in, out any) error {
	switch {
	case core == nil:
		return errors.New("the client is nil or empty: make it with New or NewFromConfig")
	case ctx == nil:
		return fmt.Errorf("%s: the context is nil: pass context.Background() if there is no other", core.service.ID())
	}
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer {
		return fmt.Errorf("%s: the input is a %T, not a pointer to an operation's input", core.service.ID(), in)
	}
	op, err := wire.OperationOf(v.Type().Elem())
	if err != nil {
		return err
	}
	if v.IsNil() {
		in = reflect.New(v.Type().Elem()).Interface()
	}
	c := &call{core: core, op: op, in: in, out: out}
	run := c.run
	if core.stacked {
		run = c.runStack
	}
	metadata, err := run(ctx)
	if err != nil {
		return c.fail(err)
	}
	if c.request.Token != "" { // a pointer to it would keep the call alive, with input and output
		metadata.Set(resultkey.Token{}, c.request.Token)
	}
	if core.opts.Limiter != nil {
		metadata.Set(resultkey.LimiterWait{}, c.waited)
	}
	*wire.ResultMetadata(out) = metadata
	return nil
}

// run makes the call without a middleware stack.
func (c *call) run(ctx context.Context) (middleware.Metadata, error) {
	if err := c.validate(); err != nil {
		return middleware.Metadata{}, err
	}
	if err := c.prepare(); err != nil {
		return middleware.Metadata{}, err
	}
	c.payloadHash = signing.PayloadHash(c.request.Body)
	id, err := smithyrand.NewUUID(rand.Reader).GetUUID()
	if err != nil {
		return middleware.Metadata{}, err
	}
	c.invocationID = id
	return c.attempts(ctx, c)
}

// validate refuses an input that could not be sent or would go to the wrong place, and what the caller's own validator
// refuses. The validator is a function so that programs without one do not include package regexp.
func (c *call) validate() error {
	if validator := c.core.opts.ValidateInput; validator != nil {
		if err := validator(c.in); err != nil {
			return err
		}
	}
	return wire.InvalidParams(c.op.Name+"Input", c.op.Check(c.in, c.core.fill))
}

// prepare encodes the input: once for all attempts, so that they carry the same token.
func (c *call) prepare() (err error) {
	if c.request, err = c.op.Encode(c.in, c.core.fill); err != nil {
		return &smithy.SerializationError{Err: err}
	}
	return nil
}
