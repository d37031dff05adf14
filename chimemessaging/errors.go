package chimemessaging

import (
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// The kinds of failure, for errors.Is: they hold across services and operations, whatever error the service modelled.
const (
	// ErrThrottled means that the request rate was too high: slow down and try again.
	ErrThrottled = transport.ErrThrottled
	// ErrQuotaExceeded means that a limit of the account or of a resource was reached, which waiting does not change.
	ErrQuotaExceeded = transport.ErrQuotaExceeded
	// ErrNotFound means that a resource does not exist, or not yet.
	ErrNotFound = transport.ErrNotFound
	// ErrConflict means that the request does not fit the state of a resource, or another request.
	ErrConflict = transport.ErrConflict
	// ErrAccessDenied means that the credentials or the identity may not do this.
	ErrAccessDenied = transport.ErrAccessDenied
	// ErrInvalidInput means that the input is wrong, found out here or by the service.
	ErrInvalidInput = transport.ErrInvalidInput
	// ErrUnavailable means that the service failed or could not be reached.
	ErrUnavailable = transport.ErrUnavailable
)

// RetryBudgetError says that an attempt failed in a way that could be tried again, but that the client has failed so
// often lately that its retry budget is spent. Its Err is what the attempt failed with.
type RetryBudgetError = transport.RetryBudgetError

// ResponseTooLargeError says that an answer was larger than Options.MaxResponseBytes, its Limit.
type ResponseTooLargeError = transport.ResponseTooLargeError

// AttemptTimeoutError says that an attempt took longer than Options.AttemptTimeout, its Limit.
type AttemptTimeoutError = transport.AttemptTimeoutError

// BearerError says that the service refused a request whose bearer is not the ARN of an app instance user or bot: its
// Problem says what it is instead, its Err is what the service answered.
type BearerError = transport.BearerError

// DuplicateTokenError is the error of a paginator when the service answers with the token that it was asked for.
type DuplicateTokenError = transport.DuplicateTokenError
