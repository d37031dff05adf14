package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// stacked is a call that runs as the steps of a middleware stack.
type stacked struct {
	*call
	target *target
}

// addSteps puts the steps into the stack, under the names that AWS clients use.
func (s *stacked) addSteps(stack *middleware.Stack) error {
	core, after := s.core, middleware.After
	err := stack.Initialize.Add(&awsmiddleware.RegisterServiceMetadata{
		ServiceID: core.service.ID(), Region: core.opts.Region, OperationName: s.op.Name,
	}, after)
	if s.op.TokenMember() != "" {
		err = errors.Join(err, stack.Initialize.Add(middleware.InitializeMiddlewareFunc("OperationIdempotencyTokenAutoFill", s.fillToken), after))
	}
	interceptors := &core.opts.Interceptors
	return errors.Join(
		err,
		middleware.AddSetLoggerMiddleware(stack, core.opts.Logger),
		stack.Initialize.Add(middleware.InitializeMiddlewareFunc("OperationInputValidation", s.validate), after),
		stack.Serialize.Add(middleware.SerializeMiddlewareFunc("OperationSerializer", s.serialize), after),
		stack.Build.Add(&awsmiddleware.ClientRequestID{}, after),
		stack.Build.Add(&smithyhttp.ComputeContentLength{}, after),
		stack.Build.Add(core.userAgentMiddleware(), after),
		stack.Build.Add(&awsmiddleware.RecursionDetection{}, after),
		stack.Finalize.Add(&smithyhttp.InterceptBeforeRetryLoop{Interceptors: interceptors.BeforeRetryLoop}, after),
		stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("Retry", s.retry), after),
		stack.Finalize.Add(&smithyhttp.InterceptAttempt{
			BeforeAttempt: interceptors.BeforeAttempt, AfterAttempt: interceptors.AfterAttempt,
		}, after),
		stack.Finalize.Add(finalize("ResolveEndpointV2", s.resolveEndpoint), after),
		stack.Finalize.Add(finalize("disableHTTPS", s.disableHTTPS), after),
		stack.Finalize.Add(&v4.ComputePayloadSHA256{}, after),
		stack.Finalize.Add(finalize("Signing", s.sign), after),
		stack.Deserialize.Add(&awsmiddleware.AddRawResponse{}, after),
		stack.Deserialize.Add(&awsmiddleware.RequestIDRetriever{}, after),
		stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("OperationDeserializer", s.deserialize), after),
		stack.Deserialize.Add(&awsmiddleware.RecordResponseTiming{DisableClockSkewCorrection: true}, after),
		stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("RequestResponseLogger", s.log), after),
	)
}

// fillToken passes a copy of the caller's input with its token to the steps that follow.
func (s *stacked) fillToken(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	if in.Parameters, err = s.op.WithToken(in.Parameters, s.core.fill); err != nil {
		return out, metadata, &smithy.SerializationError{Err: err}
	}
	return next.HandleInitialize(ctx, in)
}

func (s *stacked) validate(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	s.in = in.Parameters // an earlier middleware may have put another there
	if err := s.call.validate(); err != nil {
		return out, metadata, err
	}
	return next.HandleInitialize(ctx, in)
}

func (s *stacked) serialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	out middleware.SerializeOutput, metadata middleware.Metadata, err error,
) {
	s.in = in.Parameters
	if err := s.prepare(); err != nil {
		return out, metadata, err
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	encoded := s.newRequest(ctx)
	encoded.URL.RawPath = s.request.Path
	if encoded.URL.Path, err = url.PathUnescape(s.request.Path); err != nil {
		return out, metadata, err
	}
	for name, values := range req.Header { // of earlier middleware
		if _, ok := encoded.Header[name]; !ok {
			encoded.Header[name] = values
		}
	}
	encoded.Body, encoded.GetBody = nil, nil // the stack keeps the body as a stream
	req.Request = encoded
	if body := s.request.Body; body != nil {
		// Only a stream, without WriteTo: smithy closes the body once the response begins, and WriteTo of a closed one is an
		// error that makes net/http close the connection, under a response that is being read.
		if req, err = req.SetStream(struct{ io.ReadSeeker }{bytes.NewReader(body)}); err != nil {
			return out, metadata, err
		}
	}
	in.Request = req
	return next.HandleSerialize(ctx, in)
}

func (s *stacked) retry(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	template, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	rest := &restOfStack{core: s.core, template: template, next: next}
	metadata, err = s.attempts(ctx, observedAttempts{s.call, rest})
	return rest.out, metadata, err
}

// restOfStack makes an attempt with the steps that follow the retry loop.
type restOfStack struct {
	core     *Core
	template *smithyhttp.Request
	next     middleware.FinalizeHandler
	out      middleware.FinalizeOutput
}

func (r *restOfStack) attempt(ctx context.Context, number int) (metadata middleware.Metadata, err error) {
	ctx, cancel := r.core.withAttemptTimeout(ctx)
	defer cancel()
	req := r.template.Clone()
	if err := req.RewindStream(); err != nil {
		return metadata, err
	}
	req.Header[attemptHeader] = []string{r.core.attemptText(number)}
	r.out, metadata, err = r.next.HandleFinalize(ctx, middleware.FinalizeInput{Request: req})
	return metadata, err
}

// finalize returns a step that does something with the request of an attempt and goes on.
func finalize(id string, step func(context.Context, *http.Request) error) middleware.FinalizeMiddleware {
	return middleware.FinalizeMiddlewareFunc(id, func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
		req, ok := in.Request.(*smithyhttp.Request)
		if !ok {
			return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
		}
		if err := step(ctx, req.Request); err != nil {
			return out, metadata, err
		}
		return next.HandleFinalize(ctx, in)
	})
}

func (s *stacked) resolveEndpoint(ctx context.Context, req *http.Request) (err error) {
	if s.target, err = s.core.findTarget(ctx); err != nil {
		return err
	}
	if err := s.target.Direct(req, req.URL.EscapedPath()); err != nil {
		return &chimeconnect.EndpointError{Err: err}
	}
	return nil
}

func (s *stacked) disableHTTPS(_ context.Context, req *http.Request) error {
	s.core.disableHTTPS(req)
	return nil
}

func (s *stacked) sign(ctx context.Context, req *http.Request) error {
	s.payloadHash = v4.GetPayloadHash(ctx)
	to := *s.target
	to.scope = to.scope.In(ctx)
	return s.call.sign(ctx, req, &to)
}

func (s *stacked) deserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	s.sent++
	out, metadata, err = next.HandleDeserialize(ctx, in)
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if ok {
		defer closeBody(resp.Response)
	}
	if err != nil {
		return out, metadata, s.stackError(ctx, err)
	}
	switch {
	case !ok || resp.Response == nil:
		return out, metadata, fmt.Errorf("unknown transport type %T", out.RawResponse)
	case resp.StatusCode == 0: // the stack's sender makes up a response where there is none
		return out, metadata, s.sendError(ctx, errNoResponse)
	}
	if err := s.read(ctx, resp.Response); err != nil {
		return out, metadata, err
	}
	out.Result = s.out
	return out, metadata, nil
}

// log is the last step, so that it shows what is sent. The answer is logged where it is read.
func (s *stacked) log(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	if req, ok := in.Request.(*smithyhttp.Request); ok {
		s.logRequest(ctx, req.Request)
	}
	return next.HandleDeserialize(ctx, in)
}

// stackError converts the errors of the stack's sender to those of a call without a stack. Errors of the caller's
// middleware stay as they are.
func (s *stacked) stackError(ctx context.Context, err error) error {
	if sent, ok := err.(*smithyhttp.RequestSendError); ok { //nolint:errorlint // one inside another error is not the sender's
		return s.sendError(ctx, sent.Err)
	}
	if end := s.core.interrupted(ctx); end != nil && retry.IsCanceled(err) {
		return s.sendError(ctx, err)
	}
	return err
}
