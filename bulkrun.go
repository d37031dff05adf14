package chimeconnect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"
)

// bulkRun is a run under way.
type bulkRun[T, R any] struct {
	options BulkOptions[T]
	journal *journal
	items   []BulkItem[T]
	do      func(context.Context, BulkItem[T]) (R, error)
	results []BulkResult[R]

	mu       sync.Mutex // of the progress and the lanes
	progress BulkProgress
}

// bulkLane has the items of one account and Region, whose quotas and permissions are their own.
type bulkLane struct {
	of      Attempt
	left    []int // indexes of the items that no worker has taken
	skipped int   // items that were taken and not started
	denials int   // in a row
	last    error // the last denial
}

// resume fills in what earlier runs did.
func (r *bulkRun[T, R]) resume() error {
	r.results = make([]BulkResult[R], len(r.items))
	for i := range r.items {
		r.results[i] = BulkResult[R]{Key: r.items[i].Key, Outcome: BulkNotStarted, Err: ErrNotStarted}
	}
	r.progress.Total = len(r.items)
	for i, item := range r.items {
		known, result := r.journal.past[pastKey{item.Key, item.Digest}], &r.results[i]
		past := error(&BulkPastError{Text: known.err, Kind: known.kind})
		switch {
		case known.outcome == BulkDone:
			if err := decode(known.value, &result.Value); err != nil {
				return fmt.Errorf("the journal's result of %q: %w", item.Key, err)
			}
			result.Err = nil
		case known.outcome == BulkFailed && !r.options.RepeatFailed(past):
			result.Err = past
		case known.outcome == BulkInDoubt && !r.options.RepeatInDoubt:
			result.Err = ErrInDoubt
		default:
			continue
		}
		result.Outcome, result.Resumed = known.outcome, true
		r.progress.Resumed++
		r.progress.count(known.outcome)
	}
	if r.progress.Resumed > 0 {
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

// each runs the remaining items. An error of the function is not an error of the group unless it is to stop the run.
func (r *bulkRun[T, R]) each(ctx context.Context) error {
	group, starting := errgroup.WithContext(ctx)
	lanes := r.lanes()
	for _, l := range lanes {
		for range min(r.options.Concurrency, len(l.left)) {
			group.Go(func() error { return r.work(ctx, starting, l) })
		}
	}
	if err := group.Wait(); err != nil {
		return err
	}
	var errs []error
	for _, l := range lanes {
		left := len(l.left) + l.skipped
		switch {
		case left == 0:
		case ctx.Err() != nil:
			return ended(ctx)
		default:
			errs = append(errs, fmt.Errorf("stopped%s after %d denials in a row, with %d items left: %w", l.name(), l.denials, left, l.last))
		}
	}
	return errors.Join(errs...)
}

// lanes groups the remaining items by account and Region.
func (r *bulkRun[T, R]) lanes() []*bulkLane {
	var lanes []*bulkLane
	known := map[Attempt]*bulkLane{}
	for i, item := range r.items {
		if r.results[i].Resumed {
			continue
		}
		attempt := r.options.Attempt(item.Value)
		of := Attempt{Service: attempt.Service, Region: attempt.Region, Account: attempt.Account}
		if known[of] == nil {
			known[of] = &bulkLane{of: of}
			lanes = append(lanes, known[of])
		}
		known[of].left = append(known[of].left, i)
	}
	return lanes
}

// name names the account and the Region in an error.
func (l *bulkLane) name() string {
	text := ""
	if l.of.Account != "" {
		text += " in account " + l.of.Account
	}
	if l.of.Region != "" {
		text += " in " + l.of.Region
	}
	return text
}

// ended is the error for a context that has ended.
func ended(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}

// work does items of a lane until none is left or the run ends.
func (r *bulkRun[T, R]) work(ctx, starting context.Context, l *bulkLane) error {
	for {
		i, ok := r.take(starting, l)
		if !ok {
			return nil
		}
		if err := r.one(ctx, starting, l, i); err != nil {
			return err
		}
	}
}

// take returns the next item of a lane.
func (r *bulkRun[T, R]) take(starting context.Context, l *bulkLane) (int, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(l.left) == 0 || starting.Err() != nil || r.closed(l) {
		return 0, false
	}
	i := l.left[0]
	l.left = l.left[1:]
	return i, true
}

// closed reports whether the last items of a lane were all denied; the caller has locked r.mu.
func (r *bulkRun[T, R]) closed(l *bulkLane) bool {
	return r.options.MaxDenials > 0 && l.denials >= r.options.MaxDenials
}

// one runs one item, unless the run has ended.
func (r *bulkRun[T, R]) one(ctx, starting context.Context, l *bulkLane, i int) error {
	item, result := r.items[i], &r.results[i]
	attempt := r.options.Attempt(item.Value)
	if r.options.Limiter != nil {
		if err := r.options.Limiter.Wait(starting, attempt); err != nil && starting.Err() == nil {
			return err
		}
	}
	if r.skip(starting, l) {
		return nil
	}
	if err := r.journal.write(journalEntry{Start: item.Key, Digest: item.Digest}); err != nil {
		return err
	}
	result.Value, result.Err = returned(func() (R, error) { return r.do(context.WithoutCancel(ctx), item) })
	result.Outcome = BulkDone
	if result.Err != nil {
		result.Outcome = BulkFailed
	}
	r.report(attempt, result.Err)
	if err := r.finish(item, result, l); err != nil {
		return err
	}
	if r.options.StopOnError && result.Err != nil {
		return fmt.Errorf("%s: %w", item.Key, result.Err)
	}
	return nil
}

// skip reports whether an item that was taken must not be started.
func (r *bulkRun[T, R]) skip(starting context.Context, l *bulkLane) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if starting.Err() == nil && !r.closed(l) {
		return false
	}
	l.skipped++
	return true
}

var errGoexit = errors.New("the function ended its goroutine with runtime.Goexit instead of returning")

// returned calls a function in a goroutine of its own, so that ending the goroutine is an error of the item. A panic
// ends the program, and leaves the item in doubt.
func returned[R any](do func() (R, error)) (value R, err error) {
	err = errGoexit
	end := make(chan struct{})
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panic(p) // before anybody takes it for an error
			}
			close(end)
		}()
		value, err = do()
	}()
	<-end
	return value, err
}

// report passes the outcome of an item to a limiter that observes attempts.
func (r *bulkRun[T, R]) report(attempt Attempt, err error) {
	observer, ok := r.options.Limiter.(AttemptObserver)
	switch {
	case !ok:
	case err == nil:
		observer.Succeeded(attempt)
	case errors.Is(err, ErrThrottled):
		observer.Throttled(attempt)
	}
}

// finish records a result.
func (r *bulkRun[T, R]) finish(item BulkItem[T], result *BulkResult[R], l *bulkLane) error {
	e := journalEntry{Digest: item.Digest}
	if result.Err != nil {
		e.Failed, e.Error, e.Kind = item.Key, result.Err.Error(), bulkKind(result.Err)
	} else if e.Done = item.Key; r.journal.file != nil {
		value, err := json.Marshal(result.Value)
		if err == nil {
			err = json.Unmarshal(value, new(R)) // a later run has to read it
		}
		if err != nil {
			return fmt.Errorf("%s: the journal cannot hold the result: %w", item.Key, err)
		}
		e.Value = value
	}
	if err := r.journal.write(e); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if isDenial(result.Err) {
		l.denials, l.last = l.denials+1, result.Err
	} else {
		l.denials = 0
	}
	r.progress.count(result.Outcome)
	r.progress.Key, r.progress.Err = item.Key, result.Err
	r.options.Progress(r.progress)
	return nil
}
