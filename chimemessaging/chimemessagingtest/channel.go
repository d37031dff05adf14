package chimemessagingtest

import (
	"cmp"
	"math"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// channel is a channel and what belongs to it. The tables are keyed by the ARN of the user, messages by their id.
type channel struct {
	info       types.Channel
	versions   fake.Table[types.Channel] // of info, under the empty key
	instance   *appInstance
	members    fake.Table[*membership]
	moderators fake.Table[*moderator]
	bans       fake.Table[*ban]
	messages   fake.Table[*message]
	subs       fake.Table[string] // ids of sub-channels
}

func (s *state) channelHandlers(h *Handlers) {
	h.CreateChannel = handle(s, createChannel)
	h.DescribeChannel = handle(s, describeChannel)
	h.UpdateChannel = handle(s, updateChannel)
	h.DeleteChannel = handle(s, deleteChannel)
}

func (ch *channel) arn() string { return *ch.info.ChannelArn }

// elastic channels spread their members over sub-channels.
func (ch *channel) elastic() bool { return ch.info.ElasticChannelConfiguration != nil }

// channel finds a channel by its ARN.
func (r *request) channel(arn *string) (*channel, error) {
	if ch, ok := r.state.channels.Get(aws.ToString(arn)); ok {
		return ch, nil
	}
	return nil, r.missing("channel")
}

func createChannel(r *request, in *chimemessaging.CreateChannelInput) (*chimemessaging.CreateChannelOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	if instance != r.user.instance {
		return nil, forbidden("The bearer belongs to another app instance.")
	}
	ch, err := r.newChannel(instance, in)
	if err != nil {
		return nil, err
	}
	members, err := r.members(ch, in.MemberArns)
	if err != nil {
		return nil, err
	}
	moderators, err := r.members(ch, in.ModeratorArns)
	if err != nil {
		return nil, err
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	r.addChannel(ch)
	r.fill(ch, members, moderators)
	r.state.tags[ch.arn()] = in.Tags
	for _, m := range ch.members.All() {
		r.tellOfMembership("CREATE_CHANNEL_MEMBERSHIP", ch, m)
	}
	return &chimemessaging.CreateChannelOutput{ChannelArn: ch.info.ChannelArn}, nil
}

// newChannel makes an empty channel.
func (r *request) newChannel(instance *appInstance, in *chimemessaging.CreateChannelInput) (*channel, error) {
	id := aws.ToString(in.ChannelId)
	if id == "" {
		id = r.state.newID()
	}
	arn := instance.arn + "/channel/" + id
	if _, taken := r.state.channels.Get(arn); taken {
		return nil, conflict("There is a channel with this ChannelId already.")
	}
	ch := &channel{instance: instance, info: types.Channel{
		ChannelArn: &arn, Name: in.Name, Mode: in.Mode, Privacy: in.Privacy, Metadata: in.Metadata, CreatedBy: r.user.identity(),
		CreatedTimestamp: aws.Time(r.time), LastUpdatedTimestamp: aws.Time(r.time),
		ElasticChannelConfiguration: in.ElasticChannelConfiguration, ExpirationSettings: in.ExpirationSettings,
	}}
	ch.info.Mode = cmp.Or(ch.info.Mode, r.choices().Mode, types.ChannelModeRestricted)
	ch.info.Privacy = cmp.Or(ch.info.Privacy, r.choices().Privacy, types.ChannelPrivacyPrivate)
	if !ch.elastic() {
		return ch, nil
	}
	switch {
	case r.state.server.options.Region != "us-east-1":
		return nil, badRequest("Elastic channels exist in us-east-1 only.")
	case ch.info.Mode != types.ChannelModeRestricted:
		return nil, badRequest("An elastic channel must be RESTRICTED.")
	case len(in.MemberArns) > 0:
		return nil, badRequest("An elastic channel cannot be created with members.")
	}
	return ch, nil
}

// members finds the users that a request names.
func (r *request) members(ch *channel, arns []string) ([]*user, error) {
	users := make([]*user, len(arns))
	for i := range arns {
		u, err := r.member(ch, &arns[i])
		if err != nil {
			return nil, err
		}
		users[i] = u
	}
	return users, nil
}

// fill adds the creator and those whom the request names. An elastic channel has its creator as a moderator only.
func (r *request) fill(ch *channel, members, moderators []*user) {
	r.addModerator(ch, &moderator{user: r.user, by: r.user, at: r.time})
	if !ch.elastic() {
		r.addMember(ch, r.newMembership(r.user, types.ChannelMembershipTypeDefault))
	}
	for _, u := range members {
		r.addMember(ch, r.newMembership(u, types.ChannelMembershipTypeDefault))
	}
	for _, u := range moderators {
		r.addModerator(ch, &moderator{user: u, by: r.user, at: r.time})
	}
}

func describeChannel(r *request, in *chimemessaging.DescribeChannelInput) (*chimemessaging.DescribeChannelOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.reads(ch); err != nil {
		return nil, err
	}
	info, ok := ch.seen(r.Moment)
	if !ok {
		return nil, r.missing("channel")
	}
	return &chimemessaging.DescribeChannelOutput{Channel: &info}, nil
}

func updateChannel(r *request, in *chimemessaging.UpdateChannelInput) (*chimemessaging.UpdateChannelOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.manages(ch); err != nil {
		return nil, err
	}
	if ch.elastic() && in.Mode == types.ChannelModeUnrestricted {
		return nil, badRequest("An elastic channel must be RESTRICTED.")
	}
	if in.Name != nil {
		ch.info.Name = in.Name
	}
	if in.Mode != "" {
		ch.info.Mode = in.Mode
	}
	if in.Metadata != nil {
		ch.info.Metadata = in.Metadata
	}
	ch.info.LastUpdatedTimestamp = aws.Time(r.time)
	r.changed(ch)
	r.tellOfChannel("UPDATE_CHANNEL", ch)
	return &chimemessaging.UpdateChannelOutput{ChannelArn: ch.info.ChannelArn}, nil
}

func deleteChannel(r *request, in *chimemessaging.DeleteChannelInput) (*chimemessaging.DeleteChannelOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.manages(ch); err != nil {
		return nil, err
	}
	r.tellOfChannel("DELETE_CHANNEL", ch)
	r.dropChannel(ch)
	delete(r.state.tags, ch.arn())
	return nil, nil
}

// summarise returns the channel as the bearer sees it in a list.
func (r *request) summarise(ch *channel) types.ChannelSummary {
	info, ok := ch.seen(r.Moment)
	if !ok {
		info = ch.info
	}
	return types.ChannelSummary{
		Name: info.Name, ChannelArn: info.ChannelArn, Mode: info.Mode, Privacy: info.Privacy,
		Metadata: info.Metadata, LastMessageTimestamp: r.lastMessage(ch),
	}
}

// lastMessage is when the last persistent message was sent that the bearer may see; nil if there is none.
func (r *request) lastMessage(ch *channel) *time.Time {
	place, inside := ch.members.Get(r.user.arn)
	messages := ch.messages.Rows(r.Moment, func(m *message) bool {
		return m.info.Status.Value == types.ChannelMessageStatusSent && m.info.Persistence == types.ChannelMessagePersistenceTypePersistent &&
			m.visible(r.user) && (!inside || aws.ToString(m.info.SubChannelId) == place.sub)
	})
	for row := range messages(math.MaxInt64, true) {
		return aws.Time(row.Value.at)
	}
	return nil
}

// Channels returns all channels, in the order of their creation.
func (s *Server) Channels() []types.Channel {
	return read(s, func(*request) ([]types.Channel, error) {
		var out []types.Channel
		for _, ch := range s.state.channels.All() {
			out = append(out, ch.info)
		}
		return out, nil
	})
}
