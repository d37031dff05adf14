package chimeconnect

import (
	"context"
	"fmt"
	"maps"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Quota is how often an operation may be called.
type Quota struct {
	// Rate is the number of calls per second in the long run. 0 or less means no limit. With a rate that is infinite or not
	// a number, Wait returns an error.
	Rate float64

	// Burst is the number of calls that may follow each other at once after a pause, at least 1.
	Burst int
}

// RateLimiterOptions are the options of [NewLimiter].
type RateLimiterOptions struct {
	// Default holds for each operation that Operations does not name: each of them has this quota for itself.
	Default Quota

	// Operations has the quotas of operations by name.
	Operations map[string]Quota
}

// RateLimiter is a [Limiter] for one process. Make one per account and share it between all clients of that account:
// the service counts their requests together, so with a limiter for each client, each client would use the whole quota.
//
// Each service, Region, account and operation has a quota of its own. When the service throttles an operation its
// rate is halved, at most once per second and down to a sixteenth of the quota; without further throttles it recovers
// within sixteen seconds of successful calls. A RateLimiter is safe for concurrent use.
type RateLimiter struct {
	mu     sync.Mutex
	quotas RateLimiterOptions
	pacers map[Attempt]*pacer
}

const (
	// slowest is the part of the quota below which throttles do not push the rate.
	slowest = 1.0 / 16
	// settling is how long a slower rate gets to show whether it is enough: the calls that were on their way when it was
	// set may still be refused.
	settling = time.Second
	// recovery is the part of the quota that a second without a throttle gives back.
	recovery = 1.0 / 16
)

// pacer paces one operation. The rate is that of the quota, or less after throttles. The lock of the RateLimiter
// protects all fields but first, which does not change.
type pacer struct {
	quota   Quota
	bucket  *rate.Limiter
	waiting int           // calls in line
	first   chan struct{} // full while the first in line waits for the bucket
	changed chan struct{} // closed when the quota changes
	slowed  time.Time     // when a throttle last halved the rate
	quicker time.Time     // when the rate last went up
}

// NewLimiter returns a limiter with the given quotas. connect.NewLimiter and chimemessaging.NewLimiter start from the
// default quotas of their service.
func NewLimiter(quotas RateLimiterOptions) *RateLimiter {
	quotas.Operations = maps.Clone(quotas.Operations)
	if quotas.Operations == nil {
		quotas.Operations = map[string]Quota{}
	}
	return &RateLimiter{quotas: quotas, pacers: map[Attempt]*pacer{}}
}

// SetQuota changes the quota of an operation, in all accounts and Regions, and restores its full rate after throttles.
func (l *RateLimiter) SetQuota(operation string, quota Quota) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.quotas.Operations[operation] = quota
	for attempt, p := range l.pacers {
		if attempt.Operation == operation {
			close(p.changed) // those in line stay in it, and the first asks again
			p.set(quota)
		}
	}
}

// Rate returns how many attempts per second are let through now: the quota, or less after throttles.
func (l *RateLimiter) Rate(attempt Attempt) float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return float64(l.pacer(attempt).bucket.Limit())
}

// Wait returns when the attempt may be made. It returns at once if ctx would expire first, with an error that is
// context.DeadlineExceeded, and if the quota has no finite rate.
func (l *RateLimiter) Wait(ctx context.Context, attempt Attempt) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p, err := l.enter(ctx, attempt)
	if err != nil {
		return err
	}
	defer l.leave(p)
	select {
	case p.first <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.first }()
	for {
		granted, err := l.take(ctx, p, attempt)
		if granted || err != nil {
			return err
		}
	}
}

// enter puts a call in line, unless its deadline comes before its turn. Only the first in line has a place in the bucket,
// so that a new rate applies to all others, and a call that gives up leaves its place to the next.
func (l *RateLimiter) enter(ctx context.Context, attempt Attempt) (*pacer, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.pacer(attempt)
	if !p.quota.isFinite() {
		return nil, p.refuse(attempt)
	}
	if deadline, ok := ctx.Deadline(); ok && p.bucket.Limit() != rate.Inf {
		missing := float64(p.waiting+1) - max(p.bucket.Tokens(), -1)
		if p.waiting > 0 && missing > time.Until(deadline).Seconds()*float64(p.bucket.Limit())+1 {
			return nil, p.tooLate(ctx, attempt)
		}
	}
	p.waiting++
	return p, nil
}

func (l *RateLimiter) leave(p *pacer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.waiting--
}

// take waits for the bucket, for the first in line. It returns false if the quota has changed meanwhile.
func (l *RateLimiter) take(ctx context.Context, p *pacer, attempt Attempt) (bool, error) {
	turn, changed, err := l.reserve(ctx, p, attempt)
	if err != nil {
		return false, err
	}
	delay := turn.Delay()
	if delay == 0 {
		return true, nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true, nil
	case <-changed:
		return false, nil // the turn was one of the old bucket
	case <-ctx.Done():
		turn.Cancel()
		return false, ctx.Err()
	}
}

// reserve takes a turn that comes before the deadline, and returns a channel that is closed when the quota changes.
func (l *RateLimiter) reserve(ctx context.Context, p *pacer, attempt Attempt) (*rate.Reservation, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !p.quota.isFinite() {
		return nil, nil, p.refuse(attempt)
	}
	turn := p.bucket.Reserve()
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < turn.Delay() {
		turn.Cancel()
		return nil, nil, p.tooLate(ctx, attempt)
	}
	return turn, p.changed, nil
}

// tooLate returns the error for a deadline that comes too soon.
func (p *pacer) tooLate(ctx context.Context, attempt Attempt) error {
	deadline, _ := ctx.Deadline()
	return fmt.Errorf("%w: %s is limited to %.3g calls per second, and its turn comes later than in %v",
		context.DeadlineExceeded, attempt.Operation, float64(p.bucket.Limit()), time.Until(deadline).Round(time.Millisecond))
}

// refuse returns the error for a rate that is infinite or not a number.
func (p *pacer) refuse(attempt Attempt) error {
	return fmt.Errorf("the quota of %s has the rate %v: set a finite number of calls per second, or 0 for no limit",
		attempt.Operation, p.quota.Rate)
}

// Throttled halves the rate of an operation, and takes away its burst.
func (l *RateLimiter) Throttled(attempt Attempt) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p, now := l.pacer(attempt), time.Now()
	if p.bucket.Limit() == rate.Inf || now.Sub(p.slowed) < settling {
		return
	}
	p.slowed, p.quicker = now, now
	p.bucket.SetBurst(1)
	p.bucket.SetLimit(max(p.bucket.Limit()/2, rate.Limit(p.quota.Rate*slowest)))
}

// Succeeded lets the rate of an operation recover.
func (l *RateLimiter) Succeeded(attempt Attempt) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.pacer(attempt)
	full := rate.Limit(p.quota.Rate)
	if !p.quota.isFinite() || p.bucket.Limit() >= full {
		return
	}
	now := time.Now()
	more := rate.Limit(now.Sub(p.quicker).Seconds() * recovery * p.quota.Rate)
	p.quicker = now
	p.bucket.SetLimit(min(full, p.bucket.Limit()+more))
	if p.bucket.Limit() == full {
		p.bucket.SetBurst(p.quota.Burst)
	}
}

// pacer returns the pacer of an attempt; the caller holds the lock.
func (l *RateLimiter) pacer(attempt Attempt) *pacer {
	attempt.Resource = "" // quotas by resource are not documented per operation
	p := l.pacers[attempt]
	if p == nil {
		quota, ok := l.quotas.Operations[attempt.Operation]
		if !ok {
			quota = l.quotas.Default
		}
		p = newPacer(quota)
		l.pacers[attempt] = p
	}
	return p
}

func newPacer(q Quota) *pacer {
	p := &pacer{first: make(chan struct{}, 1)}
	p.set(q)
	return p
}

// set starts with a quota of which nothing is used yet, at its full rate.
func (p *pacer) set(q Quota) {
	q.Burst = max(1, q.Burst)
	limit := rate.Limit(q.Rate)
	if q.Rate <= 0 || !q.isFinite() {
		limit = rate.Inf
	}
	p.quota, p.bucket, p.changed = q, rate.NewLimiter(limit, q.Burst), make(chan struct{})
	p.slowed, p.quicker = time.Time{}, time.Time{}
}

func (q Quota) isFinite() bool { return !math.IsNaN(q.Rate) && !math.IsInf(q.Rate, 0) }
