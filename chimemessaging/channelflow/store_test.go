package channelflow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
)

func TestMemoryStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s channelflow.MemoryStore
		claim := func(want channelflow.State) {
			t.Helper()
			state, err := s.Claim(t.Context(), "k", time.Minute)
			require.NoError(t, err)
			assert.Equal(t, want, state)
		}
		claim(channelflow.StateFree)
		claim(channelflow.StateClaimed)
		require.NoError(t, s.Release(t.Context(), "k"))
		claim(channelflow.StateFree)
		time.Sleep(time.Minute)
		claim(channelflow.StateFree)
		require.NoError(t, s.Complete(t.Context(), "k"))
		require.NoError(t, s.Release(t.Context(), "k"))
		claim(channelflow.StateDecided)
		time.Sleep(48 * time.Hour)
		for i := range 100 { // old ones are dropped
			_, err := s.Claim(t.Context(), fmt.Sprint(i), time.Minute)
			require.NoError(t, err)
			time.Sleep(time.Minute)
		}
		claim(channelflow.StateFree)
	})
}

// A delivery waits for another one of the same event that is being handled.
func TestWaitsForOther(t *testing.T) {
	for name, c := range map[string]struct {
		takes   time.Duration
		fails   bool
		outcome channelflow.Outcome
	}{
		"decided meanwhile": {2 * time.Second, false, channelflow.OutcomeDecidedBefore},
		"failed meanwhile":  {2 * time.Second, true, channelflow.OutcomeDecided},
		"takes too long":    {20 * time.Second, false, channelflow.OutcomeInProgress},
	} {
		synctest.Test(t, func(t *testing.T) {
			store, made := new(channelflow.MemoryStore), new(client)
			withStore := func(o *channelflow.Options) { o.Store = store }
			first := channelflow.New(made, func(context.Context, channelflow.Event) (channelflow.Decision, error) {
				time.Sleep(c.takes)
				if c.fails {
					return channelflow.Decision{}, errors.New("failed")
				}
				return channelflow.Allow(), nil
			}, withStore)
			go func() { _ = first.Handle(context.Background(), []byte(sample)) }()
			synctest.Wait()

			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			var told reports
			err := channelflow.New(made, always(channelflow.Allow()), withStore, told.collect).Handle(ctx, []byte(sample))
			assert.Equal(t, c.outcome, told.only(t).Outcome, name)
			if c.outcome == channelflow.OutcomeInProgress {
				require.ErrorIs(t, err, channelflow.ErrInProgress)
				require.NoError(t, ctx.Err())
			} else {
				require.NoError(t, err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			assert.Len(t, made.inputs, 1)
		})
	}
}

// brokenStore is a store whose methods fail.
type brokenStore struct{ claim, complete error }

func (s brokenStore) Claim(context.Context, string, time.Duration) (channelflow.State, error) {
	return channelflow.StateFree, s.claim
}
func (s brokenStore) Complete(context.Context, string) error { return s.complete }
func (s brokenStore) Release(context.Context, string) error  { return nil }

func TestBrokenStore(t *testing.T) {
	broken := errors.New("the store is down")
	handle := func(store channelflow.Store, policy channelflow.ErrorPolicy) (*client, channelflow.Report, error) {
		var told reports
		c := new(client)
		err := channelflow.New(c, always(channelflow.UpdateContent("x")), told.collect, func(o *channelflow.Options) {
			o.Store, o.OnError = store, policy
		}).Handle(t.Context(), []byte(sample))
		return c, told.only(t), err
	}
	c, r, err := handle(brokenStore{claim: broken}, channelflow.RetryOnError)
	require.ErrorIs(t, err, broken)
	assert.Empty(t, c.inputs)
	assert.Equal(t, channelflow.OutcomeFailed, r.Outcome)

	c, r, err = handle(brokenStore{claim: broken}, channelflow.DenyOnError)
	require.NoError(t, err)
	require.Len(t, c.inputs, 1)
	assert.True(t, c.inputs[0].DeleteResource)
	require.ErrorIs(t, r.Err, broken)

	c, r, err = handle(brokenStore{complete: broken}, channelflow.RetryOnError)
	require.NoError(t, err, "the message is decided")
	assert.Len(t, c.inputs, 1)
	require.ErrorIs(t, r.StoreErr, broken)
	assert.Contains(t, r.LogValue().String(), "the store is down")
}
