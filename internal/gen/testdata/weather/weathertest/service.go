// Package weathertest is a fake made for the tests of the generator: its other files are generated. This one has what they
// need: packageName, Options, defaultOptions and the method config; a state with handlers, list and snapshot, and newState;
// and the service, with the errors it answers with.
package weathertest

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Options change a server before it starts.
type Options struct {
	Region      string
	Credentials []aws.Credentials
	Clock       func() time.Time
	Logf        func(format string, args ...any)
}

func defaultOptions() Options {
	return Options{Region: "us-east-1", Credentials: []aws.Credentials{{AccessKeyID: "AKIDFAKE", SecretAccessKey: "secret"}}}
}

func (s *Server) config() fake.Config {
	o := s.options
	return fake.Config{
		Options: fake.Options{Region: o.Region, Credentials: o.Credentials, Clock: o.Clock, Logf: o.Logf},
		Package: packageName, Service: service{}, Handlers: &s.Handlers,
	}
}

const packageName = "weathertest"

// state keeps nothing: only handlers answer.
type state struct{ fake.State[*struct{}] }

func newState(*Server) *state     { return &state{} }
func (*state) handlers() Handlers { return Handlers{} }
func (*state) list(*fake.Listing) {}
func (*state) snapshot() func()   { return func() {} }

type service struct{}

func (service) Name() string                      { return "Weather" }
func (service) SigningName() string               { return "weather" }
func (service) Refused(err *fake.AuthError) error { return failure(err.Status(), err.Message) }
func (service) Check(*fake.Call) error            { return nil }
func (service) Throttled() error                  { return failure(http.StatusTooManyRequests, "too fast") }
func (service) Internal(message string) error {
	return failure(http.StatusInternalServerError, message)
}
func (service) Prepare(err error) error    { return err }
func (service) Body(string, string) []byte { return []byte("{}") }
func (service) Malformed(_ *fake.Operation, err error) error {
	return failure(http.StatusBadRequest, err.Error())
}
func (service) Invalid(_ *fake.Operation, found []wire.Violation) error {
	return failure(http.StatusBadRequest, found[0].String())
}

func failure(status int, message string) error {
	return &fake.APIError{Code: http.StatusText(status), Message: message, Status: status}
}
