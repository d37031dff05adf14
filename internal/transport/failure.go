package transport

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Kind groups the errors of both services by what a program can do about them. The kinds are targets for errors.Is.
type Kind string //nolint:errname // users write errors.Is(err, connect.ErrNotFound), and never this name

// The kinds of failure.
const (
	ErrThrottled     Kind = "throttled: the request rate was too high"
	ErrQuotaExceeded Kind = "quota exceeded: a limit of the account or resource was reached"
	ErrNotFound      Kind = "not found"
	ErrConflict      Kind = "conflict with the state of a resource or with another request"
	ErrAccessDenied  Kind = "access denied"
	ErrInvalidInput  Kind = "invalid input"
	ErrUnavailable   Kind = "unavailable: the service failed or could not be reached"
)

func (k Kind) Error() string { return string(k) }

// fail gives the error of a call its outermost form.
func (c *call) fail(err error) error {
	return &smithy.OperationError{
		ServiceID: c.core.service.ID, OperationName: c.op.Name, Err: &failure{err: c.explainBearer(err), attempts: c.number, secrets: c.secrets()},
	}
}

// failure adds to an error how many attempts there were and of which kind it is.
type failure struct {
	err      error
	attempts int // 0 if none was made
	secrets  []string
}

// secrets are what services may quote in their messages, such as the canonical request of a refused signature, and what
// no text may show. A token of a few characters is none: it could be part of any word.
func (c *call) secrets() (secrets []string) {
	if c.session != "" {
		secrets = append(secrets, c.session)
	}
	if len(c.request.Token) >= shortestSecret {
		secrets = append(secrets, c.request.Token)
	}
	return secrets
}

const shortestSecret = 8

// withoutSecrets replaces the secrets in a text.
func withoutSecrets(text string, secrets []string) string {
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, wire.Redacted)
	}
	return text
}

// Error is one line, whatever the service wrote.
func (f *failure) Error() string {
	text := strings.Join(strings.FieldsFunc(withoutSecrets(f.err.Error(), f.secrets), unicode.IsControl), " ")
	if f.attempts == 0 {
		return text
	}
	return fmt.Sprintf("%s (attempts: %d)", text, f.attempts)
}

func (f *failure) Unwrap() error { return f.err }

// Is lets errors.Is find the kind.
func (f *failure) Is(target error) bool {
	kind, ok := target.(Kind)
	return ok && kindOf(f.err) == kind
}

// kindOf sorts an error by its code, then by its status.
func kindOf(err error) Kind {
	switch {
	case isQuota(err):
		return ErrQuotaExceeded
	case isThrottleCode(errorCode(err)):
		return ErrThrottled
	}
	if status := statusCode(err); status >= 300 {
		return kindOfStatus(status)
	}
	var invalid smithy.InvalidParamsError
	var encoding *smithy.SerializationError
	var sent *smithyhttp.RequestSendError
	var timeout *AttemptTimeoutError
	var broken *brokenBodyError
	switch {
	case errors.As(err, &invalid), errors.As(err, &encoding):
		return ErrInvalidInput
	case errors.As(err, &sent), errors.As(err, &timeout), errors.As(err, &broken):
		return ErrUnavailable
	}
	return ""
}

func kindOfStatus(status int) Kind {
	switch {
	case status == http.StatusTooManyRequests:
		return ErrThrottled
	case status == http.StatusNotFound, status == http.StatusGone:
		return ErrNotFound
	case status == http.StatusConflict, status == http.StatusPreconditionFailed:
		return ErrConflict
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return ErrAccessDenied
	case status >= 500:
		return ErrUnavailable
	case status >= 400:
		return ErrInvalidInput
	}
	return ""
}

func isThrottleCode(code string) bool {
	switch code {
	case "ThrottlingException", "TooManyRequestsException", "ThrottledClientException", "Throttling", "ThrottledException",
		"RequestThrottled", "RequestThrottledException", "RequestLimitExceeded", "SlowDown":
		return true
	}
	return false
}
