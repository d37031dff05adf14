package transport

import (
	"os"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Version is the version of this library, sent in the User-Agent header.
const Version = "0.1.0"

// Service describes a service to the call path.
type Service struct {
	// Endpoint has the service's hosts. Its ID names the service in errors and in configuration.
	Endpoint endpoint.Service
	// Package is the name of the Go package, for the User-Agent header.
	Package string
	// SigningName is the service in the scope of a signature.
	SigningName string
	// NewError returns a new modelled error for a code, nil for a code that the service does not model.
	NewError func(code string) error
	// BodyCode returns the code of an error whose answer names its kind only in a "Code" member of the body, such as
	// "Throttled"; the same text if there is no other. It may be nil.
	BodyCode func(code string, status int) string
}

// ID returns the ID of the service, such as "Chime SDK Messaging".
func (s *Service) ID() string { return s.Endpoint.ID }

// Core is a configured client, or a client for one call that has options of its own. It does not change, except for the
// time of the service, which all calls of a client share.
type Core struct {
	service *Service
	opts    Options
	retryer aws.RetryerV2
	fill    wire.Fill
	clock   *signing.Clock

	stacked  bool // calls run inside a middleware stack
	timedOut *chimeconnect.AttemptTimeoutError
	lambda   bool

	// Values that calls work out once. A core for one call shares those that its options do not change.
	sender     *lazy[chimeconnect.HTTPClient]
	resultsKey *lazy[any]
	target     *lazy[*target]
	agent      *lazy[string]
	meters     *lazy[*meters]
}

// call is one operation on its way. What is fixed for all attempts is set by prepare.
type call struct {
	core *Core
	op   *wire.Operation
	in   any
	out  any

	request      wire.Request // empty before prepare
	payloadHash  string
	invocationID string

	session string                   // token of the last signature, kept out of texts
	skew    time.Duration            // that the last signature was made with
	number  int                      // of the attempt under way, 0 before the first
	sent    int                      // requests so far
	logged  bool                     // the request under way, and so its answer
	reached atomic.Int32             // by the request under way: connecting, written
	results []awsretry.AttemptResult // of the attempts so far
	waited  time.Duration            // for the limiter, all attempts together
}

// repeatable reports whether sending the request twice does no harm.
func (c *call) repeatable() bool {
	return c.op.ReadOnly || c.op.Idempotent || c.request.Token != ""
}

// lazy is a value that is made on first use.
type lazy[T any] struct {
	once  sync.Once
	value T
	err   error
}

func (l *lazy[T]) get(find func() (T, error)) (T, error) {
	l.once.Do(func() { l.value, l.err = find() })
	return l.value, l.err
}

// New returns a client for options. The functions run after the defaults are filled in, so that they can wrap these.
func New(service *Service, opts Options, change func(*Options)) *Core {
	var own struct { // in one allocation
		core       Core
		clock      signing.Clock
		sender     lazy[chimeconnect.HTTPClient]
		resultsKey lazy[any]
		target     lazy[*target]
		agent      lazy[string]
		meters     lazy[*meters]
	}
	core := &own.core
	*core = Core{
		service: service, opts: opts.Copy(), clock: &own.clock,
		sender: &own.sender, resultsKey: &own.resultsKey, target: &own.target, agent: &own.agent, meters: &own.meters,
	}
	core.opts.setHTTPClient()
	core.opts.complete(&service.Endpoint)
	change(&core.opts)
	core.opts.complete(&service.Endpoint)
	if n := core.opts.RetryMaxAttempts; n != 0 && n != core.opts.Retryer.MaxAttempts() {
		core.opts.Retryer = awsretry.AddWithMaxAttempts(core.opts.Retryer, n)
	}
	core.derive()
	return core
}

// With returns a core for one call, whose options the function changes.
func (core *Core) With(change func(*Options)) *Core {
	of := &core.opts
	other := *core
	opts := &other.opts
	*opts = opts.Copy()
	change(opts)
	opts.complete(&core.service.Endpoint)
	sameRetryer := same(opts.Retryer, of.Retryer)
	if n := opts.RetryMaxAttempts; n != 0 && n != of.RetryMaxAttempts {
		opts.Retryer = awsretry.AddWithMaxAttempts(opts.Retryer, n) // which leaves the mode as it is
	}
	if !same(opts.HTTPClient, of.HTTPClient) {
		other.sender = new(lazy[chimeconnect.HTTPClient])
	}
	if !sameEndpoint(opts, of) {
		other.target = new(lazy[*target])
	}
	if opts.AppID != of.AppID || !sameRetryer || !slices.Equal(sources(opts.Credentials), sources(of.Credentials)) {
		other.agent = new(lazy[string])
	}
	if !same(opts.MeterProvider, of.MeterProvider) {
		other.meters = new(lazy[*meters])
	}
	other.derive()
	return &other
}

// same compares values of options. Values of types that may not be comparable count as changed.
func same(a, b any) bool {
	switch a.(type) {
	case retry.Policy, metrics.NopMeterProvider:
		return a == b
	}
	t := reflect.TypeOf(a)
	return t == reflect.TypeOf(b) && (t == nil || t.Kind() == reflect.Pointer && a == b)
}

// sameEndpoint reports whether the endpoints of AWS are the same with both options.
func sameEndpoint(a, b *Options) bool {
	x, y := &a.EndpointOptions, &b.EndpointOptions
	return a.Region == b.Region && aws.ToString(a.BaseEndpoint) == aws.ToString(b.BaseEndpoint) &&
		x.UseDualStackEndpoint == y.UseDualStackEndpoint && x.UseFIPSEndpoint == y.UseFIPSEndpoint
}

// sources returns the sources of credentials, as far as they say so.
func sources(provider aws.CredentialsProvider) []aws.CredentialSource {
	if source, ok := provider.(aws.CredentialProviderSource); ok {
		return source.ProviderSources()
	}
	return nil
}

// WithBearer returns a core that acts for another identity and shares everything else.
func (core *Core) WithBearer(bearer string) *Core {
	other := *core
	other.opts.ChimeBearer, other.fill.Bearer = bearer, bearer
	return &other
}

// Options returns a copy of the options in force.
func (core *Core) Options() Options { return core.opts.Copy() }

// derive works out what the attempts need from the options.
func (core *Core) derive() {
	opts := &core.opts
	core.retryer = retry.V2(opts.Retryer)
	core.fill = wire.Fill{Token: opts.IdempotencyTokenProvider.GetIdempotencyToken, Bearer: opts.ChimeBearer}
	core.stacked = opts.needsStack()
	if opts.AttemptTimeout <= 0 {
		core.timedOut = nil
	} else if core.timedOut == nil || core.timedOut.Limit != opts.AttemptTimeout {
		core.timedOut = &chimeconnect.AttemptTimeoutError{Limit: opts.AttemptTimeout, Repeatable: true}
	}
	_, core.lambda = os.LookupEnv("AWS_LAMBDA_FUNCTION_NAME")
	core.warnDeprecated()
}

// warnDeprecated logs which parts of the options are deprecated by AWS, if the ClientLogMode asks for it.
func (core *Core) warnDeprecated() {
	if !core.opts.ClientLogMode.IsDeprecatedUsage() {
		return
	}
	if region, fips := endpoint.Region(core.opts.Region); fips {
		core.opts.Logger.Logf(logging.Warn, "%s: the Region %q is deprecated: use %q and UseFIPSEndpoint",
			core.service.ID(), core.opts.Region, region)
	}
	if endpoint.Deprecated(core.opts.EndpointResolverV2) {
		core.opts.Logger.Logf(logging.Warn, "%s: the EndpointResolver of the aws.Config is deprecated: use BaseEndpoint",
			core.service.ID())
	}
}

// needsStack reports whether something is configured that needs a middleware stack.
func (o *Options) needsStack() bool {
	if len(o.APIOptions) > 0 || hasInterceptors(&o.Interceptors) {
		return true
	}
	_, nopTracer := o.TracerProvider.(*tracing.NopTracerProvider)
	_, nopMeter := o.MeterProvider.(metrics.NopMeterProvider)
	return !nopTracer || !nopMeter
}

func hasInterceptors(r *smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution)+len(r.BeforeSerialization)+len(r.AfterSerialization)+len(r.BeforeRetryLoop)+
		len(r.BeforeAttempt)+len(r.BeforeSigning)+len(r.AfterSigning)+len(r.BeforeTransmit)+len(r.AfterTransmit)+
		len(r.BeforeDeserialization)+len(r.AfterDeserialization)+len(r.AfterAttempt)+len(r.AfterExecution) > 0
}

// target is where the requests of a call go, and what their signatures are for.
type target struct {
	endpoint.Target
	scope signing.Scope
	aws   bool // it is an endpoint of AWS, not one that the caller named
}

// meters are the instruments of a client, under the names that AWS clients use.
type meters struct {
	attempts, errors          metrics.Int64Counter
	duration, attemptDuration metrics.Float64Histogram
	limiterWait               metrics.Float64Histogram
}
