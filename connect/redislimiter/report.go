package redislimiter

import (
	"context"
	"time"

	"github.com/seed-086a074d/chimeconnect"
)

// reportPause is how often a process reports the same to the store: the rules are per second.
const reportPause = time.Second

// Throttled slows down the whole fleet.
func (l *Limiter) Throttled(attempt chimeconnect.Attempt) {
	line := l.line(attempt)
	if share := line.current(); share != nil {
		share.Throttled(line.attempt)
	}
	l.report(line, "throttled")
}

// Succeeded lets the rate of the fleet recover. It costs nothing while the rate is that of the quota.
func (l *Limiter) Succeeded(attempt chimeconnect.Attempt) {
	line := l.line(attempt)
	if share := line.current(); share != nil {
		share.Succeeded(line.attempt)
	}
	if line.rate() < line.quota.Rate {
		l.report(line, "succeeded")
	}
}

// report tells the store in the background, once per second at most. Reports are lost while the store is away.
func (l *Limiter) report(line *line, verb string) {
	if line.quota.Rate <= 0 || l.knownAway() != nil || !line.mayReport(verb) {
		return
	}
	go func() { _, _ = l.ask(context.Background(), line, verb) }()
}

func (l *line) mayReport(verb string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Sub(l.inProgress[verb]) < reportPause {
		return false
	}
	l.inProgress[verb] = now
	return true
}

// current returns the local share while the store is away, nil otherwise.
func (l *line) current() *chimeconnect.RateLimiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.share == nil || l.share.outage.over.Err() != nil {
		return nil
	}
	return l.share.limiter
}

// Rate returns how many attempts per second the fleet makes, as far as this process knows: the quota, or less after
// throttles.
func (l *Limiter) Rate(attempt chimeconnect.Attempt) float64 { return l.line(attempt).rate() }
