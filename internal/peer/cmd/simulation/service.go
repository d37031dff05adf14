package main

import "math/rand/v2"

// answer is how an attempt ends.
type answer int

const (
	succeeded answer = iota
	throttled
	unavailable
)

const (
	quotaRate  = 2.0 // requests per second of an operation of Connect, for an account in a Region
	quotaBurst = 5.0

	outageStart = 300.0
	outageEnd   = 360.0
)

// bucket is a token bucket.
type bucket struct{ rate, burst, tokens, filled float64 }

func newBucket(rate, burst float64) bucket { return bucket{rate: rate, burst: burst, tokens: burst} }

func (b *bucket) fill(now float64) {
	b.tokens = min(b.burst, b.tokens+(now-b.filled)*b.rate)
	b.filled = now
}

// service lets through what its quota allows. Refusing costs it nothing.
type service struct {
	clock  *clock
	random *rand.Rand
	quota  bucket
}

func (s *service) arrive() answer {
	if s.clock.now >= outageStart && s.clock.now < outageEnd {
		return unavailable
	}
	s.quota.fill(s.clock.now)
	if s.quota.tokens < 1 {
		return throttled
	}
	s.quota.tokens--
	return succeeded
}

// call sends a request: 10 to 50 ms each way.
func (s *service) call(done func(answer)) {
	way := func() float64 { return 0.01 + 0.04*s.random.Float64() }
	s.clock.after(way(), func() {
		a := s.arrive()
		s.clock.after(way(), func() { done(a) })
	})
}
