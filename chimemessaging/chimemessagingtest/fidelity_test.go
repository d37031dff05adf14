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

// A moderator needs a membership to add moderators, an administrator does not.
func TestWhoAddsModerators(t *testing.T) {
	s := newScene(t)
	s.srv.AddModerator(s.channel, s.bob)
	carol := s.srv.AddUser(s.instance, "carol", "Carol")
	add := func(bearer, moderator string) error {
		_, err := s.client.CreateChannelModerator(t.Context(), &chimemessaging.CreateChannelModeratorInput{
			ChannelArn: &s.channel, ChannelModeratorArn: &moderator, ChimeBearer: &bearer,
		})
		return err
	}
	requireError[*types.ForbiddenException](t, add(s.bob, carol))
	s.srv.AddMember(s.channel, s.bob, "")
	require.NoError(t, add(s.bob, carol))
	require.NoError(t, add(s.root, s.alice))
}

func TestWhoAsksForModeratedChannels(t *testing.T) {
	s := newScene(t)
	ask := func(bearer, user string) error {
		_, err := s.client.DescribeChannelModeratedByAppInstanceUser(t.Context(), &chimemessaging.DescribeChannelModeratedByAppInstanceUserInput{
			ChannelArn: &s.channel, AppInstanceUserArn: &user, ChimeBearer: &bearer,
		})
		return err
	}
	require.NoError(t, ask(s.alice, s.moe), "a member of the channel")
	require.NoError(t, ask(s.root, s.moe))
	requireError[*types.ForbiddenException](t, ask(s.bob, s.moe))
}

func TestMessagesOfThoseWhoLeft(t *testing.T) {
	s := newScene(t)
	public := s.srv.AddChannel(s.instance, types.Channel{Name: aws.String("Public"), Privacy: types.ChannelPrivacyPublic})
	id := s.srv.AddMessage(public, s.bob, types.ChannelMessage{Content: aws.String("I was here")})
	_, err := s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &public, MessageId: &id, ChimeBearer: &s.bob})
	requireError[*types.ForbiddenException](t, err)
	_, err = s.client.GetChannelMessageStatus(t.Context(), &chimemessaging.GetChannelMessageStatusInput{ChannelArn: &public, MessageId: &id, ChimeBearer: &s.bob})
	requireError[*types.ForbiddenException](t, err)
	s.srv.AddMember(public, s.bob, types.ChannelMembershipTypeDefault)
	_, err = s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &public, MessageId: &id, ChimeBearer: &s.bob})
	require.NoError(t, err)
}

func TestRedactedMessagesAreNotEdited(t *testing.T) {
	for _, c := range []struct {
		chosen error
		check  func(*testing.T, error)
	}{
		{nil, requireError[*types.BadRequestException]},
		{&types.ForbiddenException{}, requireError[*types.ForbiddenException]},
	} {
		s := newScene(t, withChoices(chimemessagingtest.Choices{EditRedacted: c.chosen}))
		id := s.mustSend(s.moe, "hello")
		_, err := s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.moe})
		require.NoError(t, err)
		_, err = s.client.UpdateChannelMessage(t.Context(), &chimemessaging.UpdateChannelMessageInput{
			ChannelArn: &s.channel, MessageId: &id, Content: aws.String("again"), ChimeBearer: &s.moe,
		})
		c.check(t, err)
	}
}

func TestFilterRuleIsJSON(t *testing.T) {
	s := newScene(t)
	put := func(rule string) error {
		_, err := s.client.PutChannelMembershipPreferences(t.Context(), &chimemessaging.PutChannelMembershipPreferencesInput{
			ChannelArn: &s.channel, MemberArn: &s.moe, ChimeBearer: &s.moe, Preferences: &types.ChannelMembershipPreferences{
				PushNotifications: &types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsFiltered, FilterRule: &rule},
			},
		})
		return err
	}
	for _, rule := range []string{"urgent", `["a"]`, "null", `{"a":1`} {
		requireError[*types.BadRequestException](t, put(rule))
	}
	require.NoError(t, put(`{"type":["urgent"]}`))
	assert.JSONEq(t, `{"type":["urgent"]}`, *s.srv.Preferences(s.channel, s.moe).PushNotifications.FilterRule)
}

func TestExecutionOrderCountsFromOne(t *testing.T) {
	for gaps, want := range map[bool]bool{false: false, true: true} {
		s := newScene(t, func(o *chimemessagingtest.Options) {
			o.Limits.ProcessorsPerFlow, o.Choices.OrderWithGaps = 3, gaps
		})
		_, err := s.client.CreateChannelFlow(t.Context(), &chimemessaging.CreateChannelFlowInput{
			AppInstanceArn: &s.instance, Name: aws.String("flow"), Processors: []types.Processor{{
				Name: aws.String("p"), ExecutionOrder: aws.Int32(2), FallbackAction: types.FallbackActionAbort,
				Configuration: &types.ProcessorConfiguration{
					Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(lambdaARN), InvocationType: types.InvocationTypeAsync},
				},
			}},
		})
		assert.Equal(t, want, err == nil, "%v", err)
	}
}

func TestRefusedTags(t *testing.T) {
	s := newScene(t)
	tag := func(keys ...string) error {
		var tags []types.Tag
		for _, key := range keys {
			tags = append(tags, types.Tag{Key: aws.String(key), Value: aws.String("v")})
		}
		_, err := s.client.TagResource(t.Context(), &chimemessaging.TagResourceInput{ResourceARN: &s.channel, Tags: tags})
		return err
	}
	requireError[*types.BadRequestException](t, tag("a", "a"))
	requireError[*types.BadRequestException](t, tag("aws:a"))
	_, err := s.client.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &s.instance, Name: aws.String("x"), ChimeBearer: &s.moe, Tags: []types.Tag{
			{Key: aws.String("a"), Value: aws.String("1")}, {Key: aws.String("a"), Value: aws.String("2")},
		},
	})
	requireError[*types.BadRequestException](t, err)
	assert.Len(t, s.srv.Channels(), 1, "nothing is left of it")
	require.NoError(t, tag("a"))
	require.NoError(t, tag("a"), "in another request the value is replaced")
	assert.Len(t, s.srv.Tags(s.channel), 1)
}

func TestPartitionOfARNs(t *testing.T) {
	srv := chimemessagingtest.NewHTTPHandler(func(o *chimemessagingtest.Options) { o.Region = "cn-north-1" })
	assert.Equal(t, "arn:aws-cn:chime:cn-north-1:123456789012:app-instance/demo", srv.AddAppInstance("demo"))
}

func TestIdsThatExist(t *testing.T) {
	s := newScene(t)
	assert.PanicsWithValue(t, "chimemessagingtest: ConflictException: There is a user with this id already.", func() { s.srv.AddUser(s.instance, "moe", "Other") })
	assert.Panics(t, func() { s.srv.AddAppInstance("demo") })
	assert.Panics(t, func() { s.srv.AddMember(s.channel, s.alice, "") })
	assert.Panics(t, func() { s.srv.AddChannel(s.instance, types.Channel{ChannelArn: &s.channel}) })
	assert.Panics(t, func() { s.srv.AddChannel(s.instance, types.Channel{ChannelArn: aws.String("x")}) })
}
