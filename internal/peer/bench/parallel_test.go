package bench

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkParallel makes the calls of DisassociateLexBot from 1 to 1,000 goroutines on one client.
func BenchmarkParallel(b *testing.B) {
	for _, goroutines := range []int{1, 10, 100, 1000} {
		for _, c := range lexBotCalls(&memory{[]byte("{}")}) {
			b.Run(fmt.Sprintf("goroutines=%d/client=%s", goroutines, c.client), func(b *testing.B) {
				b.ReportAllocs()
				if err := spread(b.Context(), goroutines, b.N, c.do); err != nil {
					b.Fatal(err)
				}
			})
		}
	}
}

// spread makes n calls from a number of goroutines. Each has a context of its own, as the requests of a server have: the
// lock of a shared one is the caller's.
func spread(ctx context.Context, goroutines, n int, do func(context.Context) error) error {
	var left atomic.Int64
	var failure atomic.Pointer[error]
	left.Store(int64(n))
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			for left.Add(-1) >= 0 && failure.Load() == nil {
				if err := do(ctx); err != nil {
					failure.Store(&err)
				}
			}
		})
	}
	wg.Wait()
	if err := failure.Load(); err != nil {
		return *err
	}
	return nil
}
