package pace

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A lower rate holds for those in line, too, and they leave no debt that later calls would have to wait for.
func TestThrottleInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Quota{Rate: 2, Burst: 1})
		start := time.Now()
		var line sync.WaitGroup
		for range 100 {
			line.Go(func() { assert.NoError(t, l.Wait(t.Context(), "List")) })
		}
		synctest.Wait()
		l.Throttled("List")
		line.Wait()
		assert.InDelta(t, 99, time.Since(start).Seconds(), 1, "one a second")
		start = time.Now()
		require.NoError(t, l.Wait(t.Context(), "List"))
		assert.Equal(t, time.Second, time.Since(start))
	})
}

func TestCancelInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Quota{Rate: 2, Burst: 1})
		ctx, cancel := context.WithCancel(t.Context())
		var line sync.WaitGroup
		for range 100 {
			line.Go(func() { _ = l.Wait(ctx, "List") })
		}
		synctest.Wait()
		late, done := context.WithTimeout(t.Context(), 10*time.Second)
		defer done()
		start := time.Now()
		require.ErrorIs(t, l.Wait(late, "List"), context.DeadlineExceeded)
		assert.Zero(t, time.Since(start), "the line is too long for the deadline")
		cancel()
		line.Wait()
		require.NoError(t, l.Wait(t.Context(), "List"))
		assert.Equal(t, 500*time.Millisecond, time.Since(start), "those that gave up take no turn")
	})
}
