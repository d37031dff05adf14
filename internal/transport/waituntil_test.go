package transport

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func succeeds(err error) bool { return err == nil }

func TestWaitUntil(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		err := WaitUntil(t.Context(), func(context.Context) error {
			if at = append(at, time.Since(start)); len(at) < 12 {
				return ErrNotFound
			}
			return nil
		}, succeeds, WaitOptions{MaxDelay: time.Second})
		require.NoError(t, err)
		for i := 1; i < len(at); i++ {
			longest := min(200*time.Millisecond<<(i-1), time.Second)
			pause := at[i] - at[i-1]
			assert.GreaterOrEqual(t, pause, longest/2)
			assert.LessOrEqual(t, pause, longest)
		}
	})
}

func TestWaitUntilEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := func(error) bool { return false }
		reads := 0
		err := WaitUntil(t.Context(), func(context.Context) error { reads++; return ErrNotFound }, succeeds, WaitOptions{})
		var late *WaitError
		require.ErrorAs(t, err, &late)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, ErrNotFound, "the last error is in the result")
		assert.Equal(t, reads, late.Reads)
		assert.LessOrEqual(t, late.Waited, time.Minute)
		assert.Greater(t, late.Waited, 50*time.Second)

		err = WaitUntil(t.Context(), func(context.Context) error { return nil }, never, WaitOptions{MaxWait: time.Second})
		require.ErrorAs(t, err, &late)
		require.NoError(t, late.Last)
		require.ErrorContains(t, err, "still not as expected after ")

		err = WaitUntil(t.Context(), func(context.Context) error { return ErrAccessDenied }, succeeds, WaitOptions{})
		assert.Equal(t, ErrAccessDenied, err, "another error is the end")

		var asked int
		err = WaitUntil(t.Context(), func(context.Context) error { asked++; return ErrConflict }, func(error) bool { return asked > 2 },
			WaitOptions{Again: func(err error) bool { return errors.Is(err, ErrConflict) }})
		require.NoError(t, err)

		ctx, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(10 * time.Second); cancel() }()
		start := time.Now()
		err = WaitUntil(ctx, func(context.Context) error { return ErrNotFound }, succeeds, WaitOptions{})
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, 10*time.Second, time.Since(start))

		ctx, cancel = context.WithCancel(t.Context())
		err = WaitUntil(ctx, func(context.Context) error { cancel(); return ErrNotFound }, succeeds, WaitOptions{MaxWait: time.Millisecond})
		require.ErrorIs(t, err, context.Canceled, "not the deadline, however near")

		err = WaitUntil(t.Context(), func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, succeeds, WaitOptions{})
		require.ErrorAs(t, err, &late, "a read that hangs is ended with the wait")
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}
