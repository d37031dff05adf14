package transport

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
)

func TestUserAgent(t *testing.T) {
	const form = `^aws-sdk-go-v2/[0-9.]+ ua/2\.1 os/\S+ lang/go#\S+ md/GOOS#\S+ md/GOARCH#\S+ lib/chimeconnect#\S+ api/test#\S+`
	bothModes(t, func(mode func(*Options)) {
		tests := map[string]struct {
			change func(*Options)
			want   string
		}{
			"default":       {func(*Options) {}, ` m/E,e$`},
			"max attempts":  {func(o *Options) { o.Retryer, o.RetryMaxAttempts = nil, 5 }, ` m/\S*E`},
			"adaptive":      {func(o *Options) { o.Retryer, o.RetryMode = nil, aws.RetryModeAdaptive }, ` m/F,e$`},
			"app":           {func(o *Options) { o.AppID = "my app/1" }, ` app/my-app-1`},
			"added":         {withMiddleware(awsmiddleware.AddUserAgentKeyValue("extra", "7")), ` extra/7`},
			"added for SDK": {withMiddleware(awsmiddleware.AddSDKAgentKeyValue(awsmiddleware.FrameworkMetadata, "gin", "2")), ` lib/gin#2`},
		}
		for name, tt := range tests {
			p := &peer{script: []answer{says(200, ok)}}
			core := client(p, mode, tt.change)
			for range 2 { // what is added is added once
				_, err := say(t.Context(), core)
				require.NoError(t, err)
				assert.Regexp(t, form, p.last().Header.Get("User-Agent"), name)
				assert.Regexp(t, tt.want, p.last().Header.Get("User-Agent"), name)
			}
			assert.Equal(t, p.requests[0].Header["User-Agent"], p.last().Header["User-Agent"])
		}
	})
}

func TestLambdaTrace(t *testing.T) {
	const trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=3995c3f42cd8ad8;Sampled=1"
	bothModes(t, func(mode func(*Options)) {
		sent := func() string {
			p := &peer{script: []answer{says(200, ok)}}
			_, err := say(t.Context(), client(p, mode))
			require.NoError(t, err)
			return p.last().Header.Get("X-Amzn-Trace-Id")
		}
		t.Setenv("_X_AMZN_TRACE_ID", trace)
		t.Setenv("AWS_LAMBDA_FUNCTION_NAME", "") // restores it afterwards
		require.NoError(t, os.Unsetenv("AWS_LAMBDA_FUNCTION_NAME"))
		assert.Empty(t, sent(), "outside Lambda")
		t.Setenv("AWS_LAMBDA_FUNCTION_NAME", "f")
		assert.Equal(t, trace, sent())
		t.Setenv("_X_AMZN_TRACE_ID", "a b")
		assert.Equal(t, "a%20b", sent(), "it changes with each invocation")
	})
}

func TestCredentials(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := say(t.Context(), client(p, mode, func(o *Options) { o.Credentials = nil }))
		require.ErrorIs(t, err, signing.ErrNoCredentials)
		_, err = say(t.Context(), client(p, mode, func(o *Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, nil })
		}))
		require.ErrorIs(t, err, signing.ErrNoCredentials)
		_, err = say(t.Context(), client(p, mode, func(o *Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, errCause })
		}))
		require.ErrorIs(t, err, errCause)
		has[*chimeconnect.SigningError](t, err)
		require.Empty(t, p.requests, "AWS refuses unsigned requests")

		_, err = say(t.Context(), client(p, mode, func(o *Options) { o.Region, o.BaseEndpoint = "", aws.String("https://h") }))
		require.NoError(t, err)
		assert.Contains(t, p.last().Header.Get("Authorization"), "//test-signing/aws4_request", "the endpoint is named, so the Region need not be")
		for _, none := range []aws.CredentialsProvider{
			nil, aws.CredentialsProviderFunc(func(context.Context) (keys aws.Credentials, err error) { return keys, err }),
		} {
			_, err = say(t.Context(), client(p, mode, func(o *Options) { o.Credentials, o.BaseEndpoint = none, aws.String("https://h") }))
			require.NoError(t, err)
			assert.NotContains(t, p.last().Header, "Authorization", "an endpoint that the caller named may do without")
		}

		_, err = say(t.Context(), client(p, mode, func(o *Options) { o.Credentials = aws.AnonymousCredentials{} }))
		require.NoError(t, err)
		for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token"} {
			assert.NotContains(t, p.last().Header, name)
		}
		_, err = say(t.Context(), client(p, mode))
		require.NoError(t, err)
		assert.Regexp(t, `^AWS4-HMAC-SHA256 Credential=AKID/\d{8}/us-east-1/test-signing/aws4_request, SignedHeaders=[a-z0-9;-]*x-amz-security-token, Signature=[0-9a-f]{64}$`,
			p.last().Header.Get("Authorization"))
		assert.Equal(t, session, p.last().Header.Get("X-Amz-Security-Token"))
	})
}

// TestSignedHeaders checks that the signature covers the same headers with and without a stack, as the official
// client's does, and that those of the endpoint take precedence.
func TestSignedHeaders(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := say(t.Context(), client(p, mode, func(o *Options) {
			o.EndpointResolverV2 = resolver{endpoint: smithyendpoints.Endpoint{
				URI: url.URL{Scheme: "https", Host: "h", Path: "/base/"}, Headers: http.Header{"user-agent": {"theirs"}, "x-theirs": {"a", "b"}},
			}}
		}))
		require.NoError(t, err)
		header := p.last().Header
		assert.Contains(t, header.Get("Authorization"), "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;"+
			"host;x-amz-date;x-amz-security-token;x-theirs,")
		assert.Equal(t, []string{"theirs"}, header["User-Agent"])
		assert.Equal(t, []string{"a", "b"}, header["X-Theirs"])
		assert.Len(t, header.Get("Amz-Sdk-Invocation-Id"), 36)
		assert.Equal(t, "attempt=1; max=3", header.Get("Amz-Sdk-Request"))
	})
}

// TestSignerHasItsWay checks that headers that the caller's signer sets are sent.
func TestSignerHasItsWay(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := say(t.Context(), client(p, mode, func(o *Options) { o.HTTPSignerV4 = naming{o.HTTPSignerV4} }))
		require.NoError(t, err)
		assert.Equal(t, []string{"the signer"}, p.last().Header["User-Agent"])
		assert.Equal(t, "attempt=1; max=3", p.last().Header.Get("Amz-Sdk-Request"))
	})
}

type naming struct{ chimeconnect.HTTPSignerV4 }

func (n naming) SignHTTP(ctx context.Context, keys aws.Credentials, r *http.Request, hash, service, region string, at time.Time,
	optFns ...func(*v4.SignerOptions),
) error {
	r.Header.Set("User-Agent", "the signer")
	return n.HTTPSignerV4.SignHTTP(ctx, keys, r, hash, service, region, at, optFns...)
}
