package bench

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestMutexes makes 100,000 calls from 1,000 goroutines on one client with every lock profiled. Waiting for locks inside a
// call may not take a tenth of a microsecond of it on the average.
func TestMutexes(t *testing.T) {
	const calls = 100_000
	c := lexBotCalls(&memory{[]byte("{}")})[0]
	require.NoError(t, c.do(t.Context())) // plans are compiled once
	runtime.SetMutexProfileFraction(1)
	defer runtime.SetMutexProfileFraction(0)
	before := lockWaits()
	start := time.Now()
	require.NoError(t, spread(t.Context(), 1000, calls, c.do))
	took := time.Since(start)
	total := time.Duration(0)
	for where, wait := range lockWaits() {
		if wait -= before[where]; wait > 0 {
			t.Logf("%v in %s", wait, where)
			total += wait
		}
	}
	t.Logf("%d calls in %v; %v of waiting for locks in all goroutines", calls, took, total)
	require.Less(t, total/calls, 100*time.Nanosecond)
}

// lockWaits adds up the waiting by the innermost function of this module on the stack.
func lockWaits() map[string]time.Duration {
	n, _ := runtime.MutexProfile(nil)
	records := make([]runtime.BlockProfileRecord, n+100)
	n, _ = runtime.MutexProfile(records)
	waits := map[string]time.Duration{}
	for _, r := range records[:n] {
		if where := innermost(r.Stack()); where != "" {
			waits[where] += time.Duration(r.Cycles / cyclesPerNanosecond)
		}
	}
	return waits
}

func innermost(stack []uintptr) string {
	frames := runtime.CallersFrames(stack)
	for {
		frame, more := frames.Next()
		if strings.Contains(frame.Function, "chimeconnect/connect") || strings.Contains(frame.Function, "chimeconnect/internal/transport") ||
			strings.Contains(frame.Function, "chimeconnect/internal/wire") {
			return frame.Function
		}
		if !more {
			return ""
		}
	}
}

// cyclesPerNanosecond turns the profile's unit into time; the exact rate of the machine does not matter here.
const cyclesPerNanosecond = 2
