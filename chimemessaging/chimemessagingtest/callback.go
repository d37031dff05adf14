package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// delivery is a message, or an edit of one, on its way through one processor of a flow.
type delivery struct {
	id       string // the callback ID
	channel  *channel
	message  *message
	proposed types.ChannelMessage // the message if all processors let it through
	edit     bool
	rest     []types.Processor // the one that has it, and those after it
	at       time.Time
	done     bool
}

func (s *state) callbackHandlers(h *Handlers) { h.ChannelFlowCallback = handle(s, channelFlowCallback) }

// processes hands a message, or an edit of one, to the channel's flow. It reports false if there is nothing to do: no flow,
// or a CONTROL message, which flows do not see.
func (r *request) processes(ch *channel, m *message, proposed types.ChannelMessage, edit bool) bool {
	flow, ok := r.state.flows.Get(aws.ToString(ch.info.ChannelFlowArn))
	if !ok || proposed.Type == types.ChannelMessageTypeControl {
		return false
	}
	if !edit {
		m.info.Status = status(types.ChannelMessageStatusPending)
		r.store(ch, m)
	}
	d := delivery{channel: ch, message: m, proposed: proposed, edit: edit, rest: inOrder(flow.Processors)}
	r.tellSender(types.ChannelMessageStatusPending, &d)
	r.deliver(d)
	return true
}

// deliver takes a message to the next processor, or to its readers after the last.
func (r *request) deliver(next delivery) {
	d := &next
	if len(d.rest) == 0 {
		r.accept(d)
		return
	}
	d.id, d.at, d.done = r.state.newID(), r.time, false
	d.message.waits = d
	r.state.callbacks[d.id] = d
	p, ok := r.state.processors[aws.ToString(d.rest[0].Configuration.Lambda.ResourceArn)]
	if !ok {
		r.fallBack(d)
		return
	}
	r.state.invoke(p, d)
}

// fallBack does what the processor's fallback action says for a function that cannot be invoked.
func (r *request) fallBack(d *delivery) {
	d.done = true
	if d.rest[0].FallbackAction == types.FallbackActionContinue {
		r.continueWith(d)
		return
	}
	d.message.waits = nil
	r.tellSender(types.ChannelMessageStatusFailed, d)
	if !d.edit {
		d.message.info.Status = status(types.ChannelMessageStatusFailed)
		d.message.info.LastUpdatedTimestamp = aws.Time(r.time)
		r.store(d.channel, d.message)
	}
}

// continueWith delivers to the processor after this one.
func (r *request) continueWith(d *delivery) {
	next := *d
	next.rest = d.rest[1:]
	r.deliver(next)
}

// accept stores a message as its processors have changed it.
func (r *request) accept(d *delivery) {
	d.message.waits = nil
	if _, there := d.channel.messages.Get(*d.message.info.MessageId); !there {
		return // deleted meanwhile
	}
	d.message.info = d.proposed
	d.message.info.LastUpdatedTimestamp = aws.Time(r.time)
	if d.edit {
		d.message.info.Status = status(types.ChannelMessageStatusSent)
		r.store(d.channel, d.message)
		r.tellOfMessage("UPDATE_CHANNEL_MESSAGE", d.channel, d.message.info)
		return
	}
	r.sent(d.channel, d.message)
}

// deny drops a new message or an edit. Only a messaging session of the sender is told.
func (r *request) deny(d *delivery) {
	d.message.waits = nil
	r.tellSender(types.ChannelMessageStatusDenied, d)
	if !d.edit {
		d.channel.messages.Delete(r.Moment, *d.message.info.MessageId)
	}
}

func channelFlowCallback(r *request, in *chimemessaging.ChannelFlowCallbackInput) (*chimemessaging.ChannelFlowCallbackOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	d, ok := r.state.callbacks[*in.CallbackId]
	if !ok || d.channel != ch {
		return nil, forbidden("There is no such callback for the channel.")
	}
	if r.time.Sub(d.at) > r.state.server.options.Limits.CallbackTime {
		return nil, forbidden("The time for the callback is over.")
	}
	if *in.ChannelMessage.MessageId != *d.message.info.MessageId {
		return nil, badRequest("The callback is for another message.")
	}
	if d.done {
		return nil, either(r.choices().CallbackRepeated, badRequest("The message is not pending."))
	}
	if err := r.checkContent(d.proposed.Type, in.ChannelMessage.Content, in.ChannelMessage.Metadata); err != nil {
		return nil, err
	}
	if err := r.checkAttributes(in.ChannelMessage.MessageAttributes); err != nil {
		return nil, err
	}
	d.done = true
	if in.DeleteResource {
		r.deny(d)
	} else {
		d.apply(in.ChannelMessage)
		r.continueWith(d)
	}
	return &chimemessaging.ChannelFlowCallbackOutput{ChannelArn: in.ChannelArn, CallbackId: in.CallbackId}, nil
}

// apply takes over the changes of a processor. Members that it leaves out stay.
func (d *delivery) apply(in *types.ChannelMessageCallback) {
	if in.Content != nil {
		d.proposed.Content = in.Content
	}
	if in.Metadata != nil {
		d.proposed.Metadata = in.Metadata
	}
	if in.MessageAttributes != nil {
		d.proposed.MessageAttributes = in.MessageAttributes
	}
	if in.ContentType != nil {
		d.proposed.ContentType = in.ContentType
	}
}
