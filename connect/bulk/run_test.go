package bulk_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/bulk"
)

func itself(s string) string { return s }

func keys(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprint("k", i))
	}
	return all
}

// double is the function of most tests.
func double(_ context.Context, item bulk.Item[string]) (string, error) {
	if strings.HasSuffix(item.Key, "7") {
		return "", errors.New("no sevens")
	}
	return item.Value + item.Value, nil
}

func journalIn(t *testing.T) func(*bulk.Options) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal")
	return func(o *bulk.Options) { o.Journal = path }
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		var last bulk.Progress
		results, err := bulk.Run(t.Context(), keys(20), itself, func(ctx context.Context, item bulk.Item[string]) (string, error) {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return double(ctx, item)
		}, func(o *bulk.Options) {
			o.Concurrency = 3
			o.Progress = func(p bulk.Progress) { last = p }
		})
		require.NoError(t, err)
		assert.EqualValues(t, 3, most.Load())
		require.Len(t, results, 20)
		assert.Equal(t, bulk.Result[string]{Key: "k3", Outcome: bulk.Done, Value: "k3k3"}, results[3])
		assert.Equal(t, bulk.Failed, results[17].Outcome)
		require.EqualError(t, results[17].Err, "no sevens")
		assert.Equal(t, 20, last.Total)
		assert.Equal(t, 18, last.Done)
		assert.Equal(t, 2, last.Failed)
	})
}

func TestResume(t *testing.T) {
	journal := journalIn(t)
	ctx, cancel := context.WithCancel(t.Context())
	tokens := map[string]string{}
	first, err := bulk.Run(ctx, keys(20), itself, func(ctx context.Context, item bulk.Item[string]) (string, error) {
		tokens[item.Key] = item.Token
		if item.Key == "k9" {
			cancel()
			require.NoError(t, ctx.Err(), "what is under way is finished")
		}
		return double(ctx, item)
	}, journal, func(o *bulk.Options) { o.Concurrency = 1 })
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, bulk.Done, first[9].Outcome)
	assert.Equal(t, bulk.NotStarted, first[10].Outcome)
	require.ErrorIs(t, first[10].Err, bulk.ErrNotStarted)

	var reports []bulk.Progress
	var called sync.Map
	second, err := bulk.Run(t.Context(), keys(20), itself, func(ctx context.Context, item bulk.Item[string]) (string, error) {
		called.Store(item.Key, item.Token)
		return double(ctx, item)
	}, journal, func(o *bulk.Options) { o.Progress = func(p bulk.Progress) { reports = append(reports, p) } })
	require.NoError(t, err)
	for i, r := range second {
		_, again := called.Load(r.Key)
		assert.Equal(t, i >= 10, again, r.Key)
		assert.Equal(t, i < 10, r.Resumed, r.Key)
	}
	assert.Equal(t, "k3k3", second[3].Value, "results come from the journal")
	var past *bulk.PastError
	require.ErrorAs(t, second[7].Err, &past)
	require.EqualError(t, past, "no sevens")
	assert.Equal(t, bulk.Progress{Total: 20, Done: 9, Failed: 1, Resumed: 10}, reports[0])

	_, err = bulk.Run(t.Context(), keys(20), itself, func(_ context.Context, item bulk.Item[string]) (string, error) {
		assert.Contains(t, []string{"k7", "k17"}, item.Key)
		if item.Key == "k7" {
			assert.Equal(t, tokens["k7"], item.Token, "tokens survive")
		}
		return "", nil
	}, journal, func(o *bulk.Options) { o.RepeatFailed = true })
	require.NoError(t, err)
}

func TestInDoubt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	text := `{"run":"r"}` + "\n" + `{"start":"a"}` + "\n" + `{"start":"b"}` + "\n" + `{"done":"b","value":"x"}` + "\n" + `{"done":"a","va`
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	journal := func(o *bulk.Options) { o.Journal = path }
	values := []string{"a", "b"}
	results, err := bulk.Run(t.Context(), values, itself, double, journal)
	require.NoError(t, err)
	assert.Equal(t, []bulk.Result[string]{
		{Key: "a", Outcome: bulk.InDoubt, Err: bulk.ErrInDoubt, Resumed: true}, {Key: "b", Outcome: bulk.Done, Value: "x", Resumed: true},
	}, results)
	results, err = bulk.Run(t.Context(), values, itself, func(ctx context.Context, item bulk.Item[string]) (string, error) {
		assert.Equal(t, bulk.Token("r", "a"), item.Token)
		return double(ctx, item)
	}, journal, func(o *bulk.Options) { o.RepeatInDoubt = true })
	require.NoError(t, err)
	assert.Equal(t, bulk.Result[string]{Key: "a", Outcome: bulk.Done, Value: "aa"}, results[0])
}

func TestStopOnError(t *testing.T) {
	results, err := bulk.Run(t.Context(), keys(20), itself, double, func(o *bulk.Options) { o.Concurrency, o.StopOnError = 1, true })
	require.EqualError(t, err, "k7: no sevens")
	assert.Equal(t, bulk.Done, results[6].Outcome)
	assert.Equal(t, bulk.Failed, results[7].Outcome)
	for _, r := range results[8:] {
		assert.Equal(t, bulk.NotStarted, r.Outcome)
	}
}

func TestLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		limiter := connect.NewLimiter()
		pace := func(o *bulk.Options) { o.Limiter, o.Operation = limiter, "StartTaskContact" }
		_, err := bulk.Run(t.Context(), keys(25), itself, double, pace)
		require.NoError(t, err)
		assert.Equal(t, 10*time.Second, time.Since(start), "2 a second after a burst of 5")

		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		results, err := bulk.Run(ctx, keys(25), itself, double, pace)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, bulk.NotStarted, results[24].Outcome)
	})
}

func TestBadRuns(t *testing.T) {
	_, err := bulk.Run(t.Context(), []string{"a", "b", "a"}, itself, double)
	require.EqualError(t, err, `items 0 and 2 have the same key "a"`)
	_, err = bulk.Run(t.Context(), []string{"a", ""}, itself, double)
	require.EqualError(t, err, "item 1 has an empty key")
	_, err = bulk.Run(t.Context(), []string{"\xff"}, itself, double)
	require.ErrorContains(t, err, `the key "\xff" is not UTF-8`)
	for text, problem := range map[string]string{
		"{}\n": "line 1 is not what a journal has there", "{\"run\":\"r\"}\nx\n": "line 2 is damaged",
		"{\"run\":\"r\"}\n{\"run\":\"r\"}\n": "line 2 is not", "{\"run\":\"r\"}\n": "belongs to the run r, not other",
	} {
		path := filepath.Join(t.TempDir(), "journal")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		_, err := bulk.Run(t.Context(), keys(1), itself, double, func(o *bulk.Options) { o.Journal, o.ID = path, "other" })
		require.ErrorContains(t, err, problem)
		kept, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, text, string(kept), "a file that is no journal of ours is left alone")
	}
}

// A result that a later run could not read is refused at once, not when the run is resumed.
func TestUnreadableResult(t *testing.T) {
	_, err := bulk.Run(t.Context(), keys(1), itself, func(context.Context, bulk.Item[string]) (fmt.Stringer, error) {
		return time.Second, nil
	}, journalIn(t))
	require.ErrorContains(t, err, "k0: the journal cannot hold the result")
}

func TestEndWithTheLastItem(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	results, err := bulk.Run(ctx, keys(1), itself, func(context.Context, bulk.Item[string]) (int, error) { cancel(); return 1, nil })
	require.NoError(t, err, "the run came to all items")
	assert.Equal(t, bulk.Done, results[0].Outcome)
}

func TestToken(t *testing.T) {
	token := bulk.Token("run", "key")
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, token)
	assert.Equal(t, token, bulk.Token("run", "key"))
	assert.NotEqual(t, token, bulk.Token("ru", "nkey"))
}
