package chimemessagingtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func withChoices(c chimemessagingtest.Choices) func(*chimemessagingtest.Options) {
	return func(o *chimemessagingtest.Options) { o.Choices = c }
}

func TestChosenDefaultsOfChannels(t *testing.T) {
	s := newScene(t, withChoices(chimemessagingtest.Choices{Mode: types.ChannelModeUnrestricted, Privacy: types.ChannelPrivacyPublic}))
	out, err := s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{
		ChannelArn: aws.String(s.create("Other")), ChimeBearer: &s.bob,
	})
	require.NoError(t, err)
	assert.Equal(t, types.ChannelModeUnrestricted, out.Channel.Mode)
	assert.Equal(t, types.ChannelPrivacyPublic, out.Channel.Privacy)
}

func TestChosenErrors(t *testing.T) {
	s := newScene(t, withChoices(chimemessagingtest.Choices{
		TokenReused: &types.BadRequestException{}, CallbackRepeated: &types.ConflictException{}, Missing: &types.BadRequestException{},
		FlowInUse: &types.ForbiddenException{}, SecondFlow: &types.ForbiddenException{},
	}))
	flow := s.flow(types.FallbackActionAbort, lambdaARN)
	_, err := s.client.DeleteChannelFlow(t.Context(), &chimemessaging.DeleteChannelFlowInput{ChannelFlowArn: &flow})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.AssociateChannelFlow(t.Context(), &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: &s.channel, ChannelFlowArn: &flow, ChimeBearer: &s.moe,
	})
	requireError[*types.ForbiddenException](t, err)

	token := func(in *chimemessaging.SendChannelMessageInput) { in.ClientRequestToken = aws.String("token") }
	s.mustSend(s.moe, "one", token)
	_, err = s.send(s.moe, "two", token)
	requireError[*types.BadRequestException](t, err)

	_, err = s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: aws.String(s.channel + "x"), ChimeBearer: &s.moe})
	requireError[*types.BadRequestException](t, err)

	callback := s.waitingCallback()
	require.NoError(t, s.callBack(callback))
	requireError[*types.ConflictException](t, s.callBack(callback))
}

func TestChosenTokenLife(t *testing.T) {
	s := newScene(t, withChoices(chimemessagingtest.Choices{TokenLife: time.Minute}))
	token := func(in *chimemessaging.SendChannelMessageInput) { in.ClientRequestToken = aws.String("token") }
	first := s.mustSend(s.moe, "one", token)
	assert.Equal(t, first, s.mustSend(s.moe, "one", token))
	s.clock.Advance(time.Minute)
	assert.NotEqual(t, first, s.mustSend(s.moe, "one", token))
}

// An edit that waits for its processor is hidden, unless it is chosen to be shown.
func TestPendingEdit(t *testing.T) {
	for chosen, want := range map[bool]string{false: "old", true: "new"} {
		s := newScene(t, withChoices(chimemessagingtest.Choices{ShowPendingEdits: chosen}))
		id := s.mustSend(s.moe, "old")
		s.flow(types.FallbackActionAbort, lambdaARN)
		s.srv.SetProcessor(lambdaARN, silent)
		out, err := s.client.UpdateChannelMessage(t.Context(), &chimemessaging.UpdateChannelMessageInput{
			ChannelArn: &s.channel, MessageId: &id, Content: aws.String("new"), ChimeBearer: &s.moe,
		})
		require.NoError(t, err)
		assert.Equal(t, types.ChannelMessageStatusPending, out.Status.Value)
		assert.Equal(t, []string{want}, s.contents(s.alice))
	}
}

func TestShortPages(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) { o.PageSize = 1 })
	pager := chimemessaging.NewListChannelMembershipsPaginator(s.client, &chimemessaging.ListChannelMembershipsInput{
		ChannelArn: &s.channel, ChimeBearer: &s.moe, MaxResults: aws.Int32(50),
	})
	pages := 0
	for ; pager.HasMorePages(); pages++ {
		page, err := pager.NextPage(t.Context())
		require.NoError(t, err)
		assert.Len(t, page.ChannelMemberships, 1)
	}
	assert.Equal(t, 2, pages)
}

func TestSizesThatTheModelDoesNotKnow(t *testing.T) {
	s := newScene(t)
	attributes := func(size int) func(*chimemessaging.SendChannelMessageInput) {
		return func(in *chimemessaging.SendChannelMessageInput) {
			in.MessageAttributes = map[string]types.MessageAttributeValue{
				"a": {StringValues: []string{strings.Repeat("x", size/2), strings.Repeat("y", size/2-1)}},
			}
		}
	}
	s.mustSend(s.moe, "hello", attributes(1024))
	_, err := s.send(s.moe, "hello", attributes(1026))
	requireError[*types.BadRequestException](t, err)
	prefer := func(size int) error {
		_, err := s.client.PutChannelMembershipPreferences(t.Context(), &chimemessaging.PutChannelMembershipPreferencesInput{
			ChannelArn: &s.channel, MemberArn: &s.moe, ChimeBearer: &s.moe, Preferences: &types.ChannelMembershipPreferences{
				PushNotifications: &types.PushNotificationPreferences{
					AllowNotifications: types.AllowNotificationsFiltered, FilterRule: aws.String(`{"a":"` + strings.Repeat("x", size-8) + `"}`),
				},
			},
		})
		return err
	}
	require.NoError(t, prefer(2048))
	requireError[*types.BadRequestException](t, prefer(2049))
}
