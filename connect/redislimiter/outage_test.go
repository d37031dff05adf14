//go:build unix

package redislimiter_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect/redislimiter"
	"github.com/seed-086a074d/chimeconnect/internal/redistest"
)

func TestRefuse(t *testing.T) {
	srv := redistest.Start(t)
	away, back := make(chan error, 9), make(chan time.Duration, 9)
	l := process(t, srv, 100, 1, func(o *redislimiter.Options) {
		o.Hooks.StoreAway = func(err error) { away <- err }
		o.Hooks.StoreBack = func(d time.Duration) { back <- d }
	})
	require.NoError(t, l.Wait(t.Context(), attempt))
	srv.Kill()
	start := time.Now()
	for range 3 {
		var refused *redislimiter.AwayError
		require.ErrorAs(t, l.Wait(t.Context(), attempt), &refused)
		require.ErrorContains(t, refused, "set Options.LocalShare to continue without it")
	}
	assert.Less(t, time.Since(start), time.Second)
	require.Error(t, <-away)
	srv.Restart()
	require.Eventually(t, func() bool { return l.Wait(t.Context(), attempt) == nil }, 3*time.Second, 50*time.Millisecond)
	assert.Positive(t, <-back)
	assert.Empty(t, away, "told once")
}

// Callers that have a place use it; the others get a share of the rate, and join the queue when the store is back.
func TestLocalShare(t *testing.T) {
	srv := redistest.Start(t)
	var seen decisions
	l := process(t, srv, 20, 1, func(o *redislimiter.Options) { o.LocalShare, o.Hooks.Decided = 10, seen.add })
	require.NoError(t, l.Wait(t.Context(), attempt))
	srv.Kill()
	start := time.Now()
	for range 4 { // the first after half a second at most
		require.NoError(t, l.Wait(t.Context(), attempt))
	}
	took := time.Since(start).Seconds()
	assert.Greater(t, took, 1.4, "two per second")
	assert.Less(t, took, 3.5, "not one per second")
	for _, d := range seen.all[1:] {
		assert.True(t, d.Local)
	}

	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { passes(t, l) })
	}
	time.Sleep(100 * time.Millisecond)
	start = time.Now()
	srv.Restart()
	all.Wait()
	assert.Less(t, time.Since(start), 4*time.Second, "20 at the rate of the fleet, not 10 s at that of the share")
}

// A deadline that the share cannot meet is refused at once.
func TestLocalShareDeadline(t *testing.T) {
	l := redislimiter.New(redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1}), func(o *redislimiter.Options) {
		o.LocalShare, o.Quotas.Default = 1000, chimeconnect.Quota{Rate: 0.001, Burst: 1}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	start := time.Now()
	require.ErrorIs(t, l.Wait(ctx, attempt), context.DeadlineExceeded)
	assert.Less(t, time.Since(start), 2*time.Second)
}

// A store that restarts empty has none of the places. Callers that wait take new ones, and the rate is not exceeded.
func TestStoreForgets(t *testing.T) {
	srv := redistest.Start(t)
	a, b := process(t, srv, 4, 1), process(t, srv, 4, 1)
	require.NoError(t, a.Wait(t.Context(), attempt))
	start := time.Now()
	var mu sync.Mutex
	var passed []float64
	var all sync.WaitGroup
	wait := func(l *redislimiter.Limiter, n int) {
		for range n {
			all.Go(func() {
				passes(t, l)
				mu.Lock()
				defer mu.Unlock()
				passed = append(passed, time.Since(start).Seconds())
			})
		}
	}
	wait(a, 12)
	time.Sleep(200 * time.Millisecond)
	srv.Kill()
	srv.Restart()
	time.Sleep(700 * time.Millisecond)
	wait(b, 4)
	all.Wait()
	assert.Len(t, passed, 16)
	assert.InDelta(t, 4.5, passed[15], 1.2, "16 at 4 per second, and what the restart costs or saves")
	for i := range passed {
		within := 0
		for _, at := range passed[i:] {
			if at-passed[i] < 1 {
				within++
			}
		}
		assert.LessOrEqual(t, within, 8, "in the second after %.1f s", passed[i])
	}
}

// A store that hangs is away, and when it answers again, it gives no places to callers that stopped waiting.
func TestStoreHangs(t *testing.T) {
	srv := redistest.Start(t)
	l := process(t, srv, 2, 1, func(o *redislimiter.Options) { o.Timeout = 200 * time.Millisecond })
	require.NoError(t, l.Wait(t.Context(), attempt))
	srv.Stop()
	for range 10 {
		start := time.Now()
		require.Error(t, l.Wait(t.Context(), attempt))
		assert.Less(t, time.Since(start), time.Second)
		time.Sleep(60 * time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	time.Sleep(20 * time.Millisecond)
	require.Error(t, l.Wait(ctx, attempt))
	srv.Continue()
	time.Sleep(700 * time.Millisecond)
	start := time.Now()
	require.NoError(t, l.Wait(t.Context(), attempt))
	require.NoError(t, l.Wait(t.Context(), attempt))
	assert.Less(t, time.Since(start), 900*time.Millisecond, "no place is lost: one after half a second, not two")
}

// If the store loses its last writes, the callers that hold places repair it.
func TestStoreLosesItsLastWrites(t *testing.T) {
	srv := redistest.Start(t)
	l, store := process(t, srv, 4, 1), client(t, srv)
	key := "{chimeconnect/Connect/us-east-1/123456789012/DisassociateLexBot}"
	require.NoError(t, l.Wait(t.Context(), attempt))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { passes(t, l) })
	}
	time.Sleep(100 * time.Millisecond)
	require.NoError(t, store.HSet(t.Context(), key, "tail", "2").Err())
	require.Eventually(t, func() bool {
		return store.HGet(t.Context(), key, "tail").Val() == "9"
	}, 2*time.Second, 20*time.Millisecond)
	all.Wait()
}

func TestErrorsHoldNoSecrets(t *testing.T) {
	srv := redistest.Start(t, "--requirepass", "hunter2")
	store := redis.NewClient(&redis.Options{Addr: srv.Addr, Username: "default", Password: "correct-horse", MaxRetries: -1})
	t.Cleanup(func() { _ = store.Close() })
	secret := attempt
	secret.Account = "ASIAEXAMPLE"
	err := redislimiter.New(store).Wait(t.Context(), secret)
	require.ErrorContains(t, err, "WRONGPASS")
	for _, word := range []string{"hunter2", "correct-horse", "ASIAEXAMPLE"} {
		assert.NotContains(t, err.Error(), word)
	}
}
