package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// service is both fakes, for all accounts and Regions, behind one address.
type service struct {
	config   *config
	log      *logger
	clock    clock
	history  history
	pending  pending
	client   *http.Client // calls the webhooks of processors
	initial  []seed
	handler  http.Handler
	http     *http.Server
	listener net.Listener
	served   sync.WaitGroup
	stopping chan struct{} // ends requests that would wait without end

	mu         sync.RWMutex
	places     map[place]*fakes
	faults     []fault
	processors map[string]string
}

// newService returns a service with its seed. It does not listen yet.
func newService(c *config, l *logger) (*service, error) {
	s := &service{config: c, log: l, client: &http.Client{Timeout: webhookTime}, stopping: make(chan struct{})}
	s.initial = []seed{defaultSeed()}
	if c.seedFile != "" {
		text, err := os.ReadFile(c.seedFile) //nolint:gosec // the path is the caller's
		if err != nil {
			return nil, err
		}
		if s.initial, err = parseSeeds(text); err != nil {
			return nil, fmt.Errorf("%s: %w", c.seedFile, err)
		}
	}
	s.handler = s.routes()
	if err := s.reset(context.Background(), s.initial); err != nil {
		s.endFakes()
		return nil, err
	}
	return s, nil
}

// listen starts to serve and returns.
func (s *service) listen(ctx context.Context) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.config.addr)
	if err != nil {
		return err
	}
	s.listener = listener
	if ip := listener.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
		s.log.event("warn", "everybody who reaches "+listener.Addr().String()+" can use and control the service")
	}
	s.http = &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: min(s.config.timeout, 10*time.Second),
		ReadTimeout:       s.config.timeout,
		WriteTimeout:      s.config.timeout + 5*time.Minute, // faults may be slow
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // clients that go away are not reported
	}
	s.served.Go(func() { _ = s.http.Serve(listener) }) // returns when close is called
	return nil
}

func (s *service) url() string { return "http://" + s.listener.Addr().String() }

// close stops the service and waits for the requests that are under way.
func (s *service) close() {
	close(s.stopping)
	if s.http != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if s.http.Shutdown(ctx) != nil {
			_ = s.http.Close()
		}
		s.served.Wait()
	}
	s.endFakes()
	s.client.CloseIdleConnections()
}

// endFakes closes all fakes, and what they started.
func (s *service) endFakes() {
	s.mu.Lock()
	old := s.places
	s.places = map[place]*fakes{}
	s.mu.Unlock()
	for _, f := range old {
		f.connect.Close()
		f.messaging.Close()
	}
}

// reset empties all accounts and Regions, removes faults, and adds seeds.
func (s *service) reset(ctx context.Context, seeds []seed) error {
	s.endFakes()
	s.clock.set(clockSetting{})
	s.history.forget()
	s.pending.forget()
	s.mu.Lock()
	s.faults, s.processors = nil, map[string]string{}
	s.mu.Unlock()
	for arn, target := range s.config.processors {
		if err := s.setProcessor(arn, target); err != nil {
			return err
		}
	}
	for i, sd := range seeds {
		if _, err := s.sow(ctx, sd); err != nil {
			return fmt.Errorf("seed %d: %w", i+1, err)
		}
	}
	return nil
}

// routes says who answers what: the control API and the page have paths that neither service has.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	s.controlRoutes(mux)
	s.pageRoutes(mux)
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isOwn(r.URL.Path) && r.Header.Get("Authorization") == "" {
			s.localOnly(mux).ServeHTTP(w, r)
			return
		}
		if cors(w, r) {
			return
		}
		s.serveAWS(w, r)
	})
}

// isOwn reports whether a path belongs to the program, not to AWS.
func isOwn(path string) bool {
	return path == "/" || path == "/health" || strings.HasPrefix(path, "/_page/") || strings.HasPrefix(path, "/_control/") || path == "/_control"
}

// settings returns shell commands that make AWS tools use the service and, as comments, the resources that exist.
func (s *service) settings() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Amazon Connect and Amazon Chime SDK Messaging. To see what is in them: %s/\n", s.url())
	b.WriteString(s.config.environment(s.listener.Addr().String()))
	f, err := s.fakesOf(place{s.config.account, s.config.region})
	if err != nil {
		return b.String()
	}
	for _, instance := range f.connect.Instances() {
		fmt.Fprintf(&b, "# Connect instance    %s (%s)\n", aws.ToString(instance.Id), aws.ToString(instance.InstanceAlias))
	}
	for _, a := range f.identities.all() {
		fmt.Fprintf(&b, "# Chime app instance  %s\n", a.Arn)
		for _, u := range a.Users {
			if u.Admin {
				fmt.Fprintf(&b, "#   administrator     %s\n", u.Arn)
			}
		}
	}
	b.WriteString("# Users of an app instance need not be made: any ARN of the form APP-INSTANCE/user/NAME is one.\n")
	return b.String()
}

// logf logs the messages of the fakes.
func (s *service) logf(format string, args ...any) { s.log.event("warn", fmt.Sprintf(format, args...)) }

// fakeCredentials are those that requests are signed with when they reach a fake.
func (c *config) fakeCredentials() []aws.Credentials {
	if len(c.credentials) > 0 {
		return c.credentials
	}
	return []aws.Credentials{connecttest.Credentials()}
}
