package channelflow

import (
	"fmt"
	"log/slog"
)

// attrs returns the parts of an event that may be shown.
func (e Event) attrs() []slog.Attr {
	return append([]slog.Attr{slog.String("callbackId", e.CallbackId)}, e.ChannelMessage.attrs()...)
}

func (m Message) attrs() []slog.Attr {
	return []slog.Attr{
		slog.String("messageId", m.MessageId), slog.String("channelArn", m.ChannelArn), slog.String("senderArn", m.Sender.Arn),
		slog.Int("contentBytes", len(m.Content)),
	}
}

func (s Sender) attrs() []slog.Attr { return []slog.Attr{slog.String("senderArn", s.Arn)} }

func (a Attribute) attrs() []slog.Attr { return []slog.Attr{slog.Int("values", len(a.StringValues))} }

// write prints attributes as name=value.
func write(s fmt.State, attrs []slog.Attr) {
	for i, a := range attrs {
		if i > 0 {
			fmt.Fprint(s, " ")
		}
		fmt.Fprint(s, a.String())
	}
}

// Format prints identifiers, whatever the verb, and nothing that people wrote.
func (e Event) Format(s fmt.State, _ rune) { write(s, e.attrs()) }

// LogValue makes package log/slog print the same.
func (e Event) LogValue() slog.Value { return slog.GroupValue(e.attrs()...) }

// Format prints identifiers, whatever the verb, and nothing that people wrote.
func (m Message) Format(s fmt.State, _ rune) { write(s, m.attrs()) }

// LogValue makes package log/slog print the same.
func (m Message) LogValue() slog.Value { return slog.GroupValue(m.attrs()...) }

// Format prints the ARN, whatever the verb, and not the name.
func (s Sender) Format(state fmt.State, _ rune) { write(state, s.attrs()) }

// LogValue makes package log/slog print the same.
func (s Sender) LogValue() slog.Value { return slog.GroupValue(s.attrs()...) }

// Format prints how many values there are, whatever the verb.
func (a Attribute) Format(s fmt.State, _ rune) { write(s, a.attrs()) }

// LogValue makes package log/slog print the same.
func (a Attribute) LogValue() slog.Value { return slog.GroupValue(a.attrs()...) }
