package signing

import (
	"cmp"
	"context"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Scope is what a signature is for.
type Scope struct {
	// Name is the service's name in signatures.
	Name string
	// Region is the Region that the signature is valid for.
	Region string
	// EscapedOnce says that the signature covers the path as it is sent, not escaped once more.
	EscapedOnce bool
}

// For returns the scope for an endpoint, which takes precedence over the client's own.
func (s Scope) For(endpoint *smithyendpoints.Endpoint) Scope {
	options, _ := auth.GetAuthOptions(&endpoint.Properties)
	for _, option := range options {
		if option == nil || option.SchemeID != auth.SchemeIDSigV4 {
			continue
		}
		if v, ok := smithyhttp.GetSigV4SigningName(&option.SignerProperties); ok {
			s.Name = v
		}
		if v, ok := smithyhttp.GetSigV4SigningRegion(&option.SignerProperties); ok {
			s.Region = v
		}
		if v, ok := smithyhttp.GetDisableDoubleEncoding(&option.SignerProperties); ok {
			s.EscapedOnce = v
		}
	}
	return s
}

// In returns the scope with the changes of the caller's middleware.
func (s Scope) In(ctx context.Context) Scope {
	s.Name = cmp.Or(awsmiddleware.GetSigningName(ctx), s.Name)
	s.Region = cmp.Or(awsmiddleware.GetSigningRegion(ctx), s.Region)
	return s
}

// WithName returns middleware that signs for another service name.
func WithName(name string) func(*middleware.Stack) error {
	return overrideScope("overrideSigningName", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningName(ctx, name)
	})
}

// WithRegion returns middleware that signs for another Region.
func WithRegion(region string) func(*middleware.Stack) error {
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
