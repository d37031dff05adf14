package chimeconnect

import (
	"fmt"
	"time"
)

// EndpointError says that no endpoint could be found for a call. Nothing was sent.
type EndpointError struct {
	// Err says why.
	Err error
}

// Error says why there is no endpoint.
func (e *EndpointError) Error() string { return "failed to resolve the endpoint: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *EndpointError) Unwrap() error { return e.Err }

// SigningError says that a request could not be signed, for instance because there are no credentials. Nothing was sent.
type SigningError struct {
	// Err says why.
	Err error
}

// Error says why the request could not be signed.
func (e *SigningError) Error() string { return "failed to sign the request: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *SigningError) Unwrap() error { return e.Err }

// AttemptTimeoutError says that one attempt took longer than Options.AttemptTimeout. The next attempt may not.
type AttemptTimeoutError struct {
	// Limit is the timeout that was in force.
	Limit time.Duration
	// Repeatable says that another attempt does no harm: the request had not been sent, or sending it twice does no harm,
	// because the operation only reads, is idempotent, or carries an idempotency token. Only then is it retried;
	// otherwise the service may have carried out the request.
	Repeatable bool
}

// Error names the timeout and the option that sets it.
func (e *AttemptTimeoutError) Error() string {
	return fmt.Sprintf("the attempt took longer than %v: raise Options.AttemptTimeout if that is expected", e.Limit)
}

// Timeout reports true, as the timeouts of package net do.
func (*AttemptTimeoutError) Timeout() bool { return true }

// RetryableError returns Repeatable, for the standard retryer.
func (e *AttemptTimeoutError) RetryableError() bool { return e.Repeatable }

// RetryBudgetError says that an attempt failed in a way that could be tried again, but that the client has failed so
// often lately that its retry budget is spent.
type RetryBudgetError struct {
	// Err is why the last attempt failed: the service's error, or that of the connection.
	Err error
	// Cause, if not nil, is the error of the retryer that had no token left for another attempt.
	Cause error
}

// Error says that there was no further attempt, and adds the error of the last one.
func (e *RetryBudgetError) Error() string {
	return "not tried again because the client's retry budget is spent: " + e.Err.Error()
}

// Unwrap returns the error of the attempt, and the retryer's.
func (e *RetryBudgetError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Err}
	}
	return []error{e.Err, e.Cause}
}

// ResponseTooLargeError says that a response was larger than Options.MaxResponseBytes, or would take far more memory than
// any real answer of its size.
type ResponseTooLargeError struct {
	// Limit is the number of bytes that were allowed.
	Limit int64
	// Memory says that Limit is a limit on memory: 1 MiB and 16 times the size of the response. No option raises it.
	Memory bool
}

// Error names the limit, and the option that sets it.
func (e *ResponseTooLargeError) Error() string {
	if e.Memory {
		return fmt.Sprintf("decoding the response takes more than %d bytes of memory, many times its size", e.Limit)
	}
	return fmt.Sprintf("the response is larger than %d bytes: raise Options.MaxResponseBytes if that is expected", e.Limit)
}

// TruncatedResponseError says that a response was cut short. The service may have carried out the request.
type TruncatedResponseError struct {
	// Err says how the response ended.
	Err error
	// Repeatable says that sending the request twice does no harm: the operation only reads, is idempotent, or carries an
	// idempotency token. Only then is it retried.
	Repeatable bool
}

// Error says how the response ended.
func (e *TruncatedResponseError) Error() string {
	return "the response was cut short: " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *TruncatedResponseError) Unwrap() error { return e.Err }

// RetryableError returns Repeatable, for the standard retryer.
func (e *TruncatedResponseError) RetryableError() bool { return e.Repeatable }

// UnexpectedResponseError says that a response with an error status is not from the service: a proxy's page, for
// instance, or the answer of another program at a wrong endpoint. It has no kind but [ErrUnavailable], for a status of
// 500 and more, and [ErrThrottled], for status 429.
type UnexpectedResponseError struct {
	// StatusCode is the HTTP status.
	StatusCode int
	// ContentType is the Content-Type of the response, such as text/html.
	ContentType string
	// Start is how the body begins, up to 100 bytes.
	Start string
	// Err is the response as an error of AWS clients, a *smithy.GenericAPIError.
	Err error
}

// Error says what came instead of an answer of the service, and asks whether the endpoint is right.
func (e *UnexpectedResponseError) Error() string {
	return fmt.Sprintf("%v (the response is not from the service: content type %.100q, body %q: is the endpoint right?)", e.Err, e.ContentType, e.Start)
}

// Unwrap returns the error of AWS clients.
func (e *UnexpectedResponseError) Unwrap() error { return e.Err }

// LimiterError says that Options.Limiter did not let an attempt through.
type LimiterError struct {
	// Err is what the limiter returned.
	Err error
}

// Error says what the limiter returned.
func (e *LimiterError) Error() string {
	return "Options.Limiter did not let the attempt through: " + e.Err.Error()
}

// Unwrap returns what the limiter returned.
func (e *LimiterError) Unwrap() error { return e.Err }

// RetryableError reports false: a limiter that fails is not a failure of the service.
func (*LimiterError) RetryableError() bool { return false }

// BearerError says that the messaging service refused a request whose bearer is not the ARN of an app instance user or
// bot, which is the likely reason.
type BearerError struct {
	// Problem says what the bearer is instead, such as "the ARN of an app instance". It does not contain the bearer.
	Problem string
	// Err is how the service refused the request that was sent with that bearer.
	Err error
}

// Error adds to the service's error what the bearer is instead.
func (e *BearerError) Error() string {
	return e.Err.Error() + " (the bearer is " + e.Problem + ", not the ARN of an app instance user or bot)"
}

// Unwrap returns the error of the service.
func (e *BearerError) Unwrap() error { return e.Err }

// DuplicateTokenError says that a paginator stopped because the service answered with a token that it had been sent
// before, so that paging would not end.
type DuplicateTokenError struct {
	// Operation is the operation whose pages were read.
	Operation string
}

// Error names the operation and the options that change this.
func (e *DuplicateTokenError) Error() string {
	return e.Operation + ": the service answered with the token of an earlier page, which would continue forever: " +
		"set StopOnDuplicateToken to end there without an error, or AllowDuplicateToken to continue"
}

// ARNError says what is wrong with an ARN.
type ARNError struct {
	// Text is what was parsed.
	Text string
	// Want is the form that was expected.
	Want string
	// Problem is what is wrong with the text.
	Problem string
}

// Error shows the text, what is wrong with it and what was expected.
func (e *ARNError) Error() string {
	return fmt.Sprintf("%.200q %s: want %s", e.Text, e.Problem, e.Want)
}
