// Package retry decides which attempts of a call are repeated, and when, and classifies errors by what a program can do
// about them.
package retry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Policy is the default retryer of a client: the standard or adaptive one of the AWS core, with additions for these two
// services. Chime answers throttles with a code that the core does not know, waiting does not help against quotas, and a
// server that says when to retry is obeyed.
type Policy struct{ aws.RetryerV2 }

// NewPolicy returns the retryer for a mode; attempts is the maximum for a call, 0 for the usual one.
func NewPolicy(mode aws.RetryMode, attempts int) Policy {
	standard := func(o *retry.StandardOptions) {
		if attempts != 0 {
			o.MaxAttempts = attempts
		}
		o.Retryables = slices.Insert(o.Retryables, 0, retry.IsErrorRetryable(retry.IsErrorRetryableFunc(serviceRules)))
		o.Throttles = slices.Insert(o.Throttles, 0, retry.IsErrorThrottle(retry.IsErrorThrottleFunc(serviceRules)))
	}
	if mode == aws.RetryModeAdaptive {
		return Policy{retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
			o.StandardOptions = append(o.StandardOptions, standard)
			o.Throttles = slices.Insert(o.Throttles, 0, retry.IsErrorThrottle(retry.IsErrorThrottleFunc(serviceRules)))
		})}
	}
	return Policy{retry.NewStandard(standard)}
}

// serviceRules come before the rules of the standard mode, about what to repeat and about what to slow down for.
func serviceRules(err error) aws.Ternary {
	switch {
	case IsQuota(err):
		return aws.FalseTernary
	case IsThrottle(err):
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// RetryDelay is the back-off of the mode, at least what the service asked for, at most the longest back-off. A
// connection that the server had closed while it was idle says nothing about the server: the first time, the request
// goes out again at once.
func (p Policy) RetryDelay(attempt int, err error) (time.Duration, error) {
	if isStaleConnection(err) && attempt <= FirstDelay() {
		return 0, nil
	}
	delay, delayErr := p.RetryerV2.RetryDelay(attempt, err)
	if asked, ok := retryAfter(err, time.Now()); ok && asked > delay {
		delay = min(asked, retry.DefaultMaxBackoff)
	}
	return delay, delayErr
}

// isStaleConnection reports whether a request failed because its connection had been closed.
func isStaleConnection(err error) bool {
	var sent *smithyhttp.RequestSendError
	if !errors.As(err, &sent) {
		return false
	}
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		strings.Contains(sent.Error(), "server closed idle connection")
}

// retryAfter returns how long the service asks clients to wait.
func retryAfter(err error, now time.Time) (time.Duration, bool) {
	var response *smithyhttp.ResponseError
	if !errors.As(err, &response) || response.Response == nil {
		return 0, false
	}
	header := response.Response.Header
	if ms, ok := count(header.Get("X-Amz-Retry-After")); ok {
		return capped(ms, time.Millisecond), true
	}
	text := header.Get("Retry-After")
	if s, ok := count(text); ok {
		return capped(s, time.Second), true
	}
	if at, err := http.ParseTime(text); err == nil {
		if date, err := http.ParseTime(header.Get("Date")); err == nil {
			now = date // by the clock of the service
		}
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// count reads a whole number that is not negative; larger values than an int64 saturate.
func count(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, n >= 0 && (err == nil || errors.Is(err, strconv.ErrRange))
}

// capped multiplies without overflow; the result is at most a day.
func capped(n int64, unit time.Duration) time.Duration {
	return min(time.Duration(min(n, 24*3600*1000))*unit, 24*time.Hour)
}

// FirstDelay is the number of the first back-off: 1, or 0 with the newer behaviour of the AWS core, which the environment
// switches on and AWS means to make the default. The core does not say which behaviour it has, so FirstDelay runs its
// loop and watches.
func FirstDelay() int {
	w := new(watcher)
	loop := retry.NewAttemptMiddleware(w, func(request any) any { return request })
	_, _, err := loop.HandleFinalize(context.Background(), middleware.FinalizeInput{}, middleware.FinalizeHandlerFunc(
		func(context.Context, middleware.FinalizeInput) (out middleware.FinalizeOutput, m middleware.Metadata, err error) {
			return out, m, errWatched
		}))
	if !errors.Is(err, errWatched) { // a core that works differently; assume the newer behaviour
		return 0
	}
	return w.first
}

// watcher is a retryer that notes the number of the first back-off and ends the loop there.
type watcher struct {
	aws.NopRetryer
	first int
}

var errWatched = errors.New("an attempt that fails")

func (*watcher) IsErrorRetryable(error) bool { return true }
func (*watcher) MaxAttempts() int            { return 0 }

func (*watcher) GetRetryToken(context.Context, error) (func(error) error, error) {
	return func(error) error { return nil }, nil
}

func (w *watcher) RetryDelay(attempt int, _ error) (time.Duration, error) {
	w.first = attempt
	return 0, errWatched
}

// V2 adapts a retryer of the first generation.
func V2(r aws.Retryer) aws.RetryerV2 {
	if v2, ok := r.(aws.RetryerV2); ok {
		return v2
	}
	return firstGeneration{r}
}

type firstGeneration struct{ aws.Retryer }

func (r firstGeneration) GetAttemptToken(context.Context) (func(error) error, error) {
	return r.GetInitialToken(), nil
}
