package transport

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
)

// attempter makes one attempt; number counts from 1.
type attempter interface {
	attempt(ctx context.Context, number int) (middleware.Metadata, error)
}

// attempts repeats an attempt as long as the retryer wants to. The metadata is that of the last attempt and holds the
// results of all.
func (c *call) attempts(ctx context.Context, by attempter) (middleware.Metadata, error) {
	release := func(error) error { return nil }
	for {
		metadata, err := c.guarded(ctx, by, release)
		if err == nil {
			c.results = append(c.results, retry.AttemptResult{ResponseMetadata: metadata})
			return c.withResults(metadata), nil
		}
		next := c.judge(ctx, err)
		if next.end != nil {
			err = next.end
		}
		c.results = append(c.results, retry.AttemptResult{
			Err: err, Retryable: next.retryable, Retried: next.end == nil, ResponseMetadata: metadata,
		})
		if next.end != nil {
			return c.withResults(metadata), err
		}
		release = next.release
	}
}

// guarded makes an attempt that the retryer has a token for, and gives the tokens back.
func (c *call) guarded(ctx context.Context, by attempter, release func(error) error) (middleware.Metadata, error) {
	var none middleware.Metadata
	if ctx.Err() != nil {
		return none, canceled(ctx, c.lastError())
	}
	if err := c.pace(ctx); err != nil {
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
	metadata, err := by.attempt(ctx, c.number)
	c.teach(err)
	releaseErr := release(err)
	if !c.core.newRetries || c.number == 1 {
		releaseErr = errors.Join(releaseErr, releaseAttempt(err))
	}
	if releaseErr != nil && err != nil {
		return metadata, fmt.Errorf("failed to release a retry token (%w) after: %w", releaseErr, err)
	}
	return metadata, err
}

// lastError is what the attempt before failed with, nil if there was none.
func (c *call) lastError() error {
	if len(c.results) == 0 {
		return nil
	}
	return c.results[len(c.results)-1].Err
}

// verdict is what follows a failed attempt: the end of the call with an error, or another attempt.
type verdict struct {
	retryable bool
	end       error
	release   func(error) error // of the retry token, for after the next attempt
}

// judge decides what follows a failed attempt. Where that is another attempt, it returns after the back-off.
func (c *call) judge(ctx context.Context, err error) verdict {
	retryer := c.core.retryer
	if isCanceled(err) || !retryer.IsErrorRetryable(err) {
		c.logRetry(ctx, "attempt %d failed and is not repeated: %v", c.number, err)
		return verdict{end: err}
	}
	if most := retryer.MaxAttempts(); most > 0 && c.number >= most {
		c.logRetry(ctx, "attempt %d failed and was the last of %d: %v", c.number, most, err)
		return verdict{retryable: true, end: &retry.MaxAttemptsError{Attempt: c.number, Err: err}}
	}
	if ctx.Err() != nil {
		return verdict{retryable: true, end: canceled(ctx, err)}
	}
	release, tokenErr := retryer.GetRetryToken(ctx, err)
	if tokenErr != nil {
		return verdict{retryable: true, end: c.noToken(ctx, tokenErr, err)}
	}
	delay, delayErr := retryer.RetryDelay(firstDelay(c.core.newRetries)+c.number-1, err)
	if delayErr != nil {
		return verdict{retryable: true, end: errors.Join(fmt.Errorf("no back-off (%w) after: %w", delayErr, err), release(err))}
	}
	c.logRetry(ctx, "attempt %d failed, the next follows in %v: %v", c.number, delay, err)
	if end := wait(ctx, delay, err); end != nil {
		_ = release(err) // the error of the call says more
		return verdict{retryable: true, end: end}
	}
	return verdict{retryable: true, release: release}
}

// noToken is the end of a call for which the retryer has no retry token.
func (c *call) noToken(ctx context.Context, tokenErr, last error) error {
	if ctx.Err() != nil {
		return canceled(ctx, last)
	}
	c.logRetry(ctx, "attempt %d failed and the retry budget is spent: %v", c.number, last)
	return &RetryBudgetError{Err: last, cause: tokenErr}
}

// wait sleeps for the back-off. It does not begin to where the deadline would pass meanwhile.
func wait(ctx context.Context, delay time.Duration, last error) error {
	if delay <= 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
		return canceledBy(fmt.Errorf("%w: it would pass during the back-off of %v", context.DeadlineExceeded, delay), last)
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return canceled(ctx, last)
	}
}

func (c *call) logRetry(ctx context.Context, format string, args ...any) {
	if c.core.opts.ClientLogMode.IsRetries() {
		c.core.logger(ctx).Logf(logging.Debug, c.core.service.ID+"/"+c.op.Name+": %s",
			withoutSecrets(fmt.Sprintf(format, args...), c.secrets()))
	}
}
