package chimeconnect

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
)

// HTTPClient sends requests; *http.Client is one.
type HTTPClient interface {
	// Do sends a request and returns the response, whatever its status.
	Do(*http.Request) (*http.Response, error)
}

// HTTPSignerV4 signs requests with Signature Version 4.
type HTTPSignerV4 interface {
	// SignHTTP adds the signature to the headers of r.
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string,
		signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// IdempotencyTokenProvider returns idempotency tokens.
type IdempotencyTokenProvider interface {
	// GetIdempotencyToken returns a token that was not used before.
	GetIdempotencyToken() (string, error)
}

// EndpointResolverV2 finds the endpoint of a call.
type EndpointResolverV2 interface {
	// ResolveEndpoint returns the URL to send requests to, headers to add, and how to sign.
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
}

// EndpointParameters are what the endpoint of a call depends on.
type EndpointParameters struct {
	// Region is the AWS Region that is called.
	Region *string

	// UseDualStack asks for an endpoint with IPv6 as well as IPv4. It must be set; WithDefaults sets it to false.
	UseDualStack *bool

	// UseFIPS asks for an endpoint that is validated under FIPS 140. It must be set; WithDefaults sets it to false.
	UseFIPS *bool

	// Endpoint is the endpoint that the caller chose, if any.
	Endpoint *string
}

// ValidateRequired returns an error that names a required parameter that is not set.
func (p EndpointParameters) ValidateRequired() error {
	switch {
	case p.UseDualStack == nil:
		return errors.New("parameter UseDualStack is required")
	case p.UseFIPS == nil:
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns the parameters with defaults for those that are not set.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = new(bool)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = new(bool)
	}
	return p
}

// EndpointResolverOptions choose between the variants of a Region's endpoint.
type EndpointResolverOptions struct {
	// Logger receives warnings of a resolver.
	Logger logging.Logger

	// LogDeprecated asks for warnings about deprecated endpoints.
	LogDeprecated bool

	// ResolvedRegion is the Region that a resolver has chosen.
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
