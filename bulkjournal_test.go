package chimeconnect_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// summed returns lines of a journal with their sums.
func summed(objects ...string) string {
	text := ""
	for _, object := range objects {
		sum := crc32.Checksum([]byte(object), crc32.MakeTable(crc32.Castagnoli))
		text += fmt.Sprintf("%s,\"sum\":\"%08x\"}\n", strings.TrimSuffix(object, "}"), sum)
	}
	return text
}

// keyed ignores the values, so that a journal can be written by hand.
func keyed(o *chimeconnect.BulkOptions[string]) { o.Digest = func(string) string { return "" } }

// noDigest is the digest of [keyed].
const noDigest = `,"digest":"e3b0c44298fc1c14"}`

const firstLine = `{"journal":2,"run":"r"}`

// journalWith returns the path of a journal and an option that uses it.
func journalWith(t *testing.T, text string) (string, func(*chimeconnect.BulkOptions[string])) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path, func(o *chimeconnect.BulkOptions[string]) { o.Journal = path }
}

func TestBulkInDoubt(t *testing.T) {
	_, journal := journalWith(t, summed(firstLine, `{"start":"a"`+noDigest, `{"start":"b"`+noDigest, `{"done":"b","value":"x"`+noDigest)+`{"done":"a","va`)
	values := []string{"a", "b"}
	results, err := chimeconnect.RunBulk(t.Context(), values, itself, double, journal, keyed)
	require.NoError(t, err)
	assert.Equal(t, []chimeconnect.BulkResult[string]{
		{Key: "a", Outcome: chimeconnect.BulkInDoubt, Err: chimeconnect.ErrInDoubt, Resumed: true},
		{Key: "b", Outcome: chimeconnect.BulkDone, Value: "x", Resumed: true},
	}, results)
	results, err = chimeconnect.RunBulk(t.Context(), values, itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		assert.Equal(t, chimeconnect.BulkToken("r", "a", item.Digest), item.Token)
		return double(ctx, item)
	}, journal, keyed, func(o *chimeconnect.BulkOptions[string]) { o.RepeatInDoubt = true })
	require.NoError(t, err)
	assert.Equal(t, chimeconnect.BulkResult[string]{Key: "a", Outcome: chimeconnect.BulkDone, Value: "aa"}, results[0])
}

// A file that is not a journal of this package is refused, and stays as it is to the byte.
func TestBulkForeignFile(t *testing.T) {
	for text, problem := range map[string]string{
		`{"compilerOptions":{"strict":true}}`: "not a journal",
		"-----BEGIN PRIVATE KEY-----":         "not a journal",
		"a":                                   "not a journal",
		"a\nb\n":                              "not a journal",
		`{"journal":2,"run":"r"}`:             "not a journal",
		`{"journal":2,"run":"` + strings.Repeat("x", 40): "not a journal",
		"{}\n":                         "not a journal",
		"{\"run\":\"r\"}\n":            "an earlier version of this library wrote this journal",
		summed(firstLine) + "x\n":      "line 2 is damaged",
		summed(firstLine, firstLine):   "line 2 is out of place",
		summed(firstLine):              "belongs to the run r, not other",
		`{"journal":2,"run":"ot","sum`: "not a journal",
	} {
		path, journal := journalWith(t, text)
		for _, id := range []string{"other", ""} {
			if id == "" && strings.HasSuffix(problem, "other") || id == "" && strings.HasPrefix(text, `{"journal":2,"run":"ot`) {
				continue
			}
			_, err := chimeconnect.RunBulk(t.Context(), keys(1), itself, double, journal, func(o *chimeconnect.BulkOptions[string]) { o.ID = id })
			require.ErrorContains(t, err, problem, text)
			require.ErrorContains(t, err, "journal: "+path)
			kept, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, text, string(kept))
		}
	}
}

// A process that died while it wrote the first line leaves part of it, and the next run starts over.
func TestBulkTornFirstLine(t *testing.T) {
	whole := summed(`{"journal":2,"run":"b0a7c1f2-3d4e-4f60-8a1b-2c3d4e5f6071"}`)
	for n := range len(whole) {
		path, journal := journalWith(t, whole[:n])
		_, err := chimeconnect.RunBulk(t.Context(), keys(1), itself, double, journal)
		require.NoError(t, err, whole[:n])
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, 3, bytes.Count(text, []byte("\n")))
	}
}

func TestBulkEmptyRunTouchesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	results, err := chimeconnect.RunBulk(t.Context(), nil, itself, double, func(o *chimeconnect.BulkOptions[string]) { o.Journal = path })
	require.NoError(t, err)
	assert.Empty(t, results)
	assert.NoFileExists(t, path)
}

func TestBulkMissingFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "none")
	_, err := chimeconnect.RunBulk(t.Context(), keys(1), itself, double, func(o *chimeconnect.BulkOptions[string]) { o.Journal = filepath.Join(folder, "j") })
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "journal: the folder "+folder+" does not exist")
}

// A second run with the journal of the first ends before it calls anything.
func TestBulkJournalInUse(t *testing.T) {
	journal := journalIn(t)
	results, err := chimeconnect.RunBulk(t.Context(), keys(2), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		_, err := chimeconnect.RunBulk(ctx, keys(2), itself, func(context.Context, chimeconnect.BulkItem[string]) (string, error) {
			assert.Fail(t, "the second run calls something")
			return "", nil
		}, journal)
		require.ErrorIs(t, err, chimeconnect.ErrJournalInUse)
		require.ErrorContains(t, err, "journal: ")
		return double(ctx, item)
	}, journal, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
	require.NoError(t, err)
	assert.Equal(t, "k1k1", results[1].Value)
	_, err = chimeconnect.RunBulk(t.Context(), keys(2), itself, double, journal)
	require.NoError(t, err, "the lock ends with the run")
}

// No single bit of a journal can change without the next run saying so.
func TestBulkBitFlips(t *testing.T) {
	t.Parallel()
	path, journal := journalWith(t, "")
	_, err := chimeconnect.RunBulk(t.Context(), keys(2), itself, double, journal, func(o *chimeconnect.BulkOptions[string]) { o.Concurrency = 1 })
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	for i := range len(text) * 8 {
		flipped := bytes.Clone(text)
		flipped[i/8] ^= 1 << (i % 8)
		require.NoError(t, os.WriteFile(path, flipped, 0o600))
		_, err := chimeconnect.RunBulk(t.Context(), keys(2), itself, func(context.Context, chimeconnect.BulkItem[string]) (string, error) {
			assert.Fail(t, "an item is repeated", "bit %d", i)
			return "", nil
		}, journal)
		require.Error(t, err, "bit %d of %q", i, text)
		kept, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, flipped, kept)
	}
}

// Cut off anywhere, a journal leaves each item done, in doubt or to be started, and never with another result.
func TestBulkTornAnywhere(t *testing.T) {
	t.Parallel()
	path, journal := journalWith(t, "")
	_, err := chimeconnect.RunBulk(t.Context(), keys(3), itself, double, journal)
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	for n := bytes.IndexByte(text, '\n') + 1; n < len(text); n++ {
		require.NoError(t, os.WriteFile(path, text[:n], 0o600))
		results, err := chimeconnect.RunBulk(t.Context(), keys(3), itself, double, journal)
		require.NoError(t, err)
		for _, r := range results {
			if r.Outcome != chimeconnect.BulkInDoubt {
				assert.Equal(t, r.Key+r.Key, r.Value)
			}
		}
	}
}

// A journal is lines of JSON, for those who want to read it.
func TestBulkJournalIsJSON(t *testing.T) {
	path, journal := journalWith(t, "")
	_, err := chimeconnect.RunBulk(t.Context(), []string{"a", "7"}, itself, double, journal, func(o *chimeconnect.BulkOptions[string]) { o.ID, o.Concurrency = "the run", 1 })
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var lines []map[string]any
	for line := range bytes.Lines(text) {
		var members map[string]any
		require.NoError(t, json.Unmarshal(line, &members))
		delete(members, "sum")
		delete(members, "digest")
		lines = append(lines, members)
	}
	assert.Equal(t, []map[string]any{
		{"journal": 2.0, "run": "the run"}, {"start": "a"}, {"done": "a", "value": "aa"}, {"start": "7"}, {"failed": "7", "error": "no sevens"},
	}, lines)
}

// A result that a later run could not read is refused at once, not when the run is resumed.
func TestBulkUnreadableResult(t *testing.T) {
	_, err := chimeconnect.RunBulk(t.Context(), keys(1), itself, func(context.Context, chimeconnect.BulkItem[string]) (fmt.Stringer, error) {
		return time.Second, nil
	}, journalIn(t))
	require.ErrorContains(t, err, "k0: the journal cannot hold the result")
}
