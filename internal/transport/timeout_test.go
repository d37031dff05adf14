package transport

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type bounding func(context.Context) (context.Context, context.CancelFunc)

// bothContexts runs a test on the context of an attempt and on what it must be like.
func bothContexts(t *testing.T, test func(t *testing.T, bound bounding)) {
	t.Helper()
	limit := &AttemptTimeoutError{Limit: time.Minute}
	for name, bound := range map[string]bounding{
		"ours": func(ctx context.Context) (context.Context, context.CancelFunc) {
			room := new(attemptContext)
			return (&Core{timedOut: limit}).attemptContext(ctx, room), room.cancel
		},
		"the model": func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeoutCause(ctx, time.Minute, limit)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test(t, bound) })
		})
	}
}

func TestAttemptContextLimit(t *testing.T) {
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		ctx, cancel := bound(t.Context())
		defer cancel()
		derived, cancelDerived := context.WithCancel(ctx)
		defer cancelDerived()
		require.NoError(t, ctx.Err())
		end, ok := ctx.Deadline()
		assert.True(t, ok)
		assert.Equal(t, time.Minute, time.Until(end))
		<-derived.Done()
		assert.Zero(t, time.Until(end))
		require.ErrorIs(t, ctx.Err(), context.DeadlineExceeded)
		require.ErrorIs(t, derived.Err(), context.DeadlineExceeded)
		var limit *AttemptTimeoutError
		require.ErrorAs(t, context.Cause(ctx), &limit)
		require.ErrorAs(t, context.Cause(derived), &limit)
	})
}

// TestAttemptContextAskedLate finds that the time runs from the start, not from the first question.
func TestAttemptContextAskedLate(t *testing.T) {
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		ctx, cancel := bound(t.Context())
		defer cancel()
		time.Sleep(2 * time.Minute)
		require.ErrorIs(t, ctx.Err(), context.DeadlineExceeded)
		var limit *AttemptTimeoutError
		require.ErrorAs(t, context.Cause(ctx), &limit)
	})
}

func TestAttemptContextOfAShorterCall(t *testing.T) {
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		outer, cancelOuter := context.WithTimeout(t.Context(), time.Second)
		defer cancelOuter()
		ctx, cancel := bound(outer)
		defer cancel()
		end, ok := ctx.Deadline()
		assert.True(t, ok)
		assert.Equal(t, time.Second, time.Until(end))
		<-ctx.Done()
		require.ErrorIs(t, context.Cause(ctx), context.DeadlineExceeded)
	})
}

func TestAttemptContextOfACancelledCall(t *testing.T) {
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		outer, cancelOuter := context.WithCancelCause(t.Context())
		ctx, cancel := bound(outer)
		defer cancel()
		cancelOuter(errCause)
		<-ctx.Done()
		require.ErrorIs(t, ctx.Err(), context.Canceled)
		require.ErrorIs(t, context.Cause(ctx), errCause)
	})
}

func TestAttemptContextOver(t *testing.T) {
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		ctx, cancel := bound(t.Context())
		cancel()
		cancel()
		<-ctx.Done()
		require.ErrorIs(t, ctx.Err(), context.Canceled)
		require.ErrorIs(t, context.Cause(ctx), context.Canceled)

		ctx, cancel = bound(t.Context())
		cancel()
		time.Sleep(2 * time.Minute)
		require.ErrorIs(t, ctx.Err(), context.Canceled)
		require.ErrorIs(t, context.Cause(ctx), context.Canceled)

		ctx, cancel = bound(t.Context())
		var waiting sync.WaitGroup
		for range 10 {
			waiting.Go(func() { <-ctx.Done() })
		}
		cancel()
		waiting.Wait()
	})
}

func TestAttemptContextValues(t *testing.T) {
	type key struct{}
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		ctx, cancel := bound(context.WithValue(t.Context(), key{}, 1))
		defer cancel()
		assert.Equal(t, 1, ctx.Value(key{}))
		require.NoError(t, ctx.Err())
		assert.Equal(t, 1, ctx.Value(key{}))
		assert.Contains(t, fmt.Sprint(ctx), ".With")
	})
}

// TestAttemptContextText finds that printing shows nothing of a context of the caller's own.
func TestAttemptContextText(t *testing.T) {
	type own struct {
		context.Context //nolint:containedctx // as those of web frameworks
		Secret          string
	}
	bothContexts(t, func(t *testing.T, bound bounding) {
		t.Helper()
		ctx, cancel := bound(&own{t.Context(), "GEHEIM"})
		defer cancel()
		assert.Contains(t, fmt.Sprint(ctx), "*transport.own.With")
		assert.NotContains(t, fmt.Sprint(ctx), "GEHEIM")
	})
}

// TestNoTimerWithoutWaiting is what the context is for: what is left is the room.
func TestNoTimerWithoutWaiting(t *testing.T) {
	core := &Core{timedOut: &AttemptTimeoutError{Limit: time.Minute}}
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() {
		room := new(attemptContext)
		_ = core.attemptContext(context.Background(), room).Value(1)
		room.cancel()
	}), 1.0)
}
