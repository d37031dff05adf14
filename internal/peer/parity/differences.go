package parity

import (
	"slices"
	"testing"
)

// Difference is something that this library does differently on purpose.
type Difference struct {
	Name   string
	Reason string
	// Match reports whether a finding is this difference and nothing else.
	Match func(c *Case, f Finding) bool
	// Chance says that it need not occur, because the official client is random there.
	Chance bool
}

// AttemptsInText is common to all tests of errors.
var AttemptsInText = Difference{
	Name:   "attempts in the error text",
	Reason: "an error that came after at least one attempt says how many there were; every error is one line",
	Match:  func(_ *Case, f Finding) bool { return f.Path == "error attempts" || f.Path == "error lines" },
}

// Ledger counts how often each difference occurred.
type Ledger struct {
	differences []Difference
	counts      map[string]int
	failed      int
}

// NewLedger returns a ledger for the differences that a test expects.
func NewLedger(expected ...Difference) *Ledger {
	return &Ledger{differences: expected, counts: map[string]int{}}
}

// Enter takes the findings of a case: each is counted under its difference, or fails the test.
func (l *Ledger) Enter(t *testing.T, c *Case, findings []Finding) {
	t.Helper()
	for _, f := range findings {
		i := slices.IndexFunc(l.differences, func(d Difference) bool { return d.Match(c, f) })
		if i >= 0 {
			l.counts[l.differences[i].Name]++
			continue
		}
		l.failed++
		if l.failed <= 40 {
			t.Errorf("%s: %s", c.Operation, f)
		}
	}
}

// Close prints the counts and fails the test for each difference that never occurred.
func (l *Ledger) Close(t *testing.T) {
	t.Helper()
	if l.failed > 40 {
		t.Errorf("%d findings in all", l.failed)
	}
	for _, d := range l.differences {
		t.Logf("on purpose, %d times: %s: %s", l.counts[d.Name], d.Name, d.Reason)
		if l.counts[d.Name] == 0 && !d.Chance {
			t.Errorf("the difference %q is listed but never occurred", d.Name)
		}
	}
}
