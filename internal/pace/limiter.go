package pace

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// slowest is the part of the quota below which throttles do not push the rate.
	slowest = 1.0 / 16
	// settle is how long a slower rate gets to show whether it is enough: the calls that were on their way when it was
	// set may still be refused.
	settle = time.Second
	// recovery is the part of the quota that a second without a throttle gives back.
	recovery = 1.0 / 16
)

// Limiter paces operations, each for itself. It is safe for concurrent use.
type Limiter struct {
	usual Quota

	mu     sync.Mutex
	pacers map[string]*pacer
}

// pacer paces one operation. The rate is that of the quota, or less after throttles.
type pacer struct {
	quota   Quota
	bucket  *rate.Limiter
	waiting int           // how many calls stand in line
	first   chan struct{} // full while the first in line waits for the bucket
	slowed  time.Time     // when a throttle last halved the rate
	quicker time.Time     // when the rate last went up
}

// New returns a limiter with a quota for the operations that have none of their own.
func New(usual Quota) *Limiter { return &Limiter{usual: usual, pacers: map[string]*pacer{}} }

// Set changes the quota of an operation. A rate of 0 or less is no limit.
func (l *Limiter) Set(operation string, q Quota) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := newPacer(q)
	if known := l.pacers[operation]; known != nil { // those in line stay in it
		p.waiting, p.first = known.waiting, known.first
		*known = *p
		return
	}
	l.pacers[operation] = p
}

// Rate returns how often the operation may be called now, a second: that of its quota, or less after throttles.
func (l *Limiter) Rate(operation string) float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return float64(l.of(operation).bucket.Limit())
}

// Wait returns when the operation may be called. Where the deadline of ctx comes first, it returns at once an error
// that is context.DeadlineExceeded.
func (l *Limiter) Wait(ctx context.Context, operation string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p, ok := l.enter(ctx, operation)
	if !ok {
		return l.late(ctx, operation)
	}
	defer l.leave(p)
	select {
	case p.first <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.first }()
	l.mu.Lock()
	bucket := p.bucket
	l.mu.Unlock()
	err := bucket.Wait(ctx)
	if err == nil || ctx.Err() != nil {
		return err
	}
	return l.late(ctx, operation)
}

// enter puts a call in line, unless its deadline comes before its turn. Only the first in line has a place in the bucket,
// so that a new rate holds for all others, and one that gives up leaves its place to the next.
func (l *Limiter) enter(ctx context.Context, operation string) (*pacer, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.of(operation)
	if deadline, ok := ctx.Deadline(); ok && p.bucket.Limit() != rate.Inf {
		missing := float64(p.waiting+1) - max(p.bucket.Tokens(), -1)
		if p.waiting > 0 && missing > time.Until(deadline).Seconds()*float64(p.bucket.Limit())+1 {
			return nil, false
		}
	}
	p.waiting++
	return p, true
}

func (l *Limiter) leave(p *pacer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.waiting--
}

// late says that the deadline of ctx comes too soon.
func (l *Limiter) late(ctx context.Context, operation string) error {
	deadline, _ := ctx.Deadline()
	return fmt.Errorf("%w: %s is limited to %.3g calls a second, and its turn comes later than in %v",
		context.DeadlineExceeded, operation, l.Rate(operation), time.Until(deadline).Round(time.Millisecond))
}

// Throttled halves the rate of an operation, and takes away its burst.
func (l *Limiter) Throttled(operation string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p, now := l.of(operation), time.Now()
	if p.bucket.Limit() == rate.Inf || now.Sub(p.slowed) < settle {
		return
	}
	p.slowed, p.quicker = now, now
	p.bucket.SetBurst(1)
	p.bucket.SetLimit(max(p.bucket.Limit()/2, rate.Limit(p.quota.Rate*slowest)))
}

// Succeeded lets the rate of an operation recover.
func (l *Limiter) Succeeded(operation string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.of(operation)
	full := rate.Limit(p.quota.Rate)
	if p.bucket.Limit() >= full {
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

// of returns the pacer of an operation; the caller holds the lock.
func (l *Limiter) of(operation string) *pacer {
	p := l.pacers[operation]
	if p == nil {
		p = newPacer(l.usual)
		l.pacers[operation] = p
	}
	return p
}

func newPacer(q Quota) *pacer {
	q.Burst = max(1, q.Burst)
	if q.Rate <= 0 {
		return &pacer{quota: q, first: make(chan struct{}, 1), bucket: rate.NewLimiter(rate.Inf, q.Burst)}
	}
	return &pacer{quota: q, first: make(chan struct{}, 1), bucket: rate.NewLimiter(rate.Limit(q.Rate), q.Burst)}
}
