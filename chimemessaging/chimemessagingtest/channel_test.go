package chimemessagingtest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestChannelLife(t *testing.T) {
	s := newScene(t)
	out, err := s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.alice})
	require.NoError(t, err)
	assert.Equal(t, "General", *out.Channel.Name)
	assert.Equal(t, types.ChannelPrivacyPrivate, out.Channel.Privacy)
	assert.Equal(t, "Moe", *out.Channel.CreatedBy.Name)
	assert.WithinDuration(t, s.clock.Time(), *out.Channel.CreatedTimestamp, 1e9)

	update := &chimemessaging.UpdateChannelInput{ChannelArn: &s.channel, Name: aws.String("Renamed"), Metadata: aws.String("m"), ChimeBearer: &s.alice}
	_, err = s.client.UpdateChannel(t.Context(), update)
	requireError[*types.ForbiddenException](t, err)
	update.ChimeBearer = &s.moe
	_, err = s.client.UpdateChannel(t.Context(), update)
	require.NoError(t, err)
	assert.Equal(t, "Renamed", *s.srv.Channels()[0].Name)

	_, err = s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.bob})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.DeleteChannel(t.Context(), &chimemessaging.DeleteChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.alice})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.DeleteChannel(t.Context(), &chimemessaging.DeleteChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.root})
	require.NoError(t, err)
	_, err = s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.root})
	requireError[*types.ForbiddenException](t, err)
	assert.Empty(t, s.srv.Channels())
}

func TestCreateChannelWithMembers(t *testing.T) {
	s := newScene(t)
	in := &chimemessaging.CreateChannelInput{
		AppInstanceArn: &s.instance, Name: aws.String("Team"), ChannelId: aws.String("team"), MemberArns: []string{s.alice}, ModeratorArns: []string{s.bob},
		ChimeBearer: &s.moe, Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}},
		ExpirationSettings: &types.ExpirationSettings{ExpirationDays: aws.Int32(7), ExpirationCriterion: types.ExpirationCriterionCreatedTimestamp},
	}
	out, err := s.client.CreateChannel(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, s.instance+"/channel/team", *out.ChannelArn)
	_, err = s.client.CreateChannel(t.Context(), in)
	requireError[*types.ConflictException](t, err)

	members, err := s.client.ListChannelMemberships(t.Context(), &chimemessaging.ListChannelMembershipsInput{ChannelArn: out.ChannelArn, ChimeBearer: &s.alice})
	require.NoError(t, err)
	assert.Equal(t, []string{"Moe", "Alice"}, names(members.ChannelMemberships))
	moderators, err := s.client.ListChannelModerators(t.Context(), &chimemessaging.ListChannelModeratorsInput{ChannelArn: out.ChannelArn, ChimeBearer: &s.bob})
	require.NoError(t, err)
	assert.Len(t, moderators.ChannelModerators, 2)
	tags, err := s.client.ListTagsForResource(t.Context(), &chimemessaging.ListTagsForResourceInput{ResourceARN: out.ChannelArn})
	require.NoError(t, err)
	assert.Equal(t, in.Tags, tags.Tags)

	in.ChannelId, in.MemberArns = nil, []string{s.instance + "/user/nobody"}
	_, err = s.client.CreateChannel(t.Context(), in)
	requireError[*types.ForbiddenException](t, err)
}

func names(members []types.ChannelMembershipSummary) []string {
	var out []string
	for _, m := range members {
		out = append(out, *m.Member.Name)
	}
	return out
}

func TestCreateChannelIsIdempotent(t *testing.T) {
	s := newScene(t)
	in := &chimemessaging.CreateChannelInput{
		AppInstanceArn: &s.instance, Name: aws.String("Once"), ClientRequestToken: aws.String("token-1"), ChimeBearer: &s.moe,
	}
	first, err := s.client.CreateChannel(t.Context(), in)
	require.NoError(t, err)
	second, err := s.client.CreateChannel(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, first.ChannelArn, second.ChannelArn)
	assert.Len(t, s.srv.Channels(), 2)
	in.Name = aws.String("Other")
	_, err = s.client.CreateChannel(t.Context(), in)
	requireError[*types.ConflictException](t, err)
}

func TestListAndSearchChannels(t *testing.T) {
	s := newScene(t)
	public := s.create("Public", func(in *chimemessaging.CreateChannelInput) { in.Privacy = types.ChannelPrivacyPublic })
	list := func(bearer string, privacy types.ChannelPrivacy) ([]string, error) {
		out, err := s.client.ListChannels(t.Context(), &chimemessaging.ListChannelsInput{AppInstanceArn: &s.instance, Privacy: privacy, ChimeBearer: &bearer})
		if err != nil {
			return nil, err
		}
		var arns []string
		for _, c := range out.Channels {
			arns = append(arns, *c.ChannelArn)
		}
		return arns, nil
	}
	arns, err := list(s.bob, "")
	require.NoError(t, err)
	assert.Equal(t, []string{public}, arns)
	_, err = list(s.bob, types.ChannelPrivacyPrivate)
	requireError[*types.ForbiddenException](t, err)
	arns, err = list(s.root, types.ChannelPrivacyPrivate)
	require.NoError(t, err)
	assert.Equal(t, []string{s.channel}, arns)

	search := func(bearer string, operator types.SearchFieldOperator, members ...string) int {
		out, err := s.client.SearchChannels(t.Context(), &chimemessaging.SearchChannelsInput{
			ChimeBearer: &bearer, Fields: []types.SearchField{{Key: types.SearchFieldKeyMembers, Operator: operator, Values: members}},
		})
		require.NoError(t, err)
		return len(out.Channels)
	}
	assert.Equal(t, 2, search(s.moe, types.SearchFieldOperatorIncludes, s.moe))
	assert.Equal(t, 1, search(s.moe, types.SearchFieldOperatorEquals, s.moe))
	assert.Equal(t, 1, search(s.alice, types.SearchFieldOperatorIncludes, s.moe), "only channels of the bearer")
	assert.Equal(t, 0, search(s.bob, types.SearchFieldOperatorIncludes, s.moe))
	assert.Equal(t, 2, search(s.root, types.SearchFieldOperatorIncludes, s.moe))
}

func TestChannelExpirationAndReadMarker(t *testing.T) {
	s := newScene(t)
	settings := &types.ExpirationSettings{ExpirationDays: aws.Int32(1), ExpirationCriterion: types.ExpirationCriterionLastMessageTimestamp}
	_, err := s.client.PutChannelExpirationSettings(t.Context(), &chimemessaging.PutChannelExpirationSettingsInput{
		ChannelArn: &s.channel, ChimeBearer: &s.moe, ExpirationSettings: settings,
	})
	require.NoError(t, err)
	assert.Equal(t, settings, s.srv.Channels()[0].ExpirationSettings)

	_, err = s.client.UpdateChannelReadMarker(t.Context(), &chimemessaging.UpdateChannelReadMarkerInput{ChannelArn: &s.channel, ChimeBearer: &s.root})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.UpdateChannelReadMarker(t.Context(), &chimemessaging.UpdateChannelReadMarkerInput{ChannelArn: &s.channel, ChimeBearer: &s.alice})
	require.NoError(t, err)
	out, err := s.client.DescribeChannelMembershipForAppInstanceUser(t.Context(), &chimemessaging.DescribeChannelMembershipForAppInstanceUserInput{
		ChannelArn: &s.channel, AppInstanceUserArn: &s.alice, ChimeBearer: &s.alice,
	})
	require.NoError(t, err)
	assert.WithinDuration(t, s.clock.Time(), *out.ChannelMembership.AppInstanceUserMembershipSummary.ReadMarkerTimestamp, 1e9)
	list, err := s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{
		AppInstanceUserArn: &s.alice, ChimeBearer: &s.bob,
	})
	requireError[*types.ForbiddenException](t, err)
	assert.Nil(t, list)
	list, err = s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{
		AppInstanceUserArn: &s.alice, ChimeBearer: &s.root,
	})
	require.NoError(t, err)
	assert.Len(t, list.ChannelMemberships, 1)
}

func TestElasticChannel(t *testing.T) {
	s := newScene(t)
	elastic := &types.ElasticChannelConfiguration{
		MaximumSubChannels: aws.Int32(2), TargetMembershipsPerSubChannel: aws.Int32(2), MinimumMembershipPercentage: aws.Int32(40),
	}
	in := &chimemessaging.CreateChannelInput{
		AppInstanceArn: &s.instance, Name: aws.String("Big"), ElasticChannelConfiguration: elastic, ChimeBearer: &s.moe, Mode: types.ChannelModeUnrestricted,
	}
	_, err := s.client.CreateChannel(t.Context(), in)
	requireError[*types.BadRequestException](t, err)
	in.Mode = types.ChannelModeRestricted
	out, err := s.client.CreateChannel(t.Context(), in)
	require.NoError(t, err)
	s.channel = *out.ChannelArn

	subs := map[string]int{}
	for i := range 5 {
		arn := s.srv.AddUser(s.instance, "", "User")
		m, err := s.client.CreateChannelMembership(t.Context(), &chimemessaging.CreateChannelMembershipInput{
			ChannelArn: &s.channel, MemberArn: &arn, Type: types.ChannelMembershipTypeDefault, ChimeBearer: &s.moe,
		})
		if i == 4 {
			requireError[*types.ResourceLimitExceededException](t, err)
			break
		}
		require.NoError(t, err)
		subs[*m.SubChannelId]++
		_, err = s.send(arn, "hello")
		requireError[*types.BadRequestException](t, err)
		s.mustSend(arn, "hello", func(in *chimemessaging.SendChannelMessageInput) { in.SubChannelId = m.SubChannelId })
	}
	assert.Len(t, subs, 2)
	list, err := s.client.ListSubChannels(t.Context(), &chimemessaging.ListSubChannelsInput{ChannelArn: &s.channel, ChimeBearer: &s.moe})
	require.NoError(t, err)
	require.Len(t, list.SubChannels, 2)
	assert.Equal(t, int32(2), *list.SubChannels[0].MembershipCount)
	messages, err := s.client.ListChannelMessages(t.Context(), &chimemessaging.ListChannelMessagesInput{
		ChannelArn: &s.channel, SubChannelId: list.SubChannels[0].SubChannelId, ChimeBearer: &s.moe,
	})
	require.NoError(t, err)
	assert.Len(t, messages.ChannelMessages, 2)
	_, err = s.client.DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{
		ChannelArn: &s.channel, MessageId: messages.ChannelMessages[0].MessageId, SubChannelId: list.SubChannels[1].SubChannelId, ChimeBearer: &s.root,
	})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.DeleteChannelMembership(t.Context(), &chimemessaging.DeleteChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: messages.ChannelMessages[0].Sender.Arn, SubChannelId: list.SubChannels[1].SubChannelId, ChimeBearer: &s.moe,
	})
	requireError[*types.ForbiddenException](t, err)

	frankfurt := newScene(t, func(o *chimemessagingtest.Options) { o.Region = "eu-central-1" })
	in.AppInstanceArn, in.ChimeBearer = &frankfurt.instance, &frankfurt.moe
	_, err = frankfurt.client.CreateChannel(t.Context(), in)
	requireError[*types.BadRequestException](t, err)
}
