// Package bothtest puts the fakes of Amazon Connect and of Amazon Chime SDK Messaging behind one URL, for a program that is given a
// single endpoint, or that is written in another language.
//
//	srv := bothtest.NewServer(t, nil, nil)
//	t.Setenv("AWS_ENDPOINT_URL", srv.URL())
//	instance := srv.Connect.AddInstance(types.Instance{})
//	users := srv.Messaging.AddAppInstance("")
//
// A request goes to the service that it was signed for. The two fakes share nothing else: state, faults, clocks and records of
// requests are each of them's own.
package bothtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Server is both fakes behind one URL.
type Server struct {
	// Connect is the fake of Amazon Connect.
	Connect *connecttest.Server
	// Messaging is the fake of Amazon Chime SDK Messaging. Its messaging sessions are reached at the same URL.
	Messaging *chimemessagingtest.Server

	listening *httptest.Server
}

// NewServer returns a server that listens on the loopback interface until the test ends. Each of the option functions may be
// nil. When the test has failed, it logs what both fakes know.
func NewServer(tb testing.TB, connect func(*connecttest.Options), messaging func(*chimemessagingtest.Options)) *Server {
	tb.Helper()
	logs := func(logf *func(string, ...any)) { *logf = tb.Errorf }
	s := newServer(
		func(o *connecttest.Options) {
			logs(&o.Logf)
			if connect != nil {
				connect(o)
			}
		},
		func(o *chimemessagingtest.Options) {
			logs(&o.Logf)
			if messaging != nil {
				messaging(o)
			}
		})
	tb.Cleanup(s.Close)
	fake.DumpOnFailure(tb, s.Dump)
	return s
}

// Start returns a server that listens on a free port of the loopback interface until [Server.Close], for programs that
// are not tests. Each of the option functions may be nil.
func Start(connect func(*connecttest.Options), messaging func(*chimemessagingtest.Options)) *Server {
	if connect == nil {
		connect = func(*connecttest.Options) {}
	}
	if messaging == nil {
		messaging = func(*chimemessagingtest.Options) {}
	}
	return newServer(connect, messaging)
}

func newServer(connect func(*connecttest.Options), messaging func(*chimemessagingtest.Options)) *Server {
	s := &Server{Connect: connecttest.NewHTTPHandler(connect), Messaging: chimemessagingtest.NewHTTPHandler(messaging)}
	s.listening = httptest.NewUnstartedServer(Handler(s.Connect, s.Messaging))
	s.listening.Config.ReadHeaderTimeout = time.Minute
	s.listening.Start()
	s.Connect.SetURL(s.URL())
	s.Messaging.SetURL(s.URL())
	return s
}

// URL is where both services are reachable: the value for AWS_ENDPOINT_URL.
func (s *Server) URL() string { return s.listening.URL }

// Close stops the server and waits for the requests that are under way.
func (s *Server) Close() {
	s.listening.CloseClientConnections()
	s.Messaging.Close() // ends the connections of messaging sessions, which the HTTP server no longer knows
	s.Connect.Close()
	s.listening.Close()
}

// Dump is what both fakes keep and were sent: see [connecttest.Server.Dump].
func (s *Server) Dump() string { return fmt.Sprintf("%s%s", s.Connect.Dump(), s.Messaging.Dump()) }

// Handler gives each request to the service that it was signed for: to messaging where that is named chime, else to connect.
// Messaging sessions and other URLs may carry their signature in the query.
func Handler(connect, messaging http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Authorization")+r.URL.Query().Get("X-Amz-Credential"), "/chime/aws4_request") {
			messaging.ServeHTTP(w, r)
			return
		}
		connect.ServeHTTP(w, r)
	})
}
