package transport

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

func TestEndpointErrors(t *testing.T) {
	const base = "https://example.com"
	tests := map[string]struct {
		change func(*Options)
		want   string
	}{
		"no region":          {func(o *Options) { o.Region = "" }, "no AWS region is set"},
		"no host label":      {func(o *Options) { o.Region = "us-east-1/evil" }, "not a valid host label"},
		"label begins badly": {func(o *Options) { o.Region = "-x" }, "not a valid host label"},
		"empty label":        {func(o *Options) { o.Region = "x..y" }, "not a valid host label"},
		"custom and FIPS": {func(o *Options) {
			o.BaseEndpoint, o.EndpointOptions.UseFIPSEndpoint = aws.String(base), aws.FIPSEndpointStateEnabled
		}, "cannot be combined with FIPS"},
		"custom and dual-stack": {func(o *Options) {
			o.BaseEndpoint, o.EndpointOptions.UseDualStackEndpoint = aws.String(base), aws.DualStackEndpointStateEnabled
		}, "cannot be combined with dual-stack"},
		"custom, FIPS by region": {func(o *Options) { o.BaseEndpoint, o.Region = aws.String(base), "fips-us-east-1" }, "cannot be combined with FIPS"},
		"no scheme":              {func(o *Options) { o.BaseEndpoint = aws.String("example.com") }, `"example.com" is not a URL`},
		"another scheme":         {func(o *Options) { o.BaseEndpoint = aws.String("ftp://example.com") }, "is not a URL"},
		"no host":                {func(o *Options) { o.BaseEndpoint = aws.String("https:///path") }, "is not a URL"},
		"a query":                {func(o *Options) { o.BaseEndpoint = aws.String(base + "?x=y") }, "is not a URL"},
		"a password":             {func(o *Options) { o.BaseEndpoint = aws.String("ftp://user:pw@example.com") }, "user:xxxxx@"},
		"own resolver":           {func(o *Options) { o.EndpointResolverV2 = resolver{err: errCause} }, errCause.Error()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				p := &peer{}
				_, err := say(t.Context(), client(p, mode, tt.change))
				has[*chimeconnect.EndpointError](t, err)
				require.ErrorContains(t, err, tt.want)
				assert.Empty(t, p.requests)
			})
		})
	}
}

type resolver struct {
	endpoint smithyendpoints.Endpoint
	err      error
	asked    *chimeconnect.EndpointParameters
}

func (r resolver) ResolveEndpoint(_ context.Context, p chimeconnect.EndpointParameters) (smithyendpoints.Endpoint, error) {
	if r.asked != nil {
		*r.asked = p
	}
	return r.endpoint, r.err
}

func TestOwnResolver(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		asked := chimeconnect.EndpointParameters{}
		e := smithyendpoints.Endpoint{
			URI:     url.URL{Scheme: "http", Host: "h:81", Path: "/a b/", RawPath: "/a%20b/"},
			Headers: http.Header{"x-extra": {"1"}, "User-Agent": {"mine"}},
		}
		option := &auth.Option{SchemeID: auth.SchemeIDSigV4}
		smithyhttp.SetSigV4SigningName(&option.SignerProperties, "other")
		smithyhttp.SetSigV4SigningRegion(&option.SignerProperties, "eu-west-1")
		another := &auth.Option{SchemeID: "other"}
		smithyhttp.SetSigV4SigningName(&another.SignerProperties, "never")
		auth.SetAuthOptions(&e.Properties, []*auth.Option{nil, option, another})
		p := &peer{script: []answer{says(200, ok)}}
		core := client(p, mode, func(o *Options) {
			o.EndpointResolverV2, o.BaseEndpoint = resolver{endpoint: e, asked: &asked}, aws.String("https://given")
			o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
		})
		_, err := say(t.Context(), core)
		require.NoError(t, err)
		assert.Equal(t, chimeconnect.EndpointParameters{
			Region: aws.String("us-east-1"), UseFIPS: aws.Bool(true), UseDualStack: aws.Bool(false), Endpoint: aws.String("https://given"),
		}, asked)
		r := p.last()
		assert.Equal(t, "http://h:81/a%20b/say/a%2Fb", r.URL.String())
		assert.Equal(t, "h:81", r.Host)
		assert.Equal(t, "1", r.Header.Get("X-Extra"))
		assert.Equal(t, []string{"mine"}, r.Header["User-Agent"])
		assert.Contains(t, r.Header.Get("Authorization"), "/eu-west-1/other/aws4_request")
		assert.Contains(t, r.Header.Get("Authorization"), "x-extra")
	})
}

// TestEscapedOnce checks that the signature covers the path as the endpoint says.
func TestEscapedOnce(t *testing.T) {
	signed := map[bool]string{}
	bothModes(t, func(mode func(*Options)) {
		for _, once := range []bool{true, false} {
			option := &auth.Option{SchemeID: auth.SchemeIDSigV4}
			smithyhttp.SetDisableDoubleEncoding(&option.SignerProperties, once)
			e := smithyendpoints.Endpoint{URI: url.URL{Scheme: "https", Host: "h"}}
			auth.SetAuthOptions(&e.Properties, []*auth.Option{option})
			logs := &logged{}
			_, err := say(t.Context(), client(&peer{script: []answer{says(200, ok)}}, mode, func(o *Options) {
				o.EndpointResolverV2, o.Logger, o.ClientLogMode = resolver{endpoint: e}, logs, aws.LogSigning
			}))
			require.NoError(t, err)
			signed[once] = logs.String()
		}
		assert.Contains(t, signed[true], "\n/say/a%2Fb\n")
		assert.Contains(t, signed[false], "\n/say/a%252Fb\n")
	})
}

func TestBaseEndpoint(t *testing.T) {
	tests := map[string]string{
		"https://h":         "https://h/say/a%2Fb",
		"https://h/":        "https://h/say/a%2Fb",
		"http://h:8080/x/y": "http://h:8080/x/y/say/a%2Fb",
		"https://h/x%2Fy/":  "https://h/x%2Fy/say/a%2Fb",
	}
	for base, want := range tests {
		bothModes(t, func(mode func(*Options)) {
			p := &peer{script: []answer{says(200, ok)}}
			_, err := say(t.Context(), client(p, mode, func(o *Options) {
				o.BaseEndpoint, o.EndpointOptions.DisableHTTPS = &base, true
			}))
			require.NoError(t, err)
			assert.Equal(t, want, p.last().URL.String(), "DisableHTTPS does not touch it")
		})
	}
}

func TestPlainHTTP(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		for disable, want := range map[bool]string{false: "https://test.us-east-1.amazonaws.com/get", true: "http://test.us-east-1.amazonaws.com/get"} {
			p := &peer{script: []answer{says(200, ok)}}
			_, err := get(t.Context(), client(p, mode, func(o *Options) { o.EndpointOptions.DisableHTTPS = disable }))
			require.NoError(t, err)
			assert.Equal(t, want, p.last().URL.String())
		}
	})
}

func TestFIPSRegions(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := say(t.Context(), client(p, mode, func(o *Options) { o.Region = "fips-us-west-2" }))
		require.NoError(t, err)
		assert.Equal(t, "test-fips.us-west-2.amazonaws.com", p.last().URL.Host)
		assert.Contains(t, p.last().Header.Get("Authorization"), "/us-west-2/test-signing/")
	})
}
