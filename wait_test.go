package chimeconnect_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// failing is a read that always fails.
func failing(err error) func(context.Context) (int, error) {
	return func(context.Context) (int, error) { return 0, err }
}

func TestWaitUntil(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		reads, err := chimeconnect.WaitUntil(t.Context(), func(context.Context) (int, error) {
			if at = append(at, time.Since(start)); len(at) < 12 {
				return 0, chimeconnect.ErrNotFound
			}
			return len(at), nil
		}, nil, func(o *chimeconnect.WaitOptions) { o.MaxDelay = time.Second })
		require.NoError(t, err)
		assert.Equal(t, 12, reads, "the output of the last read")
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
		reads := 0
		_, err := chimeconnect.WaitUntil(t.Context(), func(context.Context) (int, error) { reads++; return 0, chimeconnect.ErrNotFound }, nil)
		var late *chimeconnect.WaitError
		require.ErrorAs(t, err, &late)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, chimeconnect.ErrNotFound, "the last error is in the result")
		assert.Equal(t, reads, late.Reads)
		assert.LessOrEqual(t, late.Waited, time.Minute)
		assert.Greater(t, late.Waited, 50*time.Second)

		_, err = chimeconnect.WaitUntil(t.Context(), failing(nil), func(int, error) bool { return false },
			func(o *chimeconnect.WaitOptions) { o.MaxWait = time.Second })
		require.ErrorAs(t, err, &late)
		require.NoError(t, late.Last)
		require.ErrorContains(t, err, "still not as expected after ")

		_, err = chimeconnect.WaitUntil(t.Context(), failing(chimeconnect.ErrAccessDenied), nil)
		assert.Equal(t, chimeconnect.ErrAccessDenied, err, "another error is the end")
	})
}

func TestWaitUntilAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		_, err := chimeconnect.WaitUntil(t.Context(), func(context.Context) (int, error) { asked++; return 0, chimeconnect.ErrConflict },
			func(int, error) bool { return asked > 2 },
			func(o *chimeconnect.WaitOptions) {
				o.Again = func(err error) bool { return errors.Is(err, chimeconnect.ErrConflict) }
			})
		require.NoError(t, err)
	})
}

func TestWaitUntilCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(10 * time.Second); cancel() }()
		start := time.Now()
		_, err := chimeconnect.WaitUntil(ctx, failing(chimeconnect.ErrNotFound), nil)
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, 10*time.Second, time.Since(start))

		ctx, cancel = context.WithCancel(t.Context())
		_, err = chimeconnect.WaitUntil(ctx, func(context.Context) (int, error) { cancel(); return 0, chimeconnect.ErrNotFound }, nil,
			func(o *chimeconnect.WaitOptions) { o.MaxWait = time.Millisecond })
		require.ErrorIs(t, err, context.Canceled, "not the deadline, however near")

		_, err = chimeconnect.WaitUntil(t.Context(), func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }, nil)
		var late *chimeconnect.WaitError
		require.ErrorAs(t, err, &late, "a read that hangs is ended with the wait")
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

// A resource that appears two seconds before the end is found: the last pause is cut short for one more read.
func TestWaitUntilReadsAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		found := 0
		for range 200 {
			start := time.Now()
			_, err := chimeconnect.WaitUntil(t.Context(), func(context.Context) (int, error) {
				time.Sleep(50 * time.Millisecond)
				if time.Since(start) < 58*time.Second {
					return 0, chimeconnect.ErrNotFound
				}
				return 1, nil
			}, nil)
			if err == nil {
				found++
			}
			assert.LessOrEqual(t, time.Since(start), time.Minute)
		}
		assert.Equal(t, 200, found)
	})
}

// The end of the caller's context is an end as well, with time left for the last read.
func TestWaitUntilReadsBeforeTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		start, last := time.Now(), time.Duration(0)
		_, err := chimeconnect.WaitUntil(ctx, func(ctx context.Context) (int, error) {
			time.Sleep(300 * time.Millisecond)
			last = time.Since(start)
			return 0, errors.Join(chimeconnect.ErrNotFound, ctx.Err())
		}, nil)
		var late *chimeconnect.WaitError
		require.ErrorAs(t, err, &late)
		require.NotErrorIs(t, late.Last, context.DeadlineExceeded, "no read was cut off")
		assert.Greater(t, last, 19*time.Second)
		assert.Less(t, last, 20*time.Second)
	})
}
