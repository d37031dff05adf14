package channelflow

import (
	"context"
	"math/rand/v2"
	"time"
)

// ErrorPolicy is what a [Processor] does with a message that its handler could not decide: because it failed, panicked,
// made a decision that cannot be sent or had no time left, or because the [Store] failed.
type ErrorPolicy int

// The error policies.
const (
	// RetryOnError gives no verdict and returns the error, so that Lambda invokes the function again: twice, after one and
	// two minutes, unless the function is configured otherwise. After that nobody decides, and the message stays PENDING:
	// give the function an on-failure destination or a dead-letter queue, and let a processor that always denies or allows
	// handle the events that end up there. This is the default.
	RetryOnError ErrorPolicy = iota
	// AllowOnError delivers the message as it is: nobody waits, but some messages get through unchecked.
	AllowOnError
	// DenyOnError denies the message: nothing gets through unchecked, but some people have to send their message again.
	DenyOnError
)

// Options change a [Processor] before it handles its first event.
type Options struct {
	// OnError decides about messages that the handler could not decide; RetryOnError by default. With any policy, a
	// verdict that could not be delivered is an error, so that Lambda invokes the function again.
	OnError ErrorPolicy

	// SkipBots allows messages of app instance bots without calling the handler. Set it where the handler makes a bot send
	// messages, which pass the flow too and would go round in circles.
	SkipBots bool

	// Store remembers decided events, for handlers with effects outside the message; nil by default, which runs the handler
	// for repeated invocations as well. The service takes only one verdict either way.
	Store Store

	// Lease is how long a delivery may keep others of the same event waiting in the Store, at most: a minute by default. A
	// delivery that is cut off, because the process crashed, blocks its repetitions for that long. If the deadline of the
	// context comes first, the lease ends then.
	Lease time.Duration

	// Reserve is the time before the deadline of the context that is kept for the verdict, a second by default: the context
	// of the handler ends that much earlier. It is never more than half of the time that there is. A context
	// without a deadline, which Lambda never passes, bounds neither handler nor callback.
	Reserve time.Duration

	// Attempts is the maximum number of attempts of a callback, 10 by default; throttles, faults of the service and
	// broken connections are retried. No attempt begins after the deadline of the context. The client's own attempts do
	// not multiply these: its RetryMaxAttempts is 1 for a callback.
	Attempts int

	// Backoff is how long to wait after the given number of failed attempts, from 1. By default it is a random time up to
	// 100 milliseconds, doubled for each further attempt up to 5 seconds.
	Backoff func(failed int) time.Duration

	// Limits are the sizes that updates are checked against; [DefaultLimits] by default.
	Limits Limits

	// AlreadyDecided reports whether the error of a callback says that there is nothing left to decide; the function
	// [AlreadyDecided] by default.
	AlreadyDecided func(error) bool

	// OnReport is called once for each delivery, at its end and before Handle returns. It should log what it needs: a
	// Processor logs nothing. Its Report prints without content.
	OnReport func(context.Context, Report)
}

func newOptions(optFns []func(*Options)) Options {
	o := Options{Lease: time.Minute, Reserve: time.Second, Attempts: 10, Backoff: fullJitter, Limits: DefaultLimits(), AlreadyDecided: AlreadyDecided}
	for _, fn := range optFns {
		fn(&o)
	}
	if o.Backoff == nil {
		o.Backoff = fullJitter
	}
	if o.AlreadyDecided == nil {
		o.AlreadyDecided = AlreadyDecided
	}
	return o
}

// fullJitter is the default back-off.
func fullJitter(failed int) time.Duration {
	longest := min(100*time.Millisecond<<min(failed-1, 16), 5*time.Second)
	return rand.N(longest) + 1
}
