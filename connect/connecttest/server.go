package connecttest

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Server is a fake of Amazon Connect. All methods are safe for concurrent use.
type Server struct {
	// Handlers answer operations instead of the built-in state. A field may be set whenever no call of its operation
	// is under way: before the first call, or between two calls of the same goroutine. [Server.Handle] may be
	// called at any time.
	Handlers Handlers

	options Options
	core    *fake.Server
	state   *state
}

// New returns a server that does not listen: an http.Handler for a server of your own.
func New(optFns ...func(*Options)) *Server { return newServer(log.Printf, optFns) }

// Start returns a server that listens on a TCP address, for programs that are not tests. An empty address is a free port
// of the loopback interface. Close stops it.
func Start(address string, optFns ...func(*Options)) (*Server, error) {
	s := New(optFns...)
	if err := s.listen(address); err != nil {
		return nil, fmt.Errorf("connecttest: %w", err)
	}
	return s, nil
}

// NewServer returns a server on the loopback interface that is closed when the test ends.
func NewServer(tb testing.TB, optFns ...func(*Options)) *Server {
	tb.Helper()
	s := newServer(tb.Errorf, optFns)
	if err := s.listen(""); err != nil {
		tb.Fatalf("connecttest: %v", err)
	}
	tb.Cleanup(s.Close)
	return s
}

// NewPipeServer returns a server that is reachable in memory only, by the clients that [Server.Client] makes. It is
// closed when the test ends, and can be used inside a testing/synctest bubble.
func NewPipeServer(tb testing.TB, optFns ...func(*Options)) *Server {
	tb.Helper()
	s := newServer(tb.Errorf, optFns)
	s.core.ListenPipe()
	tb.Cleanup(s.Close)
	return s
}

func newServer(logf func(string, ...any), optFns []func(*Options)) *Server {
	s := &Server{options: newOptions(logf, optFns)}
	s.state = newState(s)
	core, err := fake.New(s.options.config(s))
	if err != nil {
		panic(err) // the generated Handlers and inputs do not fit each other: no test can do anything about it
	}
	s.core = core
	return s
}

func (s *Server) listen(address string) error {
	if address == "" {
		address = "127.0.0.1:0"
	}
	return s.core.Listen(address)
}

// Close stops the server and waits for the requests that are under way.
func (s *Server) Close() { s.core.Close() }

// URL is where the server is reachable: the value for AWS_ENDPOINT_URL_CONNECT. It is empty for a server from [New].
func (s *Server) URL() string { return s.core.URL() }

// Client returns a client of the server. Option functions change its options after the server has filled them in.
func (s *Server) Client(optFns ...func(*connect.Options)) *connect.Client {
	return connect.New(connect.Options{}, append([]func(*connect.Options){s.configure}, optFns...)...)
}

func (s *Server) configure(o *connect.Options) {
	o.Region = s.options.Region
	credentials := s.options.Credentials[0]
	o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return credentials, nil })
	o.BaseEndpoint = aws.String(s.URL())
	if s.options.Clock != nil {
		o.HTTPSignerV4 = fake.Signer{Now: s.options.Clock}
	}
	if client := s.core.HTTPClient(); client != nil {
		o.HTTPClient = client
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.core.ServeHTTP(w, r) }

// Handle sets handlers while requests may be under way.
func (s *Server) Handle(set func(h *Handlers)) { s.core.Locked(func() { set(&s.Handlers) }) }

// Builtin returns the handlers of the built-in state. A handler of yours can call them: to watch, to delay, to change
// an answer. A field without built-in state is nil.
func (s *Server) Builtin() Handlers { return s.state.handlers() }

// Requests returns what arrived so far, oldest first, refused requests included.
func (s *Server) Requests() []Request {
	var out []Request
	for _, r := range s.core.Requests() {
		out = append(out, Request(r))
	}
	return out
}

// ForgetRequests empties the list of requests.
func (s *Server) ForgetRequests() { s.core.ForgetRequests() }

// SetClock replaces the server's clock, and leaves that of the clients alone: their clocks are wrong from then on.
func (s *Server) SetClock(now func() time.Time) { s.core.SetClock(now) }

// SetVisibilityDelay makes the built-in state eventually consistent: what a call creates, changes or deletes is seen
// by Describe, List and Search only when so much time has passed on the server's clock. Calls that change something
// and the methods of Server always see the latest.
func (s *Server) SetVisibilityDelay(d time.Duration) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.delay = d
}

// AddCredentials lets requests be signed with other credentials too.
func (s *Server) AddCredentials(credentials aws.Credentials) { s.core.AddCredentials(credentials) }

// RegionOf returns the Region that the request of a handler's context was signed for.
func RegionOf(ctx context.Context) string { return fake.CallOf(ctx).Region }
