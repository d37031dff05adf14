package bench

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkMutexes calls from 1,000 goroutines on one client with every lock profiled, and reports how long a call waits
// for locks inside this library and what it uses. -v names the functions.
func BenchmarkMutexes(b *testing.B) {
	c := lexBotCalls(&memory{[]byte("{}")})[0]
	require.NoError(b, c.do(b.Context())) // plans are compiled once
	runtime.SetMutexProfileFraction(1)
	defer runtime.SetMutexProfileFraction(0)
	before := lockWaits()
	b.ResetTimer()
	require.NoError(b, spread(b.Context(), 1000, b.N, c.do))
	b.StopTimer()
	total := time.Duration(0)
	for where, wait := range lockWaits() {
		if wait -= before[where]; wait > 0 {
			b.Logf("%v in %s", wait, where)
			total += wait
		}
	}
	b.ReportMetric(float64(total)/float64(b.N), "lock-ns/op")
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
