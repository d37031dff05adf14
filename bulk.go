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
// The journal of [BulkOptions] notes each item before it is called and again with its result, and is on the disk before
// anything else happens. An item whose start is noted and whose result is not is in doubt: the process died during the
// call, which may have come through. The next run reports it with [ErrInDoubt], or calls it again if RepeatInDoubt says
// that this does no harm. It does none if the call is idempotent, or carries [BulkItem].Token as its idempotency token:
// that is derived from the run, the item's key and its digest, so it is the same in each run with the same journal. The
// service remembers tokens for a limited time only.
//
// An item is its key and its value: one whose value has changed since an earlier run is a new item, with another token.
// [BulkOptions].Digest says what counts as a change.
//
// Items may belong to several accounts and Regions. [BulkOptions].Attempt tells which, and each of them gets its own
// goroutines, its own turn at the limiter and its own count of denials, so that one that is slow or closed does not hold
// up the others. Progress, journal and results are one.
//
// When ctx ends, no more items are started and RunBulk returns an error that is ctx's, and its cause, as soon as those
// under way are finished: do gets a context that does not end with ctx. Items that fail are in the results; RunBulk
// itself fails only where it could not come to all items, or not note their results. Its results are valid then, too.
// Without values nothing happens, and no journal is opened.
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

// bulkItems refuses keys that do not tell the items apart.
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

// digestText returns what the digest of an item is made of.
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
