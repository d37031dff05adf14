package transport

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithytime "github.com/aws/smithy-go/time"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
)

// attempts repeats an attempt as long as the retryer asks for it. The metadata is that of the last attempt, with the
// results of all attempts.
func (c *call) attempts(ctx context.Context, by attempter) (middleware.Metadata, error) {
	release := func(error) error { return nil }
	for {
		metadata, err := c.withTokens(ctx, by, release)
		if err == nil {
			c.results = append(c.results, awsretry.AttemptResult{ResponseMetadata: metadata})
			return c.withResults(metadata), nil
		}
		next := c.next(ctx, err)
		if next.end == nil {
			next.end = c.backOff(ctx, next.delay, err)
			if next.end != nil {
				_ = next.release(err) // the error of the call says more
			}
		}
		if next.end != nil {
			err = next.end
		}
		c.results = append(c.results, awsretry.AttemptResult{
			Err: err, Retryable: next.retryable, Retried: next.end == nil, ResponseMetadata: metadata,
		})
		if next.end != nil {
			return c.withResults(metadata), err
		}
		release = next.release
	}
}

// withTokens makes an attempt when the limiter lets it through and the retryer has a token for it, and releases the
// tokens.
func (c *call) withTokens(ctx context.Context, by attempter, release func(error) error) (middleware.Metadata, error) {
	var none middleware.Metadata
	if ctx.Err() != nil {
		return none, canceled(ctx, c.lastError())
	}
	pass, err := c.waitForLimiter(ctx)
	if err != nil {
		return none, err
	}
	releaseAttempt, err := c.core.retryer.GetAttemptToken(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return none, canceled(ctx, c.lastError())
		}
		return none, fmt.Errorf("failed to get an attempt token: %w", err)
	}
	c.number++
	metadata, err := by.attempt(c.watch(ctx), c.number)
	c.report(pass, err)
	releaseErr := release(err)
	if c.number == 1 || retry.FirstDelay() == 1 { // the newer loop of the AWS core gives back the first token alone
		releaseErr = errors.Join(releaseErr, releaseAttempt(err))
	}
	if releaseErr != nil && err != nil {
		return metadata, fmt.Errorf("failed to release a retry token (%w) after: %w", releaseErr, err)
	}
	return metadata, err
}

// lastError returns the error of the attempt before, nil if there was none.
func (c *call) lastError() error {
	if len(c.results) == 0 {
		return nil
	}
	return c.results[len(c.results)-1].Err
}

// step is what follows a failed attempt: the end of the call with an error, or another attempt after a delay.
type step struct {
	retryable bool
	end       error
	delay     time.Duration
	release   func(error) error // of the retry token, for after the next attempt
}

// next decides what follows a failed attempt.
func (c *call) next(ctx context.Context, err error) step {
	retryer := c.core.retryer
	if retry.IsCanceled(err) || !retryer.IsErrorRetryable(err) {
		c.logRetry(ctx, "attempt %d failed and is not repeated: %v", c.number, err)
		return step{end: err}
	}
	if most := retryer.MaxAttempts(); most > 0 && c.number >= most {
		c.logRetry(ctx, "attempt %d failed and was the last of %d: %v", c.number, most, err)
		return step{retryable: true, end: &awsretry.MaxAttemptsError{Attempt: c.number, Err: err}}
	}
	if ctx.Err() != nil {
		return step{retryable: true, end: canceled(ctx, err)}
	}
	release, tokenErr := retryer.GetRetryToken(ctx, err)
	switch {
	case tokenErr != nil && ctx.Err() != nil:
		return step{retryable: true, end: canceled(ctx, err)}
	case tokenErr != nil:
		c.logRetry(ctx, "attempt %d failed and the retry budget is spent: %v", c.number, err)
		return step{retryable: true, end: &chimeconnect.RetryBudgetError{Err: err, Cause: tokenErr}}
	}
	delay, delayErr := retryer.RetryDelay(retry.FirstDelay()+c.number-1, err)
	if delayErr != nil {
		return step{retryable: true, end: errors.Join(fmt.Errorf("no back-off (%w) after: %w", delayErr, err), release(err))}
	}
	c.logRetry(ctx, "attempt %d failed, the next follows in %v: %v", c.number, delay, err)
	return step{retryable: true, delay: delay, release: release}
}

// backOff sleeps before the next attempt. It returns at once if ctx would expire first.
func (c *call) backOff(ctx context.Context, delay time.Duration, last error) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
		return canceledBy(fmt.Errorf("%w: it would pass during the back-off of %v", context.DeadlineExceeded, delay), last)
	}
	if delay > 0 && smithytime.SleepWithContext(ctx, delay) != nil {
		return canceled(ctx, last)
	}
	return nil
}

// waitForLimiter waits until the limiter lets the next attempt through.
func (c *call) waitForLimiter(ctx context.Context) (chimeconnect.Attempt, error) {
	opts := &c.core.opts
	if opts.Limiter == nil {
		return chimeconnect.Attempt{}, nil
	}
	pass := chimeconnect.Attempt{
		Service: c.core.service.ID(), Region: opts.Region, Operation: c.op.Name, Resource: c.request.Resource, Account: c.account(ctx),
	}
	start := time.Now()
	err := opts.Limiter.Wait(ctx, pass)
	waited := time.Since(start)
	c.waited += waited
	if meters, err := c.core.meter(); err == nil {
		meters.limiterWait.Record(ctx, waited.Seconds(), c.labels)
	}
	switch {
	case err == nil:
		return pass, nil
	case ctx.Err() != nil:
		return pass, canceled(ctx, c.lastError())
	case errors.Is(err, context.DeadlineExceeded):
		return pass, canceledBy(&chimeconnect.LimiterError{Err: err}, c.lastError())
	}
	return pass, &chimeconnect.LimiterError{Err: err}
}

// account names the account whose quota an attempt uses. Errors of the credentials are reported when they are needed.
func (c *call) account(ctx context.Context) string {
	if signing.IsAnonymous(c.core.opts.Credentials) {
		return ""
	}
	credentials, _ := signing.Retrieve(ctx, c.core.opts.Credentials)
	return cmp.Or(credentials.AccountID, credentials.AccessKeyID)
}

// report passes the outcome of an attempt to a limiter that observes attempts.
func (c *call) report(pass chimeconnect.Attempt, err error) {
	observer, ok := c.core.opts.Limiter.(chimeconnect.AttemptObserver)
	switch {
	case !ok:
	case err == nil:
		observer.Succeeded(pass)
	case retry.IsThrottle(err):
		observer.Throttled(pass)
	}
}

func (c *call) logRetry(ctx context.Context, format string, args ...any) {
	if c.core.opts.ClientLogMode.IsRetries() {
		c.core.logger(ctx).Logf(logging.Debug, c.core.service.ID()+"/"+c.op.Name+": %s",
			c.withoutSecrets(fmt.Sprintf(format, args...)))
	}
}
