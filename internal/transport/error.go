package transport

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// EndpointError says that no endpoint could be found for a call.
type EndpointError struct{ Err error }

func (e *EndpointError) Error() string { return "failed to resolve the endpoint: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *EndpointError) Unwrap() error { return e.Err }

// SigningError says that a request could not be signed.
type SigningError struct{ Err error }

func (e *SigningError) Error() string { return "failed to sign the request: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *SigningError) Unwrap() error { return e.Err }

// AttemptTimeoutError says that one attempt took longer than Options.AttemptTimeout. The next may not.
type AttemptTimeoutError struct{ Limit time.Duration }

func (e *AttemptTimeoutError) Error() string {
	return fmt.Sprintf("the attempt took longer than %v: raise Options.AttemptTimeout if that is expected", e.Limit)
}

// Timeout says that this is a timeout, as net.Error does.
func (*AttemptTimeoutError) Timeout() bool { return true }

// RetryableError lets the standard retryer try again.
func (*AttemptTimeoutError) RetryableError() bool { return true }

// RetryBudgetError says that an attempt failed in a way that could be tried again, but the client has failed so often
// lately that its retry budget is spent. Err is what the attempt failed with.
type RetryBudgetError struct {
	Err   error
	cause error // why the retryer gave no token
}

func (e *RetryBudgetError) Error() string {
	return "not tried again because the client's retry budget is spent: " + e.Err.Error()
}

// Unwrap returns what the attempt failed with, and the retryer's own error.
func (e *RetryBudgetError) Unwrap() []error {
	if e.cause == nil {
		return []error{e.Err}
	}
	return []error{e.Err, e.cause}
}

// clockSkewError is a refused signature that the next attempt, with the corrected time, may avoid.
type clockSkewError struct{ err error }

func (e *clockSkewError) Error() string { return "the clocks disagree: " + e.err.Error() }

func (e *clockSkewError) Unwrap() error { return e.err }

// RetryableError lets the standard retryer try again.
func (*clockSkewError) RetryableError() bool { return true }

// ResponseTooLargeError says that an answer was larger than Options.MaxResponseBytes.
type ResponseTooLargeError struct{ Limit int64 }

func (e *ResponseTooLargeError) Error() string {
	return fmt.Sprintf("the response is larger than %d bytes: raise Options.MaxResponseBytes if that is expected", e.Limit)
}

// brokenBodyError is an answer that ended too early.
type brokenBodyError struct {
	err   error
	again bool
}

func (e *brokenBodyError) Error() string { return "the response was cut short: " + e.err.Error() }

func (e *brokenBodyError) Unwrap() error { return e.err }

// RetryableError tells the standard retryer whether the operation may run twice.
func (e *brokenBodyError) RetryableError() bool { return e.again }

// invalidParams turns violations of a struct into the error that users of AWS clients know, nil where there are none.
func invalidParams(root string, found []wire.Violation) error {
	if len(found) == 0 {
		return nil
	}
	e := smithy.InvalidParamsError{Context: root}
	for _, v := range found {
		field := strings.TrimPrefix(strings.TrimPrefix(v.Path, root), ".")
		switch {
		case v.Missing && strings.EqualFold(field, "ChimeBearer"):
			e.Add(&invalidParamError{field: field, reason: "missing required field, " + root + "." + field +
				": set it in the input, or Options.ChimeBearer for this call, or Options.ChimeBearer of the client"})
		case v.Missing:
			e.Add(smithy.NewErrParamRequired(field))
		default:
			e.Add(&invalidParamError{field: field, reason: v.Path + ": " + v.Message})
		}
	}
	return e
}

// invalidParamError is a member that is set to something that cannot be sent.
type invalidParamError struct {
	root, nested, field string
	reason              string
}

func (e *invalidParamError) Error() string { return e.reason }

func (e *invalidParamError) Field() string {
	var parts []string
	for _, p := range []string{e.root, e.nested, e.field} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ".")
}

func (e *invalidParamError) SetContext(root string) { e.root = root }

func (e *invalidParamError) AddNestedContext(parent string) {
	if e.nested != "" {
		parent += "." + e.nested
	}
	e.nested = parent
}

var _ smithy.InvalidParamError = (*invalidParamError)(nil)

// canceled is the error of a call whose context has ended; last is what the last attempt had failed with, if any.
func canceled(ctx context.Context, last error) error {
	err := ctx.Err()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", err, cause)
	}
	return canceledBy(err, last)
}

// isCanceled says whether an error means that the context has ended.
func isCanceled(err error) bool {
	var canceled interface{ CanceledError() bool }
	return errors.As(err, &canceled) && canceled.CanceledError()
}

func canceledBy(err, last error) error {
	if last != nil {
		err = fmt.Errorf("%w, after: %w", err, last)
	}
	return &aws.RequestCanceledError{Err: &smithy.CanceledError{Err: err}}
}
