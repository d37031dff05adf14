package channelflow

import (
	"log/slog"
	"time"
)

// Outcome is how a delivery ended.
type Outcome string

// The outcomes. For all but the last two, Handle returns nil.
const (
	// OutcomeDecided: the service accepted the verdict.
	OutcomeDecided Outcome = "decided"
	// OutcomeSkippedBot: a bot sent the message, which [Options].SkipBots allows; the service accepted the verdict.
	OutcomeSkippedBot Outcome = "skipped bot"
	// OutcomeDecidedBefore: the event is decided in the Store. Neither the handler nor the service was called.
	OutcomeDecidedBefore Outcome = "decided before"
	// OutcomeNothingToDecide: the service refused the verdict because there is nothing left to decide, as far as
	// [Options].AlreadyDecided can tell: another delivery was faster, or the 48 hours are over. The answer is in Err. Look
	// at it if this outcome is frequent: a missing permission can look the same.
	OutcomeNothingToDecide Outcome = "nothing to decide"
	// OutcomeInProgress: another delivery of the event is being handled and did not end in time. Handle returns
	// [ErrInProgress], so that Lambda tries again.
	OutcomeInProgress Outcome = "in progress"
	// OutcomeFailed: there is no verdict. Handle returns Err.
	OutcomeFailed Outcome = "failed"
)

// Report is the outcome of one delivery of an event. It prints without content; the content is in its Event.
type Report struct {
	// Event is the event, as far as it could be decoded.
	Event Event
	// Outcome is how the delivery ended.
	Outcome Outcome
	// Decision is the decision that was sent, or that could not be sent; the zero value if there was none.
	Decision Decision
	// Fallback says that [Options].OnError made the decision, because of Err.
	Fallback bool
	// Err is why there is no verdict of the handler, or what the service answered where there was nothing to decide.
	Err error
	// StoreErr is why the Store could not remember the end of the delivery. A repetition may run the handler again.
	StoreErr error
	// Attempts counts the calls of ChannelFlowCallback.
	Attempts int
	// Duration is how long the delivery took, handler and callback.
	Duration time.Duration
}

// LogValue shows identifiers, outcome and errors. The text of a handler's error is shown as it is.
func (r Report) LogValue() slog.Value {
	attrs := append(r.Event.attrs(), slog.String("outcome", string(r.Outcome)), slog.String("decision", r.Decision.String()),
		slog.Int("attempts", r.Attempts), slog.Duration("duration", r.Duration))
	if r.Fallback {
		attrs = append(attrs, slog.Bool("fallback", true))
	}
	if r.Err != nil {
		attrs = append(attrs, slog.String("error", r.Err.Error()))
	}
	if r.StoreErr != nil {
		attrs = append(attrs, slog.String("storeError", r.StoreErr.Error()))
	}
	return slog.GroupValue(attrs...)
}
