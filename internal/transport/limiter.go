package transport

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
)

// Limiter paces attempts. Wait returns when one of the operation may be made; an error means that it may not be.
type Limiter interface {
	Wait(ctx context.Context, operation string) error
}

// LearningLimiter is a limiter that wants to know what became of the attempts that it let through. Both methods must
// return at once.
type LearningLimiter interface {
	Limiter
	// Throttled says that the service refused an attempt of the operation because of its rate.
	Throttled(operation string)
	// Succeeded says that an attempt of the operation succeeded.
	Succeeded(operation string)
}

// LimiterError says that Options.Limiter did not let an attempt through. Err is what it returned.
type LimiterError struct{ Err error }

func (e *LimiterError) Error() string {
	return "Options.Limiter did not let the attempt through: " + e.Err.Error()
}

// Unwrap returns what the limiter returned.
func (e *LimiterError) Unwrap() error { return e.Err }

// RetryableError keeps retryers from asking again: a limiter that fails is no failure of the service.
func (*LimiterError) RetryableError() bool { return false }

// pace waits until the limiter lets the next attempt through.
func (c *call) pace(ctx context.Context) error {
	limiter := c.core.opts.Limiter
	if limiter == nil {
		return nil
	}
	start := time.Now()
	err := limiter.Wait(ctx, c.op.Name)
	waited := time.Since(start)
	c.waited += waited
	c.recordWait(ctx, waited)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return canceled(ctx, c.lastError())
	case errors.Is(err, context.DeadlineExceeded):
		return canceledBy(&LimiterError{err}, c.lastError())
	}
	return &LimiterError{err}
}

// recordWait adds a wait to the metrics. Without a stack there are none.
func (c *call) recordWait(ctx context.Context, waited time.Duration) {
	if !c.core.stacked {
		return
	}
	if meters, err := c.core.meters(); err == nil {
		meters.limiterWait.Record(ctx, waited.Seconds(), c.labels)
	}
}

// teach tells a limiter that learns what became of an attempt.
func (c *call) teach(err error) {
	limiter, ok := c.core.opts.Limiter.(LearningLimiter)
	switch {
	case !ok:
	case err == nil:
		limiter.Succeeded(c.op.Name)
	case isThrottleCode(errorCode(err)) || isThrottle(err) == aws.TrueTernary:
		limiter.Throttled(c.op.Name)
	}
}

// waitKey is the time that a call waited for its limiter, in the metadata of a result.
type waitKey struct{}

// LimiterWait returns how long a call waited for Options.Limiter, all attempts together; false without a limiter.
func LimiterWait(metadata middleware.Metadata) (time.Duration, bool) {
	waited, ok := metadata.Get(waitKey{}).(time.Duration)
	return waited, ok
}
