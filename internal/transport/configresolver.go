package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// configResolver asks the endpoint resolver that an aws.Config may still bring, of the first generation. What that does
// not know, next does: requests must not go elsewhere than the configuration says.
type configResolver struct {
	service *Service
	ask     func(service, region string, options ...any) (aws.Endpoint, error)
	next    EndpointResolver
}

// newConfigResolver returns nil for a configuration without such a resolver.
func newConfigResolver(cfg aws.Config, service *Service) EndpointResolver {
	r := configResolver{service: service, next: DefaultResolver{Service: service}}
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

func (r configResolver) ResolveEndpoint(ctx context.Context, p EndpointParameters) (smithyendpoints.Endpoint, error) {
	found, err := r.ask(r.service.ID, aws.ToString(p.Region), variant(p))
	if _, unknown := errors.AsType[*aws.EndpointNotFoundError](err); unknown {
		return r.next.ResolveEndpoint(ctx, p)
	}
	if err != nil {
		return smithyendpoints.Endpoint{}, fmt.Errorf("the resolver in the aws.Config: %w", err)
	}
	endpoint, err := parseEndpoint(found.URL)
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
type variant EndpointParameters

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
