package chimemessagingtest

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
const packageName = "chimemessagingtest"

// Credentials returns the credentials that a server accepts unless its options say otherwise.
func Credentials() aws.Credentials {
	return aws.Credentials{AccessKeyID: "AKIDFAKE", SecretAccessKey: "fake-secret-access-key", Source: packageName}
}

// Options change a server before it starts.
type Options struct {
	// Region is the Region that the server stands for; us-east-1 by default. Elastic channels exist there only.
	Region string

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

	// AnyUser accepts every well-formed ARN of a user or bot, as if the user and the app instance had been added. The
	// API of this service has no operation that creates users, so programs that cannot call AddUser need it.
	AnyUser bool

	// Limits are the service's quotas.
	Limits Limits

	// Choices say what the fake does where the service is not documented.
	Choices Choices

	// PageSize is how many items a page of a list has at most, whatever a request asks for: the service may return
	// short pages. 0 means the size that the request asks for, up to 50.
	PageSize int32

	// DuplicateDelivery invokes each processor twice with the same event: the service delivers at least once.
	DuplicateDelivery bool

	// SessionEndpoint is the host, or the ws or wss URL, that GetMessagingSessionEndpoint answers. By default it is the
	// host that the request was sent to.
	SessionEndpoint string

	// KeepRequests bounds how many requests are recorded; a negative number keeps all of them. By default a server of a
	// test keeps all, and one of Start none, because its memory would grow for as long as it runs.
	KeepRequests int

	// OnRequest is called after each request that was answered, from the goroutine that served it.
	OnRequest func(Request)

	// Logf is called for calls that nothing answers, and for handlers and processors that panic. By default it fails
	// the test that the server belongs to, or is log.Printf if there is none.
	Logf func(format string, args ...any)
}

// Limits are the quotas of the service that the fake enforces. Requests beyond a quota are answered with
// ResourceLimitExceededException, or with BadRequestException where the operation does not list that.
type Limits struct {
	// MembersPerChannel and ModeratorsPerChannel bound the members and the moderators of one channel.
	MembersPerChannel, ModeratorsPerChannel int
	// FlowsPerAppInstance bounds the channel flows of an app instance.
	FlowsPerAppInstance int
	// ProcessorsPerFlow bounds the processors of a channel flow. It is 1 by default, though the API accepts 3.
	ProcessorsPerFlow int
	// TagsPerResource bounds the tags of a resource.
	TagsPerResource int
	// StandardBytes and ControlBytes bound the content of a message by its type.
	StandardBytes, ControlBytes int
	// AttributeBytes bounds the attributes of a message, names and values together; FilterRuleBytes bounds the filter rule
	// of the preferences of a member.
	AttributeBytes, FilterRuleBytes int
	// SessionsPerUser bounds the open connections of a user's messaging sessions; 0 means no limit.
	SessionsPerUser int
	// ConnectInterval is the minimum time between two connects of a user, which is a second in AWS. The default, 0,
	// means no limit, so that tests need not wait.
	ConnectInterval time.Duration
	// CallbackTime is how long a processor may take to call back.
	CallbackTime time.Duration
}

// DefaultLimits returns the quotas that the service documents.
func DefaultLimits() Limits {
	return Limits{
		MembersPerChannel: 10_000, ModeratorsPerChannel: 1_000, FlowsPerAppInstance: 100, ProcessorsPerFlow: 1,
		TagsPerResource: 50, StandardBytes: 4096, ControlBytes: 30, AttributeBytes: 1024, FilterRuleBytes: 2048, CallbackTime: 48 * time.Hour, SessionsPerUser: 10,
	}
}

// SequentialIDs returns a source of UUIDs that count up from 1, for tests that compare ids: set it as Options.NewID.
func SequentialIDs() func() string { return fake.SequentialIDs() }

func defaultOptions() Options {
	return Options{
		Region: Region, AccountID: AccountID, Credentials: []aws.Credentials{Credentials()},
		NewID: fake.RandomID, PageTokenLife: fake.PageTokenLife, Limits: DefaultLimits(),
	}
}

// config returns the configuration of the server.
func (s *Server) config() fake.Config {
	o, builtin := s.options, s.state.handlers()
	return fake.Config{
		Package: packageName, Service: service{}, Handlers: &s.Handlers, Builtin: &builtin, Stop: s.state.end, Upgrade: s.state.upgrade,
		Options: fake.Options{
			Region: o.Region, Credentials: o.Credentials, Clock: o.Clock, NewID: o.NewID, KeepRequests: o.KeepRequests, Logf: o.Logf,
			OnRequest: func(r fake.Request) {
				if o.OnRequest != nil {
					o.OnRequest(Request(r))
				}
			},
		},
	}
}
