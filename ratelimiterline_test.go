package chimeconnect_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// A lower rate applies to calls in line, too, and they leave no debt that later calls would have to wait for.
func TestRateLimiterThrottleInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 2, Burst: 1})
		start := time.Now()
		var line sync.WaitGroup
		for range 100 {
			line.Go(func() { assert.NoError(t, l.Wait(t.Context(), calling("List"))) })
		}
		synctest.Wait()
		l.Throttled(calling("List"))
		line.Wait()
		assert.InDelta(t, 99, time.Since(start).Seconds(), 1, "one per second")
		start = time.Now()
		require.NoError(t, l.Wait(t.Context(), calling("List")))
		assert.Equal(t, time.Second, time.Since(start))
	})
}

func TestRateLimiterCancelInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 2, Burst: 1})
		ctx, cancel := context.WithCancel(t.Context())
		var line sync.WaitGroup
		for range 100 {
			line.Go(func() { _ = l.Wait(ctx, calling("List")) })
		}
		synctest.Wait()
		late, done := context.WithTimeout(t.Context(), 10*time.Second)
		defer done()
		start := time.Now()
		require.ErrorIs(t, l.Wait(late, calling("List")), context.DeadlineExceeded)
		assert.Zero(t, time.Since(start), "the line is too long for the deadline")
		cancel()
		line.Wait()
		require.NoError(t, l.Wait(t.Context(), calling("List")))
		assert.Equal(t, 500*time.Millisecond, time.Since(start), "those that gave up take no turn")
	})
}
