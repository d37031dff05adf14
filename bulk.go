package chimeconnect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

const defaultConcurrency = 4

// RunBulk calls do for each value, with a key that names it, and returns a result for each, in the order of the values.
//
// The journal of [BulkOptions] notes each item before it is called and again with its result, and is on the disk before
// anything else happens. An item whose start is noted and whose result is not is in doubt: the process died during the
// call, which may have come through. The next run reports it with [ErrInDoubt], or calls it again if RepeatInDoubt says
// that this does no harm. It does none if the call is idempotent, or carries [BulkItem].Token as its idempotency token:
// that is derived from the run and the item's key, so it is the same in each run with the same journal. The service
// remembers tokens for a limited time only.
//
// When ctx ends, no more items are started and RunBulk returns its error as soon as those under way are finished: do gets a
// context that does not end with ctx. Items that fail are in the results; RunBulk itself fails only where it could not come to
// all items, or not note their results. Its results are valid then, too.
func RunBulk[T, R any](ctx context.Context, values []T, key func(T) string, do func(context.Context, BulkItem[T]) (R, error), optFns ...func(*BulkOptions)) ([]BulkResult[R], error) {
	options := BulkOptions{Concurrency: defaultConcurrency}
	for _, fn := range optFns {
		fn(&options)
	}
	keys, err := keysOf(values, key)
	if err != nil {
		return nil, err
	}
	j, err := openJournal(options.Journal, options.ID)
	if err != nil {
		return nil, err
	}
	r := &bulkRun[R]{options: options, journal: j, results: make([]BulkResult[R], len(values))}
	r.progress.Total = len(values)
	err = r.resume(keys)
	if err == nil {
		err = r.each(ctx, func(ctx context.Context, i int) (R, error) {
			return do(ctx, BulkItem[T]{Key: keys[i], Value: values[i], Token: BulkToken(j.run, keys[i])})
		})
	}
	return r.results, errors.Join(err, j.close())
}

// keysOf refuses keys that do not tell the items apart.
func keysOf[T any](values []T, key func(T) string) ([]string, error) {
	keys, seen := make([]string, len(values)), make(map[string]int, len(values))
	for i, v := range values {
		keys[i] = key(v)
		if keys[i] == "" {
			return nil, fmt.Errorf("item %d has an empty key", i)
		}
		if first, ok := seen[keys[i]]; ok {
			return nil, fmt.Errorf("items %d and %d have the same key %q", first, i, keys[i])
		}
		if !utf8.ValidString(keys[i]) {
			return nil, fmt.Errorf("item %d: the key %q is not UTF-8, which a journal cannot hold", i, keys[i])
		}
		seen[keys[i]] = i
	}
	return keys, nil
}

// run is a run under way.
type bulkRun[R any] struct {
	options BulkOptions
	journal *journal
	results []BulkResult[R]

	mu       sync.Mutex // of progress
	progress BulkProgress
}

// resume fills in what earlier runs did.
func (r *bulkRun[R]) resume(keys []string) error {
	for i, key := range keys {
		result := &r.results[i]
		*result = BulkResult[R]{Key: key, Outcome: BulkNotStarted, Err: ErrNotStarted}
		known := r.journal.past[key]
		switch {
		case known.outcome == BulkDone:
			if err := decode(known.value, &result.Value); err != nil {
				return fmt.Errorf("the journal's result of %q: %w", key, err)
			}
			result.Err = nil
		case known.outcome == BulkFailed && !r.options.RepeatFailed:
			result.Err = &BulkPastError{known.err}
		case known.outcome == BulkInDoubt && !r.options.RepeatInDoubt:
			result.Err = ErrInDoubt
		default:
			continue
		}
		result.Outcome, result.Resumed = known.outcome, true
		r.progress.Resumed++
		r.progress.count(known.outcome)
	}
	if r.progress.Resumed > 0 && r.options.Progress != nil {
		r.options.Progress(r.progress)
	}
	return nil
}

func decode(text json.RawMessage, value any) error {
	if len(text) == 0 {
		return nil
	}
	return json.Unmarshal(text, value)
}

// each does what is left. An error of the function is no error of the group unless it is to stop the run.
func (r *bulkRun[R]) each(ctx context.Context, do func(context.Context, int) (R, error)) error {
	group, starting := errgroup.WithContext(ctx)
	group.SetLimit(max(1, r.options.Concurrency))
	for i := range r.results {
		if r.results[i].Resumed {
			continue
		}
		if starting.Err() != nil {
			break
		}
		group.Go(func() error { return r.one(ctx, starting, i, do) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i := range r.results {
		if r.results[i].Outcome == BulkNotStarted {
			return context.Cause(ctx)
		}
	}
	return nil
}

// one does one item, unless the run ends before.
func (r *bulkRun[R]) one(ctx, starting context.Context, i int, do func(context.Context, int) (R, error)) error {
	if r.options.Limiter != nil {
		if err := r.options.Limiter.Wait(starting, r.options.Attempt); err != nil {
			if starting.Err() != nil {
				return context.Cause(ctx)
			}
			return err
		}
	}
	if starting.Err() != nil {
		return context.Cause(ctx)
	}
	result := &r.results[i]
	if err := r.journal.write(journalEntry{Start: result.Key}); err != nil {
		return err
	}
	result.Value, result.Err = do(context.WithoutCancel(ctx), i)
	result.Outcome = BulkDone
	if result.Err != nil {
		result.Outcome = BulkFailed
	}
	err := r.finish(result)
	if err == nil && r.options.StopOnError && result.Err != nil {
		err = fmt.Errorf("%s: %w", result.Key, result.Err)
	}
	return err
}

// finish notes a result.
func (r *bulkRun[R]) finish(result *BulkResult[R]) error {
	e := journalEntry{Failed: result.Key}
	if result.Err != nil {
		e.Error = result.Err.Error()
	} else if r.journal.file != nil {
		value, err := json.Marshal(result.Value)
		if err == nil {
			err = json.Unmarshal(value, new(R)) // a later run has to read it
		}
		if err != nil {
			return fmt.Errorf("%s: the journal cannot hold the result: %w", result.Key, err)
		}
		e = journalEntry{Done: result.Key, Value: value}
	}
	if err := r.journal.write(e); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.count(result.Outcome)
	r.progress.Key, r.progress.Err = result.Key, result.Err
	if r.options.Progress != nil {
		r.options.Progress(r.progress)
	}
	return nil
}

func (p *BulkProgress) count(o BulkOutcome) {
	switch o {
	case BulkDone:
		p.Done++
	case BulkFailed:
		p.Failed++
	case BulkInDoubt:
		p.InDoubt++
	}
}
