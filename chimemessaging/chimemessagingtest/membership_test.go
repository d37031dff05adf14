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

func (s *scene) add(bearer, member string, kind types.ChannelMembershipType) error {
	s.t.Helper()
	_, err := s.client.CreateChannelMembership(s.t.Context(), &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: &member, Type: kind, ChimeBearer: &bearer,
	})
	return err
}

func TestWhoMayInvite(t *testing.T) {
	s := newScene(t)
	carol, dave := s.srv.AddUser(s.instance, "carol", "Carol"), s.srv.AddBot(s.instance, "dave", "Dave")
	requireError[*types.ForbiddenException](t, s.add(s.bob, s.bob, types.ChannelMembershipTypeDefault))
	require.NoError(t, s.add(s.alice, s.bob, types.ChannelMembershipTypeDefault), "members of an unrestricted channel do")
	requireError[*types.ConflictException](t, s.add(s.alice, s.bob, types.ChannelMembershipTypeDefault))
	requireError[*types.ForbiddenException](t, s.add(s.alice, carol, types.ChannelMembershipTypeHidden))
	require.NoError(t, s.add(s.root, carol, types.ChannelMembershipTypeHidden))
	requireError[*types.ForbiddenException](t, s.add(s.moe, s.instance+"/user/nobody", types.ChannelMembershipTypeDefault))

	s.channel = s.create("Restricted", func(in *chimemessaging.CreateChannelInput) { in.MemberArns = []string{s.alice} })
	requireError[*types.ForbiddenException](t, s.add(s.alice, s.bob, types.ChannelMembershipTypeDefault))
	require.NoError(t, s.add(s.moe, dave, types.ChannelMembershipTypeDefault))

	s.channel = s.create("Open", func(in *chimemessaging.CreateChannelInput) {
		in.Privacy, in.Mode = types.ChannelPrivacyPublic, types.ChannelModeUnrestricted
	})
	requireError[*types.ForbiddenException](t, s.add(s.bob, s.bob, types.ChannelMembershipTypeDefault)) // nobody joins alone
	s.channel = s.instance + "/channel/none"
	requireError[*types.NotFoundException](t, s.add(s.moe, s.bob, types.ChannelMembershipTypeDefault))
}

func TestMembershipLists(t *testing.T) {
	s := newScene(t)
	s.join(s.bob, types.ChannelMembershipTypeHidden)
	list := func(bearer string, kind types.ChannelMembershipType) ([]string, error) {
		out, err := s.client.ListChannelMemberships(t.Context(), &chimemessaging.ListChannelMembershipsInput{ChannelArn: &s.channel, Type: kind, ChimeBearer: &bearer})
		if err != nil {
			return nil, err
		}
		return names(out.ChannelMemberships), nil
	}
	members, err := list(s.alice, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"Moe", "Alice"}, members)
	_, err = list(s.alice, types.ChannelMembershipTypeHidden)
	requireError[*types.ForbiddenException](t, err)
	members, err = list(s.moe, types.ChannelMembershipTypeHidden)
	require.NoError(t, err)
	assert.Equal(t, []string{"Bob"}, members)

	out, err := s.client.DescribeChannelMembership(t.Context(), &chimemessaging.DescribeChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.alice,
	})
	require.NoError(t, err)
	assert.Equal(t, "Moe", *out.ChannelMembership.InvitedBy.Name)
	_, err = s.client.DescribeChannelMembership(t.Context(), &chimemessaging.DescribeChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: &s.root, ChimeBearer: &s.alice,
	})
	requireError[*types.NotFoundException](t, err)
	hidden := func(bearer string) error {
		_, err := s.client.DescribeChannelMembership(t.Context(), &chimemessaging.DescribeChannelMembershipInput{
			ChannelArn: &s.channel, MemberArn: &s.bob, ChimeBearer: &bearer,
		})
		return err
	}
	requireError[*types.NotFoundException](t, hidden(s.alice))
	require.NoError(t, hidden(s.moe))
	require.NoError(t, hidden(s.bob))
}

func TestLeaveAndRemove(t *testing.T) {
	s := newScene(t)
	s.join(s.bob, types.ChannelMembershipTypeDefault)
	remove := func(bearer, member string) error {
		_, err := s.client.DeleteChannelMembership(t.Context(), &chimemessaging.DeleteChannelMembershipInput{ChannelArn: &s.channel, MemberArn: &member, ChimeBearer: &bearer})
		return err
	}
	carol := s.srv.AddUser(s.instance, "carol", "Carol")
	s.srv.AddMember(s.channel, carol, types.ChannelMembershipTypeHidden)
	require.NoError(t, remove(s.alice, s.bob), "members remove each other")
	requireError[*types.ForbiddenException](t, remove(s.bob, s.alice))
	requireError[*types.ForbiddenException](t, remove(s.alice, carol)) // nobody tells alice of a hidden member
	require.NoError(t, remove(s.alice, s.alice))
	require.NoError(t, remove(s.moe, carol))
	requireError[*types.ForbiddenException](t, remove(s.moe, s.bob))
}

func TestBatchMembership(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) { o.Limits.MembersPerChannel = 3 })
	carol := s.srv.AddUser(s.instance, "carol", "Carol")
	out, err := s.client.BatchCreateChannelMembership(t.Context(), &chimemessaging.BatchCreateChannelMembershipInput{
		ChannelArn: &s.channel, MemberArns: []string{s.alice, s.instance + "/user/nobody", s.bob, carol}, ChimeBearer: &s.moe,
	})
	require.NoError(t, err, "a partial failure is a success")
	require.Len(t, out.BatchChannelMemberships.Members, 1)
	assert.Equal(t, s.bob, *out.BatchChannelMemberships.Members[0].Arn)
	var codes []types.ErrorCode
	for _, e := range out.Errors {
		codes = append(codes, e.ErrorCode)
	}
	assert.Equal(t, []types.ErrorCode{types.ErrorCodeConflict, types.ErrorCodeForbidden, types.ErrorCodeResourceLimitExceeded}, codes)
}

func TestPreferencesAreTheOwners(t *testing.T) {
	s := newScene(t)
	get := func(bearer string) (types.AllowNotifications, error) {
		out, err := s.client.GetChannelMembershipPreferences(t.Context(), &chimemessaging.GetChannelMembershipPreferencesInput{
			ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &bearer,
		})
		if err != nil {
			return "", err
		}
		return out.Preferences.PushNotifications.AllowNotifications, nil
	}
	put := func(p types.PushNotificationPreferences) error {
		_, err := s.client.PutChannelMembershipPreferences(t.Context(), &chimemessaging.PutChannelMembershipPreferencesInput{
			ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.alice, Preferences: &types.ChannelMembershipPreferences{PushNotifications: &p},
		})
		return err
	}
	_, err := get(s.root)
	requireError[*types.ForbiddenException](t, err)
	require.NoError(t, put(types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsNone}))
	allowed, err := get(s.alice)
	require.NoError(t, err)
	assert.Equal(t, types.AllowNotificationsNone, allowed)
	requireError[*types.BadRequestException](t, put(types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsFiltered}))
	require.NoError(t, put(types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsFiltered, FilterRule: aws.String(`{"type":[1]}`)}))
}

func TestBans(t *testing.T) {
	s := newScene(t)
	ban := func(bearer, member string) error {
		_, err := s.client.CreateChannelBan(t.Context(), &chimemessaging.CreateChannelBanInput{ChannelArn: &s.channel, MemberArn: &member, ChimeBearer: &bearer})
		return err
	}
	requireError[*types.ForbiddenException](t, ban(s.alice, s.bob))
	requireError[*types.ForbiddenException](t, ban(s.moe, s.root))
	requireError[*types.ForbiddenException](t, ban(s.moe, s.moe))
	require.NoError(t, ban(s.moe, s.alice))
	requireError[*types.ConflictException](t, ban(s.moe, s.alice))
	_, err := s.send(s.alice, "hello")
	requireError[*types.ForbiddenException](t, err)
	requireError[*types.ForbiddenException](t, s.add(s.moe, s.alice, types.ChannelMembershipTypeDefault))

	got, err := s.client.DescribeChannelBan(t.Context(), &chimemessaging.DescribeChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	require.NoError(t, err)
	assert.Equal(t, s.moe, *got.ChannelBan.CreatedBy.Arn)
	list, err := s.client.ListChannelBans(t.Context(), &chimemessaging.ListChannelBansInput{ChannelArn: &s.channel, ChimeBearer: &s.root})
	require.NoError(t, err)
	require.Len(t, list.ChannelBans, 1)
	_, err = s.client.DeleteChannelBan(t.Context(), &chimemessaging.DeleteChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	require.NoError(t, err)
	_, err = s.send(s.alice, "hello")
	requireError[*types.ForbiddenException](t, err)
	require.NoError(t, s.add(s.moe, s.alice, types.ChannelMembershipTypeDefault), "the membership does not come back by itself")
	_, err = s.client.DescribeChannelBan(t.Context(), &chimemessaging.DescribeChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	requireError[*types.NotFoundException](t, err)
}

func TestModerators(t *testing.T) {
	s := newScene(t)
	appoint := func(bearer, user string) error {
		_, err := s.client.CreateChannelModerator(t.Context(), &chimemessaging.CreateChannelModeratorInput{ChannelArn: &s.channel, ChannelModeratorArn: &user, ChimeBearer: &bearer})
		return err
	}
	requireError[*types.ForbiddenException](t, appoint(s.alice, s.alice))
	require.NoError(t, appoint(s.moe, s.bob))
	requireError[*types.ConflictException](t, appoint(s.moe, s.bob))
	_, err := s.send(s.bob, "hello")
	requireError[*types.ForbiddenException](t, err)
	got, err := s.client.DescribeChannelModerator(t.Context(), &chimemessaging.DescribeChannelModeratorInput{ChannelArn: &s.channel, ChannelModeratorArn: &s.bob, ChimeBearer: &s.bob})
	require.NoError(t, err)
	assert.Equal(t, "Bob", *got.ChannelModerator.Moderator.Name)
	moderated, err := s.client.ListChannelsModeratedByAppInstanceUser(t.Context(), &chimemessaging.ListChannelsModeratedByAppInstanceUserInput{ChimeBearer: &s.bob})
	require.NoError(t, err)
	require.Len(t, moderated.Channels, 1)
	_, err = s.client.DescribeChannelModeratedByAppInstanceUser(t.Context(), &chimemessaging.DescribeChannelModeratedByAppInstanceUserInput{
		ChannelArn: &s.channel, AppInstanceUserArn: &s.bob, ChimeBearer: &s.root,
	})
	require.NoError(t, err)
	_, err = s.client.DeleteChannelModerator(t.Context(), &chimemessaging.DeleteChannelModeratorInput{ChannelArn: &s.channel, ChannelModeratorArn: &s.bob, ChimeBearer: &s.moe})
	require.NoError(t, err)
	_, err = s.client.DescribeChannelModerator(t.Context(), &chimemessaging.DescribeChannelModeratorInput{ChannelArn: &s.channel, ChannelModeratorArn: &s.bob, ChimeBearer: &s.moe})
	requireError[*types.NotFoundException](t, err)
}
