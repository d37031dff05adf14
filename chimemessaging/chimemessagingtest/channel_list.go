package chimemessagingtest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) channelListHandlers(h *Handlers) {
	h.ListChannels = handle(s, listChannels)
	h.SearchChannels = handle(s, searchChannels)
	h.ListChannelsModeratedByAppInstanceUser = handle(s, listChannelsModerated)
	h.DescribeChannelModeratedByAppInstanceUser = handle(s, describeChannelModerated)
	h.ListChannelsAssociatedWithChannelFlow = handle(s, listChannelsWithFlow)
}

// listChannels lists public channels, and private ones for administrators who ask for them.
func listChannels(r *request, in *chimemessaging.ListChannelsInput) (*chimemessaging.ListChannelsOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	private := in.Privacy == types.ChannelPrivacyPrivate
	if instance != r.user.instance || private && !r.user.admin() {
		return nil, forbidden("Only an administrator may list private channels.")
	}
	rows := instance.listing(private).Rows(r.Moment, nil)
	page, next, err := list(r, rows, in, false, r.summarise)
	return &chimemessaging.ListChannelsOutput{Channels: page, NextToken: next}, err
}

// searchChannels finds channels by their members: those of the bearer, all for an administrator.
func searchChannels(r *request, in *chimemessaging.SearchChannelsInput) (*chimemessaging.SearchChannelsOutput, error) {
	rows := r.searched(in.Fields).Rows(r.Moment, func(ch *channel) bool {
		if ch.instance != r.user.instance || !r.user.admin() && !r.user.is(ch, roleMember) && !r.user.is(ch, roleHiddenMember) {
			return false
		}
		return !slices.ContainsFunc(in.Fields, func(f types.SearchField) bool { return !ch.hasMembers(f) })
	})
	page, next, err := list(r, rows, in, false, r.summarise)
	return &chimemessaging.SearchChannelsOutput{Channels: page, NextToken: next}, err
}

// hasMembers reports whether a channel has the members of a field, and with EQUALS no others.
func (ch *channel) hasMembers(f types.SearchField) bool {
	for _, arn := range f.Values {
		if _, ok := ch.members.Get(arn); !ok {
			return false
		}
	}
	return f.Operator != types.SearchFieldOperatorEquals || ch.members.Len() == len(f.Values)
}

func listChannelsModerated(
	r *request, in *chimemessaging.ListChannelsModeratedByAppInstanceUserInput,
) (*chimemessaging.ListChannelsModeratedByAppInstanceUserOutput, error) {
	u, err := r.self(in.AppInstanceUserArn)
	if err != nil {
		return nil, err
	}
	rows := u.moderating.Rows(r.Moment, nil)
	page, next, err := list(r, rows, in, false, func(ch *channel) types.ChannelModeratedByAppInstanceUserSummary {
		summary := r.summarise(ch)
		return types.ChannelModeratedByAppInstanceUserSummary{ChannelSummary: &summary}
	})
	return &chimemessaging.ListChannelsModeratedByAppInstanceUserOutput{Channels: page, NextToken: next}, err
}

func describeChannelModerated(
	r *request, in *chimemessaging.DescribeChannelModeratedByAppInstanceUserInput,
) (*chimemessaging.DescribeChannelModeratedByAppInstanceUserOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	u, err := r.selfOrFellow(ch, in.AppInstanceUserArn)
	if err != nil {
		return nil, err
	}
	if !u.is(ch, roleModerator) {
		return nil, r.missing("moderator")
	}
	summary := r.summarise(ch)
	return &chimemessaging.DescribeChannelModeratedByAppInstanceUserOutput{
		Channel: &types.ChannelModeratedByAppInstanceUserSummary{ChannelSummary: &summary},
	}, nil
}

func listChannelsWithFlow(
	r *request, in *chimemessaging.ListChannelsAssociatedWithChannelFlowInput,
) (*chimemessaging.ListChannelsAssociatedWithChannelFlowOutput, error) {
	flow, err := r.flow(in.ChannelFlowArn)
	if err != nil {
		return nil, err
	}
	rows := r.state.having(*flow.ChannelFlowArn).Rows(r.Moment, nil)
	page, next, err := list(r, rows, in, false, func(ch *channel) types.ChannelAssociatedWithFlowSummary {
		return types.ChannelAssociatedWithFlowSummary{
			Name: ch.info.Name, ChannelArn: ch.info.ChannelArn, Mode: ch.info.Mode, Privacy: ch.info.Privacy, Metadata: ch.info.Metadata,
		}
	})
	return &chimemessaging.ListChannelsAssociatedWithChannelFlowOutput{Channels: page, NextToken: next}, err
}
