package connect_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// sender answers every request with success and an empty body, and keeps the last request.
type sender struct {
	last *http.Request
	n    int
}

func (s *sender) Do(r *http.Request) (*http.Response, error) {
	s.last = r
	s.n++
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody}, nil
}

// loadConfig loads a configuration from nothing but the given environment ("NAME=value") and shared configuration file.
func loadConfig(t *testing.T, shared string, env []string, fns ...func(*config.LoadOptions) error) aws.Config {
	t.Helper()
	for _, entry := range os.Environ() {
		if name, value, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, value) // restores it afterwards
			require.NoError(t, os.Unsetenv(name))
		}
	}
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, []byte(shared), 0o600))
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	for _, entry := range env {
		name, value, _ := strings.Cut(entry, "=")
		t.Setenv(name, value)
	}
	cfg, err := config.LoadDefaultConfig(context.Background(), fns...)
	require.NoError(t, err)
	return cfg
}

const profile = `[default]
region = eu-central-1
aws_access_key_id = FILEKEY
aws_secret_access_key = secret
`

func TestConfiguredEndpoints(t *testing.T) {
	const services = profile + `services = local
[services local]
connect =
  endpoint_url = http://file-connect:1
chime_sdk_messaging =
  endpoint_url = http://file-chime:1
`
	everywhere := strings.Replace(services, "services =", "endpoint_url = http://file-all:1\nservices =", 1)
	tests := map[string]struct {
		shared string
		env    []string
		want   string
	}{
		"none":                       {profile, nil, "https://connect.eu-central-1.amazonaws.com"},
		"region of the environment":  {profile, []string{"AWS_REGION=us-west-2"}, "https://connect.us-west-2.amazonaws.com"},
		"own variable":               {everywhere, []string{"AWS_ENDPOINT_URL_CONNECT=http://own:1", "AWS_ENDPOINT_URL=http://all:1"}, "http://own:1"},
		"another's variable":         {profile, []string{"AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING=http://chime:1"}, "https://connect.eu-central-1.amazonaws.com"},
		"variable for all":           {everywhere, []string{"AWS_ENDPOINT_URL=http://all:1"}, "http://all:1"},
		"services section":           {services, nil, "http://file-connect:1"},
		"services section over all":  {everywhere, nil, "http://file-connect:1"},
		"file, for all":              {strings.Replace(everywhere, "connect =", "other =", 1), nil, "http://file-all:1"},
		"empty variables":            {services, []string{"AWS_ENDPOINT_URL_CONNECT=", "AWS_ENDPOINT_URL="}, "http://file-connect:1"},
		"ignored by the environment": {everywhere, []string{"AWS_ENDPOINT_URL_CONNECT=http://own:1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true"}, "https://connect.eu-central-1.amazonaws.com"},
		"ignored by the file":        {strings.Replace(everywhere, "services =", "ignore_configured_endpoint_urls = true\nservices =", 1), nil, "https://connect.eu-central-1.amazonaws.com"},
		"FIPS":                       {profile, []string{"AWS_USE_FIPS_ENDPOINT=true"}, "https://connect-fips.eu-central-1.amazonaws.com"},
		"dual-stack":                 {profile, []string{"AWS_USE_DUALSTACK_ENDPOINT=true"}, "https://connect.eu-central-1.api.aws"},
		"both, by the file":          {profile + "use_fips_endpoint = true\nuse_dualstack_endpoint = true\n", nil, "https://connect-fips.eu-central-1.api.aws"},
		"FIPS in GovCloud":           {profile, []string{"AWS_USE_FIPS_ENDPOINT=true", "AWS_REGION=us-gov-west-1"}, "https://connect.us-gov-west-1.amazonaws.com"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &sender{}
			client := connect.NewFromConfig(loadConfig(t, tt.shared, tt.env, config.WithHTTPClient(s)))
			_, err := client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: aws.String("i")})
			require.NoError(t, err)
			assert.Equal(t, tt.want+"/instance/i", s.last.URL.String())
			assert.Contains(t, s.last.Header.Get("Authorization"), "Credential=FILEKEY/")
		})
	}
}

func TestConfiguredRetries(t *testing.T) {
	tests := map[string]struct {
		shared string
		env    []string
		mode   aws.RetryMode
		most   int
	}{
		"default":      {profile, nil, aws.RetryModeStandard, 3},
		"environment":  {profile, []string{"AWS_RETRY_MODE=adaptive", "AWS_MAX_ATTEMPTS=7"}, aws.RetryModeAdaptive, 7},
		"file":         {profile + "retry_mode = adaptive\nmax_attempts = 6\n", nil, aws.RetryModeAdaptive, 6},
		"both":         {profile + "max_attempts = 6\n", []string{"AWS_MAX_ATTEMPTS=2"}, aws.RetryModeStandard, 2},
		"not attempts": {profile + "retry_mode = standard\n", nil, aws.RetryModeStandard, 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &sender{}
			client := connect.NewFromConfig(loadConfig(t, tt.shared, tt.env, config.WithHTTPClient(s)))
			assert.Equal(t, tt.mode, client.Options().RetryMode)
			assert.Equal(t, tt.most, client.Options().Retryer.MaxAttempts())
			_, err := client.ListInstances(t.Context(), nil)
			require.NoError(t, err)
			letter := map[aws.RetryMode]string{aws.RetryModeStandard: " m/E", aws.RetryModeAdaptive: " m/F"}[tt.mode]
			assert.Contains(t, s.last.Header.Get("User-Agent"), letter)
		})
	}
	own := retry.NewStandard()
	client := connect.NewFromConfig(loadConfig(t, profile, nil, config.WithRetryer(func() aws.Retryer { return own })))
	assert.Same(t, own, client.Options().Retryer)
}

func TestConfigIsHonoured(t *testing.T) {
	s, logger := &sender{}, logging.Nop{}
	var called []string
	cfg := loadConfig(t, profile, []string{
		"AWS_ACCESS_KEY_ID=ENVKEY", "AWS_SECRET_ACCESS_KEY=x", "AWS_SESSION_TOKEN=session", "AWS_SDK_UA_APP_ID=the-app",
	}, config.WithHTTPClient(s), config.WithLogger(logger), config.WithClientLogMode(aws.LogRetries), config.WithAPIOptions(
		[]func(*middleware.Stack) error{func(*middleware.Stack) error { called = append(called, "middleware"); return nil }},
	))
	cfg.Interceptors.AddAfterExecution(hook(func() { called = append(called, "interceptor") }))
	cfg.ServiceOptions = append(cfg.ServiceOptions, func(id string, o any) {
		called = append(called, "service options of "+id)
		o.(*connect.Options).MaxResponseBytes = 7
	})
	client := connect.NewFromConfig(cfg, func(o *connect.Options) { called = append(called, "function") })
	_, err := client.ListInstances(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"service options of Connect", "function", "middleware", "interceptor"}, called)
	assert.Contains(t, s.last.Header.Get("User-Agent"), " app/the-app")
	assert.Contains(t, s.last.Header.Get("Authorization"), "Credential=ENVKEY/")
	assert.Equal(t, "session", s.last.Header.Get("X-Amz-Security-Token"))
	o := client.Options()
	assert.Equal(t, logger, o.Logger)
	assert.Equal(t, aws.LogRetries, o.ClientLogMode)
	assert.Equal(t, int64(7), o.MaxResponseBytes)
	assert.Equal(t, "eu-central-1", o.Region)
}

type hook func()

func (h hook) AfterExecution(context.Context, *smithyhttp.InterceptorContext) error { h(); return nil }

func TestConfiguredDefaultsMode(t *testing.T) {
	client := connect.NewFromConfig(loadConfig(t, profile, []string{"AWS_DEFAULTS_MODE=mobile"}))
	assert.Equal(t, aws.DefaultsModeMobile, client.Options().DefaultsMode)
	httpClient := client.Options().HTTPClient.(*awshttp.BuildableClient)
	assert.Equal(t, "30s", httpClient.GetDialer().Timeout.String())
	assert.Equal(t, "30s", httpClient.GetTransport().TLSHandshakeTimeout.String())
	client = connect.NewFromConfig(loadConfig(t, profile+"defaults_mode = in-region\n", nil))
	httpClient = client.Options().HTTPClient.(*awshttp.BuildableClient)
	assert.Equal(t, "1.1s", httpClient.GetDialer().Timeout.String())
	assert.Equal(t, "1.1s", httpClient.GetTransport().TLSHandshakeTimeout.String())
}

func TestConfiguredClock(t *testing.T) {
	for name, tt := range map[string]struct {
		shared string
		env    []string
		off    bool
	}{
		"default":     {profile, nil, false},
		"environment": {profile, []string{"AWS_DISABLE_CLOCK_SKEW_CORRECTION=true"}, true},
		"file":        {profile + "disable_clock_skew_correction = true\n", nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			options := connect.NewFromConfig(loadConfig(t, tt.shared, tt.env)).Options()
			assert.Equal(t, tt.off, options.DisableClockSkewCorrection)
		})
	}
}
