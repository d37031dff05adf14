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
	slowed  time.Time // when a throttle last halved the rate
	quicker time.Time // when the rate last went up
}

// New returns a limiter with a quota for the operations that have none of their own.
func New(usual Quota) *Limiter { return &Limiter{usual: usual, pacers: map[string]*pacer{}} }

// Set changes the quota of an operation. A rate of 0 or less is no limit.
func (l *Limiter) Set(operation string, q Quota) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pacers[operation] = newPacer(q)
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
	l.mu.Lock()
	bucket := l.of(operation).bucket
	l.mu.Unlock()
	err := bucket.Wait(ctx)
	if err == nil || ctx.Err() != nil {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok {
		return fmt.Errorf("%w: %s is limited to %.3g calls a second, and its turn comes later than in %v",
			context.DeadlineExceeded, operation, float64(bucket.Limit()), time.Until(deadline).Round(time.Millisecond))
	}
	return err
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
		return &pacer{quota: q, bucket: rate.NewLimiter(rate.Inf, q.Burst)}
	}
	return &pacer{quota: q, bucket: rate.NewLimiter(rate.Limit(q.Rate), q.Burst)}
}
