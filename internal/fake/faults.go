package fake

import (
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// faults decides which calls go wrong.
type faults struct {
	mu     sync.Mutex
	rules  []*faultRule
	limits []*rateLimit
}

// faultRule is one call of Fail or FailRandomly.
type faultRule struct {
	operation string // empty: all
	fault     Fault
	left      int // calls left; negative: no end
	chance    float64
	random    *rand.Rand // nil: always
}

// rateLimit is a bucket that fills with rate tokens per second and holds burst of them.
type rateLimit struct {
	operation string
	rate      float64
	burst     float64
	tokens    float64
	last      time.Time
}

// next adds the fault to the next n calls of the operation.
func (f *faults) next(operation string, fault Fault, n int) {
	f.add(&faultRule{operation: operation, fault: fault, left: n})
}

// randomly adds the fault to calls of the operation with a probability.
func (f *faults) randomly(operation string, fault Fault, probability float64, seed uint64) {
	f.add(&faultRule{operation: operation, fault: fault, left: -1, chance: probability, random: rand.New(rand.NewPCG(seed, seed))})
}

func (f *faults) add(rule *faultRule) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules = append(f.rules, rule)
}

// limit sets the rate limit of an operation, or of all together; a rate of 0 removes it.
func (f *faults) limit(operation string, rate float64, burst int, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.limits = slices.DeleteFunc(f.limits, func(l *rateLimit) bool { return l.operation == operation })
	if rate > 0 {
		f.limits = append(f.limits, &rateLimit{operation: operation, rate: rate, burst: float64(burst), tokens: float64(burst), last: now})
	}
}

// clear removes all faults and limits.
func (f *faults) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules, f.limits = nil, nil
}

// take returns the fault of a call. Those without an end and those that happen by chance add up, with the oldest of the
// others that is not used up.
func (f *faults) take(call *Call) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	var standing, counted Fault
	used := false
	for _, rule := range f.rules {
		if rule.operation != "" && rule.operation != call.Operation.Name || rule.left == 0 || rule.left > 0 && used || !rule.fault.isFor(call) {
			continue
		}
		if rule.random != nil && rule.random.Float64() >= rule.chance {
			continue
		}
		if rule.left < 0 {
			standing = standing.And(rule.fault)
			continue
		}
		rule.left--
		counted, used = rule.fault, true
	}
	f.rules = slices.DeleteFunc(f.rules, func(rule *faultRule) bool { return rule.left == 0 })
	return standing.And(counted)
}

// allow takes a token from each limit that the call falls under.
func (f *faults) allow(operation string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	allowed := true
	for _, l := range f.limits {
		if l.operation == "" || l.operation == operation {
			allowed = l.take(now) && allowed
		}
	}
	return allowed
}

func (l *rateLimit) take(now time.Time) bool {
	l.tokens = min(l.burst, l.tokens+l.rate*now.Sub(l.last).Seconds())
	l.last = now
	if l.tokens < 1 {
		return false
	}
	l.tokens--
	return true
}
