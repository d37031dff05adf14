package pace

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestQuota(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Quota{Rate: 2, Burst: 5})
		start := time.Now()
		for range 9 {
			require.NoError(t, l.Wait(t.Context(), "List"))
		}
		assert.Equal(t, 2*time.Second, time.Since(start), "five at once, then two a second")

		start = time.Now()
		for range 5 {
			require.NoError(t, l.Wait(t.Context(), "Describe"))
		}
		assert.Zero(t, time.Since(start), "each operation has its own quota")

		l.Set("List", Quota{Rate: 10})
		for range 11 {
			require.NoError(t, l.Wait(t.Context(), "List"))
		}
		assert.Equal(t, time.Second, time.Since(start), "a burst is at least one")

		l.Set("Get", Quota{})
		for range 100 {
			require.NoError(t, l.Wait(t.Context(), "Get"))
		}
		l.Throttled("Get")
		l.Succeeded("Get")
		assert.Equal(t, time.Second, time.Since(start), "no rate is no limit")
	})
}

func TestThrottles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Quota{Rate: 16, Burst: 4})
		l.Throttled("List")
		l.Throttled("List")
		assert.InEpsilon(t, 8.0, l.Rate("List"), 1e-9, "throttles of calls that were on their way count once")
		assert.InEpsilon(t, 16.0, l.Rate("Get"), 1e-9, "another operation learns nothing")
		start := time.Now()
		for range 9 {
			require.NoError(t, l.Wait(t.Context(), "List"))
		}
		assert.Equal(t, time.Second, time.Since(start), "no burst either")

		l.Throttled("List")
		assert.InEpsilon(t, 4.0, l.Rate("List"), 1e-9)
		for range 10 {
			time.Sleep(time.Second)
			l.Throttled("List")
		}
		assert.InEpsilon(t, 1.0, l.Rate("List"), 1e-9, "it does not starve")

		for i := range 15 {
			time.Sleep(time.Second)
			l.Succeeded("List")
			assert.InEpsilon(t, float64(2+i), l.Rate("List"), 1e-9)
		}
		l.Succeeded("List")
		assert.InEpsilon(t, 16.0, l.Rate("List"), 1e-9)
		time.Sleep(time.Second)
		start = time.Now()
		for range 4 {
			require.NoError(t, l.Wait(t.Context(), "List"))
		}
		assert.Zero(t, time.Since(start), "the burst is back")
	})
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Quota{Rate: 0.1, Burst: 1})
		require.NoError(t, l.Wait(t.Context(), "List"))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := l.Wait(ctx, "List")
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.EqualError(t, err, "context deadline exceeded: List is limited to 0.1 calls a second, and its turn comes later than in 1s")
		assert.Zero(t, time.Since(start), "at once")

		ended, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(time.Second); cancel() }()
		require.ErrorIs(t, l.Wait(ended, "List"), context.Canceled)
		assert.Equal(t, time.Second, time.Since(start))
	})
}
