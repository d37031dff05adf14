//go:build unix

package redislimiter_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect/redislimiter"
	"github.com/seed-086a074d/chimeconnect/internal/redistest"
)

// A throttle that one process meets slows down the others too, and moves the places that are taken already.
func TestThrottleSlowsTheFleet(t *testing.T) {
	srv := redistest.Start(t)
	var mu sync.Mutex
	var rates []float64
	heard := func(o *redislimiter.Options) {
		o.Hooks.RateChanged = func(_ chimeconnect.Attempt, rate float64) {
			mu.Lock()
			defer mu.Unlock()
			rates = append(rates, rate)
		}
	}
	a, b := process(t, srv, 4, 1), process(t, srv, 4, 1, heard)
	require.NoError(t, b.Wait(t.Context(), attempt))
	start := time.Now()
	var all sync.WaitGroup
	for range 8 { // the last one is due after 2 s
		all.Go(func() { passes(t, b) })
	}
	time.Sleep(100 * time.Millisecond)
	a.Throttled(attempt)
	a.Throttled(attempt) // of what was on its way
	all.Wait()
	assert.InDelta(t, 0.1+1.9*2, time.Since(start).Seconds(), 0.15, "at half the rate since the throttle")
	assert.InDelta(t, 2, b.Rate(attempt), 0)
	mu.Lock()
	defer mu.Unlock()
	assert.Equal(t, []float64{2}, rates)
}

// The rules are those of the local limiter.
func TestRateRules(t *testing.T) {
	srv := redistest.Start(t)
	l := process(t, srv, 16, 4)
	require.NoError(t, l.Wait(t.Context(), attempt))
	assert.InDelta(t, 16, l.Rate(attempt), 0)
	l.Throttled(attempt)
	require.Eventually(t, func() bool { return l.Rate(attempt) == 8 }, time.Second, time.Millisecond)
	passed := times(t, 3, l)
	assert.InDelta(t, 1.0/8, (passed[2] - passed[1]).Seconds(), 0.03, "no burst")

	time.Sleep(1100 * time.Millisecond)
	l.Succeeded(attempt)
	require.Eventually(t, func() bool { return l.Rate(attempt) > 8 }, time.Second, time.Millisecond)
	assert.InDelta(t, 9.5, l.Rate(attempt), 0.4, "a sixteenth of the quota for each second")

	// A new quota starts at its full rate.
	fresh := process(t, srv, 20, 4)
	require.NoError(t, fresh.Wait(t.Context(), attempt))
	assert.InDelta(t, 20, fresh.Rate(attempt), 0)
}
