package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// message is a message that is kept: a persistent one, or one that waits for its processor.
type message struct {
	info     types.ChannelMessage
	versions fake.Table[types.ChannelMessage] // of info, under the empty key
	sender   *user
	at       time.Time // when it was sent, processors included
	waits    *delivery // nil unless a processor has the message or an edit of it
}

func (s *state) messageHandlers(h *Handlers) {
	h.SendChannelMessage = handle(s, sendChannelMessage)
	h.UpdateChannelMessage = handle(s, updateChannelMessage)
	h.RedactChannelMessage = handle(s, redactChannelMessage)
	h.DeleteChannelMessage = handle(s, deleteChannelMessage)
}

func status(value types.ChannelMessageStatus) *types.ChannelMessageStatusStructure {
	return &types.ChannelMessageStatusStructure{Value: value}
}

// checkContent enforces the limits of a type of message.
func (r *request) checkContent(kind types.ChannelMessageType, content, metadata *string) error {
	limit := r.state.server.options.Limits.StandardBytes
	if kind == types.ChannelMessageTypeControl {
		limit = r.state.server.options.Limits.ControlBytes
		if aws.ToString(metadata) != "" {
			return badRequest("A CONTROL message has no metadata.")
		}
	}
	if len(aws.ToString(content)) > limit {
		return badRequest("Content: a %s message has at most %d bytes.", kind, limit)
	}
	return nil
}

// checkAttributes enforces the limit of the attributes of a message.
func (r *request) checkAttributes(attributes map[string]types.MessageAttributeValue) error {
	size, limit := 0, r.state.server.options.Limits.AttributeBytes
	for name, value := range attributes {
		size += len(name)
		for _, text := range value.StringValues {
			size += len(text)
		}
	}
	if size > limit {
		return badRequest("MessageAttributes: at most %d bytes.", limit)
	}
	return nil
}

// checkPlace refuses a request that names another sub-channel than the bearer's.
func (r *request) checkPlace(ch *channel, sub *string) error {
	if !ch.elastic() {
		if sub != nil {
			return badRequest("Only elastic channels have sub-channels.")
		}
		return nil
	}
	if sub == nil {
		return badRequest("SubChannelId: an elastic channel needs it.")
	}
	if m, ok := ch.members.Get(r.user.arn); ok && m.sub != *sub || !ok && r.manages(ch) != nil {
		return forbidden("The bearer is not a member of the sub-channel.")
	}
	return nil
}

// checkTarget makes sure that a targeted message has a receiver.
func (ch *channel) checkTarget(targets []types.Target) error {
	for _, target := range targets {
		if _, ok := ch.members.Get(aws.ToString(target.MemberArn)); !ok {
			return badRequest("Target: must be a member of the channel.")
		}
	}
	return nil
}

func sendChannelMessage(r *request, in *chimemessaging.SendChannelMessageInput) (*chimemessaging.SendChannelMessageOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	// Even moderators and administrators must be members to send; hidden members cannot send.
	if err := r.allow(ch, roleMember); err != nil {
		return nil, err
	}
	if err := r.checkContent(in.Type, in.Content, in.Metadata); err != nil {
		return nil, err
	}
	if err := r.checkAttributes(in.MessageAttributes); err != nil {
		return nil, err
	}
	if err := r.checkPlace(ch, in.SubChannelId); err != nil {
		return nil, err
	}
	if err := ch.checkTarget(in.Target); err != nil {
		return nil, err
	}
	m := &message{sender: r.user, info: types.ChannelMessage{
		ChannelArn: ch.info.ChannelArn, MessageId: aws.String(r.state.newID()), Content: in.Content, Metadata: in.Metadata, Type: in.Type,
		CreatedTimestamp: aws.Time(r.time), LastUpdatedTimestamp: aws.Time(r.time), Sender: r.user.identity(), Persistence: in.Persistence,
		Status: status(types.ChannelMessageStatusSent), MessageAttributes: in.MessageAttributes, SubChannelId: in.SubChannelId,
		ContentType: in.ContentType, Target: in.Target,
	}}
	out := &chimemessaging.SendChannelMessageOutput{
		ChannelArn: ch.info.ChannelArn, MessageId: m.info.MessageId, Status: m.info.Status, SubChannelId: in.SubChannelId,
	}
	proposed := m.info
	if r.processes(ch, m, proposed, false) {
		out.Status = status(types.ChannelMessageStatusPending)
	} else {
		r.sent(ch, m)
	}
	return out, nil
}

// sent stores a message that has become visible.
func (r *request) sent(ch *channel, m *message) {
	m.at, ch.info.LastMessageTimestamp = r.time, aws.Time(r.time)
	r.changed(ch)
	m.info.Status = status(types.ChannelMessageStatusSent)
	r.tellOfMessage("CREATE_CHANNEL_MESSAGE", ch, m.info)
	if m.info.Persistence == types.ChannelMessagePersistenceTypeNonPersistent {
		ch.messages.Delete(r.Moment, *m.info.MessageId) // it went to those who were connected
		return
	}
	r.store(ch, m)
}

// store keeps a message, or its new version.
func (r *request) store(ch *channel, m *message) {
	ch.messages.Put(r.Moment, *m.info.MessageId, m)
	m.versions.Put(r.Moment, "", m.info)
}

// message finds a message that the bearer may see.
func (r *request) message(channelARN, id, sub *string) (*channel, *message, error) {
	ch, err := r.channel(channelARN)
	if err != nil {
		return nil, nil, err
	}
	if err := r.reads(ch); err != nil {
		return nil, nil, err
	}
	if err := r.checkPlace(ch, sub); err != nil {
		return nil, nil, err
	}
	m, ok := ch.messages.Get(aws.ToString(id))
	if !ok || !m.visible(r.user) || aws.ToString(m.info.SubChannelId) != aws.ToString(sub) {
		return nil, nil, r.missing("message")
	}
	return ch, m, nil
}

// checkSent refuses to change a message that is not sent yet, or whose edit waits for a processor.
func (r *request) checkSent(m *message) error {
	if m.waits == nil && m.info.Status.Value == types.ChannelMessageStatusSent {
		return nil
	}
	if r.op.Lists("ConflictException") {
		return conflict("The message is not sent.")
	}
	return badRequest("The message is not sent.")
}

func updateChannelMessage(r *request, in *chimemessaging.UpdateChannelMessageInput) (*chimemessaging.UpdateChannelMessageOutput, error) {
	ch, m, err := r.message(in.ChannelArn, in.MessageId, in.SubChannelId)
	if err != nil {
		return nil, err
	}
	if err := r.allow(ch, roleAdmin, roleModerator, roleMember); err != nil {
		return nil, err
	}
	if m.sender != r.user {
		return nil, forbidden("Only its sender may edit a message.")
	}
	if err := r.checkSent(m); err != nil {
		return nil, err
	}
	if m.info.Redacted {
		return nil, either(r.choices().EditRedacted, badRequest("The message was redacted."))
	}
	if err := r.checkContent(m.info.Type, in.Content, in.Metadata); err != nil {
		return nil, err
	}
	proposed := m.info
	proposed.Content, proposed.LastEditedTimestamp, proposed.LastUpdatedTimestamp = in.Content, aws.Time(r.time), aws.Time(r.time)
	if in.Metadata != nil {
		proposed.Metadata = in.Metadata
	}
	if in.ContentType != nil {
		proposed.ContentType = in.ContentType
	}
	out := &chimemessaging.UpdateChannelMessageOutput{
		ChannelArn: ch.info.ChannelArn, MessageId: m.info.MessageId, SubChannelId: in.SubChannelId, Status: status(types.ChannelMessageStatusPending),
	}
	if !r.processes(ch, m, proposed, true) {
		m.info = proposed
		r.store(ch, m)
		r.tellOfMessage("UPDATE_CHANNEL_MESSAGE", ch, m.info)
		out.Status = m.info.Status
	}
	return out, nil
}

// redactChannelMessage leaves an empty message.
func redactChannelMessage(r *request, in *chimemessaging.RedactChannelMessageInput) (*chimemessaging.RedactChannelMessageOutput, error) {
	ch, m, err := r.message(in.ChannelArn, in.MessageId, in.SubChannelId)
	if err != nil {
		return nil, err
	}
	allowed := []role{roleAdmin, roleModerator}
	if m.sender == r.user {
		allowed = append(allowed, roleMember)
	}
	if err := r.allow(ch, allowed...); err != nil {
		return nil, err
	}
	if err := r.checkSent(m); err != nil {
		return nil, err
	}
	m.info.Content, m.info.Metadata, m.info.MessageAttributes, m.info.ContentType = aws.String(""), nil, nil, nil
	m.info.Redacted, m.info.LastUpdatedTimestamp = true, aws.Time(r.time)
	r.store(ch, m)
	r.tellOfMessage("REDACT_CHANNEL_MESSAGE", ch, m.info)
	return &chimemessaging.RedactChannelMessageOutput{ChannelArn: ch.info.ChannelArn, MessageId: m.info.MessageId, SubChannelId: in.SubChannelId}, nil
}

// deleteChannelMessage is for administrators, who may delete targeted messages without seeing them.
func deleteChannelMessage(r *request, in *chimemessaging.DeleteChannelMessageInput) (*chimemessaging.DeleteChannelMessageOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.allow(ch, roleAdmin); err != nil {
		return nil, err
	}
	m, ok := ch.messages.Get(*in.MessageId)
	if !ok || in.SubChannelId != nil && *in.SubChannelId != aws.ToString(m.info.SubChannelId) {
		return nil, r.missing("message")
	}
	if err := r.checkSent(m); err != nil {
		return nil, err
	}
	ch.messages.Delete(r.Moment, *in.MessageId)
	r.tellOfMessage("DELETE_CHANNEL_MESSAGE", ch, m.info)
	return nil, nil
}
