package chimemessagingtest

import (
	"cmp"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// read reads the latest state for a test. It panics where a call would fail, since that is a mistake in the test.
func read[T any](s *Server, look func(*request) (T, error)) T {
	return fake.Do(&s.state.State, packageName, func(r *request) (T, error) {
		r.Seen = r.Now
		return look(r)
	})
}

// seed changes the state for a test. What it adds is visible at once, whatever the visibility delay.
func seed[T any](s *Server, change func(*request) (T, error)) T {
	return fake.Do(&s.state.State, packageName, func(r *request) (T, error) {
		r.Now = time.Time{}
		return change(r)
	})
}

// readIn reads a channel for a test.
func readIn[T any](s *Server, channelARN string, look func(ch *channel) T) T {
	return read(s, func(r *request) (out T, err error) {
		ch, err := r.channel(&channelARN)
		if err != nil {
			return out, err
		}
		return look(ch), nil
	})
}

// seedIn changes something of a user in a channel for a test.
func seedIn(s *Server, channelARN, userARN string, change func(r *request, ch *channel, u *user) error) {
	seed(s, func(r *request) (struct{}, error) {
		ch, err := r.channel(&channelARN)
		if err != nil {
			return struct{}{}, err
		}
		u, err := r.member(ch, &userARN)
		if err != nil {
			return struct{}{}, err
		}
		r.user = u
		return struct{}{}, change(r, ch, u)
	})
}

// AddChannel adds a channel to an app instance and returns its ARN. Members that are not set are filled in. It has no
// members and no moderators: add them with [Server.AddMember] and [Server.AddModerator].
func (s *Server) AddChannel(appInstanceARN string, info types.Channel) string {
	return seed(s, func(r *request) (string, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return "", err
		}
		ch := &channel{instance: instance, info: fake.Copy(info)}
		if ch.info.ChannelArn == nil {
			ch.info.ChannelArn = aws.String(instance.arn + "/channel/" + s.state.newID())
		}
		if _, there := s.state.channels.Get(ch.arn()); there {
			return "", conflict("There is a channel with this ARN already.")
		}
		if of, kind, id := splitARN(ch.arn()); of != instance.arn || kind != "channel" || id == "" {
			return "", badRequest("ChannelArn: must be that of a channel of the app instance.")
		}
		ch.info.Mode = cmp.Or(ch.info.Mode, r.choices().Mode, types.ChannelModeRestricted)
		ch.info.Privacy = cmp.Or(ch.info.Privacy, r.choices().Privacy, types.ChannelPrivacyPrivate)
		for _, at := range []**time.Time{&ch.info.CreatedTimestamp, &ch.info.LastUpdatedTimestamp} {
			if *at == nil {
				*at = aws.Time(r.time)
			}
		}
		flow := ch.info.ChannelFlowArn
		r.addChannel(ch)
		if flow != nil {
			ch.info.ChannelFlowArn = nil
			r.setFlow(ch, flow)
		}
		return ch.arn(), nil
	})
}

// AddMember makes a user a member of a channel; an empty type is DEFAULT. Nobody is told over a messaging session.
func (s *Server) AddMember(channelARN, userARN string, kind types.ChannelMembershipType) {
	seedIn(s, channelARN, userARN, func(r *request, ch *channel, u *user) error {
		if _, there := ch.members.Get(u.arn); there {
			return conflict("The user is a member of the channel already.")
		}
		m := r.newMembership(u, cmp.Or(kind, types.ChannelMembershipTypeDefault))
		if ch.elastic() {
			var err error
			if m.sub, err = r.place(ch, nil); err != nil {
				return err
			}
		}
		r.addMember(ch, m)
		return nil
	})
}

// AddModerator makes a user a moderator of a channel, and not a member.
func (s *Server) AddModerator(channelARN, userARN string) {
	seedIn(s, channelARN, userARN, func(r *request, ch *channel, u *user) error {
		r.addModerator(ch, &moderator{user: u, by: u, at: r.time})
		return nil
	})
}

// AddBan bans a user from a channel and ends the membership.
func (s *Server) AddBan(channelARN, userARN string) {
	seedIn(s, channelARN, userARN, func(r *request, ch *channel, u *user) error {
		ch.bans.Put(r.Moment, u.arn, &ban{user: u, by: u, at: r.time})
		if m, member := ch.members.Get(u.arn); member {
			r.dropMember(ch, m)
		}
		return nil
	})
}

// AddMessage adds a sent message to a channel and returns its id. Members of info that are not set are filled in: a persistent
// STANDARD message of now. No processor sees it, and nobody is told over a messaging session.
func (s *Server) AddMessage(channelARN, senderARN string, info types.ChannelMessage) (id string) {
	seedIn(s, channelARN, senderARN, func(r *request, ch *channel, u *user) error {
		m := &message{sender: u, info: fake.Copy(info)}
		m.info.ChannelArn, m.info.Sender = ch.info.ChannelArn, u.identity()
		m.info.Type = cmp.Or(m.info.Type, types.ChannelMessageTypeStandard)
		m.info.Persistence = cmp.Or(m.info.Persistence, types.ChannelMessagePersistenceTypePersistent)
		if m.info.MessageId == nil {
			m.info.MessageId = aws.String(s.state.newID())
		}
		for _, at := range []**time.Time{&m.info.CreatedTimestamp, &m.info.LastUpdatedTimestamp} {
			if *at == nil {
				*at = aws.Time(r.time)
			}
		}
		if m.info.Status == nil {
			m.info.Status = status(types.ChannelMessageStatusSent)
		}
		id = *m.info.MessageId
		if _, there := ch.messages.Get(id); there {
			return conflict("There is a message with this id already.")
		}
		m.at, ch.info.LastMessageTimestamp = *m.info.CreatedTimestamp, m.info.CreatedTimestamp
		r.changed(ch)
		r.store(ch, m)
		return nil
	})
	return id
}

// AddChannelFlow adds a channel flow to an app instance and returns its ARN.
func (s *Server) AddChannelFlow(appInstanceARN string, info types.ChannelFlow) string {
	return seed(s, func(r *request) (string, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return "", err
		}
		flow := fake.Copy(&info)
		if flow.ChannelFlowArn == nil {
			flow.ChannelFlowArn = aws.String(instance.arn + "/channel-flow/" + s.state.newID())
		}
		if _, there := s.state.flows.Get(*flow.ChannelFlowArn); there {
			return "", conflict("There is a channel flow with this ARN already.")
		}
		if flow.CreatedTimestamp == nil {
			flow.CreatedTimestamp = aws.Time(r.time)
		}
		if flow.LastUpdatedTimestamp == nil {
			flow.LastUpdatedTimestamp = flow.CreatedTimestamp
		}
		s.state.flows.Put(r.Moment, *flow.ChannelFlowArn, flow)
		return *flow.ChannelFlowArn, nil
	})
}

// SetChannelFlow associates a channel with a channel flow, in place of the one that it has; an empty ARN removes it.
func (s *Server) SetChannelFlow(channelARN, flowARN string) {
	seed(s, func(r *request) (struct{}, error) {
		ch, err := r.channel(&channelARN)
		if err != nil {
			return struct{}{}, err
		}
		if flowARN == "" {
			r.setFlow(ch, nil)
			return struct{}{}, nil
		}
		flow, err := r.flow(&flowARN)
		if err == nil {
			r.setFlow(ch, flow.ChannelFlowArn)
		}
		return struct{}{}, err
	})
}

// SetTags replaces the tags of an app instance, user, channel or channel flow.
func (s *Server) SetTags(resourceARN string, tags ...types.Tag) {
	seed(s, func(r *request) (struct{}, error) {
		if err := r.taggable(resourceARN); err != nil {
			return struct{}{}, err
		}
		s.state.tags[resourceARN] = slices.Clone(fake.Copy(tags))
		return struct{}{}, nil
	})
}

// SetPreferences sets the preferences of a member of a channel; nil removes them.
func (s *Server) SetPreferences(channelARN, userARN string, preferences *types.ChannelMembershipPreferences) {
	seedIn(s, channelARN, userARN, func(r *request, ch *channel, u *user) error {
		m, ok := ch.members.Get(u.arn)
		if !ok {
			return r.missing("membership")
		}
		m.preferences = fake.Copy(preferences)
		return nil
	})
}

// SetReadMarker sets the time up to which a member has read a channel.
func (s *Server) SetReadMarker(channelARN, userARN string, at time.Time) {
	seedIn(s, channelARN, userARN, func(r *request, ch *channel, u *user) error {
		m, ok := ch.members.Get(u.arn)
		if !ok {
			return r.missing("membership")
		}
		m.read = &at
		return nil
	})
}

// SetStreamingConfigurations sets the streaming configurations of an app instance; without any, it removes them.
func (s *Server) SetStreamingConfigurations(appInstanceARN string, configurations ...types.StreamingConfiguration) {
	seed(s, func(r *request) (struct{}, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return struct{}{}, err
		}
		if len(configurations) == 0 {
			delete(s.state.streaming, instance.arn)
		} else {
			s.state.streaming[instance.arn] = fake.Copy(configurations)
		}
		return struct{}{}, nil
	})
}
