package main

import (
	"math/rand/v2"
	"slices"
)

// strategy is the behaviour of clients.
type strategy struct {
	name     string
	attempts int
	budget   bool
	pacer    func(*world) func() pacer // for each client
}

func unlimited(*world) func() pacer { return func() pacer { return unpaced{} } }

func adaptively(w *world) func() pacer {
	return func() pacer { return &adaptive{clock: w.clock} }
}

// each gives each client a limiter of its own, shared one to all of them.
func each(l adaptation) func(*world) func() pacer {
	return func(w *world) func() pacer { return func() pacer { return newLimiter(w.clock, l) } }
}

func shared(l adaptation) func(*world) func() pacer {
	return func(w *world) func() pacer {
		one := newLimiter(w.clock, l)
		return func() pacer { return one }
	}
}

// inForce is how the library's limiter adapts.
var inForce = adaptation{floor: 1.0 / 16, recovery: 1.0 / 16}

var strategies = []strategy{
	{"no retries", 1, true, unlimited},
	{"retries without a budget", 3, false, unlimited},
	{"retries with a budget (default)", 3, true, unlimited},
	{"adaptive mode", 3, true, adaptively},
	{"a limiter for each client", 3, true, each(inForce)},
	{"a shared limiter", 3, true, shared(inForce)},
}

// load is the calls to make.
type load struct {
	name  string
	rate  float64 // calls per second, or
	burst int     // all at once at the start
	runs  int     // over which the figures are the mean
}

var loads = []load{
	{name: "steady, 80 % of the quota", rate: 0.8 * quotaRate, runs: 8},
	{name: "10,000 at once", burst: 10_000, runs: 1},
}

const (
	duration    = 1800.0
	parallelism = 50 // calls of one client at once
)

// world is one run of the simulation, and what it counts.
type world struct {
	clock   *clock
	service *service

	arrived, sent, failed int
	doneAt                []float64
	took                  []float64
	waiting               []int // calls not done at each full second
	sentIn                []int // attempts in each second
}

func (w *world) done(began float64) {
	w.doneAt = append(w.doneAt, w.clock.now)
	w.took = append(w.took, w.clock.now-began)
}

// simulate runs a load on a number of clients.
func simulate(clients int, l load, s strategy, seed uint64) *world {
	random := rand.New(rand.NewPCG(seed, 1))
	w := &world{clock: &clock{}}
	w.service = &service{clock: w.clock, random: random, quota: newBucket(quotaRate, quotaBurst)}
	pacers := s.pacer(w)
	all := make([]*client, clients)
	for i := range all {
		all[i] = &client{world: w, pacer: pacers(), attempts: s.attempts, budget: -1, random: random}
		if s.budget {
			all[i].budget = retryTokens
		}
	}
	if l.burst > 0 {
		w.startBurst(all, l.burst, random)
	} else {
		w.startSteady(all, l.rate, random)
	}
	before := 0
	for second := 1.0; second <= duration; second++ {
		w.clock.runUntil(second)
		w.waiting = append(w.waiting, w.arrived-len(w.doneAt))
		w.sentIn = append(w.sentIn, w.sent-before)
		before = w.sent
	}
	return w
}

// startSteady makes calls arrive at random times.
func (w *world) startSteady(all []*client, rate float64, random *rand.Rand) {
	var next func()
	next = func() {
		w.arrived++
		all[random.IntN(len(all))].do(func() {})
		w.clock.after(random.ExpFloat64()/rate, next)
	}
	w.clock.after(random.ExpFloat64()/rate, next)
}

// startBurst gives all clients their share within ten seconds; each does some of it at once.
func (w *world) startBurst(all []*client, n int, random *rand.Rand) {
	w.arrived = n
	for i, c := range all {
		left := (n + len(all) - 1 - i) / len(all)
		var next func()
		next = func() {
			if left > 0 {
				left--
				c.do(next)
			}
		}
		for range min(left, parallelism) {
			w.clock.after(10*random.Float64(), next)
		}
	}
}

// possible returns how many calls could succeed at best: the quota with a burst at the start and one after the outage.
func (w *world) possible() float64 {
	return min(float64(w.arrived), 2*quotaBurst+quotaRate*(duration-(outageEnd-outageStart)))
}

// goodput returns how many calls per second succeeded between two times.
func (w *world) goodput(from, to float64) float64 {
	low, _ := slices.BinarySearch(w.doneAt, from)
	high, _ := slices.BinarySearch(w.doneAt, to)
	return float64(high-low) / (to - from)
}

// recovery returns how long after the outage it takes until no more calls wait than the maximum of the five minutes before
// it; for a burst, until 95 % of the quota is used again for a minute. It is the rest of the time if that does not happen.
func (w *world) recovery(l load) float64 {
	before := slices.Max(w.waiting[:int(outageStart)])
	for second := outageEnd; second+60 <= duration; second++ {
		if l.burst > 0 && w.goodput(second, second+60) >= 0.95*quotaRate || l.burst == 0 && w.waiting[int(second)-1] <= before {
			return second - outageEnd
		}
	}
	return duration - outageEnd
}

// quantile returns the longest time that a part of the successful calls took.
func (w *world) quantile(part float64) float64 {
	if len(w.took) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(w.took))
	return sorted[int(part*float64(len(sorted)-1))]
}
