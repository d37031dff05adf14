package session

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

const headerEventType = "x-amz-chime-event-type"

// decode reads a frame. It never fails: what cannot be read is delivered as it is.
func decode(frame []byte) *Event {
	var f struct {
		Headers map[string]string `json:"Headers"`
		Payload json.RawMessage   `json:"Payload"`
	}
	if err := json.Unmarshal(frame, &f); err != nil {
		return &Event{Payload: frame, Err: fmt.Errorf("session: unreadable frame: %w", withoutContent(err))}
	}
	e := &Event{Type: EventType(f.Headers[headerEventType]), Headers: f.Headers}
	if e.Type == "" {
		e.Payload, e.Err = frame, fmt.Errorf("session: unreadable frame: the header %s is missing", headerEventType)
		return e
	}
	e.Payload = payload(f.Payload)
	if err := e.decodePayload(); err != nil {
		e.Err = fmt.Errorf("session: the payload of %s: %w", e.Type, err)
	}
	return e
}

// payload returns the JSON in the Payload of a frame, which may be a string that contains it, nothing, or the JSON
// itself.
func payload(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return raw
	}
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

// withoutContent keeps the place of a syntax error in JSON, and drops errors that may quote the content.
func withoutContent(err error) error {
	if syntax, ok := err.(*json.SyntaxError); ok { //nolint:errorlint // as json.Unmarshal returns it
		return fmt.Errorf("invalid JSON at byte %d", syntax.Offset)
	}
	return errors.New("not an object with Headers and Payload")
}

// decodePayload fills in the field that the type of the event asks for. It is set even if there is nothing to read, so
// that programs need not check.
func (e *Event) decodePayload() error {
	switch e.Type {
	case EventTypeCreateChannelMessage, EventTypeUpdateChannelMessage, EventTypeRedactChannelMessage, EventTypeDeleteChannelMessage,
		EventTypePendingCreateChannelMessage, EventTypePendingUpdateChannelMessage, EventTypeFailedCreateChannelMessage,
		EventTypeFailedUpdateChannelMessage, EventTypeDeniedCreateChannelMessage, EventTypeDeniedUpdateChannelMessage:
		e.Message = new(types.ChannelMessage)
		return wire.DecodeResponse(e.Payload, e.Message)
	case EventTypeUpdateChannel, EventTypeDeleteChannel:
		e.Channel = new(types.Channel)
		return wire.DecodeResponse(e.Payload, e.Channel)
	case EventTypeCreateChannelMembership, EventTypeUpdateChannelMembership, EventTypeDeleteChannelMembership:
		e.Membership = new(types.ChannelMembership)
		return wire.DecodeResponse(e.Payload, e.Membership)
	case EventTypeBatchCreateChannelMembership:
		e.BatchMemberships = new(types.BatchChannelMemberships)
		return wire.DecodeResponse(e.Payload, e.BatchMemberships)
	case EventTypeChannelDetails:
		e.Details = new(ChannelDetails)
		return wire.DecodeResponse(e.Payload, e.Details)
	}
	return nil
}
