package channelflow

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Decision is the outcome of a message. [Allow], [Update], [UpdateContent] and [Deny] return one. The zero value is not a
// decision: a [Handler] that returns it with a nil error has failed.
type Decision struct {
	verdict Verdict
	changes Changes
}

// Verdict is the kind of a [Decision].
type Verdict string

// The kinds of decisions.
const (
	// VerdictAllow delivers the message as it is.
	VerdictAllow Verdict = "allow"
	// VerdictUpdate delivers the message changed.
	VerdictUpdate Verdict = "update"
	// VerdictDeny delivers nothing. The sender's messaging sessions get a DENIED event, and nothing is stored; if an edit
	// is denied, the old version stays.
	VerdictDeny Verdict = "deny"
)

// Changes are the parts of a message that [Update] replaces. Fields that are nil stay as the sender sent them.
type Changes struct {
	// Content replaces the text: 1 to 4096 bytes. It cannot be emptied; [Deny] the message instead.
	Content *string
	// Metadata replaces the metadata: at most 1024 characters, and empty to remove it.
	Metadata *string
	// ContentType replaces the content type: at most 45 characters.
	ContentType *string
	// MessageAttributes replaces all attributes, names and values together at most 1024 bytes. A name has 1 to 64
	// characters, a value 1 to 512. To add one, clone those of the event first, for instance with maps.Clone.
	MessageAttributes map[string]Attribute
	// PushNotification is the push notification for the message: a title of at most 50 and a body of at most 150 characters.
	// The event does not say what the sender asked for.
	PushNotification *types.PushNotificationConfiguration
}

// Allow delivers the message as it is, to the next processor of the flow or to the members of the channel.
func Allow() Decision { return Decision{verdict: VerdictAllow} }

// Deny delivers the message to nobody.
func Deny() Decision { return Decision{verdict: VerdictDeny} }

// Update delivers the message with changes. Sizes are checked before anything is sent; a text that is too long counts
// as an error of the handler.
func Update(changes Changes) Decision { return Decision{verdict: VerdictUpdate, changes: changes} }

// UpdateContent delivers the message with another text, of 1 to 4096 bytes.
func UpdateContent(text string) Decision { return Update(Changes{Content: &text}) }

// Verdict returns the kind of the decision, empty for the zero value.
func (d Decision) Verdict() Verdict { return d.verdict }

// Changes returns what [Update] was given; it is empty for other decisions.
func (d Decision) Changes() Changes { return d.changes }

// String names the verdict and the parts that it changes, without their values.
func (d Decision) String() string {
	if d.verdict == "" {
		return "no decision"
	}
	var parts []string
	for _, part := range []struct {
		name    string
		changed bool
	}{
		{"content", d.changes.Content != nil},
		{"metadata", d.changes.Metadata != nil},
		{"content type", d.changes.ContentType != nil},
		{"attributes", d.changes.MessageAttributes != nil},
		{"push notification", d.changes.PushNotification != nil},
	} {
		if part.changed {
			parts = append(parts, part.name)
		}
	}
	if len(parts) == 0 {
		return string(d.verdict)
	}
	return string(d.verdict) + " (" + strings.Join(parts, ", ") + ")"
}

// Format prints what String returns, whatever the verb.
func (d Decision) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, d.String()) }

// LogValue makes package log/slog print the same.
func (d Decision) LogValue() slog.Value { return slog.StringValue(d.String()) }

// Format prints the names of the parts that are changed, whatever the verb, and not their values.
func (c Changes) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, Update(c).String()) }

// LogValue makes package log/slog print the same.
func (c Changes) LogValue() slog.Value { return slog.StringValue(Update(c).String()) }

// check returns an error if the decision cannot be sent.
func (d Decision) check(limits Limits) error {
	if d.verdict == "" {
		return errors.New("the handler returned no decision: return Allow(), Update(...) or Deny()")
	}
	if wrong := limits.check(d.changes); len(wrong) > 0 {
		return fmt.Errorf("the update cannot be sent: %s", strings.Join(wrong, "; "))
	}
	return nil
}

// callback returns the input of the call that sends the decision. It repeats the parts of the event that the decision
// does not change, because the API does not say what happens to parts that are left out. A denial repeats nothing.
func (d Decision) callback(e Event) *chimemessaging.ChannelFlowCallbackInput {
	m := e.ChannelMessage
	message := &types.ChannelMessageCallback{MessageId: &m.MessageId, SubChannelId: optional(m.SubChannelId)}
	in := &chimemessaging.ChannelFlowCallbackInput{
		CallbackId: &e.CallbackId, ChannelArn: &m.ChannelArn, ChannelMessage: message, DeleteResource: d.verdict == VerdictDeny,
	}
	if in.DeleteResource {
		return in
	}
	message.Content = either(d.changes.Content, m.Content)
	message.Metadata = either(d.changes.Metadata, m.Metadata)
	message.ContentType = either(d.changes.ContentType, m.ContentType)
	message.PushNotification = d.changes.PushNotification
	attributes := d.changes.MessageAttributes
	if attributes == nil && len(m.MessageAttributes) > 0 {
		attributes = m.MessageAttributes
	}
	if attributes != nil {
		message.MessageAttributes = make(map[string]types.MessageAttributeValue, len(attributes))
	}
	for name, value := range attributes {
		message.MessageAttributes[name] = types.MessageAttributeValue{StringValues: value.StringValues}
	}
	return in
}

// optional returns a pointer to the text, nil if it is empty.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return aws.String(text)
}

// either returns the new text or, if there is none, that of the event.
func either(changed *string, original string) *string {
	if changed != nil {
		return changed
	}
	return optional(original)
}
