package channelflow

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// StreamEventType says what a [StreamRecord] is about.
type StreamEventType string

// The event types that AWS documents, grouped by the type into which [StreamRecord.Value] decodes their payload. Those of
// messages come from configurations with the data type ChannelMessage, all others from those with Channel.
const (
	// StreamEventCreateChannelMessage: a message was sent. The payload of this and the next three is a *types.ChannelMessage.
	StreamEventCreateChannelMessage StreamEventType = "CREATE_CHANNEL_MESSAGE"
	// StreamEventUpdateChannelMessage: a message was edited.
	StreamEventUpdateChannelMessage StreamEventType = "UPDATE_CHANNEL_MESSAGE"
	// StreamEventRedactChannelMessage: the content of a message was removed.
	StreamEventRedactChannelMessage StreamEventType = "REDACT_CHANNEL_MESSAGE"
	// StreamEventDeleteChannelMessage: a message was deleted.
	StreamEventDeleteChannelMessage StreamEventType = "DELETE_CHANNEL_MESSAGE"

	// StreamEventCreateChannel: a channel was created. The payload of this and the next three is a *types.Channel.
	StreamEventCreateChannel StreamEventType = "CREATE_CHANNEL"
	// StreamEventUpdateChannel: a channel was changed.
	StreamEventUpdateChannel StreamEventType = "UPDATE_CHANNEL"
	// StreamEventDeleteChannel: a channel was deleted.
	StreamEventDeleteChannel StreamEventType = "DELETE_CHANNEL"
	// StreamEventUpdateChannelExpirationSettings: the expiration of a channel was changed.
	StreamEventUpdateChannelExpirationSettings StreamEventType = "UPDATE_CHANNEL_EXPIRATION_SETTINGS"

	// StreamEventCreateChannelMembership: a member was added. The payload of this and the next is a *types.ChannelMembership.
	StreamEventCreateChannelMembership StreamEventType = "CREATE_CHANNEL_MEMBERSHIP"
	// StreamEventDeleteChannelMembership: a member left or was removed.
	StreamEventDeleteChannelMembership StreamEventType = "DELETE_CHANNEL_MEMBERSHIP"

	// StreamEventCreateChannelBan: a user was banned. The payload of this and the next is a *types.ChannelBan.
	StreamEventCreateChannelBan StreamEventType = "CREATE_CHANNEL_BAN"
	// StreamEventDeleteChannelBan: the ban of a user was lifted.
	StreamEventDeleteChannelBan StreamEventType = "DELETE_CHANNEL_BAN"

	// StreamEventCreateChannelModerator: a moderator was added. The payload of this and the next is a *types.ChannelModerator.
	StreamEventCreateChannelModerator StreamEventType = "CREATE_CHANNEL_MODERATOR"
	// StreamEventDeleteChannelModerator: a moderator was removed.
	StreamEventDeleteChannelModerator StreamEventType = "DELETE_CHANNEL_MODERATOR"

	// StreamEventCreateSubChannel: an elastic channel got a sub-channel. The payload of this and the next is a
	// *types.SubChannelSummary. AWS does not document its other members, such as the channel: look at Payload.
	StreamEventCreateSubChannel StreamEventType = "CREATE_SUB_CHANNEL"
	// StreamEventDeleteSubChannel: an elastic channel lost a sub-channel.
	StreamEventDeleteSubChannel StreamEventType = "DELETE_SUB_CHANNEL"
)

// StreamRecord is the data of one record of the Kinesis stream that an app instance sends messages and events of channels
// to; see PutMessagingStreamingConfigurations. Kinesis delivers at least once, in the order of a shard. Printing a record
// shows its type only.
//
// See https://docs.aws.amazon.com/chime-sdk/latest/dg/streaming-export.html
type StreamRecord struct {
	// EventType says what happened and what the payload is.
	EventType StreamEventType
	// Payload is a JSON object.
	Payload json.RawMessage
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// ParseStreamRecord decodes the data of one record: with github.com/aws/aws-lambda-go/events, the Kinesis.Data of a
// KinesisEventRecord. A payload that is a string with JSON in it, as in messaging sessions, is decoded from the string.
func ParseStreamRecord(data []byte) (StreamRecord, error) {
	var r StreamRecord
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("channelflow: the stream record: %w", problemOf(err))
	}
	if r.EventType == "" {
		return r, errors.New("channelflow: the stream record: EventType is missing")
	}
	return r, nil
}

// ParseStreamEvent decodes all records of the event that Lambda invokes a function with for a batch of a Kinesis stream. If
// one cannot be decoded, the error names its sequence number, and the records before it are returned.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
func ParseStreamEvent(event []byte) ([]StreamRecord, error) {
	var batch struct {
		Records []struct {
			Kinesis struct {
				SequenceNumber string `json:"sequenceNumber"`
				Data           []byte `json:"data"`
			} `json:"kinesis"`
		} `json:"Records"`
	}
	if err := json.Unmarshal(event, &batch); err != nil {
		return nil, fmt.Errorf("channelflow: the event of Kinesis: %w", problemOf(err))
	}
	records := make([]StreamRecord, 0, len(batch.Records))
	for _, r := range batch.Records {
		record, err := ParseStreamRecord(r.Kinesis.Data)
		if err != nil {
			return records, fmt.Errorf("%w (sequence number %s)", err, r.Kinesis.SequenceNumber)
		}
		records = append(records, record)
	}
	return records, nil
}

// Value decodes the payload into the type that the constants of [StreamEventType] name, such as *types.ChannelMessage.
// Members that these types do not have are left out. For an unknown event type it returns the payload itself, a
// json.RawMessage.
func (r StreamRecord) Value() (any, error) {
	value := r.EventType.newValue()
	if value == nil {
		return r.Payload, nil
	}
	if err := wire.DecodeResponse(r.Payload, value); err != nil {
		return nil, fmt.Errorf("channelflow: the payload of a stream record %s: %w", r.EventType, err)
	}
	return value, nil
}

func (t StreamEventType) newValue() any {
	switch t {
	case StreamEventCreateChannelMessage, StreamEventUpdateChannelMessage, StreamEventRedactChannelMessage, StreamEventDeleteChannelMessage:
		return new(types.ChannelMessage)
	case StreamEventCreateChannel, StreamEventUpdateChannel, StreamEventDeleteChannel, StreamEventUpdateChannelExpirationSettings:
		return new(types.Channel)
	case StreamEventCreateChannelMembership, StreamEventDeleteChannelMembership:
		return new(types.ChannelMembership)
	case StreamEventCreateChannelBan, StreamEventDeleteChannelBan:
		return new(types.ChannelBan)
	case StreamEventCreateChannelModerator, StreamEventDeleteChannelModerator:
		return new(types.ChannelModerator)
	case StreamEventCreateSubChannel, StreamEventDeleteSubChannel:
		return new(types.SubChannelSummary)
	default:
		return nil
	}
}

func (r *StreamRecord) members() []member {
	return []member{{"EventType", &r.EventType, true}, {"Payload", &r.Payload, false}}
}

// UnmarshalJSON decodes a record and keeps unknown members.
func (r *StreamRecord) UnmarshalJSON(data []byte) (err error) {
	*r = StreamRecord{}
	if r.Extra, err = decodeObject(data, r.members()); err != nil {
		return err
	}
	var text string
	if json.Unmarshal(r.Payload, &text) == nil && json.Valid([]byte(text)) {
		r.Payload = json.RawMessage(text)
	}
	return nil
}

// MarshalJSON encodes a record, its payload as an object, with what Extra holds.
func (r StreamRecord) MarshalJSON() ([]byte, error) { return encodeObject(r.members(), r.Extra) }

// Format prints the event type, whatever the verb.
func (r StreamRecord) Format(s fmt.State, _ rune) { fmt.Fprint(s, string(r.EventType)) }

// LogValue makes package log/slog print the same.
func (r StreamRecord) LogValue() slog.Value { return slog.StringValue(string(r.EventType)) }
