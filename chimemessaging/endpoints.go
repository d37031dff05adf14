package chimemessaging

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"

	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// EndpointResolverOptions choose between the variants of a Region's endpoint.
type EndpointResolverOptions struct {
	// Logger receives warnings of a resolver.
	Logger logging.Logger

	// LogDeprecated asks for warnings about deprecated endpoints.
	LogDeprecated bool

	// ResolvedRegion is the Region that a resolver settled on.
	ResolvedRegion string

	// DisableHTTPS sends plain http. It does not touch a BaseEndpoint, which names its scheme itself.
	DisableHTTPS bool

	// UseDualStackEndpoint asks for an endpoint with IPv6 as well as IPv4.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint asks for an endpoint with cryptography that is validated under FIPS 140.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// GetDisableHTTPS returns DisableHTTPS.
func (o EndpointResolverOptions) GetDisableHTTPS() bool { return o.DisableHTTPS }

// GetResolvedRegion returns ResolvedRegion.
func (o EndpointResolverOptions) GetResolvedRegion() string { return o.ResolvedRegion }

// GetUseDualStackEndpoint returns UseDualStackEndpoint.
func (o EndpointResolverOptions) GetUseDualStackEndpoint() aws.DualStackEndpointState {
	return o.UseDualStackEndpoint
}

// GetUseFIPSEndpoint returns UseFIPSEndpoint.
func (o EndpointResolverOptions) GetUseFIPSEndpoint() aws.FIPSEndpointState { return o.UseFIPSEndpoint }

// EndpointParameters are what the endpoint of a call depends on.
type EndpointParameters struct {
	// Region is the AWS Region that is called.
	Region *string

	// UseDualStack asks for an endpoint with IPv6 as well as IPv4. Required; the default is false.
	UseDualStack *bool

	// UseFIPS asks for an endpoint that is validated under FIPS 140. Required; the default is false.
	UseFIPS *bool

	// Endpoint is the endpoint that the caller chose, if any.
	Endpoint *string
}

// ValidateRequired says which required parameter is not set.
func (p EndpointParameters) ValidateRequired() error {
	return transport.EndpointParameters(p).ValidateRequired()
}

// WithDefaults returns the parameters with what is not set at its default.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	return EndpointParameters(transport.EndpointParameters(p).WithDefaults())
}

// EndpointResolverV2 finds the endpoint of a call.
type EndpointResolverV2 interface {
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
}

// NewDefaultEndpointResolverV2 returns the resolver that knows the endpoints of all partitions.
func NewDefaultEndpointResolverV2() EndpointResolverV2 {
	return publicResolver{transport.DefaultResolver{Service: service()}}
}

// publicResolver shows a resolver of the call path to users, privateResolver a user's to the call path.
type (
	publicResolver  struct{ r transport.EndpointResolver }
	privateResolver struct{ r EndpointResolverV2 }
)

func (p publicResolver) ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error) {
	return p.r.ResolveEndpoint(ctx, transport.EndpointParameters(params))
}

func (p privateResolver) ResolveEndpoint(ctx context.Context, params transport.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return p.r.ResolveEndpoint(ctx, EndpointParameters(params))
}

func toTransport(r EndpointResolverV2) transport.EndpointResolver {
	switch r := r.(type) {
	case nil:
		return nil
	case publicResolver:
		return r.r
	default:
		return privateResolver{r}
	}
}

func fromResolver(r transport.EndpointResolver) EndpointResolverV2 {
	switch r := r.(type) {
	case nil:
		return nil
	case privateResolver:
		return r.r
	default:
		return publicResolver{r}
	}
}
