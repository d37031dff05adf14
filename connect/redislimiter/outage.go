package redislimiter

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/seed-086a074d/chimeconnect"
)

// retryPause is how long a store that did not answer is left alone.
const retryPause = 500 * time.Millisecond

// outage is a time in which the store does not answer.
type outage struct {
	since time.Time
	retry time.Time // before that, nobody asks
	err   error
	over  context.Context //nolint:containedctx // it ends with the outage
	end   context.CancelCauseFunc
}

// share is the part of a limit that this process has during an outage.
type share struct {
	outage  *outage
	start   time.Time
	limiter *chimeconnect.RateLimiter
}

// storeAway records that a question failed.
func (l *Limiter) storeAway(err error) {
	l.mu.Lock()
	began := l.outage == nil
	if began {
		l.outage = &outage{since: time.Now()}
		l.outage.over, l.outage.end = context.WithCancelCause(context.Background())
	}
	l.outage.err, l.outage.retry = err, time.Now().Add(retryPause)
	l.mu.Unlock()
	if began && l.options.Hooks.StoreAway != nil {
		l.options.Hooks.StoreAway(err)
	}
}

// storeBack records that a question was answered.
func (l *Limiter) storeBack(a answer) {
	l.mu.Lock()
	ended := l.outage
	l.outage = nil
	l.heardS, l.heardT = a.server, a.at
	l.mu.Unlock()
	if ended == nil {
		return
	}
	ended.end(errBack)
	if l.options.Hooks.StoreBack != nil {
		l.options.Hooks.StoreBack(time.Since(ended.since))
	}
}

// knownAway returns an error if it is pointless to ask the store now.
func (l *Limiter) knownAway() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.outage == nil || time.Now().After(l.outage.retry) {
		return nil
	}
	return l.outage.err
}

// expiry returns the time on the store's clock after which no caller waits for the answer, 0 if that clock is not known:
// a store that hung must not give places to callers that are gone.
func (l *Limiter) expiry() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.heardT.IsZero() {
		return 0
	}
	return l.heardS + (time.Since(l.heardT) + l.options.Timeout).Seconds()
}

// withoutStore decides about an attempt while the store is away.
func (l *Limiter) withoutStore(ctx context.Context, line *line, cause error) error {
	l.mu.Lock()
	now := l.outage
	l.mu.Unlock()
	switch {
	case now == nil:
		return errBack
	case l.options.LocalShare <= 0:
		return &AwayError{Err: cause}
	}
	s := line.shareOf(now, l.options.LocalShare)
	wait := time.Until(s.start)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(s.start) {
		return tooLate(line.attempt.Operation, line.rate(), wait)
	}
	waiting, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(now.over, func() { cancel(errBack) })()
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-waiting.Done():
			return context.Cause(waiting)
		}
	}
	err := s.limiter.Wait(waiting, line.attempt)
	if err != nil && waiting.Err() != nil {
		return context.Cause(waiting)
	}
	return err
}

// shareOf returns the share of this process in an outage. It begins when the queue, as it was last known, is empty, and
// for each process at a different time, so that the fleet does not start at once.
func (l *line) shareOf(now *outage, processes int) *share {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.share != nil && l.share.outage == now {
		return l.share
	}
	start, rate := now.since, l.quota.Rate
	if !l.last.at.IsZero() {
		rate = l.last.rate
		if tail := l.at(l.last.tail); tail.After(start) {
			start = tail
		}
	}
	rate /= float64(processes)
	l.share = &share{
		outage: now, start: start.Add(time.Duration(rand.Float64() / rate * float64(time.Second))),
		limiter: chimeconnect.NewLimiter(chimeconnect.RateLimiterOptions{Default: chimeconnect.Quota{Rate: rate, Burst: 1}}),
	}
	return l.share
}
