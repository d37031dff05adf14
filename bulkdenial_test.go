package chimeconnect_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// site is a value with an account and a Region.
type site struct{ Account, Region, Name string }

func (s site) key() string { return s.Account + "/" + s.Region + "/" + s.Name }

func (s site) attempt() chimeconnect.Attempt {
	return chimeconnect.Attempt{Service: "Connect", Region: s.Region, Account: s.Account, Operation: "StopContact"}
}

func bySite(o *chimeconnect.BulkOptions[site]) { o.Attempt = site.attempt }

// sites returns n values of each account, in turns.
func sites(n int, accounts ...string) (all []site) {
	for i := range n {
		for _, account := range accounts {
			all = append(all, site{Account: account, Region: "eu-west-2", Name: fmt.Sprint(i)})
		}
	}
	return all
}

func TestBulkMaxDenials(t *testing.T) {
	for _, denial := range []error{chimeconnect.ErrAccessDenied, &chimeconnect.SigningError{Err: errors.New("no credentials")}} {
		for limit, atMost := range map[int]int{0: 10 + 3, 5: 5 + 3, -1: 200} {
			var calls atomic.Int32
			results, err := chimeconnect.RunBulk(t.Context(), keys(200), itself, func(context.Context, chimeconnect.BulkItem[string]) (string, error) {
				calls.Add(1)
				return "", fmt.Errorf("call: %w", denial)
			}, func(o *chimeconnect.BulkOptions[string]) { o.MaxDenials = limit })
			assert.LessOrEqual(t, int(calls.Load()), atMost)
			if limit < 0 {
				require.NoError(t, err)
				continue
			}
			require.ErrorIs(t, err, denial)
			require.ErrorContains(t, err, "denials in a row, with 1")
			assert.Equal(t, chimeconnect.BulkNotStarted, results[199].Outcome)
			require.ErrorIs(t, results[199].Err, chimeconnect.ErrNotStarted)
		}
	}
}

// Denials that are not in a row do not end the run.
func TestBulkDenialsNotInARow(t *testing.T) {
	var calls atomic.Int32
	_, err := chimeconnect.RunBulk(t.Context(), keys(200), itself, func(context.Context, chimeconnect.BulkItem[string]) (string, error) {
		if calls.Add(1)%10 != 0 {
			return "", chimeconnect.ErrAccessDenied
		}
		return "", nil
	}, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
	require.NoError(t, err)
	assert.EqualValues(t, 200, calls.Load())
}

// An account that denies everything ends its own items only.
func TestBulkDenialsOfOneAccount(t *testing.T) {
	results, err := chimeconnect.RunBulk(t.Context(), sites(50, "111", "222"), site.key, func(_ context.Context, item chimeconnect.BulkItem[site]) (string, error) {
		if item.Value.Account == "111" {
			return "", chimeconnect.ErrAccessDenied
		}
		return item.Value.Name, nil
	}, bySite, func(o *chimeconnect.BulkOptions[site]) { o.Concurrency = 1 })
	require.EqualError(t, err, "stopped in account 111 in eu-west-2 after 10 denials in a row, with 40 items left: "+chimeconnect.ErrAccessDenied.Error())
	for _, r := range results {
		if strings.HasPrefix(r.Key, "222") {
			assert.Equal(t, chimeconnect.BulkDone, r.Outcome, r.Key)
		}
	}
}

// Each account has its own turn at the limiter: one that is slow does not hold up the others.
func TestBulkAccountsSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := limited(chimeconnect.Quota{Rate: 2, Burst: 5})
		start := time.Now()
		var last chimeconnect.BulkProgress
		_, err := chimeconnect.RunBulk(t.Context(), sites(25, "111", "222", "333"), site.key, noop[site], bySite,
			func(o *chimeconnect.BulkOptions[site]) {
				o.Limiter, o.Progress = limiter, func(p chimeconnect.BulkProgress) { last = p }
			})
		require.NoError(t, err)
		assert.Equal(t, 10*time.Second, time.Since(start), "as long as one account alone")
		assert.Equal(t, 75, last.Total)
		assert.Equal(t, 75, last.Done, "one progress")
	})
}

// A limiter that observes attempts is told the outcome of each item.
func TestBulkReportsToLimiter(t *testing.T) {
	limiter := limited(chimeconnect.Quota{Rate: 100})
	_, err := chimeconnect.RunBulk(t.Context(), sites(3, "111", "222"), site.key, func(_ context.Context, item chimeconnect.BulkItem[site]) (int, error) {
		if item.Value.Account == "111" {
			return 0, chimeconnect.ErrThrottled
		}
		return 0, nil
	}, bySite, func(o *chimeconnect.BulkOptions[site]) { o.Limiter = limiter })
	require.NoError(t, err)
	assert.InEpsilon(t, 50.0, limiter.Rate(site{Account: "111", Region: "eu-west-2"}.attempt()), 0.1)
	assert.InEpsilon(t, 100.0, limiter.Rate(site{Account: "222", Region: "eu-west-2"}.attempt()), 1e-9)
}

// Items that were denied or throttled are called again; items that failed for another reason are reported.
func TestBulkRepeatsDeniedAndThrottled(t *testing.T) {
	journal := journalIn(t)
	failures := map[string]error{
		"denied": chimeconnect.ErrAccessDenied, "unsigned": &chimeconnect.SigningError{Err: errors.New("no credentials")},
		"throttled": fmt.Errorf("call: %w", chimeconnect.ErrThrottled), "gone": chimeconnect.ErrNotFound, "odd": errors.New("odd"),
	}
	names := []string{"denied", "unsigned", "throttled", "gone", "odd"}
	_, err := chimeconnect.RunBulk(t.Context(), names, itself, func(_ context.Context, item chimeconnect.BulkItem[string]) (int, error) {
		return 0, failures[item.Key]
	}, journal)
	require.NoError(t, err)
	var repeated sync.Map
	results, err := chimeconnect.RunBulk(t.Context(), names, itself, func(_ context.Context, item chimeconnect.BulkItem[string]) (int, error) {
		repeated.Store(item.Key, true)
		return 0, nil
	}, journal)
	require.NoError(t, err)
	for i, again := range []bool{true, true, true, false, false} {
		_, called := repeated.Load(names[i])
		assert.Equal(t, again, called, names[i])
	}
	require.ErrorIs(t, results[3].Err, chimeconnect.ErrNotFound, "the kind of a past error is known")
	require.NotErrorIs(t, results[4].Err, chimeconnect.ErrNotFound)
}
