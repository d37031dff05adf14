package transport

import (
	"context"
	"os"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Core is a configured client, or the same for one call that has options of its own. It does not change once made,
// but for what it learns about the service's clock, which all calls of a client share.
type Core struct {
	service *Service
	opts    Options
	retryer aws.RetryerV2
	sender  HTTPClient
	clock   *clock
	fill    wire.Fill

	resultsKey any // in the metadata of a result

	stacked  bool
	resolve  func() (*target, error) // of the default resolver, once
	agent    func() (string, error)
	meters   func() (*meters, error)
	first    string               // the header Amz-Sdk-Request of a first attempt
	timedOut *AttemptTimeoutError // nil without an AttemptTimeout
	lambda   bool

	anonymous  bool // requests stay unsigned
	newRetries bool // of the AWS core
}

// NewCore completes options whose defaults are set and whose option functions have run.
func NewCore(service *Service, opts Options) *Core {
	opts.complete(service)
	if n := opts.RetryMaxAttempts; n != 0 && n != opts.Retryer.MaxAttempts() {
		opts.Retryer = retry.AddWithMaxAttempts(opts.Retryer, n)
	}
	return newCore(&Core{service: service, opts: opts, clock: new(clock), sender: sender(opts.HTTPClient), resultsKey: findResultsKey()})
}

// With returns a core for one call: the options of the client as the call's functions changed them.
func (core *Core) With(opts Options) *Core {
	opts.complete(core.service)
	if n := opts.RetryMaxAttempts; n != 0 && n != core.opts.RetryMaxAttempts {
		opts.Retryer = retry.AddWithMaxAttempts(opts.Retryer, n)
	}
	return newCore(&Core{service: core.service, opts: opts, clock: core.clock, sender: core.senderFor(opts.HTTPClient), resultsKey: core.resultsKey})
}

// Options returns a copy of the options in force.
func (core *Core) Options() Options { return core.opts.Copy() }

// newCore derives from the options what the attempts need.
func newCore(core *Core) *Core {
	opts := &core.opts
	core.retryer = asV2(opts.Retryer)
	core.fill = wire.Fill{Token: opts.IdempotencyTokenProvider.GetIdempotencyToken, Bearer: opts.ChimeBearer}
	core.stacked = opts.needsStack()
	if resolver, ok := opts.EndpointResolverV2.(DefaultResolver); ok {
		core.resolve = sync.OnceValues(func() (*target, error) { return core.resolveFor(context.Background(), resolver) })
	}
	core.agent = sync.OnceValues(core.userAgent)
	core.meters = sync.OnceValues(core.newMeters)
	core.first = attemptOf(1, core.retryer.MaxAttempts())
	if opts.AttemptTimeout > 0 {
		core.timedOut = &AttemptTimeoutError{Limit: opts.AttemptTimeout}
	}
	_, core.lambda = os.LookupEnv("AWS_LAMBDA_FUNCTION_NAME")
	core.anonymous = aws.IsCredentialsProvider(opts.Credentials, (*aws.AnonymousCredentials)(nil))
	core.newRetries = newRetries()
	core.warnDeprecated()
	return core
}

// needsStack says whether anything is configured that only a middleware stack can serve.
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

// asV2 lets a retryer of the first generation take part.
func asV2(r aws.Retryer) aws.RetryerV2 {
	if v2, ok := r.(aws.RetryerV2); ok {
		return v2
	}
	return firstGeneration{r}
}

type firstGeneration struct{ aws.Retryer }

func (r firstGeneration) GetAttemptToken(context.Context) (func(error) error, error) {
	return r.GetInitialToken(), nil
}
