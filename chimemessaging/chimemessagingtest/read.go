package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// AppInstances returns the ARNs of the app instances, in the order in which they were added.
func (s *Server) AppInstances() []string {
	return read(s, func(*request) ([]string, error) {
		return fake.Map(s.state.instances.All(), func(i *appInstance) string { return i.arn }), nil
	})
}

// Users returns the users and bots of an app instance, administrators included, in the order in which they were added.
func (s *Server) Users(appInstanceARN string) []types.Identity {
	return read(s, func(r *request) ([]types.Identity, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return nil, err
		}
		return fake.Map(instance.users.All(), func(u *user) types.Identity { return *u.identity() }), nil
	})
}

// Members returns the memberships of a channel, hidden ones included, in the order in which they began.
func (s *Server) Members(channelARN string) []types.ChannelMembership {
	return readIn(s, channelARN, func(ch *channel) []types.ChannelMembership {
		return fake.Map(ch.members.All(), func(m *membership) types.ChannelMembership { return *m.info(ch) })
	})
}

// Moderators returns the moderators of a channel, in the order in which they were added.
func (s *Server) Moderators(channelARN string) []types.ChannelModerator {
	return readIn(s, channelARN, func(ch *channel) []types.ChannelModerator {
		return fake.Map(ch.moderators.All(), func(m *moderator) types.ChannelModerator { return *m.info(ch) })
	})
}

// Bans returns the bans from a channel, oldest first.
func (s *Server) Bans(channelARN string) []types.ChannelBan {
	return readIn(s, channelARN, func(ch *channel) []types.ChannelBan {
		return fake.Map(ch.bans.All(), func(b *ban) types.ChannelBan { return *b.info(ch) })
	})
}

// SubChannels returns the sub-channels of an elastic channel, oldest first.
func (s *Server) SubChannels(channelARN string) []types.SubChannelSummary {
	return readIn(s, channelARN, func(ch *channel) []types.SubChannelSummary {
		return fake.Map(ch.subs.All(), func(id string) types.SubChannelSummary {
			return types.SubChannelSummary{SubChannelId: aws.String(id), MembershipCount: aws.Int32(ch.membersIn(id))}
		})
	})
}

// Tags returns the tags of an app instance, user, channel or channel flow.
func (s *Server) Tags(resourceARN string) []types.Tag {
	return read(s, func(r *request) ([]types.Tag, error) { return s.state.tags[resourceARN], r.taggable(resourceARN) })
}

// Preferences returns the preferences of a member of a channel, nil if there are none.
func (s *Server) Preferences(channelARN, userARN string) *types.ChannelMembershipPreferences {
	return s.membership(channelARN, userARN).preferences
}

// ReadMarker returns the time up to which a member has read a channel, nil if it was never set.
func (s *Server) ReadMarker(channelARN, userARN string) *time.Time {
	return s.membership(channelARN, userARN).read
}

// membership returns the membership of a user in a channel.
func (s *Server) membership(channelARN, userARN string) membership {
	return read(s, func(r *request) (out membership, err error) {
		ch, err := r.channel(&channelARN)
		if err != nil {
			return out, err
		}
		m, ok := ch.members.Get(userARN)
		if !ok {
			return out, r.missing("membership")
		}
		return membership{preferences: fake.Copy(m.preferences), read: fake.Copy(m.read)}, nil
	})
}

// StreamingConfigurations returns the streaming configurations of an app instance.
func (s *Server) StreamingConfigurations(appInstanceARN string) []types.StreamingConfiguration {
	return read(s, func(r *request) ([]types.StreamingConfiguration, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return nil, err
		}
		return s.state.streaming[instance.arn], nil
	})
}
