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

// fail wraps the error of a call.
func (c *call) fail(err error) error {
	return &smithy.OperationError{
		ServiceID: c.core.service.ID(), OperationName: c.op.Name, Err: c.newFailure(c.explainBearer(err)),
	}
}

// failure adds to an error how many requests were sent, and its kind.
type failure struct {
	err  error
	text string // of which nothing is secret
}

// newFailure shortens the text of an error to one line.
func (c *call) newFailure(err error) *failure {
	text := strings.Join(strings.FieldsFunc(c.withoutSecrets(err.Error()), unicode.IsControl), " ")
	if len(text) > longestText {
		text = fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(text[:longestText], ""), len(text))
	}
	if c.sent > 0 {
		text = fmt.Sprintf("%s (attempts: %d)", text, c.sent)
	}
	return &failure{err, text}
}

// longestText bounds the text of an error, of which the service may have written most.
const longestText = 2000

// withoutSecrets replaces what services may quote, such as the canonical request of a refused signature, and what no text
// may show. A value that is shorter than any real secret could be part of a word, and stays.
func (c *call) withoutSecrets(text string) string {
	if len(c.session) >= 16 {
		text = strings.ReplaceAll(text, c.session, wire.Redacted)
	}
	if len(c.request.Token) >= 8 {
		text = strings.ReplaceAll(text, c.request.Token, wire.Redacted)
	}
	return text
}

// isSecretHeader reports whether no text may show the value of a header.
func isSecretHeader(name string) bool {
	return strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "X-Amz-Security-Token")
}

func (f *failure) Error() string { return f.text }

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

// interrupted returns the error of an attempt whose context has ended, nil if it has not.
func (core *Core) interrupted(ctx context.Context) error {
	switch {
	case ctx.Err() == nil:
		return nil
	case core.timedOut != nil && errors.Is(context.Cause(ctx), core.timedOut):
		return core.timedOut
	}
	return canceled(ctx, nil)
}

// canceled returns the error of a call whose context has ended; last is the error of the last attempt, if any.
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
	return &canceledError{err}
}

// canceledError is both of the errors that AWS clients have for a canceled call, with one text.
type canceledError struct{ err error }

func (e *canceledError) Error() string { return "request canceled, " + e.err.Error() }

// CanceledError reports true, as the errors of AWS clients do.
func (*canceledError) CanceledError() bool { return true }

func (e *canceledError) Unwrap() []error {
	return []error{&aws.RequestCanceledError{Err: e.err}, &smithy.CanceledError{Err: e.err}}
}

// explainBearer adds to a refusal what is wrong with the bearer, if it cannot be right.
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

// bearerProblem says what a bearer is if it is not arn:PARTITION:chime:REGION:ACCOUNT:app-instance/ID/user/ID, or the
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

// plain drops characters that names of kinds of resources do not have.
func plain(r rune) rune {
	if r == '-' || 'a' <= r && r <= 'z' {
		return r
	}
	return -1
}
