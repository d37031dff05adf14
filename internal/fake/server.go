package fake

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// maxBody is the size of a request body from which on it is refused; both services stop well below.
const maxBody = 8 << 20

// Server answers the requests of one service. It is an [http.Handler]; [Server.Listen] and
// [Server.ListenPipe] make it reachable.
type Server struct {
	config   Config
	routes   *routes
	faults   faults
	recorder recorder
	pages    pageNumbers
	life     life

	mu      sync.RWMutex // protects regions, Config.Credentials and .Clock, and the Handlers struct
	regions []string     // that a request may be signed for
	user    reflect.Value
	builtin reflect.Value

	clientClock func() time.Time // of the options: clients keep it when the server's is set
}

// MustNew returns a server that does not listen yet. It panics if the Handlers struct does not fit its inputs: both are
// generated, so a test cannot do anything about it.
func MustNew(config Config) *Server {
	s, err := New(config)
	if err != nil {
		panic(err)
	}
	return s
}

// New returns a server that does not listen yet.
func New(config Config) (*Server, error) {
	handlers := reflect.ValueOf(config.Handlers).Elem()
	routes, err := routesOf(handlers.Type())
	if err != nil {
		return nil, err
	}
	s := &Server{config: config, routes: routes, user: handlers, regions: append([]string{config.Region}, config.OtherRegions...), clientClock: config.Clock}
	s.recorder.limit = max(0, config.KeepRequests)
	s.config.Credentials = slices.Clone(config.Credentials)
	if config.Clock == nil {
		s.config.Clock = time.Now
	}
	if config.NewID == nil {
		s.config.NewID = RandomID
	}
	if config.Builtin != nil {
		s.builtin = reflect.ValueOf(config.Builtin).Elem()
	}
	return s, nil
}

// Now returns the server's time.
func (s *Server) Now() time.Time {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.config.Clock()
}

// SetClock replaces the server's clock.
func (s *Server) SetClock(now func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.config.Clock = now
}

// AddRegion lets requests be signed for another Region too.
func (s *Server) AddRegion(region string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.regions, region) {
		s.regions = append(slices.Clone(s.regions), region)
	}
}

// AddCredentials lets requests be signed with other credentials too.
func (s *Server) AddCredentials(credentials aws.Credentials) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.config.Credentials = append(slices.Clone(s.config.Credentials), credentials)
}

// ChangeHandlers runs a function that changes the Handlers struct, while no request reads it.
func (s *Server) ChangeHandlers(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// Fail adds a fault to the next n calls of an operation, or of any where operation is empty; with a negative n, to all.
func (s *Server) Fail(operation string, fault Fault, n int) {
	s.mustAllow(operation, fault)
	s.faults.next(operation, fault, n)
}

// FailRandomly adds a fault to calls of an operation, or of any, with a probability.
func (s *Server) FailRandomly(operation string, fault Fault, probability float64, seed uint64) {
	s.mustAllow(operation, fault)
	s.faults.randomly(operation, fault, probability, seed)
}

// RateLimit limits the calls of an operation, or of all together, to rate per second with bursts of burst.
func (s *Server) RateLimit(operation string, rate float64, burst int) {
	s.mustHave(operation)
	s.faults.limit(operation, rate, burst, s.Now())
}

// mustHave panics for a misspelt name, whose faults would never happen.
func (s *Server) mustHave(operation string) {
	if operation != "" && s.Operation(operation) == nil {
		panic(s.config.Package + ": there is no operation " + operation)
	}
}

// mustAllow panics for a fault that does not fit the operation: an error that it does not list, unless that was asked
// for, a condition on the input of another operation, a page of an operation that is not a list.
func (s *Server) mustAllow(operation string, fault Fault) {
	s.mustHave(operation)
	op := s.Operation(operation)
	if op == nil {
		return
	}
	for _, c := range fault.where {
		if c.input != nil && c.input != reflect.PointerTo(op.input) {
			panic(fmt.Sprintf("%s: no call of %s has a %s", s.config.Package, operation, c.input.Elem().Name()))
		}
	}
	if fault.page != 0 && !op.paged() {
		panic(fmt.Sprintf("%s: %s has no pages", s.config.Package, operation))
	}
	if fault.err == nil || fault.unlisted || len(op.Errors) == 0 {
		return
	}
	if code, _, ok := wire.ErrorFacts(modelledError(fault.err(s.config.Service))); ok && !op.Lists(code) {
		panic(fmt.Sprintf("%s: %s does not list %s: add .Unlisted() to the fault if that is meant", s.config.Package, operation, code))
	}
}

// ClearFaults removes all faults and rate limits.
func (s *Server) ClearFaults() { s.faults.clear() }

// Operation returns the operation with a name, nil if there is none.
func (s *Server) Operation(name string) *Operation { return s.routes.byName[name] }

// KeepNone records no requests unless the options ask for it: the memory of a program would grow for as long as it runs.
func (s *Server) KeepNone() {
	if s.config.KeepRequests == 0 {
		s.recorder.limit = -1
	}
}

// Requests returns the requests that arrived so far, oldest first.
func (s *Server) Requests() []Request { return s.recorder.all() }

// RequestsOf returns the requests for an operation, oldest first.
func (s *Server) RequestsOf(operation string) []Request {
	s.mustHave(operation)
	return s.recorder.of(operation)
}

// WaitForRequests returns when at least n requests for an operation were answered, of any where operation is empty.
func (s *Server) WaitForRequests(ctx context.Context, operation string, n int) error {
	s.mustHave(operation)
	return s.recorder.wait(ctx, s.config.Package, operation, n)
}

// ForgetRequests empties the record.
func (s *Server) ForgetRequests() { s.recorder.reset() }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.config.Upgrade != nil && s.config.Upgrade(w, r) {
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the body could not be read", http.StatusRequestEntityTooLarge)
		return
	}
	req := newRequest(r, body, s.Now())
	s.recorder.arrived(req)
	defer func() {
		if s.config.OnRequest != nil {
			s.config.OnRequest(s.recorder.update(req, func(*Request) {}))
		}
		s.recorder.finished(req)
	}()
	a, fault := s.answer(r, body, req)
	if fault.reset != resetNever {
		drop(w)
		return
	}
	a = a.with(fault)
	// Before the answer is sent: the client must find it in the record.
	s.recorder.update(req, func(req *Request) { req.Status, req.ErrorCode = a.status, a.errorCode })
	s.send(r.Context(), w, a, fault)
}

// answer checks a request and calls its handler.
func (s *Server) answer(r *http.Request, body []byte, req *Request) (answer, Fault) {
	region, refused := s.verifier().check(r, body)
	if refused != nil {
		return s.failure(s.config.Service.Refused(refused)), Fault{}
	}
	op, labels, ok := s.routes.match(r, req.Query)
	if !ok {
		return s.failure(&APIError{
			Code: "UnknownOperationException", Status: http.StatusNotFound,
			Message: s.config.Service.Name() + " has no operation at " + r.Method + " " + r.RequestURI,
		}), Fault{}
	}
	call := &Call{Operation: op, Input: reflect.New(op.input).Interface(), Header: req.Header, Host: r.Host, Region: region}
	malformed := s.decode(call, labels, req.Query, r.Header, body)
	s.recorder.update(req, func(req *Request) { req.Operation, req.Input, req.Region = op.Name, call.Input, region })

	if !s.faults.allow(op.Name, s.Now()) {
		return s.failure(s.config.Service.Throttled()), Fault{}
	}
	call.page = s.pages.of(call)
	fault := s.faults.take(call)
	if !wait(r.Context(), fault.delay) || fault.reset == resetBefore {
		return answer{}, ResetBefore()
	}
	if fault.err != nil {
		return s.failure(fault.err(s.config.Service)), fault
	}
	if malformed != nil {
		return s.failure(malformed), fault
	}
	return s.handle(r.Context(), call), fault
}

func (s *Server) verifier() *verifier {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return &verifier{
		service: s.config.Service.SigningName(), regions: s.regions,
		credentials: s.config.Credentials, now: s.config.Clock,
	}
}

// wait sleeps. It returns false if the client goes away before.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
