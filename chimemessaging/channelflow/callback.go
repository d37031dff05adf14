package channelflow

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// shortestAttempt is the minimum time for one attempt of a callback.
const shortestAttempt = 500 * time.Millisecond

// send calls ChannelFlowCallback until it succeeds or fails with an error that is not transient.
func (d *delivery) send(ctx context.Context, decision Decision) error {
	in := decision.callback(d.report.Event)
	for failed := 1; ; failed++ {
		d.report.Attempts++
		_, err := d.client.ChannelFlowCallback(ctx, in, oneAttempt(ctx))
		if err == nil || failed >= d.options.Attempts || !isTransient(err) || !wait(ctx, d.options.Backoff(failed)) {
			return err
		}
	}
}

// oneAttempt leaves retries to send, which heeds the deadline, and limits an attempt to half of the time that is left.
func oneAttempt(ctx context.Context) func(*chimemessaging.Options) {
	return func(o *chimemessaging.Options) {
		o.RetryMaxAttempts = 1
		if deadline, ok := ctx.Deadline(); ok {
			half := max(time.Until(deadline)/2, shortestAttempt)
			if o.AttemptTimeout <= 0 || o.AttemptTimeout > half {
				o.AttemptTimeout = half
			}
		}
	}
}

// isTransient reports whether another attempt may succeed: after throttles, faults of the service, and answers that were
// lost or incomplete.
func isTransient(err error) bool {
	var (
		response interface{ HTTPStatusCode() int }
		broken   *smithy.DeserializationError
	)
	switch {
	case errors.Is(err, chimeconnect.ErrThrottled), errors.Is(err, chimeconnect.ErrUnavailable): // attempts that timed out as well
		return true
	case errors.As(err, &response) && response.HTTPStatusCode() == http.StatusTooManyRequests:
		return true
	case errors.As(err, &broken):
		return true
	}
	return retry.IsErrorRetryables(retry.DefaultRetryables).IsErrorRetryable(err) == aws.TrueTernary
}

// AlreadyDecided reports whether an error of ChannelFlowCallback says that there is nothing left to decide. AWS does not
// document how the service answers a second verdict; it has been seen to answer with a ConflictException (two at the same
// moment), a BadRequestException that calls the message not pending, and a ForbiddenException, which also answers verdicts
// after 48 hours. A ForbiddenException whose message says that somebody is not authorized to perform an action is a missing
// permission, and does not count.
func AlreadyDecided(err error) bool {
	var (
		conflict  *types.ConflictException
		forbidden *types.ForbiddenException
		bad       *types.BadRequestException
	)
	switch {
	case errors.As(err, &conflict):
		return true
	case errors.As(err, &forbidden):
		return !strings.Contains(strings.ToLower(forbidden.ErrorMessage()), "not authorized to perform")
	case errors.As(err, &bad):
		return strings.Contains(strings.ToLower(bad.ErrorMessage()), "pending")
	}
	return false
}
