package session

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// EventType is the type of an [Event], which determines which of its fields is set.
type EventType string

// The events that the service sends.
const (
	// EventTypeSessionEstablished: what happens from now on is delivered. There is one for each connection.
	EventTypeSessionEstablished EventType = "SESSION_ESTABLISHED"
	// EventTypeChannelDetails: a channel with its latest messages, after the start of a connection with
	// [Options.Prefetch]. Sets Details.
	EventTypeChannelDetails EventType = "CHANNEL_DETAILS"

	// EventTypeCreateChannelMessage: a message was sent and, where the channel has a flow, let through. Sets Message.
	EventTypeCreateChannelMessage EventType = "CREATE_CHANNEL_MESSAGE"
	// EventTypeUpdateChannelMessage: a message was edited. Sets Message.
	EventTypeUpdateChannelMessage EventType = "UPDATE_CHANNEL_MESSAGE"
	// EventTypeRedactChannelMessage: a message lost its content. Sets Message.
	EventTypeRedactChannelMessage EventType = "REDACT_CHANNEL_MESSAGE"
	// EventTypeDeleteChannelMessage: a message was deleted. Sets Message.
	EventTypeDeleteChannelMessage EventType = "DELETE_CHANNEL_MESSAGE"

	// EventTypePendingCreateChannelMessage: the user's own message waits for a processor of the channel flow. Sets Message.
	EventTypePendingCreateChannelMessage EventType = "PENDING_CREATE_CHANNEL_MESSAGE"
	// EventTypePendingUpdateChannelMessage: the user's own edit waits for a processor. Sets Message.
	EventTypePendingUpdateChannelMessage EventType = "PENDING_UPDATE_CHANNEL_MESSAGE"
	// EventTypeFailedCreateChannelMessage: a processor of the user's own message could not be invoked. Sets Message.
	EventTypeFailedCreateChannelMessage EventType = "FAILED_CREATE_CHANNEL_MESSAGE"
	// EventTypeFailedUpdateChannelMessage: a processor of the user's own edit could not be invoked. Sets Message.
	EventTypeFailedUpdateChannelMessage EventType = "FAILED_UPDATE_CHANNEL_MESSAGE"
	// EventTypeDeniedCreateChannelMessage: a processor denied the user's own message. Sets Message.
	EventTypeDeniedCreateChannelMessage EventType = "DENIED_CREATE_CHANNEL_MESSAGE"
	// EventTypeDeniedUpdateChannelMessage: a processor denied the user's own edit. Sets Message.
	EventTypeDeniedUpdateChannelMessage EventType = "DENIED_UPDATE_CHANNEL_MESSAGE"

	// EventTypeUpdateChannel: a channel changed. Sets Channel.
	EventTypeUpdateChannel EventType = "UPDATE_CHANNEL"
	// EventTypeDeleteChannel: a channel was deleted. Sets Channel.
	EventTypeDeleteChannel EventType = "DELETE_CHANNEL"

	// EventTypeCreateChannelMembership: a channel has a new member, perhaps the user. Sets Membership.
	EventTypeCreateChannelMembership EventType = "CREATE_CHANNEL_MEMBERSHIP"
	// EventTypeUpdateChannelMembership: the user was moved to another sub-channel of an elastic channel. Sets Membership.
	EventTypeUpdateChannelMembership EventType = "UPDATE_CHANNEL_MEMBERSHIP"
	// EventTypeDeleteChannelMembership: a member left or was removed. Sets Membership.
	EventTypeDeleteChannelMembership EventType = "DELETE_CHANNEL_MEMBERSHIP"
	// EventTypeBatchCreateChannelMembership: a channel has new members. Sets BatchMemberships.
	EventTypeBatchCreateChannelMembership EventType = "BATCH_CREATE_CHANNEL_MEMBERSHIP"
)

// EventTypeRecoveryFailed does not come from the service: after a reconnect, the messages of one channel could not be
// listed. It sets Channel, of which only the ARN is known, and Err.
const EventTypeRecoveryFailed EventType = "RECOVERY_FAILED"

// Values returns the types of the events that the service sends.
func (EventType) Values() []EventType {
	return []EventType{
		EventTypeSessionEstablished, EventTypeChannelDetails,
		EventTypeCreateChannelMessage, EventTypeUpdateChannelMessage, EventTypeRedactChannelMessage, EventTypeDeleteChannelMessage,
		EventTypePendingCreateChannelMessage, EventTypePendingUpdateChannelMessage, EventTypeFailedCreateChannelMessage,
		EventTypeFailedUpdateChannelMessage, EventTypeDeniedCreateChannelMessage, EventTypeDeniedUpdateChannelMessage,
		EventTypeUpdateChannel, EventTypeDeleteChannel, EventTypeCreateChannelMembership, EventTypeUpdateChannelMembership,
		EventTypeDeleteChannelMembership, EventTypeBatchCreateChannelMembership,
	}
}

// Event is something that happened in a channel of the user, or to the session. The Type says which of the pointers is
// set. None is set for a type that this package does not know: such an event has its Headers and its Payload.
type Event struct {
	// Type is the kind of event. It is empty for a frame that could not be read.
	Type EventType

	// Message is the message that an event is about, as it is after the event.
	Message *types.ChannelMessage
	// Channel is the channel that changed.
	Channel *types.Channel
	// Membership is the member who joined, moved or left.
	Membership *types.ChannelMembership
	// BatchMemberships are the members who joined together.
	BatchMemberships *types.BatchChannelMemberships
	// Details is a channel with its latest messages.
	Details *ChannelDetails

	// Recovered says that the event was made from a list of messages after a reconnect. Such an event has no Headers and
	// no Payload.
	Recovered bool

	// Headers are those of the frame, names as sent: x-amz-chime-event-type, which is Type; x-amz-chime-message-type, which
	// is STANDARD, CONTROL or SYSTEM; x-amz-chime-event-reason, such as subchannel_DELETED, and whatever else the service
	// sends.
	Headers map[string]string
	// Payload is the JSON that the service sent, or the whole frame where that could not be read. It is nil where there was
	// none.
	Payload json.RawMessage

	// Err says why the frame or its payload could not be read, or why a channel's messages could not be recovered. It is
	// nil for all other events. The session continues.
	Err error
}

// ChannelDetails is a channel of the user with its latest messages.
type ChannelDetails struct {
	// Channel is the channel.
	Channel *types.Channel
	// ChannelMessages are the newest messages that the user may see, newest first; at most 20, a quota.
	ChannelMessages []types.ChannelMessageSummary
	// ChannelMemberships are members of the channel; at most 30, a quota.
	ChannelMemberships []types.ChannelMembershipSummary
	// ReadMarkerTimestamp is the time up to which the user has read the channel; nil if the user never set a read
	// marker.
	ReadMarkerTimestamp *time.Time
	// ChannelMessagesHasMore says that there are more messages than these.
	ChannelMessagesHasMore bool
}

// channelARN returns the ARN of the channel that the event is about, empty if there is none.
func (e Event) channelARN() string {
	switch {
	case e.Message != nil:
		return aws.ToString(e.Message.ChannelArn)
	case e.Channel != nil:
		return aws.ToString(e.Channel.ChannelArn)
	case e.Membership != nil:
		return aws.ToString(e.Membership.ChannelArn)
	case e.BatchMemberships != nil:
		return aws.ToString(e.BatchMemberships.ChannelArn)
	case e.Details != nil && e.Details.Channel != nil:
		return aws.ToString(e.Details.Channel.ChannelArn)
	}
	return ""
}

// String returns the type and the IDs, without content.
func (e Event) String() string {
	text := string(e.Type)
	if text == "" {
		text = "unreadable frame"
	}
	if channel := e.channelARN(); channel != "" {
		text += " " + channel
	}
	if e.Message != nil {
		text += " " + aws.ToString(e.Message.MessageId)
	}
	if e.Recovered {
		text += " recovered"
	}
	return text
}

// Format prints what String returns, whatever the verb.
func (e Event) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte(e.String())) }

// LogValue makes package log/slog print the same.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.String()) }
