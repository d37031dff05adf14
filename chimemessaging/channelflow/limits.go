package channelflow

import (
	"fmt"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Limits are the sizes that an [Update] is checked against before it is sent; parts that the handler does not change
// are not checked. A limit of 0 is not checked either.
type Limits struct {
	// ContentBytes bounds the content, in bytes of UTF-8.
	ContentBytes int
	// MetadataCharacters and ContentTypeCharacters bound metadata and content type, in characters.
	MetadataCharacters, ContentTypeCharacters int
	// AttributeBytes bounds names and values of all attributes together, in bytes of UTF-8.
	AttributeBytes int
	// TitleCharacters and BodyCharacters bound the parts of a push notification, in characters.
	TitleCharacters, BodyCharacters int
}

// DefaultLimits returns what AWS documents for STANDARD messages: 4 KB of content, 1 KB of attributes, 1024 characters of
// metadata, 45 of content type, 50 and 150 of push notification. That the kilobytes count bytes of UTF-8, and those of
// the attributes names and values, is this package's reading.
//
// See https://docs.aws.amazon.com/chime-sdk/latest/dg/msg-types.html
func DefaultLimits() Limits {
	return Limits{
		ContentBytes: 4096, MetadataCharacters: 1024, ContentTypeCharacters: 45, AttributeBytes: 1024, TitleCharacters: 50, BodyCharacters: 150,
	}
}

// check lists what is wrong with changes, without their texts.
func (l Limits) check(c Changes) []string {
	var wrong []string
	bound := func(what string, size, limit int, unit string) {
		if limit > 0 && size > limit {
			wrong = append(wrong, fmt.Sprintf("%s has %d %s, at most %d are allowed", what, size, unit, limit))
		}
	}
	text := func(what string, value *string, limit int) {
		bound(what, utf8.RuneCountInString(aws.ToString(value)), limit, "characters")
		if value != nil && !utf8.ValidString(*value) {
			wrong = append(wrong, what+" is not valid UTF-8")
		}
	}
	if c.Content != nil && *c.Content == "" {
		wrong = append(wrong, "Content is empty, which the service refuses: deny the message instead")
	}
	text("Content", c.Content, 0)
	bound("Content", len(aws.ToString(c.Content)), l.ContentBytes, "bytes")
	text("Metadata", c.Metadata, l.MetadataCharacters)
	text("ContentType", c.ContentType, l.ContentTypeCharacters)
	size := 0
	for name, value := range c.MessageAttributes {
		size += len(name)
		for _, v := range value.StringValues {
			size += len(v)
		}
	}
	bound("MessageAttributes", size, l.AttributeBytes, "bytes")
	if push := c.PushNotification; push != nil {
		text("PushNotification.Title", push.Title, l.TitleCharacters)
		text("PushNotification.Body", push.Body, l.BodyCharacters)
	}
	return wrong
}
