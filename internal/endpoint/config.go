package endpoint

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
)

// Configure reads from an aws.Config and its sources, the environment and the shared configuration files, what they say
// about the endpoints of the service. The base endpoint and the resolver are nil if they say nothing.
func (s *Service) Configure(cfg aws.Config, o *chimeconnect.EndpointResolverOptions) (base *string, resolver chimeconnect.EndpointResolverV2) {
	o.UseDualStackEndpoint = fromSources(cfg, dualStackSource.GetUseDualStackEndpoint)
	o.UseFIPSEndpoint = fromSources(cfg, fipsSource.GetUseFIPSEndpoint)
	return s.configured(cfg), newConfigResolver(cfg, s)
}

// Deprecated reports whether a resolver is of the first generation, from an aws.Config.
func Deprecated(r chimeconnect.EndpointResolverV2) bool {
	_, ok := r.(configResolver)
	return ok
}

// configResolver calls the endpoint resolver of the first generation that an aws.Config may still have: requests must
// not go elsewhere than the configuration says. It falls back to the service.
type configResolver struct {
	service *Service
	ask     func(service, region string, options ...any) (aws.Endpoint, error)
}

// newConfigResolver returns nil for a configuration without such a resolver.
func newConfigResolver(cfg aws.Config, service *Service) chimeconnect.EndpointResolverV2 {
	r := configResolver{service: service}
	switch {
	case cfg.EndpointResolverWithOptions != nil:
		r.ask = cfg.EndpointResolverWithOptions.ResolveEndpoint
	case cfg.EndpointResolver != nil:
		r.ask = func(service, region string, _ ...any) (aws.Endpoint, error) {
			return cfg.EndpointResolver.ResolveEndpoint(service, region)
		}
	default:
		return nil
	}
	return r
}

func (r configResolver) ResolveEndpoint(ctx context.Context, p chimeconnect.EndpointParameters) (smithyendpoints.Endpoint, error) {
	found, err := r.ask(r.service.ID, aws.ToString(p.Region), variant(p))
	if _, unknown := errors.AsType[*aws.EndpointNotFoundError](err); unknown {
		return r.service.ResolveEndpoint(ctx, p)
	}
	if err != nil {
		return smithyendpoints.Endpoint{}, fmt.Errorf("the resolver in the aws.Config: %w", err)
	}
	endpoint, err := parse(found.URL)
	if err != nil {
		return endpoint, err
	}
	endpoint.Headers = http.Header{}
	option := &auth.Option{SchemeID: auth.SchemeIDSigV4}
	setIf(&option.SignerProperties, smithyhttp.SetSigV4SigningName, found.SigningName)
	setIf(&option.SignerProperties, smithyhttp.SetSigV4SigningRegion, found.SigningRegion)
	auth.SetAuthOptions(&endpoint.Properties, []*auth.Option{option})
	return endpoint, nil
}

func setIf(p *smithy.Properties, set func(*smithy.Properties, string), value string) {
	if value != "" {
		set(p, value)
	}
}

// variant tells such a resolver which variant of the endpoint is wanted; helpers of package aws read it.
type variant chimeconnect.EndpointParameters

// GetUseFIPSEndpoint is read by aws.GetUseFIPSEndpoint.
func (v variant) GetUseFIPSEndpoint() aws.FIPSEndpointState {
	if aws.ToBool(v.UseFIPS) {
		return aws.FIPSEndpointStateEnabled
	}
	return aws.FIPSEndpointStateUnset
}

// GetUseDualStackEndpoint is read by aws.GetUseDualStackEndpoint.
func (v variant) GetUseDualStackEndpoint() aws.DualStackEndpointState {
	if aws.ToBool(v.UseDualStack) {
		return aws.DualStackEndpointStateEnabled
	}
	return aws.DualStackEndpointStateUnset
}

// The configuration sources of package config have these methods.
type (
	dualStackSource interface {
		GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
	}
	fipsSource interface {
		GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
	}
	baseEndpointSource interface {
		GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
	}
	ignoreEndpointsSource interface {
		GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error)
	}
)

// fromSources asks each source in turn, in the order of their precedence, and returns the zero value if none has an
// answer.
func fromSources[S, T any](cfg aws.Config, get func(S, context.Context) (T, bool, error)) T {
	for _, source := range cfg.ConfigSources {
		if s, ok := source.(S); ok {
			if value, found, err := get(s, context.Background()); err == nil && found {
				return value
			}
		}
	}
	var zero T
	return zero
}

// configured returns the endpoint of the service in AWS's order of precedence: the service's own variable
// in the environment, the variable for all services, the service's entry in the shared configuration, and the
// endpoint for all services there, which cfg.BaseEndpoint already holds. An empty one counts as none.
func (s *Service) configured(cfg aws.Config) *string {
	own := os.Getenv(s.Variable)
	forAll := own == "" && os.Getenv("AWS_ENDPOINT_URL") != ""
	if !forAll && !fromSources(cfg, ignoreEndpointsSource.GetIgnoreConfiguredEndpoints) {
		url := fromSources(cfg, func(source baseEndpointSource, ctx context.Context) (string, bool, error) {
			url, found, err := source.GetServiceBaseEndpoint(ctx, s.ID)
			return url, found && url != "", err
		})
		if url != "" {
			return &url
		}
	}
	if aws.ToString(cfg.BaseEndpoint) == "" {
		return nil
	}
	return cfg.BaseEndpoint
}
