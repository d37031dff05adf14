package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// ban keeps a user out of a channel.
type ban struct {
	user *user
	by   *user
	at   time.Time
}

func (s *state) banHandlers(h *Handlers) {
	h.CreateChannelBan = handle(s, createChannelBan)
	h.DescribeChannelBan = handle(s, describeChannelBan)
	h.ListChannelBans = handle(s, listChannelBans)
	h.DeleteChannelBan = handle(s, deleteChannelBan)
}

// createChannelBan ends the user's membership too; deleting the ban does not restore it.
func createChannelBan(r *request, in *chimemessaging.CreateChannelBanInput) (*chimemessaging.CreateChannelBanOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	u, err := r.member(ch, in.MemberArn)
	if err != nil {
		return nil, err
	}
	if u.is(ch, roleAdmin) || u.is(ch, roleModerator) {
		return nil, forbidden("An administrator or moderator cannot be banned.")
	}
	if _, banned := ch.bans.Get(u.arn); banned {
		return nil, conflict("The user is banned already.")
	}
	ch.bans.Put(r.Moment, u.arn, &ban{user: u, by: r.user, at: r.time})
	if m, member := ch.members.Get(u.arn); member {
		r.dropMember(ch, m)
		r.tellOfMembership("DELETE_CHANNEL_MEMBERSHIP", ch, m)
	}
	return &chimemessaging.CreateChannelBanOutput{ChannelArn: ch.info.ChannelArn, Member: u.identity()}, nil
}

func describeChannelBan(r *request, in *chimemessaging.DescribeChannelBanInput) (*chimemessaging.DescribeChannelBanOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	b, ok := ch.bans.See(r.Moment, *in.MemberArn)
	if !ok {
		return nil, r.missing("ban")
	}
	return &chimemessaging.DescribeChannelBanOutput{ChannelBan: b.info(ch)}, nil
}

func (b *ban) info(ch *channel) *types.ChannelBan {
	return &types.ChannelBan{
		ChannelArn: ch.info.ChannelArn, Member: b.user.identity(), CreatedBy: b.by.identity(), CreatedTimestamp: aws.Time(b.at),
	}
}

func listChannelBans(r *request, in *chimemessaging.ListChannelBansInput) (*chimemessaging.ListChannelBansOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, ch.bans.Rows(r.Moment, nil), in, false, func(b *ban) types.ChannelBanSummary {
		return types.ChannelBanSummary{Member: b.user.identity()}
	})
	return &chimemessaging.ListChannelBansOutput{ChannelArn: ch.info.ChannelArn, ChannelBans: page, NextToken: next}, err
}

func deleteChannelBan(r *request, in *chimemessaging.DeleteChannelBanInput) (*chimemessaging.DeleteChannelBanOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if _, ok := ch.bans.Get(*in.MemberArn); !ok {
		return nil, r.missing("ban")
	}
	ch.bans.Delete(r.Moment, *in.MemberArn)
	return nil, nil
}
