package transport

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"

	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// observed wraps a call in the span that the TracerProvider wants and in the metrics that the MeterProvider wants.
func (c *call) observed(ctx context.Context, run func(context.Context) (middleware.Metadata, error)) (middleware.Metadata, error) {
	tracer := c.core.opts.TracerProvider.Tracer(c.core.instrumented())
	ctx = tracing.WithOperationTracer(ctx, tracer)
	ctx, span := tracer.StartSpan(ctx, c.core.service.ID()+"."+c.op.Name, func(o *tracing.SpanOptions) {
		o.Kind = tracing.SpanKindClient
		o.Properties.Set("rpc.system", "aws-api")
		o.Properties.Set("rpc.method", c.op.Name)
		o.Properties.Set("rpc.service", c.core.service.ID())
		o.Properties.Set("aws.region", c.core.opts.Region)
	})
	defer span.End()
	meters, err := c.core.meter()
	if err != nil {
		return middleware.Metadata{}, fmt.Errorf("failed to set up metrics: %w", err)
	}
	start := time.Now()
	metadata, err := run(ctx)
	meters.duration.Record(ctx, time.Since(start).Seconds(), c.labels)
	c.endSpan(span, err)
	return metadata, err
}

// attempter makes one attempt; number counts from 1.
type attempter interface {
	attempt(ctx context.Context, number int) (middleware.Metadata, error)
}

// observedAttempts does the same for each attempt.
type observedAttempts struct {
	*call
	next attempter
}

func (o observedAttempts) attempt(ctx context.Context, number int) (middleware.Metadata, error) {
	ctx, span := tracing.StartSpan(ctx, "Attempt", func(o *tracing.SpanOptions) {
		o.Properties.Set("operation.attempt", number)
	})
	defer span.End()
	meters, err := o.core.meter()
	if err != nil {
		return middleware.Metadata{}, err
	}
	meters.attempts.Add(ctx, 1, o.labels)
	start := time.Now()
	metadata, err := o.next.attempt(ctx, number)
	meters.attemptDuration.Record(ctx, time.Since(start).Seconds(), o.labels)
	if err != nil {
		meters.errors.Add(ctx, 1, o.labels, func(o *metrics.RecordMetricOptions) {
			o.Properties.Set("exception.type", exceptionType(err))
		})
	}
	o.endSpan(span, err)
	return metadata, err
}

// endSpan records on a span how it ended.
func (c *call) endSpan(span tracing.Span, err error) {
	span.SetProperty("error", err != nil)
	if err == nil {
		span.SetStatus(tracing.SpanStatusOK)
		return
	}
	span.SetStatus(tracing.SpanStatusError)
	span.SetProperty("exception.type", fmt.Sprintf("%T", err))
	span.SetProperty("exception.message", c.withoutSecrets(err.Error()))
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		span.SetProperty("api.error_code", api.ErrorCode())
		span.SetProperty("api.error_message", c.withoutSecrets(api.ErrorMessage()))
		span.SetProperty("api.error_fault", api.ErrorFault().String())
	}
}

func exceptionType(err error) string {
	if code := retry.Code(err); code != "" {
		return code
	}
	return fmt.Sprintf("%T", err)
}

func (c *call) labels(o *metrics.RecordMetricOptions) {
	o.Properties.Set("rpc.service", c.core.service.ID())
	o.Properties.Set("rpc.method", c.op.Name)
}

// meter returns the instruments, made on first use.
func (core *Core) meter() (*meters, error) {
	return core.meters.get(func() (*meters, error) {
		meter := core.opts.MeterProvider.Meter(core.instrumented())
		describe := func(unit, text string) metrics.InstrumentOption {
			return func(o *metrics.InstrumentOptions) { o.UnitLabel, o.Description = unit, text }
		}
		attempts, err1 := meter.Int64Counter("client.call.attempts", describe("{attempt}", "attempts made"))
		failures, err2 := meter.Int64Counter("client.call.errors", describe("{error}", "attempts that failed"))
		duration, err3 := meter.Float64Histogram("client.call.duration", describe("s", "calls, with all attempts and back-offs"))
		attempt, err4 := meter.Float64Histogram("client.call.attempt_duration", describe("s", "single attempts, with the body of the response"))
		waits, err5 := meter.Float64Histogram("client.call.limiter_wait", describe("s", "time that attempts waited for Options.Limiter"))
		return &meters{attempts, failures, duration, attempt, waits}, errors.Join(err1, err2, err3, err4, err5)
	})
}

// instrumented returns the name of the instrumented package.
func (core *Core) instrumented() string {
	return "github.com/seed-086a074d/chimeconnect/" + core.service.Package
}
