package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// moderator is a user who moderates a channel.
type moderator struct {
	user *user
	by   *user
	at   time.Time
}

func (s *state) moderatorHandlers(h *Handlers) {
	h.CreateChannelModerator = handle(s, createChannelModerator)
	h.DescribeChannelModerator = handle(s, describeChannelModerator)
	h.ListChannelModerators = handle(s, listChannelModerators)
	h.DeleteChannelModerator = handle(s, deleteChannelModerator)
}

// managed finds a channel that the bearer moderates or administers.
func (r *request) managed(arn *string) (*channel, error) {
	ch, err := r.channel(arn)
	if err != nil {
		return nil, err
	}
	return ch, r.manages(ch)
}

func createChannelModerator(r *request, in *chimemessaging.CreateChannelModeratorInput) (*chimemessaging.CreateChannelModeratorOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if !r.user.admin() && !ch.elastic() && !r.user.is(ch, roleMember) && !r.user.is(ch, roleHiddenMember) {
		return nil, forbidden("A moderator who is not a member of the channel cannot add moderators.")
	}
	u, err := r.member(ch, in.ChannelModeratorArn)
	if err != nil {
		return nil, err
	}
	if _, banned := ch.bans.Get(u.arn); banned {
		return nil, forbidden("The user is banned from the channel.")
	}
	if u.is(ch, roleModerator) {
		return nil, conflict("The user moderates the channel already.")
	}
	if ch.moderators.Len() >= r.state.server.options.Limits.ModeratorsPerChannel {
		return nil, r.overLimit("moderators of the channel")
	}
	r.addModerator(ch, &moderator{user: u, by: r.user, at: r.time})
	return &chimemessaging.CreateChannelModeratorOutput{ChannelArn: ch.info.ChannelArn, ChannelModerator: u.identity()}, nil
}

func describeChannelModerator(r *request, in *chimemessaging.DescribeChannelModeratorInput) (*chimemessaging.DescribeChannelModeratorOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	m, ok := ch.moderators.See(r.Moment, *in.ChannelModeratorArn)
	if !ok {
		return nil, r.missing("moderator")
	}
	return &chimemessaging.DescribeChannelModeratorOutput{ChannelModerator: m.info(ch)}, nil
}

func (m *moderator) info(ch *channel) *types.ChannelModerator {
	return &types.ChannelModerator{
		ChannelArn: ch.info.ChannelArn, Moderator: m.user.identity(), CreatedBy: m.by.identity(), CreatedTimestamp: aws.Time(m.at),
	}
}

func listChannelModerators(r *request, in *chimemessaging.ListChannelModeratorsInput) (*chimemessaging.ListChannelModeratorsOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, ch.moderators.Rows(r.Moment, nil), in, false, func(m *moderator) types.ChannelModeratorSummary {
		return types.ChannelModeratorSummary{Moderator: m.user.identity()}
	})
	return &chimemessaging.ListChannelModeratorsOutput{ChannelArn: ch.info.ChannelArn, ChannelModerators: page, NextToken: next}, err
}

func deleteChannelModerator(r *request, in *chimemessaging.DeleteChannelModeratorInput) (*chimemessaging.DeleteChannelModeratorOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	m, ok := ch.moderators.Get(*in.ChannelModeratorArn)
	if !ok {
		return nil, r.missing("moderator")
	}
	r.dropModerator(ch, m.user)
	return nil, nil
}
