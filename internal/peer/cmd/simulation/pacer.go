package main

import "math"

// pacer decides when the attempts of a client, or of all clients, may be made.
type pacer interface {
	wait(then func())
	report(a answer)
}

// unpaced makes all attempts at once.
type unpaced struct{}

func (unpaced) wait(then func()) { then() }
func (unpaced) report(answer)    {}

// adaptation is how a limiter adapts to throttles.
type adaptation struct {
	floor    float64 // the part of the quota below which throttles do not push the rate
	recovery float64 // the part of the quota that a second without a throttle gives back
}

// limiter is the RateLimiter of the library for one operation; limiter_test.go compares them.
type limiter struct {
	adaptation
	clock   *clock
	bucket  bucket
	line    []func()
	slowed  float64 // when a throttle last halved the rate
	quicker float64 // when the rate last went up
}

func newLimiter(c *clock, l adaptation) *limiter {
	return &limiter{adaptation: l, clock: c, bucket: newBucket(quotaRate, quotaBurst), slowed: math.Inf(-1)}
}

func (l *limiter) wait(then func()) {
	if l.line = append(l.line, then); len(l.line) == 1 {
		l.serve()
	}
}

// serve gives the first in line its turn.
func (l *limiter) serve() {
	l.bucket.fill(l.clock.now)
	delay := max(0, (1-l.bucket.tokens)/l.bucket.rate)
	l.bucket.tokens--
	l.clock.after(delay, func() {
		then := l.line[0]
		l.line[0] = nil
		if l.line = l.line[1:]; len(l.line) > 0 {
			l.serve()
		}
		then()
	})
}

func (l *limiter) report(a answer) {
	now := l.clock.now
	switch {
	case a == throttled && now-l.slowed >= 1:
		l.bucket.fill(now)
		l.slowed, l.quicker = now, now
		l.bucket.burst, l.bucket.rate = 1, max(l.bucket.rate/2, quotaRate*l.floor)
		l.bucket.tokens = min(l.bucket.tokens, 1)
	case a == succeeded && l.bucket.rate < quotaRate:
		l.bucket.fill(now)
		l.bucket.rate = min(quotaRate, l.bucket.rate+(now-l.quicker)*l.recovery*quotaRate)
		l.quicker = now
		if l.bucket.rate == quotaRate {
			l.bucket.burst = quotaBurst
		}
	}
}

// adaptive is the adaptive mode of AWS clients: a rate for each client, which follows a cubic curve and begins with the
// first throttle.
type adaptive struct {
	clock *clock

	enabled        bool
	bucket         bucket
	measured       float64 // attempts per second
	counted        float64 // attempts since the half second that last was measured
	measuredAt     float64
	peak, peakedAt float64 // the rate at the last throttle
}

func (a *adaptive) wait(then func()) {
	if a.enabled {
		if a.bucket.fill(a.clock.now); a.bucket.tokens < 1 {
			a.clock.after((1-a.bucket.tokens)/a.bucket.rate+1e-9, func() { a.wait(then) })
			return
		}
		a.bucket.tokens--
	}
	then()
}

func (a *adaptive) report(got answer) {
	now := a.clock.now
	a.counted++
	if half := math.Floor(now*2) / 2; half > a.measuredAt {
		a.measured = 0.8*a.counted/(half-a.measuredAt) + 0.2*a.measured
		a.counted, a.measuredAt = 0, half
	}
	var next float64
	if got == throttled {
		a.peak = a.measured
		if a.enabled {
			a.peak = min(a.peak, a.bucket.rate)
		}
		next, a.peakedAt, a.enabled = 0.7*a.peak, now, true
	} else {
		x := now - a.peakedAt - math.Cbrt(a.peak*0.3/0.4)
		next = 0.4*x*x*x + a.peak
	}
	next = min(next, 2*a.measured)
	a.bucket.fill(now)
	a.bucket.rate, a.bucket.burst = max(next, 0.5), max(next, 1)
	a.bucket.tokens = min(a.bucket.tokens, a.bucket.burst)
}
