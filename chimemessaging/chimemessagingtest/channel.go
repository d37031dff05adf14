package chimemessagingtest

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// channel is a channel and what belongs to it. The tables are keyed by the ARN of the user, messages by their id.
type channel struct {
	info       types.Channel
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
	if err := r.fill(ch, in); err != nil {
		return nil, err
	}
	r.state.channels.Put(r.Moment, ch.arn(), ch)
	r.state.tags[ch.arn()] = in.Tags
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
		CreatedTimestamp: aws.Time(r.Now), LastUpdatedTimestamp: aws.Time(r.Now),
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

// fill adds the creator and those whom the request names.
func (r *request) fill(ch *channel, in *chimemessaging.CreateChannelInput) error {
	ch.moderators.Put(r.Moment, r.user.arn, &moderator{user: r.user, by: r.user, at: r.Now})
	if !ch.elastic() {
		ch.members.Put(r.Moment, r.user.arn, r.newMembership(r.user, types.ChannelMembershipTypeDefault))
	}
	for _, arn := range in.MemberArns {
		u, err := r.member(ch, &arn)
		if err != nil {
			return err
		}
		ch.members.Put(r.Moment, u.arn, r.newMembership(u, types.ChannelMembershipTypeDefault))
	}
	for _, arn := range in.ModeratorArns {
		u, err := r.member(ch, &arn)
		if err != nil {
			return err
		}
		ch.moderators.Put(r.Moment, u.arn, &moderator{user: u, by: r.user, at: r.Now})
	}
	return nil
}

func describeChannel(r *request, in *chimemessaging.DescribeChannelInput) (*chimemessaging.DescribeChannelOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	info := ch.info
	return &chimemessaging.DescribeChannelOutput{Channel: &info}, r.reads(ch)
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
	ch.info.LastUpdatedTimestamp = aws.Time(r.Now)
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
	r.state.channels.Delete(r.Moment, ch.arn())
	delete(r.state.tags, ch.arn())
	return nil, nil
}

func (ch *channel) summary() *types.ChannelSummary {
	return &types.ChannelSummary{
		Name: ch.info.Name, ChannelArn: ch.info.ChannelArn, Mode: ch.info.Mode, Privacy: ch.info.Privacy,
		Metadata: ch.info.Metadata, LastMessageTimestamp: ch.info.LastMessageTimestamp,
	}
}

// Channels returns all channels, in the order of their creation.
func (s *Server) Channels() []types.Channel {
	return seed(s, func(*request) ([]types.Channel, error) {
		var out []types.Channel
		for _, ch := range s.state.channels.All() {
			out = append(out, ch.info)
		}
		return out, nil
	})
}
