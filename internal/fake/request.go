package fake

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Request is a request as it arrived, and its outcome.
type Request struct {
	// Operation is the operation's name, empty where the URL belongs to none.
	Operation string
	// Input points to the decoded input of the operation, nil where the request was refused before.
	Input any
	// Method, Path and Query are those of the URL; Path is as sent, with its escapes.
	Method string
	Path   string
	Query  url.Values
	// Header holds the headers without those that carry secrets.
	Header http.Header
	// Body is the body as sent.
	Body []byte
	// Attempt counts the attempts of one call from 1, as the client says; 0 if it does not say.
	Attempt int
	// Region is the Region that the request was signed for, empty where the signature was refused.
	Region string
	// Time is when the request arrived, by the server's clock.
	Time time.Time
	// Status is the status of the answer: 0 until there is one and where a fault broke the connection.
	Status int
	// ErrorCode is the code of the error that was the answer, empty for success.
	ErrorCode string
}

// recorder records the requests of a server.
type recorder struct {
	mu       sync.Mutex
	limit    int // 0: no limit; negative: nothing is kept
	requests []*Request
	answered map[string]int // how many requests, by operation; all together by the empty name
	changed  chan struct{}  // closed when answered changes, nil while nobody waits
}

// arrived records a request. Old ones are dropped when there are too many.
func (r *recorder) arrived(req *Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.limit < 0 {
		return
	}
	r.requests = append(r.requests, req)
	if r.limit > 0 && len(r.requests) > r.limit {
		r.requests = slices.Delete(r.requests, 0, len(r.requests)-r.limit)
	}
}

// update changes a request that is kept: others may be reading it.
func (r *recorder) update(req *Request, change func(*Request)) Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(req)
	return *req
}

// all returns copies, oldest first.
func (r *recorder) all() []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]Request, len(r.requests))
	for i, req := range r.requests {
		out[i] = *req
	}
	return out
}

func (r *recorder) reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests, r.answered = nil, nil
}

// finished counts a request that was answered.
func (r *recorder) finished(req *Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.answered == nil {
		r.answered = map[string]int{}
	}
	r.answered[""]++
	if req.Operation != "" {
		r.answered[req.Operation]++
	}
	if r.changed != nil {
		close(r.changed)
		r.changed = nil
	}
}

// wait returns when n requests for an operation were answered.
func (r *recorder) wait(ctx context.Context, pkg, operation string, n int) error {
	for {
		r.mu.Lock()
		count := r.answered[operation]
		if count < n && r.changed == nil {
			r.changed = make(chan struct{})
		}
		changed := r.changed
		r.mu.Unlock()
		if count >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%s: %d of %d requests for %s arrived: %w", pkg, count, n, cmp.Or(operation, "any operation"), context.Cause(ctx))
		}
	}
}

// of returns copies of the requests for an operation, oldest first; all where it is empty.
func (r *recorder) of(operation string) []Request {
	return slices.DeleteFunc(r.all(), func(req Request) bool { return operation != "" && req.Operation != operation })
}

// InputsOf returns the inputs of the requests whose input has a type, oldest first.
func InputsOf[I any](s *Server) []*I {
	var inputs []*I
	for _, req := range s.recorder.all() {
		if in, ok := req.Input.(*I); ok {
			inputs = append(inputs, in)
		}
	}
	return inputs
}

// newRequest describes an HTTP request, without its credentials and those of presigned URLs.
func newRequest(r *http.Request, body []byte, now time.Time) *Request {
	path, _, _ := strings.Cut(r.RequestURI, "?")
	header := r.Header.Clone()
	for _, name := range []string{"Authorization", "X-Amz-Security-Token", "Proxy-Authorization", "Cookie"} {
		header.Del(name)
	}
	query := r.URL.Query()
	for _, name := range []string{"X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential"} {
		query.Del(name)
	}
	return &Request{
		Method: r.Method, Path: path, Query: query, Header: header, Body: body,
		Attempt: attempt(header.Get("Amz-Sdk-Request")), Time: now,
	}
}

// attempt reads the number out of "attempt=2; max=3".
func attempt(header string) int {
	for part := range strings.SplitSeq(header, ";") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(part), "attempt="); ok {
			n, _ := strconv.Atoi(value)
			return n
		}
	}
	return 0
}
