package transport

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	smithyrand "github.com/aws/smithy-go/rand"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Options configure a client. The fields are those of the public Options of each package, which document them.
type Options struct {
	APIOptions                 []func(*middleware.Stack) error
	AppID                      string
	AttemptTimeout             time.Duration
	BaseEndpoint               *string
	ChimeBearer                string
	ClientLogMode              aws.ClientLogMode
	Credentials                aws.CredentialsProvider
	DefaultsMode               aws.DefaultsMode
	DisableClockSkewCorrection bool
	EndpointOptions            EndpointOptions
	EndpointResolverV2         EndpointResolver
	HTTPClient                 HTTPClient
	HTTPSignerV4               HTTPSigner
	IdempotencyTokenProvider   TokenProvider
	Interceptors               smithyhttp.InterceptorRegistry
	Limiter                    Limiter
	Logger                     logging.Logger
	LogSensitive               bool
	MaxResponseBytes           int64
	MeterProvider              metrics.MeterProvider
	Region                     string
	RetryMaxAttempts           int
	RetryMode                  aws.RetryMode
	Retryer                    aws.Retryer
	TracerProvider             tracing.TracerProvider
	ValidateInput              func(input any) error
}

// HTTPClient sends requests; *http.Client is one.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// HTTPSigner signs requests with Signature Version 4.
type HTTPSigner interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash, service, region string,
		signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// TokenProvider makes idempotency tokens.
type TokenProvider interface {
	GetIdempotencyToken() (string, error)
}

const (
	defaultAttemptTimeout = 30 * time.Second
	defaultMaxResponse    = 64 << 20
)

// Copy returns options that share nothing with these that the caller may change.
func (o Options) Copy() Options {
	o.APIOptions = slices.Clone(o.APIOptions)
	if o.BaseEndpoint != nil {
		o.BaseEndpoint = aws.String(*o.BaseEndpoint)
	}
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// SetDefaults fills in what the caller left out, before the option functions run, so that these can wrap the defaults.
func (o *Options) SetDefaults(service *Service) {
	o.setHTTPClient()
	o.complete(service)
}

// complete fills in what is still missing, also where an option function took it away.
func (o *Options) complete(service *Service) {
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = DefaultResolver{Service: service}
	}
	if o.Logger == nil {
		o.Logger = logging.Nop{}
	}
	if o.HTTPClient == nil {
		o.setHTTPClient()
	}
	if o.Retryer == nil {
		o.setRetryer()
	}
	if o.HTTPSignerV4 == nil {
		o.HTTPSignerV4 = v4.NewSigner()
	}
	if o.IdempotencyTokenProvider == nil {
		o.IdempotencyTokenProvider = smithyrand.NewUUIDIdempotencyToken(rand.Reader)
	}
	if o.TracerProvider == nil {
		o.TracerProvider = &tracing.NopTracerProvider{}
	}
	if o.MeterProvider == nil {
		o.MeterProvider = metrics.NopMeterProvider{}
	}
	if o.AttemptTimeout == 0 {
		o.AttemptTimeout = defaultAttemptTimeout
	}
	if o.MaxResponseBytes == 0 {
		o.MaxResponseBytes = defaultMaxResponse
	}
}

// mode resolves the defaults mode to its settings; "auto" looks at where the program runs.
func (o *Options) mode() defaults.Configuration {
	c, err := defaults.GetModeConfiguration(resolveMode(o.DefaultsMode, o.Region, aws.RuntimeEnvironment{}))
	if err != nil {
		return defaults.Configuration{}
	}
	return c
}

func resolveMode(mode aws.DefaultsMode, region string, where aws.RuntimeEnvironment) aws.DefaultsMode {
	mode.SetFromString(string(mode))
	if mode == aws.DefaultsModeAuto {
		return defaults.ResolveDefaultsModeAuto(region, where)
	}
	return mode
}

func (o *Options) setRetryer() {
	if o.RetryMode == "" {
		o.RetryMode = o.mode().RetryMode
	}
	if o.RetryMode == "" {
		o.RetryMode = aws.RetryModeStandard
	}
	o.Retryer = newPolicy(o.RetryMode, o.RetryMaxAttempts)
}

// setHTTPClient gives the AWS HTTP client the timeouts of the defaults mode. Another one is the caller's affair.
func (o *Options) setHTTPClient() {
	buildable, isBuildable := o.HTTPClient.(*awshttp.BuildableClient)
	if o.HTTPClient != nil && !isBuildable {
		return
	}
	if buildable == nil {
		buildable = awshttp.NewBuildableClient()
	}
	mode := o.mode()
	if timeout, ok := mode.GetConnectTimeout(); ok {
		buildable = buildable.WithDialerOptions(func(d *net.Dialer) { d.Timeout = timeout })
	}
	if timeout, ok := mode.GetTLSNegotiationTimeout(); ok {
		buildable = buildable.WithTransportOptions(func(t *http.Transport) { t.TLSHandshakeTimeout = timeout })
	}
	o.HTTPClient = buildable
}
