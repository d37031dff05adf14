package chimeconnect_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// limited returns a limiter with one quota for all operations.
func limited(quota chimeconnect.Quota) *chimeconnect.RateLimiter {
	return chimeconnect.NewLimiter(chimeconnect.RateLimiterOptions{Default: quota})
}

func calling(operation string) chimeconnect.Attempt {
	return chimeconnect.Attempt{Operation: operation}
}

func TestRateLimiterQuota(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 2, Burst: 5})
		start := time.Now()
		for range 9 {
			require.NoError(t, l.Wait(t.Context(), calling("List")))
		}
		assert.Equal(t, 2*time.Second, time.Since(start), "five at once, then two per second")

		start = time.Now()
		for range 5 {
			require.NoError(t, l.Wait(t.Context(), calling("Describe")))
		}
		assert.Zero(t, time.Since(start), "each operation has its own quota")

		l.SetQuota("List", chimeconnect.Quota{Rate: 10})
		for range 11 {
			require.NoError(t, l.Wait(t.Context(), calling("List")))
		}
		assert.Equal(t, time.Second, time.Since(start), "a burst is at least one")

		l.SetQuota("Get", chimeconnect.Quota{})
		for range 100 {
			require.NoError(t, l.Wait(t.Context(), calling("Get")))
		}
		l.Throttled(calling("Get"))
		l.Succeeded(calling("Get"))
		assert.Equal(t, time.Second, time.Since(start), "no rate is no limit")
	})
}

func TestRateLimiterThrottles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 16, Burst: 4})
		l.Throttled(calling("List"))
		l.Throttled(calling("List"))
		assert.InEpsilon(t, 8.0, l.Rate(calling("List")), 1e-9, "throttles of calls that were on their way count once")
		assert.InEpsilon(t, 16.0, l.Rate(calling("Get")), 1e-9, "another operation learns nothing")
		start := time.Now()
		for range 9 {
			require.NoError(t, l.Wait(t.Context(), calling("List")))
		}
		assert.Equal(t, time.Second, time.Since(start), "no burst either")

		l.Throttled(calling("List"))
		assert.InEpsilon(t, 4.0, l.Rate(calling("List")), 1e-9)
		for range 10 {
			time.Sleep(time.Second)
			l.Throttled(calling("List"))
		}
		assert.InEpsilon(t, 1.0, l.Rate(calling("List")), 1e-9, "it does not starve")

		for i := range 15 {
			time.Sleep(time.Second)
			l.Succeeded(calling("List"))
			assert.InEpsilon(t, float64(2+i), l.Rate(calling("List")), 1e-9)
		}
		l.Succeeded(calling("List"))
		assert.InEpsilon(t, 16.0, l.Rate(calling("List")), 1e-9)
		time.Sleep(time.Second)
		start = time.Now()
		for range 4 {
			require.NoError(t, l.Wait(t.Context(), calling("List")))
		}
		assert.Zero(t, time.Since(start), "the burst is back")
	})
}

func TestRateLimiterDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 0.1, Burst: 1})
		require.NoError(t, l.Wait(t.Context(), calling("List")))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := l.Wait(ctx, calling("List"))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.EqualError(t, err, "context deadline exceeded: List is limited to 0.1 calls per second, and its turn comes later than in 1s")
		assert.Zero(t, time.Since(start), "at once")

		ended, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(time.Second); cancel() }()
		require.ErrorIs(t, l.Wait(ended, calling("List")), context.Canceled)
		assert.Equal(t, time.Second, time.Since(start))
	})
}
