package transport

import (
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

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// Options configure a client, or one call where they are changed by its option functions. Only Region and Credentials
// must be set.
//
// This is the list of options of both clients: the generator prints the Options of each from it, with these comments. A
// field with the tag bearer belongs to the clients whose calls act for an identity.
type Options struct {
	// APIOptions add middleware to the stack of each call, whose steps have the names that AWS clients use: for example
	// OperationIdempotencyTokenAutoFill, OperationInputValidation, OperationSerializer, ClientRequestID, UserAgent, Retry,
	// ResolveEndpointV2, ComputePayloadHash, Signing, OperationDeserializer. Without any, and without Interceptors, a tracer
	// or a meter, no stack is built.
	APIOptions []func(*middleware.Stack) error

	// AppID is added to the User-Agent header to tell applications apart, up to 50 characters.
	AppID string

	// AttemptTimeout bounds one attempt, headers and body. An attempt that times out can be retried, unless the response
	// had begun and the operation must not run twice. The default is 30 seconds; a negative value means no limit but
	// that of the context.
	AttemptTimeout time.Duration

	// BaseEndpoint replaces the endpoint of the Region: a URL such as https://vpce-1234.example.com, with or without a
	// path. It cannot be combined with FIPS or dual-stack.
	BaseEndpoint *string

	// ChimeBearer is the ARN of the app instance user or bot on whose behalf operations run, where their input does not
	// name one. [Client.As] sets it without a new client.
	ChimeBearer string `bearer:"true"`

	// ClientLogMode selects what is logged: bits such as aws.LogRetries|aws.LogRequestWithBody.
	ClientLogMode aws.ClientLogMode

	// Credentials sign the requests. aws.AnonymousCredentials leaves them unsigned.
	Credentials aws.CredentialsProvider

	// DefaultsMode chooses a set of defaults for timeouts and retries. It is read when the client is made.
	DefaultsMode aws.DefaultsMode

	// DisableClockSkewCorrection signs with the clock of this machine even where the service says that it is wrong. By
	// default a call that is refused for its time is repeated with the service's.
	DisableClockSkewCorrection bool

	// EndpointOptions choose between the variants of the Region's endpoint.
	EndpointOptions chimeconnect.EndpointResolverOptions

	// EndpointResolverV2 finds the endpoint of a call. The default finds those of AWS.
	EndpointResolverV2 chimeconnect.EndpointResolverV2

	// HTTPClient sends the requests. The default is the client of aws/transport/http. A client of net/http does not
	// follow redirects to another host, which would carry the signed headers there.
	HTTPClient chimeconnect.HTTPClient

	// HTTPSignerV4 signs the requests. The default is the signer of the AWS SDK.
	HTTPSignerV4 chimeconnect.HTTPSignerV4

	// IdempotencyTokenProvider returns the tokens that calls fill in. The default returns random UUIDs.
	IdempotencyTokenProvider chimeconnect.IdempotencyTokenProvider

	// Interceptors are called at fixed points of each call.
	Interceptors smithyhttp.InterceptorRegistry

	// Limiter is asked before each attempt whether it may be made now; [NewLimiter] returns one. The default makes them
	// at once.
	Limiter chimeconnect.Limiter

	// Logger receives what ClientLogMode asks for. By default nothing is logged.
	Logger logging.Logger

	// LogSensitive shows in logs what is otherwise replaced by [redacted]: the Authorization and X-Amz-Security-Token
	// headers, and members that the API marks as sensitive.
	LogSensitive bool

	// MaxResponseBytes bounds a response; a larger one is an error. The default is 64 MiB; a negative value means no
	// limit.
	MaxResponseBytes int64

	// MeterProvider receives metrics. The default records none.
	MeterProvider metrics.MeterProvider

	// Region is the AWS Region that is called and signed for, such as us-east-1.
	Region string

	// RetryMaxAttempts bounds the attempts of a call; 0 leaves it to the Retryer, whose default is 3.
	RetryMaxAttempts int

	// RetryMode chooses the retryer if Retryer is nil: standard (the default) or adaptive. For one call, set Retryer.
	RetryMode aws.RetryMode

	// Retryer decides which attempts are repeated and when; one that is set here is used as it is. The default is the
	// standard retryer of the AWS SDK, which here also repeats all throttled attempts, never repeats one that was
	// refused because of a quota, and waits as long as the service asks for.
	Retryer aws.Retryer

	// TracerProvider receives spans. The default records none.
	TracerProvider tracing.TracerProvider

	// ValidateInput is called with each input before it is sent; an error of it ends the call. Set it to
	// [chimeconnect.Validate] to check inputs against all limits that the API publishes. If it is nil, only what a
	// request cannot do without is checked: required members, and path members that would address another resource. The
	// service raises its limits often, and a client must not enforce the old ones.
	ValidateInput func(input any) error
}

const (
	defaultAttemptTimeout = 30 * time.Second
	defaultMaxResponse    = 64 << 20
)

// Copy returns options that share nothing with these that can be changed.
func (o Options) Copy() Options {
	o.APIOptions = slices.Clone(o.APIOptions)
	if o.BaseEndpoint != nil {
		o.BaseEndpoint = aws.String(*o.BaseEndpoint)
	}
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// complete fills in the defaults.
func (o *Options) complete(resolver *endpoint.Service) {
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = resolver
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
	if o.DefaultsMode == "" {
		return defaults.Configuration{}
	}
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
	o.Retryer = retry.NewPolicy(o.RetryMode, o.RetryMaxAttempts)
}

// setHTTPClient gives the AWS HTTP client the timeouts of the defaults mode. Other clients are left as they are.
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
