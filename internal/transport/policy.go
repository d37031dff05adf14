package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// policy is the retryer of a client that brings none of its own: the standard or adaptive one of the AWS core, with
// what it lacks for these two services. Chime answers throttles with a code that the core does not know, quotas do not
// come back by waiting, and a server that says when to come back is taken at its word.
type policy struct {
	aws.RetryerV2
	attemptToken func(error) error // of the standard mode, where all attempts have the same
	first        int               // the number of the first back-off
	missing      *atomic.Int64     // at least what the retry budget of the standard mode lacks
}

// mostExpensive is what the standard mode takes from its budget for one retry, at the most.
const mostExpensive = 14

// newPolicy builds the retryer for a mode; most is the number of attempts, 0 for the usual one.
func newPolicy(mode aws.RetryMode, most int) policy {
	standard := func(o *retry.StandardOptions) {
		if most != 0 {
			o.MaxAttempts = most
		}
		o.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(serviceRules)}, o.Retryables...)
		o.Throttles = append([]retry.IsErrorThrottle{retry.IsErrorThrottleFunc(isThrottle)}, o.Throttles...)
	}
	first := firstDelay(newRetries())
	if mode == aws.RetryModeAdaptive {
		return policy{first: first, RetryerV2: retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
			o.StandardOptions = append(o.StandardOptions, standard)
			o.Throttles = append([]retry.IsErrorThrottle{retry.IsErrorThrottleFunc(isThrottle)}, o.Throttles...)
		})}
	}
	r, missing := retry.NewStandard(standard), new(atomic.Int64)
	refill := r.GetInitialToken()
	return policy{first: first, RetryerV2: r, missing: missing, attemptToken: func(err error) error {
		if err == nil && missing.Load() > 0 { // a full budget is behind a lock that all calls of the client would share
			missing.Add(-1)
			return refill(nil)
		}
		return nil
	}}
}

// GetRetryToken takes what a retry costs from the budget.
func (p policy) GetRetryToken(ctx context.Context, err error) (func(error) error, error) {
	release, tokenErr := p.RetryerV2.GetRetryToken(ctx, err)
	if tokenErr == nil && p.missing != nil {
		p.missing.Add(mostExpensive)
	}
	return release, tokenErr
}

// GetAttemptToken lets the adaptive mode slow attempts down.
func (p policy) GetAttemptToken(ctx context.Context) (func(error) error, error) {
	if p.attemptToken != nil {
		return p.attemptToken, nil
	}
	return p.RetryerV2.GetAttemptToken(ctx)
}

// serviceRules come before the rules of the standard mode.
func serviceRules(err error) aws.Ternary {
	if isQuota(err) {
		return aws.FalseTernary
	}
	if isThrottle(err) == aws.TrueTernary {
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// isQuota recognises a limit that only its owner can raise.
func isQuota(err error) bool {
	switch errorCode(err) {
	case "LimitExceededException", "ServiceQuotaExceededException", "ResourceLimitExceededException":
		return true
	}
	return false
}

// isThrottle recognises a rate that comes down by itself: status 429 says so, whatever the code.
func isThrottle(err error) aws.Ternary {
	switch {
	case isQuota(err):
		return aws.FalseTernary
	case errorCode(err) == "ThrottledClientException", statusCode(err) == http.StatusTooManyRequests:
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// RetryDelay is the back-off of the mode, at least what the service asked for, at most the longest back-off. A
// connection that the server had closed while it was idle says nothing about the server: the first time, the request
// goes out again at once.
func (p policy) RetryDelay(attempt int, err error) (time.Duration, error) {
	if attempt <= p.first && isStaleConnection(err) {
		return 0, nil
	}
	delay, delayErr := p.RetryerV2.RetryDelay(attempt, err)
	if asked, ok := retryAfter(err, time.Now()); ok && asked > delay {
		delay = min(asked, retry.DefaultMaxBackoff)
	}
	return delay, delayErr
}

// isStaleConnection recognises the ways in which a request fails on a connection that had been closed.
func isStaleConnection(err error) bool {
	var sent *smithyhttp.RequestSendError
	if !errors.As(err, &sent) {
		return false
	}
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		strings.Contains(sent.Error(), "server closed idle connection")
}

// retryAfter reads how long the service wants to be left alone.
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
			now = date // by the clock that the service went by
		}
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// count reads a whole number, of which one that is too large is the largest.
func count(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, n >= 0 && (err == nil || errors.Is(err, strconv.ErrRange))
}

// capped multiplies without overflow; nothing over a day matters.
func capped(n int64, unit time.Duration) time.Duration {
	return min(time.Duration(min(n, 24*3600*1000))*unit, 24*time.Hour)
}

// newRetries says whether the newer behaviour of the AWS core is switched on in the environment.
func newRetries() bool { return os.Getenv("AWS_NEW_RETRIES_2026") == "true" }

// firstDelay is the number of the first back-off: the newer behaviour counts from 0.
func firstDelay(newRetries bool) int {
	if newRetries {
		return 0
	}
	return 1
}

func errorCode(err error) string {
	var coded interface{ ErrorCode() string }
	if errors.As(err, &coded) {
		return coded.ErrorCode()
	}
	return ""
}

func statusCode(err error) int {
	var response interface{ HTTPStatusCode() int }
	if errors.As(err, &response) {
		return response.HTTPStatusCode()
	}
	return 0
}
