package channelflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Client is the part of [chimemessaging.Client] that a [Processor] needs. The role of the Lambda function must allow
// chime:ChannelFlowCallback; there is no bearer.
type Client interface {
	ChannelFlowCallback(ctx context.Context, params *chimemessaging.ChannelFlowCallbackInput, optFns ...func(*chimemessaging.Options)) (*chimemessaging.ChannelFlowCallbackOutput, error)
}

// Handler decides about one message. Its context ends before that of the invocation, see [Options].Reserve; a handler that
// is still running then is abandoned, and its result is ignored. Handlers may run at the same time, and more than once for
// the same message: see [Store]. A decision that comes with an error is ignored.
//
// The error ends up where Lambda logs errors, so its text should not quote the message.
type Handler func(ctx context.Context, event Event) (Decision, error)

// Processor answers the events of a channel flow. Make one with [New] at program start; it is safe for concurrent use.
type Processor struct {
	client  Client
	handler Handler
	options Options
}

// New returns a processor that calls the handler for each message and sends its decision with the client. Option functions
// change the [Options]. It panics if the client or the handler is nil.
func New(client Client, handler Handler, optFns ...func(*Options)) *Processor {
	if client == nil || handler == nil {
		panic("channelflow: New needs a client and a handler")
	}
	return &Processor{client: client, handler: handler, options: newOptions(optFns)}
}

// Handle handles one event, as JSON. It has the form that github.com/aws/aws-lambda-go/lambda.Start takes:
//
//	lambda.Start(channelflow.New(client, handler).Handle)
//
// It returns nil once there is a verdict, or nothing left to decide. An error means that there is none, and makes Lambda
// invoke the function again with the same event: the event is not one of a channel flow, the handler failed and
// [Options].OnError is RetryOnError, the callback failed, or another delivery is in progress ([ErrInProgress]). The text
// of the error has the id of the message, and nothing of its content unless an error of the handler or the service quotes it.
func (p *Processor) Handle(ctx context.Context, event json.RawMessage) error {
	started := time.Now()
	d := delivery{Processor: p, raw: event}
	err := d.run(ctx)
	d.report.Duration = time.Since(started)
	if p.options.OnReport != nil {
		p.options.OnReport(ctx, d.report)
	}
	return err
}

// delivery is the handling of one event.
type delivery struct {
	*Processor

	raw     json.RawMessage
	report  Report
	claimed bool // in the Store
}

func (d *delivery) run(ctx context.Context) error {
	event, err := ParseEvent(d.raw)
	d.report.Event = event
	if err != nil {
		d.report.Outcome, d.report.Err = OutcomeFailed, err
		return err
	}
	early, late, stop := deadlines(ctx, d.options.Reserve)
	defer stop()
	if d.options.SkipBots && event.ChannelMessage.Sender.IsBot() {
		return d.tell(late, Allow(), OutcomeSkippedBot)
	}
	state, err := d.claim(early)
	if err == nil && state != StateFree {
		return d.leave(state)
	}
	err = d.conclude(early, late, err)
	d.remember(ctx, err == nil)
	return err
}

// leave ends a delivery whose event belongs to another delivery.
func (d *delivery) leave(state State) error {
	if state == StateDecided {
		d.report.Outcome = OutcomeDecidedBefore
		return nil
	}
	d.report.Outcome, d.report.Err = OutcomeInProgress, ErrInProgress
	return fmt.Errorf("%w: message %s", ErrInProgress, d.report.Event.ChannelMessage.MessageId)
}

// conclude gets a decision from the handler, or from the error policy if there is an error, and sends it. err is the error
// of the steps before, if any.
func (d *delivery) conclude(early, late context.Context, err error) error {
	var decision Decision
	if err == nil {
		decision, err = d.decide(early)
	}
	if err != nil {
		var ok bool
		if decision, ok = d.fallback(err); !ok {
			return d.fail(err)
		}
	}
	return d.tell(late, decision, OutcomeDecided)
}

// deadlines splits the time until the deadline of ctx: the handler gets the first part, callbacks all but a little, so
// that Handle returns before Lambda ends the invocation.
func deadlines(ctx context.Context, reserve time.Duration) (early, late context.Context, stop func()) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return ctx, ctx, func() {}
	}
	reserve = max(0, min(reserve, time.Until(deadline)/2))
	late, stopLate := context.WithDeadline(ctx, deadline.Add(-reserve/10))
	early, stopEarly := context.WithDeadline(late, deadline.Add(-reserve))
	return early, late, func() { stopEarly(); stopLate() }
}

// decide calls the handler.
func (d *delivery) decide(ctx context.Context) (Decision, error) {
	event, err := ParseEvent(d.raw) // a copy: a handler may write to it, even after it was left behind
	if err != nil {
		return Decision{}, err
	}
	decision, err := call(ctx, d.handler, event)
	if err != nil {
		return Decision{}, err
	}
	return decision, decision.check(d.options.Limits)
}

// fallback returns the decision of the error policy, and false if the policy makes none.
func (d *delivery) fallback(err error) (Decision, bool) {
	d.report.Err = err
	switch d.options.OnError {
	case AllowOnError:
		d.report.Fallback = true
		return Allow(), true
	case DenyOnError:
		d.report.Fallback = true
		return Deny(), true
	default:
		return Decision{}, false
	}
}

// tell sends a decision. If the service refuses an update for its content, the error policy decides.
func (d *delivery) tell(ctx context.Context, decision Decision, outcome Outcome) error {
	d.report.Decision = decision
	err := d.send(ctx, decision)
	switch {
	case err == nil:
		d.report.Outcome = outcome
		return nil
	case d.options.AlreadyDecided(err):
		d.report.Outcome, d.report.Err = OutcomeNothingToDecide, errors.Join(d.report.Err, err)
		return nil
	}
	var refused *types.BadRequestException
	if decision.verdict == VerdictUpdate && errors.As(err, &refused) {
		if other, ok := d.fallback(err); ok {
			return d.tell(ctx, other, outcome)
		}
	}
	return d.fail(errors.Join(d.report.Err, err))
}

// fail reports that there is no verdict.
func (d *delivery) fail(err error) error {
	d.report.Outcome, d.report.Err = OutcomeFailed, err
	return fmt.Errorf("channelflow: message %s has no verdict: %w", d.report.Event.ChannelMessage.MessageId, err)
}
