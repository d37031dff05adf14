package chimemessagingtest

import (
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) membershipListHandlers(h *Handlers) {
	h.ListChannelMemberships = handle(s, listChannelMemberships)
	h.ListChannelMembershipsForAppInstanceUser = handle(s, listMembershipsOfUser)
	h.DescribeChannelMembershipForAppInstanceUser = handle(s, describeMembershipOfUser)
}

// listChannelMemberships lists members of one type. Hidden members are shown to those who manage the channel.
func listChannelMemberships(r *request, in *chimemessaging.ListChannelMembershipsInput) (*chimemessaging.ListChannelMembershipsOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	hidden := in.Type == types.ChannelMembershipTypeHidden
	allowed := r.reads
	if hidden {
		allowed = r.manages
	}
	if err := allowed(ch); err != nil {
		return nil, err
	}
	rows := ch.members.Rows(r.Moment, func(m *membership) bool {
		return (m.kind == types.ChannelMembershipTypeHidden) == hidden && (in.SubChannelId == nil || *in.SubChannelId == m.sub)
	})
	page, next, err := list(r, rows, in, false, func(m *membership) types.ChannelMembershipSummary {
		return types.ChannelMembershipSummary{Member: m.user.identity()}
	})
	return &chimemessaging.ListChannelMembershipsOutput{ChannelArn: ch.info.ChannelArn, ChannelMemberships: page, NextToken: next}, err
}

// forUser returns a channel with a user's membership in it, read marker included.
func (r *request) forUser(ch *channel, u *user) types.ChannelMembershipForAppInstanceUserSummary {
	m, _ := ch.members.See(r.Moment, u.arn)
	summary := r.summarise(ch)
	return types.ChannelMembershipForAppInstanceUserSummary{
		ChannelSummary: &summary,
		AppInstanceUserMembershipSummary: &types.AppInstanceUserMembershipSummary{
			Type: m.kind, ReadMarkerTimestamp: m.read, SubChannelId: m.subID(),
		},
	}
}

func listMembershipsOfUser(
	r *request, in *chimemessaging.ListChannelMembershipsForAppInstanceUserInput,
) (*chimemessaging.ListChannelMembershipsForAppInstanceUserOutput, error) {
	u, err := r.self(in.AppInstanceUserArn)
	if err != nil {
		return nil, err
	}
	rows := u.joined.Rows(r.Moment, nil)
	page, next, err := list(r, rows, in, false, func(ch *channel) types.ChannelMembershipForAppInstanceUserSummary { return r.forUser(ch, u) })
	return &chimemessaging.ListChannelMembershipsForAppInstanceUserOutput{ChannelMemberships: page, NextToken: next}, err
}

func describeMembershipOfUser(
	r *request, in *chimemessaging.DescribeChannelMembershipForAppInstanceUserInput,
) (*chimemessaging.DescribeChannelMembershipForAppInstanceUserOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	u, err := r.self(in.AppInstanceUserArn)
	if err != nil {
		return nil, err
	}
	if _, ok := ch.members.See(r.Moment, u.arn); !ok {
		return nil, r.missing("membership")
	}
	summary := r.forUser(ch, u)
	return &chimemessaging.DescribeChannelMembershipForAppInstanceUserOutput{ChannelMembership: &summary}, nil
}
