package connect

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// Options configure a client, or one call where they are changed by its option functions. The zero value works but
// for Region and Credentials.
type Options struct {
	// APIOptions add middleware to the stack of each call, whose steps have the names that AWS clients use: for example
	// OperationInputValidation, OperationSerializer, ClientRequestID, UserAgent, Retry, ResolveEndpointV2,
	// ComputePayloadHash, Signing, OperationDeserializer. Without any, and without Interceptors, a tracer or a meter, no
	// stack is built.
	APIOptions []func(*middleware.Stack) error

	// AppID is added to the User-Agent header to tell applications apart, up to 50 characters.
	AppID string

	// AttemptTimeout bounds one attempt, headers and body. An attempt that times out can be retried, unless the answer
	// had begun and the operation must not run twice. The default is 30 seconds; a negative value means no limit but
	// that of the context.
	AttemptTimeout time.Duration

	// BaseEndpoint replaces the endpoint of the Region: a URL such as https://vpce-1234.example.com, with or without a
	// path. It cannot be combined with FIPS or dual-stack.
	BaseEndpoint *string

	// ClientLogMode says what is logged: bits such as aws.LogRetries|aws.LogRequestWithBody.
	ClientLogMode aws.ClientLogMode

	// Credentials sign the requests. aws.AnonymousCredentials leaves them unsigned.
	Credentials aws.CredentialsProvider

	// DefaultsMode chooses a set of defaults for timeouts and retries. It is read when the client is made.
	DefaultsMode aws.DefaultsMode

	// EndpointOptions choose between the variants of the Region's endpoint.
	EndpointOptions EndpointResolverOptions

	// EndpointResolverV2 finds the endpoint of a call. The default knows those of AWS.
	EndpointResolverV2 EndpointResolverV2

	// HTTPClient sends the requests. The default is the client of aws/transport/http. A client of net/http does not
	// follow redirects to another host, which would carry the signed headers there.
	HTTPClient HTTPClient

	// HTTPSignerV4 signs the requests. The default is the signer of the AWS SDK.
	HTTPSignerV4 HTTPSignerV4

	// IdempotencyTokenProvider makes the tokens that calls fill in. The default makes random UUIDs.
	IdempotencyTokenProvider IdempotencyTokenProvider

	// Interceptors are called at fixed points of each call.
	Interceptors smithyhttp.InterceptorRegistry

	// Limiter is asked before each attempt whether it may be made now; [NewLimiter] returns one. The default makes them
	// at once.
	Limiter Limiter

	// Logger receives what ClientLogMode asks for. The default drops it.
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

	// Retryer decides which attempts are repeated and when; one that is set here is obeyed as it is. The default is the
	// standard retryer of the AWS SDK, which here also repeats all that the service throttled, never repeats what a
	// quota refused, and waits as long as the service asks for.
	Retryer aws.Retryer

	// TracerProvider receives spans. The default records none.
	TracerProvider tracing.TracerProvider

	// ValidateInput is asked about each input before it is sent; an error of its ends the call. Set it to [Validate] to
	// hold inputs against all limits that the API publishes. Nil checks only what a request cannot do without: required
	// members, and path members that would address another resource. The service raises its limits often, and a client
	// must not stand in the way.
	ValidateInput func(input any) error
}

// HTTPClient sends requests; *http.Client is one.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// HTTPSignerV4 signs requests with Signature Version 4.
type HTTPSignerV4 interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string,
		signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// IdempotencyTokenProvider makes idempotency tokens.
type IdempotencyTokenProvider interface {
	GetIdempotencyToken() (string, error)
}

// Copy returns options whose slices can be changed without changing these.
func (o Options) Copy() Options {
	return fromTransport(o.transport().Copy())
}

// WithAPIOptions adds middleware.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) { o.APIOptions = append(o.APIOptions, optFns...) }
}

// WithEndpointResolverV2 sets the endpoint resolver.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) { o.EndpointResolverV2 = v }
}

// WithSigV4SigningName signs for another service name.
func WithSigV4SigningName(name string) func(*Options) {
	return WithAPIOptions(transport.WithSigningName(name))
}

// WithSigV4SigningRegion signs for another Region than the one that is called.
func WithSigV4SigningRegion(region string) func(*Options) {
	return WithAPIOptions(transport.WithSigningRegion(region))
}

func (o *Options) setDefaults() {
	t := o.transport()
	t.SetDefaults(service())
	*o = fromTransport(t)
}

// transport gives the options the form that the call path works with.
func (o *Options) transport() transport.Options {
	return transport.Options{
		APIOptions: o.APIOptions, AppID: o.AppID, AttemptTimeout: o.AttemptTimeout, BaseEndpoint: o.BaseEndpoint,
		ClientLogMode: o.ClientLogMode, Credentials: o.Credentials, DefaultsMode: o.DefaultsMode,
		EndpointOptions: transport.EndpointOptions(o.EndpointOptions), EndpointResolverV2: toTransport(o.EndpointResolverV2),
		HTTPClient: o.HTTPClient, HTTPSignerV4: o.HTTPSignerV4, IdempotencyTokenProvider: o.IdempotencyTokenProvider,
		Interceptors: o.Interceptors, Limiter: o.Limiter, Logger: o.Logger, LogSensitive: o.LogSensitive, MaxResponseBytes: o.MaxResponseBytes, MeterProvider: o.MeterProvider,
		Region: o.Region, RetryMaxAttempts: o.RetryMaxAttempts, RetryMode: o.RetryMode, Retryer: o.Retryer,
		TracerProvider: o.TracerProvider, ValidateInput: o.ValidateInput,
	}
}

func fromTransport(t transport.Options) Options {
	return Options{
		APIOptions: t.APIOptions, AppID: t.AppID, AttemptTimeout: t.AttemptTimeout, BaseEndpoint: t.BaseEndpoint,
		ClientLogMode: t.ClientLogMode, Credentials: t.Credentials, DefaultsMode: t.DefaultsMode,
		EndpointOptions: EndpointResolverOptions(t.EndpointOptions), EndpointResolverV2: fromResolver(t.EndpointResolverV2),
		HTTPClient: t.HTTPClient, HTTPSignerV4: t.HTTPSignerV4, IdempotencyTokenProvider: t.IdempotencyTokenProvider,
		Interceptors: t.Interceptors, Limiter: t.Limiter, Logger: t.Logger, LogSensitive: t.LogSensitive, MaxResponseBytes: t.MaxResponseBytes, MeterProvider: t.MeterProvider,
		Region: t.Region, RetryMaxAttempts: t.RetryMaxAttempts, RetryMode: t.RetryMode, Retryer: t.Retryer,
		TracerProvider: t.TracerProvider, ValidateInput: t.ValidateInput,
	}
}
