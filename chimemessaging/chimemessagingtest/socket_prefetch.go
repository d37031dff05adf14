package chimemessagingtest

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// The limits of a prefetch.
const (
	prefetchChannels = 50
	prefetchMessages = 20
	prefetchMembers  = 30
)

// channelDetails is the payload of CHANNEL_DETAILS.
type channelDetails struct {
	Channel                *types.Channel
	ChannelMessages        []types.ChannelMessageSummary
	ChannelMemberships     []types.ChannelMembershipSummary
	ReadMarkerTimestamp    *time.Time
	ChannelMessagesHasMore bool
}

// prefetch sends the channels of a user: those with unread messages first, unless only the latest message counts.
func (r *request) prefetch(c *Socket, u *user, order string) {
	var channels []*channel
	channels = append(channels, u.joined.All()...)
	slices.SortStableFunc(channels, func(a, b *channel) int {
		if x, y := a.unread(u), b.unread(u); order != "last-message-timestamp" && x != y {
			if x {
				return -1
			}
			return 1
		}
		return aws.ToTime(b.info.LastMessageTimestamp).Compare(aws.ToTime(a.info.LastMessageTimestamp))
	})
	for _, ch := range channels[:min(len(channels), prefetchChannels)] {
		c.push(outgoing{frame: frameOf("CHANNEL_DETAILS", systemMessage, payloadOf(r.details(ch, u)))})
	}
}

// unread reports whether a channel has a message that came after the user's read marker.
func (ch *channel) unread(u *user) bool {
	m, ok := ch.members.Get(u.arn)
	return ok && aws.ToTime(ch.info.LastMessageTimestamp).After(aws.ToTime(m.read))
}

func (r *request) details(ch *channel, u *user) *channelDetails {
	info, m := ch.info, &membership{}
	if found, ok := ch.members.Get(u.arn); ok {
		m = found
	}
	d := &channelDetails{Channel: &info, ReadMarkerTimestamp: m.read}
	as := *r
	as.user, as.Seen = u, r.Now
	for _, message := range slices.Backward(ch.messages.All()) {
		if !message.visible(u) || aws.ToString(message.info.SubChannelId) != m.sub {
			continue
		}
		if len(d.ChannelMessages) == prefetchMessages {
			d.ChannelMessagesHasMore = true
			break
		}
		d.ChannelMessages = append(d.ChannelMessages, summaryOf(as.view(message)))
	}
	for _, member := range ch.members.All() {
		if len(d.ChannelMemberships) < prefetchMembers && member.kind != types.ChannelMembershipTypeHidden {
			d.ChannelMemberships = append(d.ChannelMemberships, types.ChannelMembershipSummary{Member: member.user.identity()})
		}
	}
	return d
}

// summaryOf returns a message as lists show it.
func summaryOf(info types.ChannelMessage) types.ChannelMessageSummary {
	return types.ChannelMessageSummary{
		MessageId: info.MessageId, Content: info.Content, Metadata: info.Metadata, Type: info.Type, CreatedTimestamp: info.CreatedTimestamp,
		LastUpdatedTimestamp: info.LastUpdatedTimestamp, LastEditedTimestamp: info.LastEditedTimestamp, Sender: info.Sender,
		Redacted: info.Redacted, Status: info.Status, MessageAttributes: info.MessageAttributes, ContentType: info.ContentType, Target: info.Target,
	}
}
