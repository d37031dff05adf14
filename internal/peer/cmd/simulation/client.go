package main

import "math/rand/v2"

const (
	retryTokens = 500 // of the standard retryer
	retryCost   = 5

	programPause = 30.0 // seconds until a program repeats a failed call
)

// client makes calls with the retries of the standard retryer; client_test.go compares them.
type client struct {
	*world
	pacer    pacer
	attempts int // at most, for a call
	budget   int // tokens; negative without a budget
	random   *rand.Rand
}

// do repeats a call until it succeeds.
func (c *client) do(finished func()) {
	began := c.clock.now
	var again func()
	again = func() {
		c.attempt(1, 0, func(ok bool) {
			if ok {
				c.done(began)
				finished()
				return
			}
			c.failed++
			c.clock.after(programPause*(0.5+c.random.Float64()), again)
		})
	}
	again()
}

// attempt makes an attempt, and the next one if it fails and may be repeated. held is the number of retry tokens that
// it holds.
func (c *client) attempt(number, held int, end func(ok bool)) {
	c.pacer.wait(func() {
		c.sent++
		c.service.call(func(a answer) {
			c.pacer.report(a)
			if a == succeeded {
				c.refund(held + 1)
				end(true)
				return
			}
			if number == c.attempts || !c.pay() {
				end(false)
				return
			}
			c.clock.after(backOff(c.random, number), func() { c.attempt(number+1, retryCost, end) })
		})
	})
}

// backOff returns a pause of up to 2 seconds after the first attempt and up to 4 after the second.
func backOff(random *rand.Rand, number int) float64 {
	return random.Float64() * float64(int(1)<<number)
}

func (c *client) pay() bool {
	switch {
	case c.budget < 0:
		return true
	case c.budget < retryCost:
		return false
	}
	c.budget -= retryCost
	return true
}

func (c *client) refund(tokens int) {
	if c.budget >= 0 {
		c.budget = min(retryTokens, c.budget+tokens)
	}
}
