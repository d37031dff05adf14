package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// EndpointOptions say which variant of the service's endpoints to use. The fields are those of the public
// EndpointResolverOptions of each package.
type EndpointOptions struct {
	Logger               logging.Logger
	LogDeprecated        bool
	ResolvedRegion       string
	DisableHTTPS         bool
	UseDualStackEndpoint aws.DualStackEndpointState
	UseFIPSEndpoint      aws.FIPSEndpointState
}

// EndpointParameters are what an endpoint depends on. The fields are those of the public EndpointParameters of each
// package.
type EndpointParameters struct {
	Region       *string
	UseDualStack *bool
	UseFIPS      *bool
	Endpoint     *string
}

// EndpointResolver finds the endpoint for a call.
type EndpointResolver interface {
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
}

// DefaultResolver knows the hosts of a service in all partitions.
type DefaultResolver struct{ Service *Service }

// ResolveEndpoint returns the custom endpoint if there is one, else the host of the region.
func (r DefaultResolver) ResolveEndpoint(_ context.Context, p EndpointParameters) (smithyendpoints.Endpoint, error) {
	fips, dual := aws.ToBool(p.UseFIPS), aws.ToBool(p.UseDualStack)
	if p.Endpoint != nil {
		switch {
		case fips:
			return smithyendpoints.Endpoint{}, errors.New("a custom endpoint cannot be combined with FIPS: unset one of the two")
		case dual:
			return smithyendpoints.Endpoint{}, errors.New("a custom endpoint cannot be combined with dual-stack: unset one of the two")
		}
		return parseEndpoint(*p.Endpoint)
	}
	host, err := r.Service.host(aws.ToString(p.Region), fips, dual)
	if err != nil {
		return smithyendpoints.Endpoint{}, err
	}
	return smithyendpoints.Endpoint{URI: url.URL{Scheme: "https", Host: host}, Headers: http.Header{}}, nil
}

func parseEndpoint(text string) (smithyendpoints.Endpoint, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" {
		return smithyendpoints.Endpoint{}, fmt.Errorf("the endpoint %q is not a URL of the form https://host[:port][/path]", redactedURL(text))
	}
	return smithyendpoints.Endpoint{URI: *u, Headers: http.Header{}}, nil
}

// redactedURL keeps a password and the query of an endpoint out of the error.
func redactedURL(text string) string {
	if u, err := url.Parse(text); err == nil {
		if u.RawQuery != "" {
			u.RawQuery = wire.Redacted
		}
		return u.Redacted()
	}
	return "(not a URL)"
}

// host builds the host name of a region.
func (s *Service) host(region string, fips, dual bool) (string, error) {
	if region == "" {
		return "", errNoRegion
	}
	if !validHostLabel(region) {
		return "", fmt.Errorf("the region %q is not a valid host label: use a name such as us-east-1", region)
	}
	p := partitionOf(region)
	suffix := p.suffix
	if dual {
		if p.dualStackSuffix == "" {
			return "", fmt.Errorf("dual-stack is enabled, but partition %s has no dual-stack endpoints: unset UseDualStackEndpoint", p.name)
		}
		suffix = p.dualStackSuffix
	}
	prefix := s.EndpointPrefix
	if fips && (dual || !s.GovFIPSIsPlain || p.name != "aws-us-gov") {
		if !p.fips {
			return "", fmt.Errorf("FIPS is enabled, but partition %s has no FIPS endpoints: unset UseFIPSEndpoint", p.name)
		}
		prefix += "-fips"
	}
	return prefix + "." + region + "." + suffix, nil
}

var errNoRegion = errors.New("no AWS region is set: set Options.Region, AWS_REGION or a region in the shared configuration, or Options.BaseEndpoint")

// validHostLabel says whether dot-separated labels consist of letters, digits and inner hyphens.
func validHostLabel(s string) bool {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '.' {
			c := s[i]
			if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' && i > start) {
				return false
			}
			continue
		}
		if n := i - start; n == 0 || n > 63 || s[i-1] == '-' {
			return false
		}
		start = i + 1
	}
	return true
}

// endpointParameters come from the options of the call.
func (o *Options) endpointParameters() EndpointParameters {
	p := EndpointParameters{
		Endpoint:     o.BaseEndpoint,
		UseDualStack: aws.Bool(o.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
	}
	region, fips := realRegion(o.Region)
	p.UseFIPS = aws.Bool(fips || o.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled)
	if region != "" {
		p.Region = &region
	}
	return p
}

// realRegion finds the Region in a name such as "fips-us-east-1", an older way to ask for a FIPS endpoint.
func realRegion(name string) (region string, fips bool) {
	if !strings.Contains(name, "fips") {
		return name, false
	}
	region = strings.NewReplacer("-fips-", "-", "fips-", "", "-fips", "").Replace(name)
	return region, region != name
}

// ValidateRequired says which required parameter is not set.
func (p EndpointParameters) ValidateRequired() error {
	switch {
	case p.UseDualStack == nil:
		return errors.New("parameter UseDualStack is required")
	case p.UseFIPS == nil:
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns the parameters with what is not set at its default.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = aws.Bool(false)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = aws.Bool(false)
	}
	return p
}
