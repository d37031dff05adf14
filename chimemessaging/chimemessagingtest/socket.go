package chimemessagingtest

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Socket is a connection of a user's messaging session. What is sent over it arrives in the order of the calls.
type Socket struct {
	userARN   string
	sessionID string
	conn      *websocket.Conn
	done      <-chan struct{}
	stop      context.CancelFunc

	mu        sync.Mutex
	queue     []outgoing
	wake      chan struct{} // has room for one
	ending    bool          // nothing more is taken
	duplicate bool
}

// outgoing is a frame, a ping, or the end.
type outgoing struct {
	frame []byte
	ping  chan<- error
	end   bool
	code  int
	cause string
}

// UserARN is the ARN of the user who is connected.
func (c *Socket) UserARN() string { return c.userARN }

// SessionID is the ID that the client gave its session.
func (c *Socket) SessionID() string { return c.sessionID }

// Done is closed when the connection has ended.
func (c *Socket) Done() <-chan struct{} { return c.done }

// Send sends a text frame as it is, well formed or not.
func (c *Socket) Send(frame string) { c.push(outgoing{frame: []byte(frame)}) }

// SendEvent sends an event whose payload is the JSON of a value; nil sends none. The headers that it adds to the event's type
// say that the service itself is the sender.
func (c *Socket) SendEvent(eventType string, payload any) error {
	var text []byte
	if payload != nil {
		var err error
		if text, err = json.Marshal(payload); err != nil {
			return err
		}
	}
	c.Send(string(frameOf(eventType, systemMessage, text)))
	return nil
}

// Duplicate sets whether each frame is sent twice from now on, which clients must expect.
func (c *Socket) Duplicate(twice bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.duplicate = twice
}

// Ping sends a ping and waits for the answer.
func (c *Socket) Ping(ctx context.Context) error {
	answered := make(chan error, 1)
	if !c.push(outgoing{ping: answered}) {
		return websocket.CloseError{Code: websocket.StatusGoingAway}
	}
	select {
	case err := <-answered:
		return err
	case <-c.done:
		return websocket.CloseError{Code: websocket.StatusGoingAway}
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends the connection with a close frame after what was sent before. A code that cannot stand in a close frame, such as
// 1006, breaks the connection instead.
func (c *Socket) Close(code int, reason string) {
	c.push(outgoing{end: true, code: code, cause: reason})
}

// Break ends the connection at once and without a close frame. What was not sent yet is lost.
func (c *Socket) Break() {
	c.mu.Lock()
	c.ending, c.queue = true, nil
	c.mu.Unlock()
	c.stop()
}

// push adds to the queue. It reports false for a connection that is ending.
func (c *Socket) push(o outgoing) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending {
		return false
	}
	c.queue = append(c.queue, o)
	if c.duplicate && o.frame != nil {
		c.queue = append(c.queue, o)
	}
	c.ending = o.end
	select {
	case c.wake <- struct{}{}:
	default:
	}
	return true
}

// take empties the queue.
func (c *Socket) take() []outgoing {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := c.queue
	c.queue = nil
	return taken
}

// serve sends what is queued until the connection ends.
func (c *Socket) serve(ctx context.Context) {
	ctx = c.conn.CloseRead(ctx) // answers what the client sends, and notices when it goes away
	for {
		for _, o := range c.take() {
			if !c.perform(ctx, o) {
				return
			}
		}
		select {
		case <-c.wake:
		case <-ctx.Done():
			return
		}
	}
}

// perform sends a frame or a ping, or ends the connection. It returns false when the connection has ended.
func (c *Socket) perform(ctx context.Context, o outgoing) bool {
	switch {
	case o.end:
		_ = c.conn.Close(websocket.StatusCode(o.code), o.cause) // a code that cannot be sent breaks the connection
		return false
	case o.ping != nil:
		err := c.conn.Ping(ctx)
		o.ping <- err
		return err == nil
	}
	return c.conn.Write(ctx, websocket.MessageText, o.frame) == nil
}

// sockets are the connections of all users. The lock of the state protects them.
type sockets struct {
	open     map[string][]*Socket // by ARN of the user, oldest first
	accept   func(*Socket)
	last     map[string]time.Time // when a user connected last, by ARN
	running  sync.WaitGroup
	shutdown bool
}

// OnSocket sets a function that is called for each connection before its session is established. What it sends comes
// before SESSION_ESTABLISHED; if it closes the connection, the session is never established.
func (s *Server) OnSocket(accept func(*Socket)) {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	s.state.sockets.accept = accept
}

// Sockets returns the open connections of a user, oldest first; those of all users, in no order, if the ARN is empty. They
// are not among the requests that [Server.Requests] returns.
func (s *Server) Sockets(userARN string) []*Socket {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	if userARN != "" {
		return slices.Clone(s.state.sockets.open[userARN])
	}
	var all []*Socket
	for _, open := range s.state.sockets.open {
		all = append(all, open...)
	}
	return all
}

// add registers a connection: from now on, it is sent what happens. The state is locked.
func (all *sockets) add(c *Socket) {
	if all.open == nil {
		all.open = map[string][]*Socket{}
	}
	all.open[c.userARN] = append(all.open[c.userARN], c)
}

// remove forgets a connection. The state is locked.
func (all *sockets) remove(c *Socket) {
	rest := slices.DeleteFunc(slices.Clone(all.open[c.userARN]), func(o *Socket) bool { return o == c })
	if len(rest) == 0 {
		delete(all.open, c.userARN)
		return
	}
	all.open[c.userARN] = rest
}

// endSockets refuses new connections; those that are open end with the state's context.
func (s *state) endSockets() (wait func()) {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	s.sockets.shutdown = true
	return func() {
		if !fake.WaitFor(s.sockets.running.Wait) {
			s.server.options.Logf("a connection of a messaging session is still open though its server was closed")
		}
	}
}
