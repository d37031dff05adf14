package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The defaults of a server. They mean nothing to AWS.
const (
	// Region is the Region of a server.
	Region = "us-east-1"
	// AccountID is the account that owns what a server keeps.
	AccountID = "123456789012"
)

// packageName begins the messages of panics.
const packageName = "connecttest"

// Credentials returns the credentials that a server accepts unless its options say otherwise.
func Credentials() aws.Credentials {
	return aws.Credentials{AccessKeyID: "AKIDFAKE", SecretAccessKey: "fake-secret-access-key", Source: packageName}
}

// Options change a server before it starts.
type Options struct {
	// Region is the Region that the server stands for; us-east-1 by default.
	Region string

	// OtherRegions are further Regions that requests may be signed for: the server then stands for a pair of
	// instances with a traffic distribution group. Clients of [Server.Client] are in Region unless told otherwise.
	OtherRegions []string

	// AccountID is the account in ARNs.
	AccountID string

	// Credentials are those that requests may be signed with. With a SessionToken they are temporary ones, which
	// expire if CanExpire is set.
	Credentials []aws.Credentials

	// Clock is the server's time; time.Now by default. Signatures must be within 15 minutes of it. The clients of
	// [Server.Client] sign with this clock too.
	Clock func() time.Time

	// NewID returns the ids of the resources that the server creates; random UUIDs by default.
	NewID func() string

	// PageTokenLife is how long the token of a list may be used; a day by default.
	PageTokenLife time.Duration

	// PageSize is how many items a page of a list has at most, whatever a request asks for: the service may return short
	// pages. 0 means the size that the request asks for, or without one the default of the operation, which is at most 100.
	PageSize int32

	// Choices say what the fake does where the service is not documented.
	Choices Choices

	// KeepRequests bounds how many requests are recorded; a negative number keeps all of them. By default a server of a
	// test keeps all, and one of Start none, because its memory would grow for as long as it runs.
	KeepRequests int

	// OnRequest is called after each request that was answered, from the goroutine that served it.
	OnRequest func(Request)

	// Logf is called for calls that nothing answers, and for handlers that panic. By default it fails
	// the test that the server belongs to, or is log.Printf if there is none.
	Logf func(format string, args ...any)
}

// SequentialIDs returns a source of UUIDs that count up from 1, for tests that compare ids: set it as Options.NewID.
func SequentialIDs() func() string { return fake.SequentialIDs() }

func defaultOptions() Options {
	return Options{
		Region: Region, AccountID: AccountID, Credentials: []aws.Credentials{Credentials()},
		NewID: fake.RandomID, PageTokenLife: fake.PageTokenLife,
	}
}

// config returns the configuration of the server's core.
func (s *Server) config() fake.Config {
	o, builtin := s.options, s.state.handlers()
	return fake.Config{
		Package: packageName, Service: service{}, Handlers: &s.Handlers, Builtin: &builtin,
		Options: fake.Options{
			Region: o.Region, OtherRegions: o.OtherRegions, Credentials: o.Credentials, Clock: o.Clock, NewID: o.NewID,
			KeepRequests: o.KeepRequests, Logf: o.Logf,
			OnRequest: func(r fake.Request) {
				if o.OnRequest != nil {
					o.OnRequest(Request(r))
				}
			},
		},
	}
}
