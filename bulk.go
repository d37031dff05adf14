package chimeconnect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

const (
	defaultConcurrency = 4
	defaultMaxDenials  = 10
)

// RunBulk calls do for each value, with a key that names it, and returns a result for each, in the order of the values.
//
// The journal of [BulkOptions] records each item before it is called and again with its result; each entry is on the
// disk before anything else happens. An item that was started but has no result in the journal is in doubt: the process
// died during the call, which may have succeeded. The next run reports it with [ErrInDoubt], or calls it again if
// RepeatInDoubt is set. That does no harm if the call is idempotent, or carries [BulkItem].Token as its idempotency
// token: the token is derived from the run, the item's key and its digest, so it is the same in each run with the same
// journal. The service remembers tokens for a limited time only.
//
// An item is its key and its value: one whose value has changed since an earlier run is a new item, with another token.
// [BulkOptions].Digest says what counts as a change.
//
// Items may belong to several accounts and Regions. [BulkOptions].Attempt says to which. Each account and Region has its
// own goroutines, its own turn at the limiter and its own count of denials, so that one that is slow or denies access
// does not hold up the others. They share progress, journal and results.
//
// When ctx is done, no more items are started. RunBulk returns an error that wraps ctx's error and its cause as soon as
// the items under way are finished: the context of do is not canceled with ctx. Items that fail are in the results;
// RunBulk itself fails only if it could not get to all items, or could not record their results. The results are valid
// even then. Without values nothing happens, and no journal is opened.
func RunBulk[T, R any](ctx context.Context, values []T, key func(T) string, do func(context.Context, BulkItem[T]) (R, error), optFns ...func(*BulkOptions[T])) ([]BulkResult[R], error) {
	options := BulkOptions[T]{}
	for _, fn := range optFns {
		fn(&options)
	}
	options.setDefaults()
	items, err := bulkItems(values, key, options.Digest)
	if err != nil || len(items) == 0 {
		return nil, err
	}
	j, err := openJournal(options.Journal, options.ID)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	for i := range items {
		items[i].Token = BulkToken(j.run, items[i].Key, items[i].Digest)
	}
	r := &bulkRun[T, R]{options: options, journal: j, items: items, do: do}
	err = r.resume()
	if err == nil {
		err = r.each(ctx)
	}
	return r.results, errors.Join(err, j.close())
}

// bulkItems returns the items of values. Their keys must be unique, not empty and valid UTF-8.
func bulkItems[T any](values []T, key, digest func(T) string) ([]BulkItem[T], error) {
	items, seen := make([]BulkItem[T], len(values)), make(map[string]int, len(values))
	for i, v := range values {
		item := BulkItem[T]{Key: key(v), Value: v}
		if item.Key == "" {
			return nil, fmt.Errorf("item %d has an empty key", i)
		}
		if first, ok := seen[item.Key]; ok {
			return nil, fmt.Errorf("items %d and %d have the same key %q", first, i, item.Key)
		}
		if !utf8.ValidString(item.Key) {
			return nil, fmt.Errorf("item %d: the key %q is not UTF-8, which a journal cannot hold", i, item.Key)
		}
		text, err := digestText(v, digest)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", item.Key, err)
		}
		item.Digest = shortHash(text)
		seen[item.Key] = i
		items[i] = item
	}
	return items, nil
}

// digestText returns the text whose hash is the digest of an item.
func digestText[T any](value T, digest func(T) string) (string, error) {
	if digest != nil {
		return digest(value), nil
	}
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("the value has no digest: set BulkOptions.Digest, or leave the field out of the JSON: %w", err)
	}
	return string(text), nil
}
