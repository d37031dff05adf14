package chimemessagingtest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) channelSettingHandlers(h *Handlers) {
	h.PutChannelExpirationSettings = handle(s, putChannelExpirationSettings)
	h.UpdateChannelReadMarker = handle(s, updateChannelReadMarker)
	h.ListSubChannels = handle(s, listSubChannels)
}

// putChannelExpirationSettings keeps the settings, or removes them if the request has none.
func putChannelExpirationSettings(r *request, in *chimemessaging.PutChannelExpirationSettingsInput) (*chimemessaging.PutChannelExpirationSettingsOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.manages(ch); err != nil {
		return nil, err
	}
	ch.info.ExpirationSettings = in.ExpirationSettings
	r.changed(ch)
	return &chimemessaging.PutChannelExpirationSettingsOutput{ChannelArn: ch.info.ChannelArn, ExpirationSettings: in.ExpirationSettings}, nil
}

// updateChannelReadMarker records that the bearer has read everything up to now.
func updateChannelReadMarker(r *request, in *chimemessaging.UpdateChannelReadMarkerInput) (*chimemessaging.UpdateChannelReadMarkerOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if ch.elastic() {
		return nil, badRequest("An elastic channel has no read markers.")
	}
	if err := r.allow(ch, roleMember, roleHiddenMember); err != nil {
		return nil, err
	}
	m, _ := ch.members.Get(r.user.arn)
	m.read = aws.Time(r.time)
	return &chimemessaging.UpdateChannelReadMarkerOutput{ChannelArn: ch.info.ChannelArn}, nil
}

func listSubChannels(r *request, in *chimemessaging.ListSubChannelsInput) (*chimemessaging.ListSubChannelsOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.manages(ch); err != nil {
		return nil, err
	}
	page, next, err := list(r, ch.subs.Rows(r.Moment, nil), in, false, func(id string) types.SubChannelSummary {
		return types.SubChannelSummary{SubChannelId: aws.String(id), MembershipCount: aws.Int32(ch.membersIn(id))}
	})
	return &chimemessaging.ListSubChannelsOutput{ChannelArn: ch.info.ChannelArn, SubChannels: page, NextToken: next}, err
}

// membersIn counts the members of a sub-channel.
func (ch *channel) membersIn(sub string) (n int32) {
	for _, m := range ch.members.All() {
		if m.sub == sub {
			n++
		}
	}
	return n
}

// place finds a sub-channel for a new member: the one that is asked for, else the first with room, else a new one.
func (r *request) place(ch *channel, asked *string) (string, error) {
	if asked != nil {
		if _, ok := ch.subs.Get(*asked); !ok {
			return "", r.missing("sub-channel")
		}
		return *asked, nil
	}
	config := ch.info.ElasticChannelConfiguration
	all := ch.subs.All()
	for _, id := range all {
		if ch.membersIn(id) < *config.TargetMembershipsPerSubChannel {
			return id, nil
		}
	}
	if len(all) >= int(*config.MaximumSubChannels) {
		return "", r.overLimit("sub-channels")
	}
	id := r.state.newID()
	ch.subs.Put(r.Moment, id, id)
	return id, nil
}
