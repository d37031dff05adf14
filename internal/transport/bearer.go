package transport

import (
	"errors"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// WithBearer returns a core that acts for another identity and shares all else.
func (core *Core) WithBearer(bearer string) *Core {
	other := *core
	other.opts.ChimeBearer, other.fill.Bearer = bearer, bearer
	return &other
}

// BearerError says that the service refused a request whose bearer is not the ARN of an app instance user or bot, which
// is the likely reason. Err is what the service answered.
type BearerError struct {
	// Problem says what the bearer is instead, such as "the ARN of an app instance". It does not hold the bearer.
	Problem string
	// Err is what the service answered.
	Err error
}

func (e *BearerError) Error() string {
	return e.Err.Error() + " (the bearer is " + e.Problem + ", not the ARN of an app instance user or bot)"
}

// Unwrap returns what the service answered.
func (e *BearerError) Unwrap() error { return e.Err }

// explainBearer adds to a refusal that the bearer cannot be right, if it cannot.
func (c *call) explainBearer(err error) error {
	if err == nil {
		return nil
	}
	for _, h := range c.request.Header {
		if h.Name != BearerHeader {
			continue
		}
		var answered *awshttp.ResponseError
		problem := bearerProblem(h.Value)
		if problem != "" && errors.As(err, &answered) && refusesBearer(answered.HTTPStatusCode()) {
			return &BearerError{Problem: problem, Err: err}
		}
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
		return "no ARN"
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
