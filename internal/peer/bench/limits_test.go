package bench

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// TestFrames counts the frames between the caller and the transport.
func TestFrames(t *testing.T) {
	for _, c := range lexBotCalls(nil) {
		if c.client != "ours" && c.client != "official" {
			continue
		}
		frames := 0
		spy := spy(func() { frames = depth("bench.(*spyCaller)", "bench.spy.Do") })
		calls := lexBotCalls(spy)
		for _, each := range calls {
			if each.client == c.client {
				require.NoError(t, (&spyCaller{each}).do(t.Context()))
			}
		}
		t.Logf("%s: %d frames between the caller and the transport", c.client, frames)
		if c.client == "ours" {
			require.LessOrEqual(t, frames, 30)
		}
	}
}

type spyCaller struct{ call }

//go:noinline
func (s *spyCaller) do(ctx context.Context) error { return s.call.do(ctx) }

type spy func()

func (s spy) Do(r *http.Request) (*http.Response, error) {
	s()
	return (&memory{[]byte("{}")}).Do(r)
}

// depth counts the frames between two functions on the stack, without either.
func depth(outer, inner string) int {
	pcs := make([]uintptr, 400)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	n, counting := 0, false
	for {
		frame, more := frames.Next()
		if strings.Contains(frame.Function, outer) {
			return n
		}
		if counting {
			n++
		}
		counting = counting || strings.Contains(frame.Function, inner)
		if !more {
			return -1
		}
	}
}

// TestHeap makes 100,000 calls, one after the other, and checks the heap on the way.
func TestHeap(t *testing.T) {
	client := newOurs(&memory{[]byte("{}")})
	in := &ours.DisassociateLexBotInput{InstanceId: aws.String(instance), BotName: aws.String("b"), LexRegion: aws.String(region)}
	var sizes []uint64
	for i := range 100_001 {
		if i%20_000 == 0 {
			var stats runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&stats)
			sizes = append(sizes, stats.HeapAlloc>>10)
		}
		_, err := client.DisassociateLexBot(t.Context(), in)
		require.NoError(t, err)
	}
	t.Logf("heap in KiB after every 20,000 calls: %v", sizes)
	require.InDelta(t, sizes[1], sizes[len(sizes)-1], 64, "the heap grows")
}
