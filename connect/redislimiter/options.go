package redislimiter

import (
	"time"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// Options are the options of [New].
type Options struct {
	// Quotas are what the service allows. The default is connect.DefaultQuotas with bursts of one less, so that requests that
	// are early or late on their way are not throttled. Give messaging a limiter of its own, with
	// chimemessaging.DefaultQuotas.
	Quotas chimeconnect.RateLimiterOptions

	// Prefix starts the keys in the store; "chimeconnect" by default. Fleets with the same prefix share their limits.
	Prefix string

	// Account replaces the account of all attempts, whatever their credentials say. Set it if these are temporary and do not
	// name their account: their access key ID, which is used in its place, is different in each process.
	Account string

	// PerResource reports whether an attempt is counted with those for the same resource only, such as the same channel.
	// The default is that all resources are counted together.
	PerResource func(chimeconnect.Attempt) bool

	// LocalShare says what happens while the store does not answer. 0, the default, refuses attempts with an [*AwayError]. N
	// lets each process make one Nth of the attempts: set it to the largest number of processes that share the limits.
	LocalShare int

	// Timeout is how long to wait for an answer of the store; half a second by default. A store that takes longer counts as
	// away.
	Timeout time.Duration

	// Hooks are called when something happens, for metrics and logs.
	Hooks Hooks
}

// Hooks are functions for metrics and logs. They are called from many goroutines at once and must return at once. Any may
// be nil.
type Hooks struct {
	// Decided is called when an attempt is let through or refused.
	Decided func(chimeconnect.Attempt, Decision)

	// RateChanged is called when this process learns that a limit has a new rate, in attempts per second.
	RateChanged func(attempt chimeconnect.Attempt, rate float64)

	// StoreAway is called when the store stops answering.
	StoreAway func(error)

	// StoreBack is called when the store answers again, with how long it was away.
	StoreBack func(time.Duration)
}

// Decision says whether an attempt was let through, and how.
type Decision struct {
	// Waited is how long the decision took in all.
	Waited time.Duration

	// Asked is how much of that was spent on asking the store.
	Asked time.Duration

	// Questions is how often the store was asked: once, unless it was away or forgot the place.
	Questions int

	// Local says that the attempt was let through by the local share, because the store was away.
	Local bool

	// Err is why the attempt was refused, nil if it was let through.
	Err error
}

// newOptions fills in the defaults.
func newOptions(optFns []func(*Options)) Options {
	o := Options{Quotas: defaultQuotas(), Prefix: "chimeconnect", Timeout: 500 * time.Millisecond}
	for _, fn := range optFns {
		fn(&o)
	}
	return o
}

// defaultQuotas leave a margin of one request.
func defaultQuotas() chimeconnect.RateLimiterOptions {
	quotas := connect.DefaultQuotas()
	quotas.Default.Burst--
	for operation, quota := range quotas.Operations {
		quota.Burst--
		quotas.Operations[operation] = quota
	}
	return quotas
}

// quota returns the quota of an operation.
func (o *Options) quota(operation string) chimeconnect.Quota {
	quota, ok := o.Quotas.Operations[operation]
	if !ok {
		quota = o.Quotas.Default
	}
	quota.Burst = max(1, quota.Burst)
	return quota
}
