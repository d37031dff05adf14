package transport

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// WaitOptions configure WaitUntil. The fields are those of the public options, which document them.
type WaitOptions struct {
	MinDelay, MaxDelay time.Duration
	MaxWait            time.Duration
	Again              func(err error) bool
}

// WaitError says that what was waited for did not come in time.
type WaitError struct {
	// Reads is how often was asked.
	Reads int
	// Waited is how long that took.
	Waited time.Duration
	// Last is the error of the last read, nil if that one succeeded and only said something else.
	Last error

	cause error
}

func (e *WaitError) Error() string {
	text := fmt.Sprintf("still not as expected after %d reads in %v", e.Reads, e.Waited.Round(time.Millisecond))
	if e.Last != nil {
		text += ": " + e.Last.Error()
	}
	return text
}

// Unwrap returns why the wait ended, context.DeadlineExceeded or context.Canceled, and the error of the last read.
func (e *WaitError) Unwrap() []error {
	if e.Last == nil {
		return []error{e.cause}
	}
	return []error{e.cause, e.Last}
}

// again is the usual WaitOptions.Again.
func again(err error) bool { return errors.Is(err, ErrNotFound) }

// WaitUntil repeats read until holds is content with what it returned.
func WaitUntil(ctx context.Context, read func(context.Context) error, holds func(error) bool, o WaitOptions) error {
	o.setDefaults()
	bounded, cancel := context.WithTimeout(ctx, o.MaxWait)
	defer cancel()
	start, delay := time.Now(), o.MinDelay
	var last error
	for reads := 1; ; reads++ {
		err := read(bounded)
		switch {
		case holds(err):
			return nil
		case bounded.Err() == nil && err != nil && !o.Again(err):
			return err
		case bounded.Err() == nil || last == nil: // a read that the end cut off says nothing
			last = err
		}
		if end := sleep(bounded, delay/2+rand.N(delay/2+1)); end != nil {
			return &WaitError{Reads: reads, Waited: time.Since(start), Last: last, cause: end}
		}
		delay = min(2*delay, o.MaxDelay)
	}
}

func (o *WaitOptions) setDefaults() {
	if o.MinDelay <= 0 {
		o.MinDelay = 200 * time.Millisecond
	}
	if o.MaxDelay <= 0 {
		o.MaxDelay = 5 * time.Second
	}
	if o.MaxWait <= 0 {
		o.MaxWait = time.Minute
	}
	if o.Again == nil {
		o.Again = again
	}
}

// sleep returns an error instead of sleeping past the deadline.
func sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return context.DeadlineExceeded
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
