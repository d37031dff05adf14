package chimeconnect_test

import (
	"context"
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// Quotas may change while calls wait; the race detector watches.
func TestRateLimiterSetQuotaRace(t *testing.T) {
	l := limited(chimeconnect.Quota{Rate: 1e6})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 500 {
				assert.NoError(t, l.Wait(t.Context(), calling("List")))
			}
		})
		group.Go(func() {
			for range 500 {
				l.SetQuota("List", chimeconnect.Quota{Rate: 1e6, Burst: 3})
			}
		})
	}
	group.Wait()
}

// A new quota applies to the first in line, too, whose turn may have been hours away.
func TestRateLimiterSetQuotaInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limited(chimeconnect.Quota{Rate: 0.001})
		require.NoError(t, l.Wait(t.Context(), calling("List")))
		start := time.Now()
		var line sync.WaitGroup
		for range 11 {
			line.Go(func() { assert.NoError(t, l.Wait(t.Context(), calling("List"))) })
		}
		synctest.Wait()
		l.SetQuota("List", chimeconnect.Quota{Rate: 10})
		line.Wait()
		assert.Equal(t, time.Second, time.Since(start))
	})
}

// A rate that is not a number cannot be used: a call with it fails and says why.
func TestRateLimiterRefusesRates(t *testing.T) {
	for _, rate := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		l := limited(chimeconnect.Quota{Rate: rate})
		require.ErrorContains(t, l.Wait(t.Context(), calling("List")), "the quota of List has the rate ")
		l.Throttled(calling("List"))
		l.Succeeded(calling("List"))
		l.SetQuota("List", chimeconnect.Quota{Rate: 2})
		require.NoError(t, l.Wait(t.Context(), calling("List")))
		l.SetQuota("List", chimeconnect.Quota{Rate: rate})
		err := l.Wait(t.Context(), calling("List"))
		require.ErrorContains(t, err, "a finite number of calls per second")
		require.NotErrorIs(t, err, context.DeadlineExceeded)
	}
}

// The smallest and the largest rates are slow or fast, and nothing else.
func TestRateLimiterExtremeRates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := limited(chimeconnect.Quota{Rate: math.SmallestNonzeroFloat64})
		require.NoError(t, slow.Wait(t.Context(), calling("List")))
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		require.ErrorIs(t, slow.Wait(ctx, calling("List")), context.DeadlineExceeded)
		quick := limited(chimeconnect.Quota{Rate: math.MaxFloat64, Burst: math.MaxInt})
		start := time.Now()
		for range 100 {
			require.NoError(t, quick.Wait(t.Context(), calling("List")))
		}
		assert.Zero(t, time.Since(start))
	})
}
