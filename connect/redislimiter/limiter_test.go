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

// attempt is what the tests ask for.
var attempt = chimeconnect.Attempt{
	Service: "Connect", Region: "us-east-1", Account: "123456789012", Operation: "DisassociateLexBot", Resource: "instance",
}

// decisions records what a limiter decides.
type decisions struct {
	mu  sync.Mutex
	all []redislimiter.Decision
}

func (d *decisions) add(_ chimeconnect.Attempt, decision redislimiter.Decision) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = append(d.all, decision)
}

func (d *decisions) questions() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, one := range d.all {
		n += one.Questions
	}
	return n
}

// client connects to a server as the documentation says.
func client(t *testing.T, srv *redistest.Server) *redis.Client {
	t.Helper()
	store := redis.NewClient(&redis.Options{Addr: srv.Addr, MaxRetries: -1, ContextTimeoutEnabled: true})
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// process returns a limiter with its own connection, as each process of a fleet has.
func process(t *testing.T, srv *redistest.Server, rate float64, burst int, optFns ...func(*redislimiter.Options)) *redislimiter.Limiter {
	t.Helper()
	quota := func(o *redislimiter.Options) { o.Quotas.Default = chimeconnect.Quota{Rate: rate, Burst: burst} }
	return redislimiter.New(client(t, srv), append([]func(*redislimiter.Options){quota}, optFns...)...)
}

// passes makes an attempt, which must be let through. It can be called in any goroutine.
func passes(t *testing.T, l *redislimiter.Limiter) {
	t.Helper()
	if err := l.Wait(t.Context(), attempt); err != nil {
		t.Error(err)
	}
}

// times makes attempts until the test has n of them, in each of the limiters at once, and returns when they were let through.
func times(t *testing.T, n int, limiters ...*redislimiter.Limiter) []time.Duration {
	t.Helper()
	var mu sync.Mutex
	var passed []time.Duration
	var all sync.WaitGroup
	start := time.Now()
	for i := range n {
		all.Go(func() {
			passes(t, limiters[i%len(limiters)])
			mu.Lock()
			defer mu.Unlock()
			passed = append(passed, time.Since(start))
		})
	}
	all.Wait()
	return passed
}

func TestPace(t *testing.T) {
	srv := redistest.Start(t)
	var seen decisions
	hooks := func(o *redislimiter.Options) { o.Hooks.Decided = seen.add }
	a, b := process(t, srv, 20, 3, hooks), process(t, srv, 20, 3, hooks)

	passed := times(t, 11, a, b)
	for i, at := range passed { // a busy machine only makes them later
		assert.Greater(t, at.Seconds(), float64(i)*0.05-0.04, "a limit that the store does not know has no burst: attempt %d", i)
	}
	assert.Less(t, passed[10].Seconds(), 0.95, "10 at 20 per second, not at 10")
	assert.Equal(t, 11, seen.questions(), "one question each")

	time.Sleep(200 * time.Millisecond)
	passed = times(t, 5, a, b)
	assert.Less(t, passed[2], 90*time.Millisecond, "the burst after a pause; without it, 100 ms")
	assert.Greater(t, passed[3].Seconds(), 0.02)
	assert.Greater(t, passed[4].Seconds(), 0.07)
}

func TestFirstComeFirstServed(t *testing.T) {
	srv := redistest.Start(t)
	var limiters []*redislimiter.Limiter
	for range 4 {
		limiters = append(limiters, process(t, srv, 20, 1))
	}
	require.NoError(t, limiters[0].Wait(t.Context(), attempt))
	var mu sync.Mutex
	var order []int
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			passes(t, limiters[i%4])
			mu.Lock()
			defer mu.Unlock()
			order = append(order, i)
		})
		time.Sleep(20 * time.Millisecond)
	}
	all.Wait()
	assert.IsIncreasing(t, order)
}

func TestDeadlineTakesNoPlace(t *testing.T) {
	srv := redistest.Start(t)
	l := process(t, srv, 2, 1)
	require.NoError(t, l.Wait(t.Context(), attempt))
	ctx, cancel := context.WithTimeout(t.Context(), 400*time.Millisecond)
	defer cancel()
	start := time.Now()
	for range 5 {
		err := l.Wait(ctx, attempt)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorContains(t, err, "limited to 2 calls of DisassociateLexBot per second")
	}
	assert.Less(t, time.Since(start), 300*time.Millisecond, "before the deadline")
	require.NoError(t, l.Wait(t.Context(), attempt))
	assert.InDelta(t, 0.6, time.Since(start).Seconds(), 0.35, "nobody was in line")
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, l.Wait(canceled, attempt), context.Canceled)
}

func TestPlacesAreGivenBack(t *testing.T) {
	srv := redistest.Start(t)
	a, b := process(t, srv, 10, 1), process(t, srv, 10, 1)
	require.NoError(t, a.Wait(t.Context(), attempt))
	start := time.Now()
	ctx, giveUp := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() { assert.ErrorIs(t, a.Wait(ctx, attempt), context.Canceled) }) // would be due after 0.1 s
	time.Sleep(20 * time.Millisecond)
	all.Go(func() { passes(t, b) }) // 0.2 s
	time.Sleep(20 * time.Millisecond)
	giveUp()
	time.Sleep(20 * time.Millisecond)
	require.NoError(t, a.Wait(t.Context(), attempt))
	took := time.Since(start).Seconds()
	assert.Greater(t, took, 0.07)
	assert.Less(t, took, 0.25, "the place that was given back; without it, 0.3 s")
	all.Wait()
	assert.InDelta(t, 0.2, time.Since(start).Seconds(), 0.03)
}

func TestWhatIsCounted(t *testing.T) {
	srv := redistest.Start(t)
	perResource := func(o *redislimiter.Options) {
		o.PerResource = func(a chimeconnect.Attempt) bool { return a.Operation == "SendChannelMessage" }
	}
	l := process(t, srv, 0.1, 1, perResource)
	apart := []func(*chimeconnect.Attempt){
		func(*chimeconnect.Attempt) {},
		func(a *chimeconnect.Attempt) { a.Service = "Chime SDK Messaging" },
		func(a *chimeconnect.Attempt) { a.Region = "eu-west-2" },
		func(a *chimeconnect.Attempt) { a.Account = "ASIAEXAMPLE" },
		func(a *chimeconnect.Attempt) { a.Operation = "SendChannelMessage" },
		func(a *chimeconnect.Attempt) { a.Operation, a.Resource = "SendChannelMessage", "another" },
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	for i, change := range apart {
		changed := attempt
		change(&changed)
		require.NoError(t, l.Wait(ctx, changed), "%d", i)
	}
	together := attempt
	together.Resource = "another"
	require.ErrorIs(t, l.Wait(ctx, together), context.DeadlineExceeded)

	keys, err := client(t, srv).Keys(ctx, "*").Result()
	require.NoError(t, err)
	assert.Len(t, keys, len(apart))
	assert.Contains(t, keys, "{chimeconnect/Connect/us-east-1/123456789012/DisassociateLexBot}")
	for _, key := range keys {
		assert.NotContains(t, key, "ASIAEXAMPLE")
	}

	other := process(t, srv, 0.1, 1, func(o *redislimiter.Options) { o.Prefix = "other" })
	require.NoError(t, other.Wait(ctx, attempt))
	unlimited := process(t, srv, 0, 0)
	for range 100 {
		require.NoError(t, unlimited.Wait(ctx, attempt))
	}
}

func TestAccount(t *testing.T) {
	srv := redistest.Start(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	for i, key := range []string{"ASIAONE", "ASIATWO"} {
		l := process(t, srv, 0.1, 1, func(o *redislimiter.Options) { o.Account = "production" })
		credentials := attempt
		credentials.Account = key
		assert.Equal(t, i == 0, l.Wait(ctx, credentials) == nil)
	}
}
