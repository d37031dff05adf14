package connect_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

func options(via connect.HTTPClient) connect.Options {
	return connect.Options{
		Region: "us-east-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "SECRET", ""), HTTPClient: via,
	}
}

func botInput() *connect.DisassociateLexBotInput {
	return &connect.DisassociateLexBotInput{
		InstanceId: aws.String("12345678-1234-1234-1234-123456789012"), BotName: aws.String("OrderFlowers"), LexRegion: aws.String("us-west-2"),
	}
}

// TestOptionsOfOneCall checks that option functions change one call, whatever they change.
func TestOptionsOfOneCall(t *testing.T) {
	s, other := &sender{}, &sender{}
	client := connect.New(options(s))
	before := client.Options()
	_, err := client.DisassociateLexBot(t.Context(), botInput(), func(o *connect.Options) {
		o.Region, o.HTTPClient, o.AppID, o.RetryMaxAttempts = "eu-west-2", other, "once", 9
		o.Credentials = credentials.NewStaticCredentialsProvider("OTHER", "SECRET", "")
		o.APIOptions = append(o.APIOptions, func(*middleware.Stack) error { return nil })
		o.Logger, o.HTTPSignerV4, o.IdempotencyTokenProvider, o.TracerProvider, o.MeterProvider, o.EndpointResolverV2 = nil, nil, nil, nil, nil, nil
	}, connect.WithSigV4SigningRegion("eu-west-1"), connect.WithSigV4SigningName("other"))
	require.NoError(t, err)
	assert.Zero(t, s.n)
	assert.Equal(t, "connect.eu-west-2.amazonaws.com", other.last.URL.Host)
	assert.Contains(t, other.last.Header.Get("Authorization"), "Credential=OTHER/")
	assert.Contains(t, other.last.Header.Get("Authorization"), "/eu-west-1/other/aws4_request")
	assert.Equal(t, "attempt=1; max=9", other.last.Header.Get("Amz-Sdk-Request"))
	assert.Contains(t, other.last.Header.Get("User-Agent"), " app/once")

	_, err = client.DisassociateLexBot(t.Context(), botInput())
	require.NoError(t, err)
	assert.Equal(t, "connect.us-east-1.amazonaws.com", s.last.URL.Host)
	assert.Contains(t, s.last.Header.Get("Authorization"), "Credential=AKID/")
	assert.Equal(t, "attempt=1; max=3", s.last.Header.Get("Amz-Sdk-Request"))
	assert.NotContains(t, s.last.Header.Get("User-Agent"), "once")
	after := client.Options()
	assert.Equal(t, before.Region, after.Region)
	assert.Empty(t, after.APIOptions)
}

// TestOptionsAreCopied checks that later changes by the caller do not change a client.
func TestOptionsAreCopied(t *testing.T) {
	s := &sender{}
	o := options(s)
	base := "https://first.example.com"
	o.BaseEndpoint = &base
	o.APIOptions = make([]func(*middleware.Stack) error, 0, 4)
	client := connect.New(o, connect.WithAPIOptions(func(*middleware.Stack) error { return nil }))
	base = "https://second.example.com"
	o.APIOptions = append(o.APIOptions, func(*middleware.Stack) error { return errors.New("not for this client") })
	*client.Options().BaseEndpoint = "https://third.example.com"
	client.Options().APIOptions[0] = nil
	_, err := client.ListInstances(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, "first.example.com", s.last.URL.Host)
}

// TestInputIsNotWritten checks that a call that fills in a token leaves the input as it was.
func TestInputIsNotWritten(t *testing.T) {
	s := &sender{}
	client := connect.New(options(s))
	in := botInput()
	for _, fn := range []func(*connect.Options){func(*connect.Options) {}, connect.WithAPIOptions(func(*middleware.Stack) error { return nil })} {
		out, err := client.DisassociateLexBot(t.Context(), in, fn)
		require.NoError(t, err)
		assert.Equal(t, botInput(), in)
		token, found := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
		assert.True(t, found)
		assert.Equal(t, s.last.URL.Query().Get("clientToken"), token)
	}
	in.ClientToken = aws.String("mine")
	out, err := client.DisassociateLexBot(t.Context(), in)
	require.NoError(t, err)
	token, _ := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
	assert.Equal(t, "mine", token)
	list, err := client.ListInstances(t.Context(), nil)
	require.NoError(t, err)
	_, found := chimeconnect.GetIdempotencyToken(list.ResultMetadata)
	assert.False(t, found)
}

type fixedResolver struct{ endpoint smithyendpoints.Endpoint }

func (r fixedResolver) ResolveEndpoint(_ context.Context, p connect.EndpointParameters) (smithyendpoints.Endpoint, error) {
	r.endpoint.URI.Path = "/" + *p.Region
	return r.endpoint, nil
}

func TestEndpointResolver(t *testing.T) {
	s := &sender{}
	own := fixedResolver{}
	own.endpoint.URI.Scheme, own.endpoint.URI.Host = "http", "own"
	client := connect.New(options(s), connect.WithEndpointResolverV2(own))
	assert.Equal(t, own, client.Options().EndpointResolverV2, "it comes back as it was")
	_, err := client.ListInstances(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, "http://own/us-east-1/instance", s.last.URL.String())

	known, err := connect.NewDefaultEndpointResolverV2().ResolveEndpoint(t.Context(), connect.EndpointParameters{Region: aws.String("eu-west-2")})
	require.NoError(t, err)
	assert.Equal(t, "https://connect.eu-west-2.amazonaws.com", known.URI.String())
}

type doFunc func(*http.Request) (*http.Response, error)

func (f doFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

// TestCallsAtOnce runs many calls through one client, plain and with options of their own.
func TestCallsAtOnce(t *testing.T) {
	client := connect.New(options(doFunc(func(r *http.Request) (*http.Response, error) {
		time.Sleep(time.Millisecond)
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"X-Amzn-Requestid": {r.URL.Path}}, Body: http.NoBody}, nil
	})))
	var calls sync.WaitGroup
	for i := range 1000 {
		calls.Go(func() {
			fns := [][]func(*connect.Options){nil, {connect.WithSigV4SigningName("x")}}[i%2]
			_, err := client.DisassociateLexBot(t.Context(), botInput(), fns...)
			assert.NoError(t, err)
		})
	}
	calls.Wait()
}
