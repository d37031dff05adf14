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
	ch.moderators.Put(r.Moment, u.arn, &moderator{user: u, by: r.user, at: r.Now})
	return &chimemessaging.CreateChannelModeratorOutput{ChannelArn: ch.info.ChannelArn, ChannelModerator: u.identity()}, nil
}

func describeChannelModerator(r *request, in *chimemessaging.DescribeChannelModeratorInput) (*chimemessaging.DescribeChannelModeratorOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	m, ok := ch.moderators.Get(*in.ChannelModeratorArn)
	if !ok {
		return nil, r.missing("moderator")
	}
	return &chimemessaging.DescribeChannelModeratorOutput{ChannelModerator: &types.ChannelModerator{
		ChannelArn: ch.info.ChannelArn, Moderator: m.user.identity(), CreatedBy: m.by.identity(), CreatedTimestamp: aws.Time(m.at),
	}}, nil
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
	if _, ok := ch.moderators.Get(*in.ChannelModeratorArn); !ok {
		return nil, r.missing("moderator")
	}
	ch.moderators.Delete(r.Moment, *in.ChannelModeratorArn)
	return nil, nil
}
