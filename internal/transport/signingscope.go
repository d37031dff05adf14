package transport

import (
	"context"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// scope is what a signature is for.
type scope struct {
	name, region string
	escapedOnce  bool // the signature covers the path as it is sent, not escaped once more
}

// scope returns what the signatures of requests to an endpoint cover. The endpoint goes before the options.
func (core *Core) scope(endpoint *smithyendpoints.Endpoint) scope {
	s := scope{name: core.service.SigningName}
	s.region, _ = realRegion(core.opts.Region)
	if options, ok := auth.GetAuthOptions(&endpoint.Properties); ok {
		for _, option := range options {
			s.adopt(option)
		}
	}
	return s
}

// scopeOf returns what the signature of one request covers: the caller's middleware has the last word.
func (core *Core) scopeOf(ctx context.Context, to *target) scope {
	s := to.scope
	if core.stacked {
		if v := awsmiddleware.GetSigningName(ctx); v != "" {
			s.name = v
		}
		if v := awsmiddleware.GetSigningRegion(ctx); v != "" {
			s.region = v
		}
	}
	return s
}

// adopt takes over what an endpoint says about its signatures.
func (s *scope) adopt(option *auth.Option) {
	if option == nil || option.SchemeID != auth.SchemeIDSigV4 {
		return
	}
	if v, ok := smithyhttp.GetSigV4SigningName(&option.SignerProperties); ok {
		s.name = v
	}
	if v, ok := smithyhttp.GetSigV4SigningRegion(&option.SignerProperties); ok {
		s.region = v
	}
	if v, ok := smithyhttp.GetDisableDoubleEncoding(&option.SignerProperties); ok {
		s.escapedOnce = v
	}
}

// WithSigningName returns middleware that signs for another service name.
func WithSigningName(name string) func(*middleware.Stack) error {
	return overrideScope("overrideSigningName", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningName(ctx, name)
	})
}

// WithSigningRegion returns middleware that signs for another Region.
func WithSigningRegion(region string) func(*middleware.Stack) error {
	return overrideScope("overrideSigningRegion", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningRegion(ctx, region)
	})
}

func overrideScope(id string, set func(context.Context) context.Context) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		_, _ = stack.Initialize.Remove(id) // the later of two wins
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc(id, func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (middleware.InitializeOutput, middleware.Metadata, error) {
			return next.HandleInitialize(set(ctx), in)
		}), middleware.After)
	}
}
