package redislimiter

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/seed-086a074d/chimeconnect"
)

// watchPause is how often a process with callers in line asks for the rate.
const watchPause = time.Second

// Limiter is a [chimeconnect.Limiter] and [chimeconnect.AttemptObserver] that all processes with the same store share. It
// is safe for concurrent use, by any number of clients.
type Limiter struct {
	store   Store
	script  *redis.Script
	options Options

	mu     sync.Mutex
	lines  map[chimeconnect.Attempt]*line
	outage *outage   // nil while the store answers
	heardS float64   // the server's clock in the last answer, in seconds
	heardT time.Time // when that answer arrived
}

var (
	_ chimeconnect.Limiter         = (*Limiter)(nil)
	_ chimeconnect.AttemptObserver = (*Limiter)(nil)
)

// New returns a limiter whose count is in a store, with the default quotas of Amazon Connect. It does not connect yet. The
// caller owns the store, and closes it.
func New(store Store, optFns ...func(*Options)) *Limiter {
	return &Limiter{
		store: store, script: redis.NewScript(source), options: newOptions(optFns),
		lines: map[chimeconnect.Attempt]*line{},
	}
}

// Wait returns when the attempt may be made. It returns at once if ctx would expire first, with an error that is
// context.DeadlineExceeded, and with an [*AwayError] if the store is away and there is no local share.
func (l *Limiter) Wait(ctx context.Context, attempt chimeconnect.Attempt) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	line := l.line(attempt)
	if line.quota.Rate <= 0 {
		return nil
	}
	if line.enter() {
		go l.watch(context.WithoutCancel(ctx), line)
	}
	defer line.leave()
	start := time.Now()
	var decision Decision
	decision.Err = l.decide(ctx, line, &decision)
	decision.Waited = time.Since(start)
	if l.options.Hooks.Decided != nil {
		l.options.Hooks.Decided(attempt, decision)
	}
	return decision.Err
}

// decide takes a place and waits for it, and starts over if the store goes away or loses the place.
func (l *Limiter) decide(ctx context.Context, line *line, d *Decision) error {
	for {
		p, err := l.take(ctx, line, d)
		var none *noAnswerError
		switch {
		case errors.As(err, &none):
			err = l.withoutStore(ctx, line, none.err)
			d.Local = err == nil
		case err == nil:
			err = l.await(ctx, line, p)
		}
		if !errors.Is(err, errForgotten) && !errors.Is(err, errBack) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// take asks for a place, unless the store was away a moment ago.
func (l *Limiter) take(ctx context.Context, line *line, d *Decision) (*place, error) {
	if err := l.knownAway(); err != nil {
		return nil, &noAnswerError{err}
	}
	longest := -1.0
	if deadline, ok := ctx.Deadline(); ok {
		longest = max(0, time.Until(deadline).Seconds())
	}
	start := time.Now()
	a, err := l.ask(ctx, line, "take", longest, l.expiry())
	d.Asked += time.Since(start)
	d.Questions++
	switch {
	case err != nil:
		return nil, err
	case a.what == "late":
		wait := time.Duration((a.place - a.virtual) / a.rate * float64(time.Second))
		return nil, tooLate(line.attempt.Operation, a.rate, wait)
	case a.what != "ok":
		return nil, &noAnswerError{errors.New("the question reached the store too late")}
	}
	return line.hold(a), nil
}

// await waits for a place, and returns it to the store if it is not used.
func (l *Limiter) await(ctx context.Context, line *line, p *place) (err error) {
	defer line.drop(p)
	for {
		due, changed, ok := line.due(p)
		if !ok {
			return errForgotten
		}
		wait := time.Until(due)
		if wait <= 0 {
			return nil
		}
		if deadline, ok := ctx.Deadline(); ok && deadline.Before(due) {
			l.giveBack(ctx, line, p)
			return tooLate(line.attempt.Operation, line.rate(), wait)
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
			return nil
		case <-changed:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			l.giveBack(ctx, line, p)
			return ctx.Err()
		}
	}
}

// giveBack gives a place to the next caller. If the store does not answer, the place is lost.
func (l *Limiter) giveBack(ctx context.Context, line *line, p *place) {
	go func() { _, _ = l.ask(context.WithoutCancel(ctx), line, "free", p.name, p.number) }()
}

// watch asks for the rate as long as callers wait.
func (l *Limiter) watch(ctx context.Context, line *line) {
	for {
		time.Sleep(watchPause)
		if line.idle() {
			return
		}
		name, highest := line.highest()
		_, _ = l.ask(ctx, line, "look", name, highest) // what it heard has been noted
	}
}

// line returns the line of an attempt.
func (l *Limiter) line(attempt chimeconnect.Attempt) *line {
	if l.options.Account != "" {
		attempt.Account = l.options.Account
	}
	if l.options.PerResource == nil || !l.options.PerResource(attempt) {
		attempt.Resource = ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if known := l.lines[attempt]; known != nil {
		return known
	}
	if len(l.lines) >= 1024 { // resources come and go
		for key, old := range l.lines {
			if old.unused(time.Now()) {
				delete(l.lines, key)
			}
		}
	}
	fresh := newLine(attempt, l.options.quota(attempt.Operation), l.keys(attempt))
	l.lines[attempt] = fresh
	return fresh
}

// keys are those of a limit. The braces keep both in one slot of a cluster.
func (l *Limiter) keys(attempt chimeconnect.Attempt) []string {
	account := attempt.Account
	if strings.Trim(account, "0123456789") != "" { // an access key ID
		sum := sha256.Sum256([]byte(account))
		account = hex.EncodeToString(sum[:8])
	}
	parts := []string{l.options.Prefix, attempt.Service, attempt.Region, account, attempt.Operation}
	if attempt.Resource != "" {
		parts = append(parts, attempt.Resource)
	}
	key := "{" + strings.ReplaceAll(strings.Join(parts, "/"), "}", "%7D") + "}"
	return []string{key, key + ":free"}
}

// randomName names a new state.
func randomName() string { return rand.Text() }
