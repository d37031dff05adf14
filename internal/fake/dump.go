package fake

import (
	"fmt"
	"strings"
	"testing"
)

// dumped is how many requests, and how many rows of a kind, a dump shows.
const dumped = 50

// DumpOnFailure logs a dump if the test has failed.
func DumpOnFailure(tb testing.TB, dump func() string) {
	tb.Helper()
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Log(dump())
		}
	})
}

// Dump describes the state, as list writes it, and the latest requests, as text for people.
func Dump[R any](s *Server, state *State[R], list func(*Listing)) string {
	l := &Listing{}
	l.printf("The fake of %s keeps:", s.config.Service.Name())
	if state.Mu.TryLock() {
		list(l)
		state.Mu.Unlock()
	} else {
		l.printf("  (a handler is running: its state cannot be read)") // perhaps forever, which would be why the test failed
	}
	requests := s.recorder.all()
	l.printf("It was sent %d requests:", len(requests))
	if more := len(requests) - dumped; more > 0 {
		l.printf("  ... %d more before", more)
		requests = requests[more:]
	}
	for _, req := range requests {
		l.printf("  %s", req.line())
	}
	return l.text.String()
}

// line describes a request in one line, without its secrets.
func (r *Request) line() string {
	what := r.Operation
	if what == "" {
		what = r.Method + " " + r.Path
	}
	answer := "no answer"
	if r.Status != 0 {
		answer = strings.TrimSpace(fmt.Sprint(r.Status, " ", r.ErrorCode))
	}
	text := fmt.Sprintf("%s %s: %s", r.Time.Format("15:04:05.000"), what, answer)
	if r.Attempt > 1 {
		text += fmt.Sprintf(", attempt %d", r.Attempt)
	}
	if r.Input != nil {
		text += fmt.Sprintf(", %v", r.Input) // inputs print nothing that is sensitive
	}
	return text
}

// Listing is the text of a dump.
type Listing struct{ text strings.Builder }

func (l *Listing) printf(format string, args ...any) { fmt.Fprintf(&l.text, format+"\n", args...) }

// Rows writes the first rows of a kind and the number of the others. It writes nothing if there are none.
func (l *Listing) Rows(kind string, rows []string) {
	if len(rows) == 0 {
		return
	}
	l.printf("  %s (%d)", kind, len(rows))
	for i, row := range rows {
		if i == dumped {
			l.printf("    ... %d more", len(rows)-dumped)
			break
		}
		l.printf("    %s", row)
	}
}

// Snapshot is a state at a moment.
type Snapshot struct{ restore func() }

// TakeSnapshot remembers the state. take copies the part that is particular to a service and returns a function that
// restores it.
func TakeSnapshot[R any](s *State[R], take func() (restore func())) *Snapshot {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	restore, tokens := take(), s.Tokens.Clone()
	return &Snapshot{func() {
		s.Mu.Lock()
		defer s.Mu.Unlock()
		restore()
		s.Tokens = tokens.Clone()
	}}
}

// Restore brings the state back. A snapshot can be restored any number of times.
func (s *Snapshot) Restore() { s.restore() }
