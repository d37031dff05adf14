package chimemessaging_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// answers is an HTTP client that gives one answer after the other, and then repeats the last one.
type answers struct {
	script []answer
	last   *http.Request
	n      int
}

type answer struct {
	status     int
	code, body string
}

func (a *answers) Do(r *http.Request) (*http.Response, error) {
	next := a.script[min(a.n, len(a.script)-1)]
	a.n, a.last = a.n+1, r
	header := http.Header{}
	if next.code != "" {
		header.Set("X-Amzn-Errortype", next.code)
	}
	return &http.Response{StatusCode: next.status, Header: header, Body: io.NopCloser(strings.NewReader(next.body))}, nil
}

func clientOf(a *answers, fns ...func(*chimemessaging.Options)) *chimemessaging.Client {
	return chimemessaging.New(chimemessaging.Options{
		Region: "us-east-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "SECRET", ""), HTTPClient: a,
	}, fns...)
}

func describe(ctx context.Context, client *chimemessaging.Client) error {
	_, err := client.DescribeChannelFlow(ctx, &chimemessaging.DescribeChannelFlowInput{ChannelFlowArn: aws.String("arn:aws:chime:us-east-1:1:app-instance/a/channel-flow/b")})
	return err
}

// TestErrorsByCode checks the type of errors that are named only by the Code in their body.
func TestErrorsByCode(t *testing.T) {
	tests := []struct {
		status int
		code   string
		want   smithy.APIError
		kind   error
	}{
		{400, "BadRequest", new(types.BadRequestException), chimeconnect.ErrInvalidInput},
		{400, "ResourceLimitExceeded", new(types.ResourceLimitExceededException), chimeconnect.ErrQuotaExceeded},
		{401, "Unauthorized", new(types.UnauthorizedClientException), chimeconnect.ErrAccessDenied},
		{403, "Forbidden", new(types.ForbiddenException), chimeconnect.ErrAccessDenied},
		{404, "NotFound", new(types.NotFoundException), chimeconnect.ErrNotFound},
		{409, "Conflict", new(types.ConflictException), chimeconnect.ErrConflict},
		{429, "Throttled", new(types.ThrottledClientException), chimeconnect.ErrThrottled},
		{500, "ServiceFailure", new(types.ServiceFailureException), chimeconnect.ErrUnavailable},
		{503, "ServiceUnavailable", new(types.ServiceUnavailableException), chimeconnect.ErrUnavailable},
		{400, "Novelty", &smithy.GenericAPIError{Code: "Novelty"}, chimeconnect.ErrInvalidInput},
	}
	for _, tt := range tests {
		t.Run(tt.code, func(t *testing.T) {
			a := &answers{script: []answer{{tt.status, "", `{"Code":"` + tt.code + `","Message":"why"}`}}}
			err := describe(t.Context(), clientOf(a, func(o *chimemessaging.Options) { o.Retryer = aws.NopRetryer{} }))
			api, found := errors.AsType[smithy.APIError](err)
			require.True(t, found)
			assert.IsType(t, tt.want, api)
			assert.Equal(t, tt.want.ErrorCode(), api.ErrorCode())
			assert.Equal(t, "why", api.ErrorMessage())
			assert.ErrorIs(t, err, tt.kind)
		})
	}
}

// TestThrottledClient checks that the throttle of this service, which the AWS core does not know, is retried, and its
// quota is not.
func TestThrottledClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &answers{script: []answer{{429, "ThrottledClientException", ""}, {200, "", "{}"}}}
		require.NoError(t, describe(t.Context(), clientOf(a)))
		assert.Equal(t, 2, a.n)

		a = &answers{script: []answer{{400, "ResourceLimitExceededException", ""}}}
		require.ErrorIs(t, describe(t.Context(), clientOf(a)), chimeconnect.ErrQuotaExceeded)
		assert.Equal(t, 1, a.n)
	})
}

func TestEndpoints(t *testing.T) {
	tests := map[string]struct {
		env  []string
		want string
	}{
		"plain":            {nil, "https://messaging-chime.us-east-1.amazonaws.com"},
		"FIPS":             {[]string{"AWS_USE_FIPS_ENDPOINT=true"}, "https://messaging-chime-fips.us-east-1.amazonaws.com"},
		"FIPS in GovCloud": {[]string{"AWS_USE_FIPS_ENDPOINT=true", "AWS_REGION=us-gov-west-1"}, "https://messaging-chime-fips.us-gov-west-1.amazonaws.com"},
		"dual-stack":       {[]string{"AWS_USE_DUALSTACK_ENDPOINT=true", "AWS_REGION=eu-central-1"}, "https://messaging-chime.eu-central-1.api.aws"},
		"own variable":     {[]string{"AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING=http://own:1", "AWS_ENDPOINT_URL=http://all:1"}, "http://own:1"},
		"variable for all": {[]string{"AWS_ENDPOINT_URL=http://all:1"}, "http://all:1"},
		"another's":        {[]string{"AWS_ENDPOINT_URL_CONNECT=http://connect:1"}, "https://messaging-chime.us-east-1.amazonaws.com"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			env := append([]string{
				"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=K", "AWS_SECRET_ACCESS_KEY=S", "AWS_CONFIG_FILE=none",
				"AWS_SHARED_CREDENTIALS_FILE=none", "AWS_ENDPOINT_URL=", "AWS_PROFILE=", "AWS_CA_BUNDLE=",
			}, tt.env...)
			for _, entry := range env {
				key, value, _ := strings.Cut(entry, "=")
				t.Setenv(key, value)
			}
			a := &answers{script: []answer{{200, "", "{}"}}}
			cfg, err := config.LoadDefaultConfig(t.Context(), config.WithHTTPClient(a))
			require.NoError(t, err)
			require.NoError(t, describe(t.Context(), chimemessaging.NewFromConfig(cfg)))
			assert.Equal(t, tt.want, a.last.URL.Scheme+"://"+a.last.URL.Host)
			assert.Contains(t, a.last.Header.Get("Authorization"), "/chime/aws4_request")
			assert.Contains(t, a.last.Header.Get("User-Agent"), " api/chimemessaging#")
		})
	}
}
