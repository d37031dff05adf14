package bulk

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

// Run calls do for each value, with a key that names it, and returns a result for each, in the order of the values.
//
// When ctx ends, no more items are started and Run returns its error as soon as those under way are finished: do gets a
// context that does not end with ctx. Items that fail are in the results; Run itself fails only where it could not come to
// all items, or not note their results. Its results are valid then, too.
func Run[T, R any](ctx context.Context, values []T, key func(T) string, do func(context.Context, Item[T]) (R, error), optFns ...func(*Options)) ([]Result[R], error) {
	options := Options{Concurrency: defaultConcurrency}
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
	r := &run[R]{options: options, journal: j, results: make([]Result[R], len(values))}
	r.progress.Total = len(values)
	err = r.resume(keys)
	if err == nil {
		err = r.each(ctx, func(ctx context.Context, i int) (R, error) {
			return do(ctx, Item[T]{Key: keys[i], Value: values[i], Token: Token(j.run, keys[i])})
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
type run[R any] struct {
	options Options
	journal *journal
	results []Result[R]

	mu       sync.Mutex // of progress
	progress Progress
}

// resume fills in what earlier runs did.
func (r *run[R]) resume(keys []string) error {
	for i, key := range keys {
		result := &r.results[i]
		*result = Result[R]{Key: key, Outcome: NotStarted, Err: ErrNotStarted}
		known := r.journal.past[key]
		switch {
		case known.outcome == Done:
			if err := decode(known.value, &result.Value); err != nil {
				return fmt.Errorf("the journal's result of %q: %w", key, err)
			}
			result.Err = nil
		case known.outcome == Failed && !r.options.RepeatFailed:
			result.Err = &PastError{known.err}
		case known.outcome == InDoubt && !r.options.RepeatInDoubt:
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
func (r *run[R]) each(ctx context.Context, do func(context.Context, int) (R, error)) error {
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
		if r.results[i].Outcome == NotStarted {
			return context.Cause(ctx)
		}
	}
	return nil
}

// one does one item, unless the run ends before.
func (r *run[R]) one(ctx, starting context.Context, i int, do func(context.Context, int) (R, error)) error {
	if r.options.Limiter != nil {
		if err := r.options.Limiter.Wait(starting, r.options.Operation); err != nil {
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
	if err := r.journal.write(entry{Start: result.Key}); err != nil {
		return err
	}
	result.Value, result.Err = do(context.WithoutCancel(ctx), i)
	result.Outcome = Done
	if result.Err != nil {
		result.Outcome = Failed
	}
	err := r.finish(result)
	if err == nil && r.options.StopOnError && result.Err != nil {
		err = fmt.Errorf("%s: %w", result.Key, result.Err)
	}
	return err
}

// finish notes a result.
func (r *run[R]) finish(result *Result[R]) error {
	e := entry{Failed: result.Key}
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
		e = entry{Done: result.Key, Value: value}
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

func (p *Progress) count(o Outcome) {
	switch o {
	case Done:
		p.Done++
	case Failed:
		p.Failed++
	case InDoubt:
		p.InDoubt++
	}
}
