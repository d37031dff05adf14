package chimeconnect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	smithytime "github.com/aws/smithy-go/time"
)

// WaitOptions are the options of [WaitUntil].
type WaitOptions struct {
	// MinDelay is the pause after the first read, 200 milliseconds by default. Each pause is about twice the one before.
	MinDelay time.Duration

	// MaxDelay bounds the pauses, by default to 5 seconds.
	MaxDelay time.Duration

	// MaxWait bounds the wait, by default to one minute. The deadline of the context bounds it as well. The last pause is
	// cut short, so that one more read ends just before the bound.
	MaxWait time.Duration

	// Again reports after which errors of a read to read again; any other ends the wait. The default is [ErrNotFound].
	Again func(err error) bool
}

// WaitError says that the state that [WaitUntil] waited for did not come in time. errors.Is and errors.As find the error
// of the last read in it, and context.DeadlineExceeded or context.Canceled.
type WaitError struct {
	// Reads is the number of reads.
	Reads int
	// Waited is how long they took, including the pauses.
	Waited time.Duration
	// Last is the error of the last read; nil if it succeeded without reporting the expected state.
	Last error
	// Cause says what ended the wait: context.DeadlineExceeded or context.Canceled.
	Cause error
}

// Error says how many reads were made in what time, and how the last one failed.
func (e *WaitError) Error() string {
	text := fmt.Sprintf("still not as expected after %d reads in %v", e.Reads, e.Waited.Round(time.Millisecond))
	if e.Last != nil {
		text += ": " + e.Last.Error()
	}
	return text
}

// Unwrap returns why the wait ended, and the error of the last read.
func (e *WaitError) Unwrap() []error {
	if e.Last == nil {
		return []error{e.Cause}
	}
	return []error{e.Cause, e.Last}
}

// WaitUntil calls read until done reports true, and returns the output of the last read. The service is eventually
// consistent: for a while after a change, reads may say that a new resource does not exist, or show an old state.
// Without done, a read without an error is enough; with it, done decides by the output and the error.
func WaitUntil[O any](ctx context.Context, read func(context.Context) (O, error), done func(O, error) bool, optFns ...func(*WaitOptions)) (O, error) {
	options := WaitOptions{}
	for _, fn := range optFns {
		fn(&options)
	}
	var out O
	err := waitUntil(ctx, func(ctx context.Context) (reached bool, err error) {
		if out, err = read(ctx); done == nil {
			return err == nil, err
		}
		return done(out, err), err
	}, options)
	return out, err
}

// waitUntil is the part of WaitUntil that is the same for all types.
func waitUntil(ctx context.Context, read func(context.Context) (bool, error), o WaitOptions) error {
	o.setDefaults()
	bounded, cancel := context.WithTimeout(ctx, o.MaxWait)
	defer cancel()
	start, delay, final := time.Now(), o.MinDelay, false
	var last error
	for reads := 1; ; reads++ {
		began := time.Now()
		reached, err := read(bounded)
		switch {
		case reached:
			return nil
		case bounded.Err() == nil && err != nil && !o.Again(err):
			return err
		case bounded.Err() == nil || reads == 1: // a read that was cut off by the deadline says nothing
			last = err
		}
		var pause time.Duration
		if !final {
			pause, final = o.nextPause(bounded, delay/2+rand.N(delay/2+1), time.Since(began))
		}
		if pause <= 0 || smithytime.SleepWithContext(bounded, pause) != nil {
			return &WaitError{Reads: reads, Waited: time.Since(start), Last: last, Cause: cmp.Or(bounded.Err(), context.DeadlineExceeded)}
		}
		delay = min(2*delay, o.MaxDelay)
	}
}

// nextPause returns the pause before the next read, which is 0 if there is no time for one, and whether that read is the
// final one. The final read begins early enough to take twice as long as the one before.
func (o *WaitOptions) nextPause(bounded context.Context, delay, took time.Duration) (pause time.Duration, final bool) {
	deadline, _ := bounded.Deadline()
	left := time.Until(deadline) - min(2*took+50*time.Millisecond, o.MaxDelay, o.MaxWait/4)
	if delay < left {
		return delay, false
	}
	return left, true
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
		o.Again = func(err error) bool { return errors.Is(err, ErrNotFound) }
	}
}
