package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// fail gives the error of a call its outermost form.
func (c *call) fail(err error) error {
	return &smithy.OperationError{
		ServiceID: c.core.service.ID(), OperationName: c.op.Name, Err: &failure{err: c.explainBearer(err), attempts: c.number, secrets: c.secrets()},
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
	kind, ok := target.(chimeconnect.Kind)
	return ok && retry.Kind(f.err) == kind
}

// clockSkewError is a refused signature that the next attempt, with the corrected time, may avoid.
type clockSkewError struct{ err error }

func (e *clockSkewError) Error() string { return "the clocks disagree: " + e.err.Error() }

func (e *clockSkewError) Unwrap() error { return e.err }

// RetryableError lets the standard retryer try again.
func (*clockSkewError) RetryableError() bool { return true }

// canceled is the error of a call whose context has ended; last is what the last attempt had failed with, if any.
func canceled(ctx context.Context, last error) error {
	err := ctx.Err()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", err, cause)
	}
	return canceledBy(err, last)
}

func canceledBy(err, last error) error {
	if last != nil {
		err = fmt.Errorf("%w, after: %w", err, last)
	}
	return &aws.RequestCanceledError{Err: &smithy.CanceledError{Err: err}}
}

// explainBearer adds to a refusal that the bearer cannot be right, if it cannot.
func (c *call) explainBearer(err error) error {
	if c.request.Bearer == "" {
		return err
	}
	problem := bearerProblem(c.request.Bearer)
	if answered, ok := errors.AsType[*awshttp.ResponseError](err); ok && problem != "" && refusesBearer(answered.HTTPStatusCode()) {
		return &chimeconnect.BearerError{Problem: problem, Err: err}
	}
	return err
}

func refusesBearer(status int) bool {
	return status == http.StatusBadRequest || status == http.StatusUnauthorized || status == http.StatusForbidden
}

// bearerProblem says what a bearer is that is not arn:PARTITION:chime:REGION:ACCOUNT:app-instance/ID/user/ID, or the
// same with bot.
func bearerProblem(bearer string) string {
	rest, ok := strings.CutPrefix(bearer, "arn:")
	parts := strings.SplitN(rest, ":", 5)
	if !ok || len(parts) != 5 {
		return "not an ARN"
	}
	if parts[1] != "chime" {
		return "an ARN of another service"
	}
	path := strings.Split(parts[4], "/")
	switch {
	case path[0] != "app-instance" || len(path) < 2:
		return "the ARN of something else"
	case len(path) == 2:
		return "the ARN of an app instance"
	case len(path) == 4 && (path[2] == "user" || path[2] == "bot") && path[3] != "":
		return ""
	case path[2] == "user", path[2] == "bot":
		return "an ARN without an ID"
	}
	return "the ARN of a " + strings.Map(plain, path[2])
}

// plain keeps only what the kinds of resources are written with.
func plain(r rune) rune {
	if r == '-' || 'a' <= r && r <= 'z' {
		return r
	}
	return -1
}
