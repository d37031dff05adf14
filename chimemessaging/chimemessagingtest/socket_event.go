package chimemessagingtest

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// systemMessage is the message type of an event that is not about a message.
const systemMessage = "SYSTEM"

// frameOf encodes an event.
func frameOf(eventType, messageType string, payload []byte) []byte {
	frame := struct {
		Headers map[string]string `json:"Headers"`
		Payload string            `json:"Payload,omitempty"`
	}{map[string]string{"x-amz-chime-event-type": eventType, "x-amz-chime-message-type": messageType}, string(payload)}
	text, err := json.Marshal(frame)
	if err != nil {
		panic("chimemessagingtest: " + err.Error()) // strings only
	}
	return text
}

// payloadOf encodes a type of the API as events have it: timestamps are strings.
func payloadOf(ptr any) []byte {
	text, err := wire.EncodeResponse(ptr)
	if err != nil {
		panic("chimemessagingtest: " + err.Error()) // the state holds what was decoded before
	}
	var fields any
	if err := json.Unmarshal(text, &fields); err != nil {
		panic("chimemessagingtest: " + err.Error())
	}
	writeTimes(fields)
	if text, err = json.Marshal(fields); err != nil {
		panic("chimemessagingtest: " + err.Error())
	}
	return text
}

// writeTimes replaces the timestamps in an object with strings.
func writeTimes(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			writeTimes(item)
		}
	case map[string]any:
		for name, member := range value {
			if seconds, ok := member.(float64); ok && strings.HasSuffix(name, "Timestamp") {
				value[name] = eventTime(aws.Time(time.UnixMilli(int64(math.Round(seconds * 1000)))))
				continue
			}
			writeTimes(member)
		}
	}
}

// tell sends an event to the connections of users.
func (r *request) tell(eventType, messageType string, payload any, users ...*user) {
	var frame []byte
	for _, u := range users {
		for _, c := range r.state.sockets.open[u.arn] {
			if frame == nil {
				frame = frameOf(eventType, messageType, payloadOf(payload))
			}
			c.push(outgoing{frame: frame})
		}
	}
}

// tellOfMessage sends an event about a message to those who may see it.
func (r *request) tellOfMessage(eventType string, ch *channel, info types.ChannelMessage) {
	r.tell(eventType, string(info.Type), &info, r.listeners(ch, func(m *membership) bool {
		return aws.ToString(info.SubChannelId) == m.sub && sees(info, m.user.arn)
	})...)
}

// listeners returns the members of a channel that an event is for, if anybody is connected at all.
func (r *request) listeners(ch *channel, concerns func(*membership) bool) []*user {
	if len(r.state.sockets.open) == 0 {
		return nil
	}
	var users []*user
	for _, m := range ch.members.All() {
		if concerns(m) {
			users = append(users, m.user)
		}
	}
	return users
}

// sees reports whether a message is for a member: a targeted one is for its sender and its target only.
func sees(info types.ChannelMessage, arn string) bool {
	if len(info.Target) == 0 || aws.ToString(info.Sender.Arn) == arn {
		return true
	}
	for _, target := range info.Target {
		if aws.ToString(target.MemberArn) == arn {
			return true
		}
	}
	return false
}

// tellSender tells only the sender the outcome of a message, or of an edit, in the channel's flow.
func (r *request) tellSender(value types.ChannelMessageStatus, d *delivery) {
	eventType := string(value) + "_CREATE_CHANNEL_MESSAGE"
	if d.edit {
		eventType = string(value) + "_UPDATE_CHANNEL_MESSAGE"
	}
	info := d.proposed
	info.Status = status(value)
	r.tell(eventType, string(info.Type), &info, d.message.sender)
}

// tellOfChannel tells the members that a channel changed.
func (r *request) tellOfChannel(eventType string, ch *channel) {
	info := ch.info
	r.tell(eventType, systemMessage, &info, r.listeners(ch, anyone)...)
}

// tellOfMembership tells the members, and the user in question, who may not be a member any more. Of hidden members it
// tells only moderators.
func (r *request) tellOfMembership(eventType string, ch *channel, m *membership) {
	users := r.listeners(ch, func(other *membership) bool {
		return other.user != m.user && (m.kind != types.ChannelMembershipTypeHidden || other.user.is(ch, roleModerator))
	})
	r.tell(eventType, systemMessage, m.info(ch), append(users, m.user)...)
}

func anyone(*membership) bool { return true }

// info returns a membership as the API shows it.
func (m *membership) info(ch *channel) *types.ChannelMembership {
	return &types.ChannelMembership{
		ChannelArn: ch.info.ChannelArn, Member: m.user.identity(), InvitedBy: m.invitedBy.identity(), Type: m.kind,
		CreatedTimestamp: aws.Time(m.at), LastUpdatedTimestamp: aws.Time(m.at), SubChannelId: m.subID(),
	}
}
