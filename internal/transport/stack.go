package transport

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// runStack makes the call inside a smithy middleware stack: the steps of run, each under the name that it has in AWS
// clients, so that middleware for these finds its place.
func (c *call) runStack(ctx context.Context) (middleware.Metadata, error) {
	ctx = middleware.ClearStackValues(ctx)
	ctx = middleware.WithServiceID(ctx, c.core.service.ID())
	ctx = middleware.WithOperationName(ctx, c.op.Name)
	stack := middleware.NewStack(c.op.Name, smithyhttp.NewStackRequest)
	s := &stacked{call: c}
	if err := errors.Join(s.addSteps(stack), s.addInterceptors(stack)); err != nil {
		return middleware.Metadata{}, err
	}
	for _, fn := range c.core.opts.APIOptions {
		if err := fn(stack); err != nil {
			return middleware.Metadata{}, err
		}
	}
	return c.observed(ctx, func(ctx context.Context) (middleware.Metadata, error) {
		result, metadata, err := middleware.DecorateHandler(s.sender(), stack).Handle(ctx, c.in)
		if err == nil {
			err = c.adopt(result)
		}
		return metadata, err
	})
}

// sender is the end of the stack.
func (s *stacked) sender() smithyhttp.ClientHandler {
	return smithyhttp.NewClientHandlerWithOptions(s.core.httpClient(), func(h *smithyhttp.ClientHandler) {
		h.Meter = s.core.opts.MeterProvider.Meter(s.core.instrumented())
	})
}

// adopt takes over an output that a middleware put in place of the call's, as middleware does that answers for the
// service.
func (c *call) adopt(result any) error {
	if result == c.out {
		return nil
	}
	from, to := reflect.ValueOf(result), reflect.ValueOf(c.out)
	if result == nil || from.Type() != to.Type() || from.IsNil() {
		return fmt.Errorf("a middleware answered with a %T instead of a %T", result, c.out)
	}
	to.Elem().Set(from.Elem())
	return nil
}

// addInterceptors puts the caller's interceptors between the steps.
func (s *stacked) addInterceptors(stack *middleware.Stack) error {
	r := &s.core.opts.Interceptors
	if !hasInterceptors(r) {
		return nil
	}
	return errors.Join(
		stack.Initialize.Add(&smithyhttp.InterceptExecution{BeforeExecution: r.BeforeExecution, AfterExecution: r.AfterExecution}, middleware.Before),
		stack.Serialize.Insert(&smithyhttp.InterceptBeforeSerialization{Interceptors: r.BeforeSerialization}, "OperationSerializer", middleware.Before),
		stack.Serialize.Insert(&smithyhttp.InterceptAfterSerialization{Interceptors: r.AfterSerialization}, "OperationSerializer", middleware.After),
		stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("interceptedRequest", showRequest), "Retry", middleware.After),
		stack.Finalize.Insert(&smithyhttp.InterceptBeforeSigning{Interceptors: r.BeforeSigning}, "Signing", middleware.Before),
		stack.Finalize.Insert(&smithyhttp.InterceptAfterSigning{Interceptors: r.AfterSigning}, "Signing", middleware.After),
		stack.Deserialize.Add(&smithyhttp.InterceptTransmit{BeforeTransmit: r.BeforeTransmit, AfterTransmit: r.AfterTransmit}, middleware.After),
		stack.Deserialize.Insert(&smithyhttp.InterceptBeforeDeserialization{Interceptors: r.BeforeDeserialization}, "OperationDeserializer", middleware.After),
		stack.Deserialize.Insert(&smithyhttp.InterceptAfterDeserialization{Interceptors: r.AfterDeserialization}, "OperationDeserializer", middleware.Before),
	)
}

// showRequest makes interceptors see and change the request of the attempt, of which the encoded request is only the
// template. Only the interceptor after serialization can do this.
func showRequest(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	end := middleware.SerializeHandlerFunc(func(context.Context, middleware.SerializeInput) (
		out middleware.SerializeOutput, metadata middleware.Metadata, err error,
	) {
		return out, metadata, nil
	})
	tell := smithyhttp.InterceptAfterSerialization{}
	if _, _, err := tell.HandleSerialize(ctx, middleware.SerializeInput{Request: in.Request}, end); err != nil {
		return out, metadata, err
	}
	return next.HandleFinalize(ctx, in)
}
