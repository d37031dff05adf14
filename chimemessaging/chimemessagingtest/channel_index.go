package chimemessagingtest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Channels are listed by app instance and privacy, by member, by moderator and by channel flow. There is a table for each
// of these lists, so that a page costs what is on it, however many channels there are. Everything that changes them is in
// this file.

// listing returns the table of the channels of an app instance with a privacy.
func (i *appInstance) listing(private bool) *fake.Table[*channel] {
	if private {
		return &i.private
	}
	return &i.public
}

func (ch *channel) listing() *fake.Table[*channel] {
	return ch.instance.listing(ch.info.Privacy == types.ChannelPrivacyPrivate)
}

// having returns the table of the channels that have a channel flow.
func (s *state) having(flowARN string) *fake.Table[*channel] {
	if s.withFlow[flowARN] == nil {
		s.withFlow[flowARN] = new(fake.Table[*channel])
	}
	return s.withFlow[flowARN]
}

func (r *request) addChannel(ch *channel) {
	r.state.channels.Put(r.Moment, ch.arn(), ch)
	ch.listing().Put(r.Moment, ch.arn(), ch)
	r.changed(ch)
}

// dropChannel removes a channel from all lists.
func (r *request) dropChannel(ch *channel) {
	for _, m := range ch.members.All() {
		m.user.joined.Delete(r.Moment, ch.arn())
	}
	for _, m := range ch.moderators.All() {
		m.user.moderating.Delete(r.Moment, ch.arn())
	}
	if ch.info.ChannelFlowArn != nil {
		r.state.having(*ch.info.ChannelFlowArn).Delete(r.Moment, ch.arn())
	}
	ch.listing().Delete(r.Moment, ch.arn())
	r.state.channels.Delete(r.Moment, ch.arn())
	ch.versions.Delete(r.Moment, "")
}

// changed stores the new state of the channel, for readers who see it later.
func (r *request) changed(ch *channel) { ch.versions.Put(r.Moment, "", ch.info) }

// seen returns the channel as readers at a moment see it, and false if they do not see it.
func (ch *channel) seen(m fake.Moment) (types.Channel, bool) { return ch.versions.See(m, "") }

func (r *request) addMember(ch *channel, m *membership) {
	ch.members.Put(r.Moment, m.user.arn, m)
	m.user.joined.Put(r.Moment, ch.arn(), ch)
}

func (r *request) dropMember(ch *channel, m *membership) {
	ch.members.Delete(r.Moment, m.user.arn)
	m.user.joined.Delete(r.Moment, ch.arn())
}

func (r *request) addModerator(ch *channel, m *moderator) {
	ch.moderators.Put(r.Moment, m.user.arn, m)
	m.user.moderating.Put(r.Moment, ch.arn(), ch)
}

func (r *request) dropModerator(ch *channel, u *user) {
	ch.moderators.Delete(r.Moment, u.arn)
	u.moderating.Delete(r.Moment, ch.arn())
}

// setFlow gives a channel another channel flow, or none if the ARN is nil.
func (r *request) setFlow(ch *channel, flowARN *string) {
	if before := ch.info.ChannelFlowArn; before != nil {
		r.state.having(*before).Delete(r.Moment, ch.arn())
	}
	ch.info.ChannelFlowArn = flowARN
	if flowARN != nil {
		r.state.having(*flowARN).Put(r.Moment, ch.arn(), ch)
	}
	r.changed(ch)
}

// searched returns the smallest table that has all channels a search can find: those of a member that it asks for, those
// of the bearer, or all of the app instance.
func (r *request) searched(fields []types.SearchField) *fake.Table[*channel] {
	for _, f := range fields {
		for _, arn := range f.Values {
			if u := r.known(arn); u != nil && u.instance == r.user.instance {
				return &u.joined
			}
		}
	}
	if !r.user.admin() {
		return &r.user.joined
	}
	return &r.state.channels
}

// channelRow describes a channel in a line of a dump.
func channelRow(ch *channel) string {
	row := ch.arn() + " " + string(ch.info.Mode) + " " + string(ch.info.Privacy)
	if ch.info.ChannelFlowArn != nil {
		row += ", flow " + aws.ToString(ch.info.ChannelFlowArn)
	}
	return row
}
