package fake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// life is the part of a server that exists while it listens.
type life struct {
	http    *http.Server
	url     string
	client  *http.Client
	serving sync.WaitGroup // the accept loop
	conns   sync.WaitGroup // open connections
	once    sync.Once
}

// stuck is how long Close waits for handlers that do not heed their context.
const stuck = 5 * time.Second

// Listen makes the server reachable at a TCP address; port 0 takes a free one, and an empty address a free port of the
// loopback interface.
func (s *Server) Listen(address string) error {
	address = cmp.Or(address, "127.0.0.1:0")
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		return fmt.Errorf("%s: %w", s.config.Package, err)
	}
	s.life.url = "http://" + listener.Addr().String()
	s.serve(listener)
	return nil
}

// ListenPipe makes the server reachable in memory only, through [Server.HTTPClient].
func (s *Server) ListenPipe() {
	listener := newPipeListener()
	s.life.url = "http://pipe"
	s.life.client = &http.Client{
		Transport:     &http.Transport{DialContext: listener.dial},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	s.serve(listener)
}

// URL returns the URL of the server.
func (s *Server) URL() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.life.url
}

// SetURL sets the URL of a server that does not listen itself.
func (s *Server) SetURL(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.life.url = url
}

// HTTPClient reaches a server in memory. It is nil for a server with a TCP address, which any client reaches.
func (s *Server) HTTPClient() *http.Client { return s.life.client }

func (s *Server) serve(listener net.Listener) {
	s.life.http = &http.Server{
		Handler:           s,
		ReadHeaderTimeout: time.Minute,
		ErrorLog:          log.New(io.Discard, "", 0), // broken connections are part of the service
		ConnState: func(_ net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew:
				s.life.conns.Add(1)
			case http.StateClosed, http.StateHijacked:
				s.life.conns.Done()
			}
		},
	}
	s.life.serving.Go(func() {
		if err := s.life.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.config.Logf("the fake of %s stopped: %v", s.config.Service.Name(), err)
		}
	})
}

// ListenForTest makes the server reachable on the loopback interface until a test ends.
func (s *Server) ListenForTest(tb testing.TB) {
	tb.Helper()
	if err := s.Listen(""); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.Close)
}

// ListenPipeForTest makes the server reachable in memory only until a test ends.
func (s *Server) ListenPipeForTest(tb testing.TB) {
	tb.Helper()
	s.ListenPipe()
	tb.Cleanup(s.Close)
}

// Close stops the server and waits for everything that runs in it.
func (s *Server) Close() {
	if s.config.Stop != nil {
		defer s.config.Stop()()
	}
	if s.life.http == nil {
		return
	}
	s.life.once.Do(func() {
		if s.life.client != nil {
			s.life.client.CloseIdleConnections()
		}
		_ = s.life.http.Close()
		s.life.serving.Wait()
		if !WaitFor(s.life.conns.Wait) {
			s.config.Logf("a handler of the fake of %s still runs though its server was closed", s.config.Service.Name())
		}
	})
}

// WaitFor runs a function that waits, and reports false if that takes so long that something must be stuck.
func WaitFor(wait func()) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		wait()
	}()
	timer := time.NewTimer(stuck)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}
