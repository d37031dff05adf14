package session

import (
	"math/rand/v2"
	"time"
)

const (
	// firstBackoff is the longest wait before the second attempt.
	firstBackoff = time.Second
	// connectInterval is the minimum time between two attempts: the service allows a user one connect per second.
	connectInterval = time.Second
)

// backoff decides when to connect.
type backoff struct {
	longest time.Duration
	giveUp  time.Duration // negative: never

	failed int       // attempts since the session was established
	lost   time.Time // when the connection was lost, zero while there is one
	last   time.Time // the last attempt
}

// attempt records that a connection is being opened.
func (b *backoff) attempt(now time.Time) {
	b.last = now
	if b.lost.IsZero() {
		b.lost = now
	}
}

// established restarts the time after which the session gives up.
func (b *backoff) established() { b.lost = time.Time{} }

// caughtUp resets the back-off: the session is established and has what it had missed.
func (b *backoff) caughtUp() { b.failed = 0 }

// next returns how long to wait before the next attempt: a random part of a time that doubles each time. It returns
// false if that attempt would come too late.
func (b *backoff) next(now time.Time) (time.Duration, bool) {
	if b.lost.IsZero() {
		b.lost = now
	}
	ceiling := min(b.longest, firstBackoff<<min(b.failed, 20))
	b.failed++
	wait := max(rand.N(ceiling+1), b.last.Add(connectInterval).Sub(now))
	return wait, b.giveUp < 0 || now.Add(wait).Sub(b.lost) < b.giveUp
}
