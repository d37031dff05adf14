package fake

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Service is what distinguishes one fake service from another before a handler runs: its names and the errors it
// answers with.
type Service interface {
	// Name is the service's name in messages: "Amazon Connect".
	Name() string
	// SigningName is the service in the scope of a signature: "connect".
	SigningName() string

	// Refused is the error for a signature that is not valid.
	Refused(err *AuthError) error
	// Malformed is the error for a request that cannot be read.
	Malformed(op *Operation, err error) error
	// Invalid is the error for an input that breaks the limits of its tags.
	Invalid(op *Operation, found []wire.Violation) error
	// Check checks what tags cannot express, before the handler. Nil lets the request through.
	Check(call *Call) error
	// Throttled is the error for too many requests.
	Throttled() error
	// Internal is the error for a handler that failed with an error that is not one of the service's.
	Internal(message string) error
	// Prepare completes a modelled error before it is sent.
	Prepare(err error) error
	// Body is the JSON body of an error that the service does not model.
	Body(code, message string) []byte
}

// APIError is an error of the service that has no type of its own.
type APIError struct {
	Code    string
	Message string
	Status  int
}

// StatusError is the error for a status that the service does not model, named after the status: BadGateway.
func StatusError(status int) *APIError {
	text := http.StatusText(status)
	return &APIError{Code: cmp.Or(strings.ReplaceAll(text, " ", ""), "UnknownError"), Message: text, Status: status}
}

// Error returns code and message.
func (e *APIError) Error() string { return e.Code + ": " + e.Message }
