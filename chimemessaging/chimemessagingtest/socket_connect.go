package chimemessagingtest

import (
	"context"
	"net/http"

	"github.com/coder/websocket"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The codes that the fake closes a connection with. The first two are documented, the last is a choice of the fake.
const (
	closeUnauthorized = 4401
	closeForbidden    = 4003
	closeTooMany      = 1013
)

// refusal is why a user may not connect.
type refusal struct {
	status int // of HTTP, where the handshake is refused
	code   int // of the close frame, where the connection is opened first
	reason string
}

// upgrade takes over requests for a connection.
func (s *state) upgrade(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || r.URL.Path != "/connect" {
		return false
	}
	refused := s.admit(r)
	if refused != nil && s.server.options.Choices.RefuseHandshake {
		http.Error(w, refused.reason, refused.status)
		return true
	}
	if !s.enter() {
		http.Error(w, "the server is closed", http.StatusServiceUnavailable)
		return true
	}
	defer s.sockets.running.Done()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // the signature decides, not the origin
	if err != nil {
		return true // it has answered
	}
	defer conn.CloseNow() //nolint:errcheck // it is closed, or broken
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	c := &Socket{
		userARN: r.URL.Query().Get("userArn"), sessionID: r.URL.Query().Get("sessionId"), conn: conn,
		done: ctx.Done(), stop: stop, wake: make(chan struct{}, 1),
	}
	if refused != nil {
		c.Close(refused.code, refused.reason)
	} else {
		s.establish(c, r)
		defer s.forget(c)
	}
	c.serve(ctx)
	return true
}

// enter counts a connection, unless the server is being closed.
func (s *state) enter() bool {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	if s.sockets.shutdown {
		return false
	}
	s.sockets.running.Add(1)
	return true
}

// admit checks a request for a connection.
func (s *state) admit(r *http.Request) *refusal {
	unauthorized := &refusal{http.StatusUnauthorized, closeUnauthorized, "unauthorized"}
	if _, err := s.server.core.CheckPresigned(r); err != nil {
		return unauthorized
	}
	s.Mu.Lock()
	defer s.Mu.Unlock()
	req, query := s.newRequest(new(fake.Operation)), r.URL.Query()
	user := query.Get("userArn")
	if query.Get("sessionId") == "" {
		return unauthorized
	}
	if req.known(user) == nil {
		return &refusal{http.StatusForbidden, closeForbidden, "forbidden"}
	}
	limits := s.server.options.Limits
	last, before := s.sockets.last[user]
	if n := limits.SessionsPerUser; n > 0 && len(s.sockets.open[user]) >= n ||
		before && limits.ConnectInterval > 0 && req.Now.Sub(last) < limits.ConnectInterval {
		return &refusal{http.StatusTooManyRequests, closeTooMany, "too many connections"}
	}
	s.sockets.last[user] = req.Now
	return nil
}

// establish registers a connection, which is sent events from then on.
func (s *state) establish(c *Socket, r *http.Request) {
	s.Mu.Lock()
	accept := s.sockets.accept
	s.Mu.Unlock()
	if accept != nil {
		accept(c)
	}
	s.Mu.Lock()
	defer s.Mu.Unlock()
	if !c.push(outgoing{frame: frameOf("SESSION_ESTABLISHED", systemMessage, nil)}) {
		return
	}
	s.sockets.add(c)
	req := s.newRequest(new(fake.Operation))
	if query := r.URL.Query(); query.Get("prefetch-on") == "connect" {
		if u := req.known(c.userARN); u != nil {
			req.prefetch(c, u, query.Get("prefetch-sort-by"))
		}
	}
}

// forget removes a connection that has ended.
func (s *state) forget(c *Socket) {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	s.sockets.remove(c)
}
