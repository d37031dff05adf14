package main

import (
	"context"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// The limiter of the simulation lets attempts through when that of the library does, whatever the service answers.
func TestLimiterIsTheLibrarys(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 0))
			var c clock
			ours := newLimiter(&c, inForce)
			theirs := chimeconnect.NewLimiter(chimeconnect.RateLimiterOptions{Default: chimeconnect.Quota{Rate: quotaRate, Burst: quotaBurst}})
			attempt := chimeconnect.Attempt{Operation: "List"}
			start := time.Now()
			for range 60 {
				granted := false
				ours.wait(func() { granted = true })
				for !granted {
					e := c.pop()
					c.now = e.at
					e.run()
				}
				require.NoError(t, theirs.Wait(t.Context(), attempt))
				require.InDelta(t, time.Since(start).Seconds(), c.now, 1e-3)
				if random.IntN(3) == 0 {
					ours.report(throttled)
					theirs.Throttled(attempt)
				} else {
					ours.report(succeeded)
					theirs.Succeeded(attempt)
				}
				require.InDelta(t, theirs.Rate(attempt), ours.bucket.rate, 1e-3)
				pause := random.Float64() * 3
				time.Sleep(time.Duration(pause * float64(time.Second)))
				c.runUntil(c.now + pause)
			}
		})
	}
}

// The retries of the simulation are those of the standard retryer: as many, as far apart, for as many tokens.
func TestRetriesAreTheStandardOnes(t *testing.T) {
	t.Setenv("AWS_NEW_RETRIES_2026", "")
	policy := retry.NewPolicy(aws.RetryModeStandard, 0)
	refusal := &smithy.GenericAPIError{Code: "ThrottlingException"}
	assert.Equal(t, 3, policy.MaxAttempts())
	random := rand.New(rand.NewPCG(1, 1))
	for number := 1; number < 3; number++ {
		var theirs, ours float64
		for range 2000 {
			delay, err := policy.RetryDelay(number, refusal)
			require.NoError(t, err)
			theirs, ours = max(theirs, delay.Seconds()), max(ours, backOff(random, number))
		}
		assert.InDelta(t, theirs, ours, 0.1)
	}
	c := &client{budget: retryTokens}
	for c.pay() {
		_, err := policy.GetRetryToken(context.Background(), refusal)
		require.NoError(t, err)
	}
	_, err := policy.GetRetryToken(context.Background(), refusal)
	require.Error(t, err)
}

func TestClock(t *testing.T) {
	var c clock
	var order []int
	random := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		at := random.IntN(100)
		c.after(float64(at), func() { order = append(order, at) })
	}
	c.runUntil(100)
	assert.Len(t, order, 1000)
	assert.IsNonDecreasing(t, order)
}

// The same seed gives the same run, and no call is lost.
func TestSimulateAgain(t *testing.T) {
	for _, s := range strategies {
		first := simulate(50, loads[0], s, 7)
		again := simulate(50, loads[0], s, 7)
		assert.Equal(t, first.doneAt, again.doneAt, s.name)
		assert.Equal(t, first.sent, again.sent, s.name)
		assert.LessOrEqual(t, len(first.doneAt), first.arrived)
		assert.Greater(t, len(first.doneAt), 2500, s.name)
	}
}
