package transport

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// firstResolver is an endpoint resolver of the first generation.
type firstResolver func(service, region string) (aws.Endpoint, error)

func (f firstResolver) ResolveEndpoint(service, region string) (aws.Endpoint, error) {
	return f(service, region)
}

// TestConfigResolver checks that a resolver in an aws.Config is still used.
func TestConfigResolver(t *testing.T) {
	local := func(service, region string) (aws.Endpoint, error) {
		switch region {
		case "unknown-1":
			return aws.Endpoint{}, &aws.EndpointNotFoundError{}
		case "broken-1":
			return aws.Endpoint{}, errCause
		case "odd-1":
			return aws.Endpoint{URL: "nowhere"}, nil
		}
		return aws.Endpoint{URL: "http://localhost:4566/" + service, SigningRegion: "eu-west-1"}, nil
	}
	var fips aws.FIPSEndpointState
	configs := map[string]aws.Config{
		"plain": {EndpointResolver: firstResolver(local)},
		"with options": {EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(func(service, region string, options ...any) (aws.Endpoint, error) {
			for _, o := range options {
				if f, ok := o.(interface{ GetUseFIPSEndpoint() aws.FIPSEndpointState }); ok {
					fips = f.GetUseFIPSEndpoint()
				}
			}
			return local(service, region)
		})},
	}
	for name, cfg := range configs {
		bothModes(t, func(mode func(*Options)) {
			p := &peer{script: []answer{says(200, ok)}}
			call := func(region string) error {
				cfg.Region, cfg.HTTPClient, cfg.Credentials = region, p, credentials.NewStaticCredentialsProvider("A", "S", "")
				o := optionsFromConfig(cfg, testService())
				o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
				_, err := get(t.Context(), New(testService(), o, mode))
				return err
			}
			require.NoError(t, call("us-east-1"))
			assert.Equal(t, "http://localhost:4566/Test%20Service/get", p.last().URL.String())
			assert.Contains(t, p.last().Header.Get("Authorization"), "/eu-west-1/test-signing/")
			require.NoError(t, call("unknown-1"))
			assert.Equal(t, "https://test-fips.unknown-1.amazonaws.com/get", p.last().URL.String())
			require.ErrorIs(t, call("broken-1"), errCause, name)
			require.ErrorContains(t, call("odd-1"), "is not a URL", name)
		})
	}
	assert.Equal(t, aws.FIPSEndpointStateEnabled, fips)

	l := &logged{}
	cfg := configs["plain"]
	cfg.Logger, cfg.ClientLogMode = l, aws.LogDeprecatedUsage
	NewFromConfig(testService(), cfg, func(*Options) {})
	assert.Equal(t, "WARN Test Service: the EndpointResolver of the aws.Config is deprecated: use BaseEndpoint\n", l.String())
}

// TestDefaultsMode checks that "auto" looks at where the program runs, and that the mode sets timeouts.
func TestDefaultsMode(t *testing.T) {
	cfg := aws.Config{Region: "us-east-1", DefaultsMode: aws.DefaultsModeAuto, RuntimeEnvironment: aws.RuntimeEnvironment{
		EnvironmentIdentifier: "AWS_ECS", Region: "us-east-1",
	}}
	assert.Equal(t, aws.DefaultsModeInRegion, optionsFromConfig(cfg, testService()).DefaultsMode)
	cfg.RuntimeEnvironment.Region = "eu-west-1"
	assert.Equal(t, aws.DefaultsModeCrossRegion, optionsFromConfig(cfg, testService()).DefaultsMode)
	cfg.DefaultsMode = ""
	assert.Empty(t, optionsFromConfig(cfg, testService()).DefaultsMode)
}
