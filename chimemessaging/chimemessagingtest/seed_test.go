package chimemessagingtest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Everything that is kept can be added and read back without a call.
func TestSeedsAndReads(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddChannelFlow(s.instance, types.ChannelFlow{Name: aws.String("filter")})
	ch := s.srv.AddChannel(s.instance, types.Channel{Name: aws.String("Seeded"), Privacy: types.ChannelPrivacyPublic, ChannelFlowArn: &flow})
	s.srv.AddMember(ch, s.alice, "")
	s.srv.AddMember(ch, s.bob, types.ChannelMembershipTypeHidden)
	s.srv.AddModerator(ch, s.moe)
	s.srv.AddBan(ch, s.root)
	id := s.srv.AddMessage(ch, s.alice, types.ChannelMessage{Content: aws.String("hi")})
	s.srv.SetTags(ch, types.Tag{Key: aws.String("a"), Value: aws.String("b")})
	read := time.Unix(1_800_000_000, 0)
	s.srv.SetReadMarker(ch, s.alice, read)
	s.srv.SetPreferences(ch, s.alice, &types.ChannelMembershipPreferences{PushNotifications: &types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsNone}})
	s.srv.SetStreamingConfigurations(s.instance, types.StreamingConfiguration{DataType: types.MessagingDataTypeChannel, ResourceArn: aws.String("arn:stream")})

	assert.Equal(t, []string{s.instance}, s.srv.AppInstances())
	assert.Len(t, s.srv.Users(s.instance), 4)
	members := s.srv.Members(ch)
	require.Len(t, members, 2)
	assert.Equal(t, types.ChannelMembershipTypeHidden, members[1].Type)
	assert.Equal(t, "Moe", *s.srv.Moderators(ch)[0].Moderator.Name)
	assert.Equal(t, "Root", *s.srv.Bans(ch)[0].Member.Name)
	assert.Equal(t, id, *s.srv.Messages(ch)[0].MessageId)
	assert.Equal(t, "a", *s.srv.Tags(ch)[0].Key)
	assert.Equal(t, read, *s.srv.ReadMarker(ch, s.alice))
	assert.Equal(t, types.AllowNotificationsNone, s.srv.Preferences(ch, s.alice).PushNotifications.AllowNotifications)
	assert.Len(t, s.srv.StreamingConfigurations(s.instance), 1)
	assert.Empty(t, s.srv.SubChannels(ch))

	// A client sees what was seeded.
	with, err := s.client.ListChannelsAssociatedWithChannelFlow(t.Context(), &chimemessaging.ListChannelsAssociatedWithChannelFlowInput{ChannelFlowArn: &flow})
	require.NoError(t, err)
	require.Len(t, with.Channels, 1)
	assert.Equal(t, ch, *with.Channels[0].ChannelArn)
	of, err := s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{ChimeBearer: &s.alice})
	require.NoError(t, err)
	require.Len(t, of.ChannelMemberships, 2)
	assert.Equal(t, read.Unix(), of.ChannelMemberships[1].AppInstanceUserMembershipSummary.ReadMarkerTimestamp.Unix())
	s.srv.SetChannelFlow(ch, "")
	s.srv.SetStreamingConfigurations(s.instance)
	assert.Empty(t, s.srv.StreamingConfigurations(s.instance))
	_, err = s.client.DeleteChannelFlow(t.Context(), &chimemessaging.DeleteChannelFlowInput{ChannelFlowArn: &flow})
	require.NoError(t, err)
}

func TestSnapshot(t *testing.T) {
	s := newScene(t)
	kept := s.mustSend(s.moe, "kept")
	snapshot := s.srv.Snapshot()
	for range 2 {
		s.mustSend(s.moe, "gone")
		_, err := s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &kept, ChimeBearer: &s.moe})
		require.NoError(t, err)
		s.join(s.bob, types.ChannelMembershipTypeDefault)
		other := s.create("Other")
		_, err = s.client.UpdateChannel(t.Context(), &chimemessaging.UpdateChannelInput{ChannelArn: &s.channel, Name: aws.String("Renamed"), ChimeBearer: &s.moe})
		require.NoError(t, err)
		_, err = s.client.DeleteChannel(t.Context(), &chimemessaging.DeleteChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.moe})
		require.NoError(t, err)

		s.srv.Restore(snapshot)
		require.Len(t, s.srv.Channels(), 1)
		assert.Equal(t, "General", *s.srv.Channels()[0].Name)
		assert.Equal(t, []string{"kept"}, s.contents(s.alice))
		assert.Len(t, s.srv.Members(s.channel), 2)
		of, err := s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{ChimeBearer: &s.moe})
		require.NoError(t, err)
		assert.Len(t, of.ChannelMemberships, 1)
		_, err = s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &other, ChimeBearer: &s.moe})
		requireError[*types.ForbiddenException](t, err)
	}
	assert.Panics(t, func() { chimemessagingtest.NewHTTPHandler().Restore(snapshot) })
}

// A message that waited for its processor at the time of the snapshot waits again.
func TestSnapshotOfWaitingMessages(t *testing.T) {
	s := newScene(t)
	s.flow(types.FallbackActionAbort, lambdaARN)
	callback := s.waitingCallback()
	snapshot := s.srv.Snapshot()
	for range 2 {
		require.NoError(t, s.callBack(callback))
		requireError[*types.BadRequestException](t, s.callBack(callback))
		s.srv.Restore(snapshot)
	}
}

func TestVisibilityDelay(t *testing.T) {
	s := newScene(t)
	s.srv.SetVisibilityDelay(time.Minute)
	seeded := s.srv.AddChannel(s.instance, types.Channel{Name: aws.String("Seeded")})
	s.srv.AddModerator(seeded, s.moe)
	ch := s.create("Late")
	describe := func(arn string) (*types.Channel, error) {
		out, err := s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &arn, ChimeBearer: &s.moe})
		if err != nil {
			return nil, err
		}
		return out.Channel, nil
	}
	_, err := describe(seeded)
	require.NoError(t, err, "seeds are visible at once")
	_, err = describe(ch)
	requireError[*types.ForbiddenException](t, err)
	assert.Len(t, s.srv.Channels(), 3)
	later := func() {
		s.clock.Advance(time.Minute)
		s.client = s.srv.Client()
	}
	later()
	_, err = describe(ch)
	require.NoError(t, err)
	_, err = s.client.UpdateChannel(t.Context(), &chimemessaging.UpdateChannelInput{ChannelArn: &ch, Name: aws.String("Renamed"), ChimeBearer: &s.moe})
	require.NoError(t, err)
	got, err := describe(ch)
	require.NoError(t, err)
	assert.Equal(t, "Late", *got.Name)
	later()
	got, err = describe(ch)
	require.NoError(t, err)
	assert.Equal(t, "Renamed", *got.Name)

	s.mustSend(s.moe, "hello")
	assert.Empty(t, s.contents(s.alice))
	later()
	assert.Equal(t, []string{"hello"}, s.contents(s.alice))
	_, err = s.client.DeleteChannelMembership(t.Context(), &chimemessaging.DeleteChannelMembershipInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	require.NoError(t, err)
	of := func() int {
		out, err := s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{ChimeBearer: &s.alice})
		require.NoError(t, err)
		return len(out.ChannelMemberships)
	}
	assert.Equal(t, 1, of())
	later()
	assert.Zero(t, of())
}
