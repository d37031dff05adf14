// Package endpoint finds where the requests of a service go: from the Region and its partition, from the configuration,
// or by the caller's own resolver.
package endpoint

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"

	"github.com/seed-086a074d/chimeconnect"
)

// Service is what the endpoints of a service depend on. It is the resolver for all partitions.
type Service struct {
	// ID names the service in configuration, such as "Chime SDK Messaging".
	ID string
	// Variable is the variable of the environment that names an endpoint for the service.
	Variable string
	// Prefix is the first label of the service's hosts.
	Prefix string
	// GovFIPSIsPlain says that in the partition aws-us-gov the FIPS endpoint is the plain host name.
	GovFIPSIsPlain bool
}

// ErrNoRegion means that there is no Region to build a host name from.
var ErrNoRegion = errors.New("no AWS region is set: set Options.Region, AWS_REGION or a region in the shared configuration, or Options.BaseEndpoint")

// ResolveEndpoint returns the custom endpoint if there is one, else the host of the Region.
func (s *Service) ResolveEndpoint(_ context.Context, p chimeconnect.EndpointParameters) (smithyendpoints.Endpoint, error) {
	fips, dual := aws.ToBool(p.UseFIPS), aws.ToBool(p.UseDualStack)
	if p.Endpoint != nil {
		switch {
		case fips:
			return smithyendpoints.Endpoint{}, errors.New("a custom endpoint cannot be combined with FIPS: unset one of the two")
		case dual:
			return smithyendpoints.Endpoint{}, errors.New("a custom endpoint cannot be combined with dual-stack: unset one of the two")
		}
		return parse(*p.Endpoint)
	}
	host, err := s.host(aws.ToString(p.Region), fips, dual)
	if err != nil {
		return smithyendpoints.Endpoint{}, err
	}
	return smithyendpoints.Endpoint{URI: url.URL{Scheme: "https", Host: host}, Headers: http.Header{}}, nil
}

func parse(text string) (smithyendpoints.Endpoint, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" {
		return smithyendpoints.Endpoint{}, fmt.Errorf("the endpoint %q is not a URL of the form https://host[:port][/path]", redacted(text))
	}
	return smithyendpoints.Endpoint{URI: *u, Headers: http.Header{}}, nil
}

// redacted removes a password and the query from the URL of an endpoint, for errors.
func redacted(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "(not a URL)"
	}
	if u.RawQuery != "" {
		u.RawQuery = "[redacted]"
	}
	return u.Redacted()
}

// host builds the host name of a Region.
func (s *Service) host(region string, fips, dual bool) (string, error) {
	if region == "" {
		return "", ErrNoRegion
	}
	if err := CheckRegion(region); err != nil {
		return "", err
	}
	p := partitionOf(region)
	suffix := p.suffix
	if dual {
		if p.dualStackSuffix == "" {
			return "", fmt.Errorf("dual-stack is enabled, but partition %s has no dual-stack endpoints: unset UseDualStackEndpoint", p.name)
		}
		suffix = p.dualStackSuffix
	}
	prefix := s.Prefix
	if fips && (dual || !s.GovFIPSIsPlain || p.name != "aws-us-gov") {
		if !p.fips {
			return "", fmt.Errorf("FIPS is enabled, but partition %s has no FIPS endpoints: unset UseFIPSEndpoint", p.name)
		}
		prefix += "-fips"
	}
	return prefix + "." + region + "." + suffix, nil
}

// CheckRegion refuses a Region that could not stand in a host name or in a signature. An empty one is for endpoints that
// the caller named.
func CheckRegion(region string) error {
	if region != "" && !validHostLabel(region) {
		return fmt.Errorf("the region %.100q is not a valid host label: use a name such as us-east-1", region)
	}
	return nil
}

// validHostLabel reports whether dot-separated labels consist of letters, digits and inner hyphens.
func validHostLabel(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if c := label[i]; !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-') {
				return false
			}
		}
	}
	return true
}

// Region returns the Region in a name such as "fips-us-east-1", an older way to ask for a FIPS endpoint.
func Region(name string) (region string, fips bool) {
	if !strings.Contains(name, "fips") {
		return name, false
	}
	region = strings.NewReplacer("-fips-", "-", "fips-", "", "-fips", "").Replace(name)
	return region, region != name
}

// Parameters are those of a client with the given options.
func Parameters(region string, base *string, o *chimeconnect.EndpointResolverOptions) chimeconnect.EndpointParameters {
	region, fips := Region(region)
	p := chimeconnect.EndpointParameters{
		Endpoint:     base,
		UseDualStack: aws.Bool(o.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		UseFIPS:      aws.Bool(fips || o.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled),
	}
	if region != "" {
		p.Region = &region
	}
	return p
}
