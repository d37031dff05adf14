package channelflow

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// EventTypeChannelMessage is the [Event].EventType of all events of channel flows.
const EventTypeChannelMessage = "CHANNEL_MESSAGE_EVENT"

// Event is what the Lambda function of a channel flow is invoked with: a new message, or an edit of one, that waits for a
// verdict. The service sends new STANDARD messages of either persistence and edits of persistent ones; CONTROL messages
// pass no flow.
//
// Unknown members are kept in Extra, at each level, and encoded again. Printing an event, or logging it with log/slog,
// shows identifiers only, neither content nor names of people. Encoding it as JSON shows all.
//
// See https://docs.aws.amazon.com/chime-sdk/latest/dg/processor-setup.html
type Event struct {
	// EventType is [EventTypeChannelMessage].
	EventType string
	// CallbackId identifies this delivery to the processor; ChannelFlowCallback wants it back. A repeated invocation has
	// the same one.
	CallbackId string
	// ChannelMessage is the message as its sender sent it.
	ChannelMessage Message
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// Message is the message of an [Event].
type Message struct {
	// MessageId identifies the message in its channel. An edit has that of the message.
	MessageId string
	// ChannelArn is the ARN of the channel.
	ChannelArn string
	// Content is the text, 1 to 4096 bytes.
	Content string
	// Metadata is text of the application, at most 1024 characters; often empty.
	Metadata string
	// Sender is the user or bot that sent the message.
	Sender Sender
	// Persistence says whether the service will store the message.
	Persistence types.ChannelMessagePersistenceType
	// Type is STANDARD.
	Type types.ChannelMessageType
	// CreatedTimestamp is when the message was sent.
	CreatedTimestamp Timestamp
	// LastEditedTimestamp is when the message was edited; empty for a new one.
	LastEditedTimestamp Timestamp
	// ContentType is the content type that the sender named. AWS does not document it as part of the event.
	ContentType string
	// SubChannelId is the sub-channel of an elastic channel. AWS does not document it as part of the event.
	SubChannelId string
	// MessageAttributes are what the filter rules of members match. AWS does not document them as part of the event.
	MessageAttributes map[string]Attribute
	// Target is the member that a targeted message is for. AWS does not document it as part of the event.
	Target []Target
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// Sender is the sender of a [Message].
type Sender struct {
	// Arn is the ARN of an app instance user or bot.
	Arn string
	// Name is the display name.
	Name string
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// Attribute is a value of [Message].MessageAttributes and of [Changes].MessageAttributes.
type Attribute struct {
	// StringValues are the values, each of 1 to 512 characters.
	StringValues []string
	// Extra holds unknown members. A callback cannot carry them.
	Extra map[string]json.RawMessage
}

// Target is who a targeted [Message] is for.
type Target struct {
	// MemberArn is the ARN of a member of the channel.
	MemberArn string
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// ParseEvent decodes an event and checks it with [Event.Validate]. Its errors name the member that is wrong and never show a
// value. A member of the wrong JSON type is an error; a member that is missing, null or unknown is not, unless Validate
// requires it.
func ParseEvent(data []byte) (Event, error) {
	var e Event
	if err := json.Unmarshal(data, &e); err != nil {
		return e, fmt.Errorf("channelflow: the event: %w", problemOf(err))
	}
	return e, e.Validate()
}

// Validate returns an error if the event cannot be answered: it must have a known EventType and the three identifiers that a
// callback needs. The error lists everything that is wrong.
func (e Event) Validate() error {
	var wrong []error
	switch e.EventType {
	case EventTypeChannelMessage:
	case "":
		wrong = append(wrong, errors.New("EventType is missing"))
	default:
		wrong = append(wrong, fmt.Errorf("EventType is %.40q, expected %q", e.EventType, EventTypeChannelMessage))
	}
	for _, id := range []struct{ name, value string }{
		{"CallbackId", e.CallbackId},
		{"ChannelMessage.MessageId", e.ChannelMessage.MessageId},
		{"ChannelMessage.ChannelArn", e.ChannelMessage.ChannelArn},
	} {
		if id.value == "" {
			wrong = append(wrong, errors.New(id.name+" is missing"))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	texts := make([]string, len(wrong))
	for i, err := range wrong {
		texts[i] = err.Error()
	}
	return fmt.Errorf("channelflow: not an event of a channel flow: %s", strings.Join(texts, ", "))
}

// Key identifies the delivery: repeated invocations have the same key, another edit of the message has another one. It
// contains nothing of the message but its id.
func (e Event) Key() string { return e.ChannelMessage.MessageId + "/" + e.CallbackId }

// IsEdit reports whether the event is an edit of a message that was there before. AWS documents no such mark; the presence
// of LastEditedTimestamp is the only hint.
func (e Event) IsEdit() bool { return e.ChannelMessage.LastEditedTimestamp != "" }

// IsBot reports whether the ARN is that of an app instance bot.
func (s Sender) IsBot() bool {
	return strings.Contains(s.Arn, ":app-instance/") && strings.Contains(s.Arn, "/bot/")
}

func (e *Event) members() []member {
	return []member{
		{"EventType", &e.EventType, true}, {"CallbackId", &e.CallbackId, true}, {"ChannelMessage", &e.ChannelMessage, true},
	}
}

func (m *Message) members() []member {
	return []member{
		{"MessageId", &m.MessageId, true}, {"ChannelArn", &m.ChannelArn, true}, {"Content", &m.Content, true},
		{"Metadata", &m.Metadata, false}, {"Sender", &m.Sender, true}, {"Persistence", &m.Persistence, true},
		{"Type", &m.Type, true}, {"CreatedTimestamp", &m.CreatedTimestamp, true},
		{"LastEditedTimestamp", &m.LastEditedTimestamp, false}, {"ContentType", &m.ContentType, false},
		{"SubChannelId", &m.SubChannelId, false}, {"MessageAttributes", &m.MessageAttributes, false}, {"Target", &m.Target, false},
	}
}

func (s *Sender) members() []member {
	return []member{{"Arn", &s.Arn, true}, {"Name", &s.Name, true}}
}

func (a *Attribute) members() []member { return []member{{"StringValues", &a.StringValues, true}} }

func (t *Target) members() []member { return []member{{"MemberArn", &t.MemberArn, true}} }

// UnmarshalJSON decodes an event and keeps unknown members.
func (e *Event) UnmarshalJSON(data []byte) (err error) {
	*e = Event{}
	e.Extra, err = decodeObject(data, e.members())
	return err
}

// MarshalJSON encodes an event as the service does, with what Extra holds.
func (e Event) MarshalJSON() ([]byte, error) { return encodeObject(e.members(), e.Extra) }

// UnmarshalJSON decodes a message and keeps unknown members.
func (m *Message) UnmarshalJSON(data []byte) (err error) {
	*m = Message{}
	m.Extra, err = decodeObject(data, m.members())
	return err
}

// MarshalJSON encodes a message as the service does, with what Extra holds.
func (m Message) MarshalJSON() ([]byte, error) { return encodeObject(m.members(), m.Extra) }

// UnmarshalJSON decodes a sender and keeps unknown members.
func (s *Sender) UnmarshalJSON(data []byte) (err error) {
	*s = Sender{}
	s.Extra, err = decodeObject(data, s.members())
	return err
}

// MarshalJSON encodes a sender as the service does, with what Extra holds.
func (s Sender) MarshalJSON() ([]byte, error) { return encodeObject(s.members(), s.Extra) }

// UnmarshalJSON decodes an attribute and keeps unknown members.
func (a *Attribute) UnmarshalJSON(data []byte) (err error) {
	*a = Attribute{}
	a.Extra, err = decodeObject(data, a.members())
	return err
}

// MarshalJSON encodes an attribute as the service does, with what Extra holds.
func (a Attribute) MarshalJSON() ([]byte, error) { return encodeObject(a.members(), a.Extra) }

// UnmarshalJSON decodes a target and keeps unknown members.
func (t *Target) UnmarshalJSON(data []byte) (err error) {
	*t = Target{}
	t.Extra, err = decodeObject(data, t.members())
	return err
}

// MarshalJSON encodes a target as the service does, with what Extra holds.
func (t Target) MarshalJSON() ([]byte, error) { return encodeObject(t.members(), t.Extra) }
