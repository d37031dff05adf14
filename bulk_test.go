package chimeconnect_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

func itself(s string) string { return s }

func keys(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprint("k", i))
	}
	return all
}

// double is the function of most tests.
func double(_ context.Context, item chimeconnect.BulkItem[string]) (string, error) {
	if strings.HasSuffix(item.Key, "7") {
		return "", errors.New("no sevens")
	}
	return item.Value + item.Value, nil
}

func journalIn(t *testing.T) func(*chimeconnect.BulkOptions[string]) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal")
	return func(o *chimeconnect.BulkOptions[string]) { o.Journal = path }
}

func TestBulkRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		var last chimeconnect.BulkProgress
		results, err := chimeconnect.RunBulk(t.Context(), keys(20), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return double(ctx, item)
		}, func(o *chimeconnect.BulkOptions[string]) {
			o.Concurrency = 3
			o.Progress = func(p chimeconnect.BulkProgress) { last = p }
		})
		require.NoError(t, err)
		assert.EqualValues(t, 3, most.Load())
		require.Len(t, results, 20)
		assert.Equal(t, chimeconnect.BulkResult[string]{Key: "k3", Outcome: chimeconnect.BulkDone, Value: "k3k3"}, results[3])
		assert.Equal(t, chimeconnect.BulkFailed, results[17].Outcome)
		require.EqualError(t, results[17].Err, "no sevens")
		assert.Equal(t, 20, last.Total)
		assert.Equal(t, 18, last.Done)
		assert.Equal(t, 2, last.Failed)
	})
}

func TestBulkResume(t *testing.T) {
	journal := journalIn(t)
	ctx, cancel := context.WithCancel(t.Context())
	tokens := map[string]string{}
	first, err := chimeconnect.RunBulk(ctx, keys(20), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		tokens[item.Key] = item.Token
		if item.Key == "k9" {
			cancel()
			require.NoError(t, ctx.Err(), "what is under way is finished")
		}
		return double(ctx, item)
	}, journal, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, chimeconnect.BulkDone, first[9].Outcome)
	assert.Equal(t, chimeconnect.BulkNotStarted, first[10].Outcome)
	require.ErrorIs(t, first[10].Err, chimeconnect.ErrNotStarted)

	var reports []chimeconnect.BulkProgress
	var called sync.Map
	second, err := chimeconnect.RunBulk(t.Context(), keys(20), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		called.Store(item.Key, item.Token)
		return double(ctx, item)
	}, journal, func(o *chimeconnect.BulkOptions[string]) {
		o.Progress = func(p chimeconnect.BulkProgress) { reports = append(reports, p) }
	})
	require.NoError(t, err)
	for i, r := range second {
		_, again := called.Load(r.Key)
		assert.Equal(t, i >= 10, again, r.Key)
		assert.Equal(t, i < 10, r.Resumed, r.Key)
	}
	assert.Equal(t, "k3k3", second[3].Value, "results come from the journal")
	var past *chimeconnect.BulkPastError
	require.ErrorAs(t, second[7].Err, &past)
	require.EqualError(t, past, "no sevens")
	assert.Equal(t, chimeconnect.BulkProgress{Total: 20, Done: 9, Failed: 1, Resumed: 10}, reports[0])

	_, err = chimeconnect.RunBulk(t.Context(), keys(20), itself, func(_ context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		assert.Contains(t, []string{"k7", "k17"}, item.Key)
		if item.Key == "k7" {
			assert.Equal(t, tokens["k7"], item.Token, "tokens survive")
		}
		return "", nil
	}, journal, func(o *chimeconnect.BulkOptions[string]) { o.RepeatFailed = func(error) bool { return true } })
	require.NoError(t, err)
}

func TestBulkStopOnError(t *testing.T) {
	results, err := chimeconnect.RunBulk(t.Context(), keys(20), itself, double, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency, o.StopOnError = 1, true })
	require.EqualError(t, err, "k7: no sevens")
	assert.Equal(t, chimeconnect.BulkDone, results[6].Outcome)
	assert.Equal(t, chimeconnect.BulkFailed, results[7].Outcome)
	for _, r := range results[8:] {
		assert.Equal(t, chimeconnect.BulkNotStarted, r.Outcome)
	}
}

func TestBulkLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		limiter := connect.NewLimiter()
		pace := func(o *chimeconnect.BulkOptions[string]) {
			o.Limiter = limiter
			o.Attempt = func(string) chimeconnect.Attempt { return chimeconnect.Attempt{Operation: "StartTaskContact"} }
		}
		_, err := chimeconnect.RunBulk(t.Context(), keys(25), itself, double, pace)
		require.NoError(t, err)
		assert.Equal(t, 10*time.Second, time.Since(start), "2 a second after a burst of 5")

		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		results, err := chimeconnect.RunBulk(ctx, keys(25), itself, double, pace)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, chimeconnect.BulkNotStarted, results[24].Outcome)
	})
}

func TestBulkBadRuns(t *testing.T) {
	_, err := chimeconnect.RunBulk(t.Context(), []string{"a", "b", "a"}, itself, double)
	require.EqualError(t, err, `items 0 and 2 have the same key "a"`)
	_, err = chimeconnect.RunBulk(t.Context(), []string{"a", ""}, itself, double)
	require.EqualError(t, err, "item 1 has an empty key")
	_, err = chimeconnect.RunBulk(t.Context(), []string{"\xff"}, itself, double)
	require.ErrorContains(t, err, `the key "\xff" is not UTF-8`)
	_, err = chimeconnect.RunBulk(t.Context(), []func(){nil}, func(func()) string { return "f" }, noop[func()])
	require.ErrorContains(t, err, "f: the value has no digest: set BulkOptions.Digest, or leave the field out of the JSON")
}

// noop is a function that does nothing.
func noop[T any](context.Context, chimeconnect.BulkItem[T]) (int, error) { return 0, nil }

func TestBulkEndWithTheLastItem(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	results, err := chimeconnect.RunBulk(ctx, keys(1), itself, func(context.Context, chimeconnect.BulkItem[string]) (int, error) { cancel(); return 1, nil })
	require.NoError(t, err, "the run came to all items")
	assert.Equal(t, chimeconnect.BulkDone, results[0].Outcome)
}

func TestBulkToken(t *testing.T) {
	token := chimeconnect.BulkToken("run", "key", "digest")
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, token)
	assert.Equal(t, token, chimeconnect.BulkToken("run", "key", "digest"))
	for _, other := range [][3]string{{"ru", "nkey", "digest"}, {"run", "keyd", "igest"}, {"run", "key", "other"}} {
		assert.NotEqual(t, token, chimeconnect.BulkToken(other[0], other[1], other[2]))
	}
}

// A context that was cancelled for a reason is cancelled all the same.
func TestBulkCancelCause(t *testing.T) {
	reason := errors.New("the shift is over")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	results, err := chimeconnect.RunBulk(ctx, keys(3), itself, double)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, reason)
	assert.Equal(t, chimeconnect.BulkNotStarted, results[2].Outcome)
}

// A function that ends its goroutine fails its own item only.
func TestBulkGoexit(t *testing.T) {
	journal := journalIn(t)
	results, err := chimeconnect.RunBulk(t.Context(), keys(9), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		if item.Key == "k3" {
			runtime.Goexit()
		}
		return double(ctx, item)
	}, journal, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
	require.NoError(t, err)
	assert.Equal(t, chimeconnect.BulkFailed, results[3].Outcome)
	require.ErrorContains(t, results[3].Err, "runtime.Goexit")
	assert.Equal(t, chimeconnect.BulkDone, results[8].Outcome)
	results, err = chimeconnect.RunBulk(t.Context(), keys(9), itself, double, journal)
	require.NoError(t, err)
	require.ErrorContains(t, results[3].Err, "runtime.Goexit", "it is not in doubt")
}

// An item whose value has changed runs again, with another token.
func TestBulkChangedItem(t *testing.T) {
	journal := journalIn(t)
	tokens := map[string][]string{}
	run := func(values ...string) []chimeconnect.BulkResult[string] {
		results, err := chimeconnect.RunBulk(t.Context(), values, func(v string) string { return v[:1] },
			func(_ context.Context, item chimeconnect.BulkItem[string]) (string, error) {
				tokens[item.Key] = append(tokens[item.Key], item.Token)
				return item.Value, nil
			}, journal, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
		require.NoError(t, err)
		return results
	}
	run("a1", "b1")
	results := run("a1", "b2")
	assert.True(t, results[0].Resumed)
	assert.Equal(t, chimeconnect.BulkResult[string]{Key: "b", Outcome: chimeconnect.BulkDone, Value: "b2"}, results[1])
	require.Len(t, tokens["b"], 2)
	assert.NotEqual(t, tokens["b"][0], tokens["b"][1])
	results = run("a1", "b1")
	assert.Equal(t, "b1", results[1].Value, "the item as it was is still done")
	assert.True(t, results[1].Resumed)
}

// With a digest that is always the same, only keys count.
func TestBulkDigest(t *testing.T) {
	journal := journalIn(t)
	same := func(o *chimeconnect.BulkOptions[string]) { o.Digest = func(string) string { return "" } }
	for i, value := range []string{"a1", "a2"} {
		results, err := chimeconnect.RunBulk(t.Context(), []string{value}, func(v string) string { return v[:1] }, double, journal, same)
		require.NoError(t, err)
		assert.Equal(t, i > 0, results[0].Resumed)
		assert.Equal(t, "a1a1", results[0].Value)
	}
}
