package connecttest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestUserLife(t *testing.T) {
	s := newScene(t)
	id := s.mustCreateUser("alice", func(in *connect.CreateUserInput) {
		in.IdentityInfo = &types.UserIdentityInfo{FirstName: aws.String("Alice"), LastName: aws.String("Adams")}
		in.Tags = map[string]string{"team": "red"}
	})
	_, err := s.createUser("ALICE")
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.createUser("bob", func(in *connect.CreateUserInput) { in.RoutingProfileId = aws.String("none") })
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.createUser("bob", func(in *connect.CreateUserInput) { in.SecurityProfileIds = []string{"none"} })
	requireError[*types.ResourceNotFoundException](t, err)

	profile := s.srv.AddRoutingProfile(s.instance, types.RoutingProfile{Name: aws.String("Second")})
	admin := *s.srv.SecurityProfiles(s.instance)[0].Id
	group := s.srv.AddUserHierarchyGroup(s.instance, "", "Sellers")
	for _, update := range []func() error{
		func() error {
			_, err := s.client.UpdateUserRoutingProfile(t.Context(), &connect.UpdateUserRoutingProfileInput{InstanceId: &s.instance, UserId: &id, RoutingProfileId: &profile})
			return err
		},
		func() error {
			_, err := s.client.UpdateUserSecurityProfiles(t.Context(), &connect.UpdateUserSecurityProfilesInput{InstanceId: &s.instance, UserId: &id, SecurityProfileIds: []string{admin}})
			return err
		},
		func() error {
			_, err := s.client.UpdateUserIdentityInfo(t.Context(), &connect.UpdateUserIdentityInfoInput{
				InstanceId: &s.instance, UserId: &id, IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Alicia")},
			})
			return err
		},
		func() error {
			_, err := s.client.UpdateUserPhoneConfig(t.Context(), &connect.UpdateUserPhoneConfigInput{
				InstanceId: &s.instance, UserId: &id, PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+12065550100")},
			})
			return err
		},
		func() error {
			_, err := s.client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: &s.instance, UserId: &id, HierarchyGroupId: &group})
			return err
		},
	} {
		require.NoError(t, update())
	}
	got, err := s.client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &s.instance, UserId: &id})
	require.NoError(t, err)
	assert.Equal(t, profile, *got.User.RoutingProfileId)
	assert.Equal(t, []string{admin}, got.User.SecurityProfileIds)
	assert.Equal(t, "Alicia", *got.User.IdentityInfo.FirstName)
	assert.Equal(t, types.PhoneTypeDeskPhone, got.User.PhoneConfig.PhoneType)
	assert.Equal(t, map[string]string{"team": "red"}, got.User.Tags)

	_, err = s.client.DeleteRoutingProfile(t.Context(), &connect.DeleteRoutingProfileInput{InstanceId: &s.instance, RoutingProfileId: &profile})
	requireError[*types.ResourceInUseException](t, err)
	_, err = s.client.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: &s.instance, SecurityProfileId: &admin})
	requireError[*types.ResourceInUseException](t, err)
	_, err = s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &id})
	require.NoError(t, err)
	_, err = s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &id})
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Empty(t, s.srv.Users(s.instance))
}

func TestUserPagesAndSearch(t *testing.T) {
	s := newScene(t)
	for i := range 5 {
		s.srv.AddUser(s.instance, types.User{
			Username: aws.String(fmt.Sprint("agent-", i)), Tags: map[string]string{"parity": []string{"even", "odd"}[i%2]}, HierarchyGroupId: aws.String("g"),
			IdentityInfo: &types.UserIdentityInfo{LastName: aws.String([]string{"Adams", "Baker"}[i%2])},
		})
	}
	pages := connect.NewListUsersPaginator(s.client, &connect.ListUsersInput{InstanceId: &s.instance, MaxResults: aws.Int32(2)})
	var sizes []int
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		require.NoError(t, err)
		sizes = append(sizes, len(page.UserSummaryList))
	}
	assert.Equal(t, []int{2, 2, 1}, sizes)

	search := func(filter *types.UserSearchFilter, criteria *types.UserSearchCriteria) (found []string) {
		out, err := s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance, SearchFilter: filter, SearchCriteria: criteria})
		require.NoError(t, err)
		assert.Equal(t, int64(len(out.Users)), *out.ApproximateTotalCount)
		for _, u := range out.Users {
			found = append(found, *u.Username)
		}
		return found
	}
	condition := func(field, value string, how types.StringComparisonType) types.UserSearchCriteria {
		return types.UserSearchCriteria{StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: how}}
	}
	exact := condition("Username", "AGENT-3", types.StringComparisonTypeExact)
	assert.Equal(t, []string{"agent-3"}, search(nil, &exact))
	both := types.UserSearchCriteria{AndConditions: []types.UserSearchCriteria{
		condition("username", "agent", types.StringComparisonTypeStartsWith), condition("lastname", "ak", types.StringComparisonTypeContains),
	}}
	assert.Equal(t, []string{"agent-1", "agent-3"}, search(nil, &both))
	either := types.UserSearchCriteria{OrConditions: []types.UserSearchCriteria{exact, condition("username", "agent-4", types.StringComparisonTypeExact)}}
	assert.Equal(t, []string{"agent-3", "agent-4"}, search(nil, &either))
	odd := types.TagCondition{TagKey: aws.String("parity"), TagValue: aws.String("odd")}
	assert.Len(t, search(&types.UserSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &odd}}, nil), 2)
	assert.Len(t, search(&types.UserSearchFilter{TagFilter: &types.ControlPlaneTagFilter{OrConditions: [][]types.TagCondition{{odd}, {{TagKey: aws.String("none")}}}}}, nil), 2)
	assert.Empty(t, search(&types.UserSearchFilter{TagFilter: &types.ControlPlaneTagFilter{AndConditions: []types.TagCondition{odd, {TagKey: aws.String("none")}}}}, nil))
	group := &types.HierarchyGroupCondition{Value: aws.String("g"), HierarchyGroupMatchType: types.HierarchyGroupMatchTypeExact}
	attributes := &types.ControlPlaneUserAttributeFilter{AndCondition: &types.AttributeAndCondition{TagConditions: []types.TagCondition{odd}, HierarchyGroupCondition: group}}
	assert.Len(t, search(&types.UserSearchFilter{UserAttributeFilter: attributes}, nil), 2)
}

func TestPageTokens(t *testing.T) {
	s := newScene(t)
	in := &connect.ListSecurityProfilesInput{InstanceId: &s.instance, MaxResults: aws.Int32(2)}
	first, err := s.client.ListSecurityProfiles(t.Context(), in)
	require.NoError(t, err)
	in.NextToken = first.NextToken
	other := *in
	otherInstance := s.srv.AddInstance(types.Instance{})
	other.InstanceId = &otherInstance
	_, err = s.client.ListSecurityProfiles(t.Context(), &other)
	requireError[*types.InvalidParameterException](t, err)
	s.clock.Advance(25 * time.Hour)
	_, err = s.client.ListSecurityProfiles(t.Context(), in)
	requireError[*types.InvalidParameterException](t, err)
}

func TestVisibilityDelay(t *testing.T) {
	s := newScene(t)
	s.srv.SetVisibilityDelay(10 * time.Second)
	id := s.mustCreateUser("alice")
	describe := func() (*types.User, error) {
		out, err := s.client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &s.instance, UserId: &id})
		if err != nil {
			return nil, err
		}
		return out.User, nil
	}
	_, err := describe()
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.createUser("alice")
	requireError[*types.DuplicateResourceException](t, err)
	assert.Len(t, s.srv.Users(s.instance), 1, "a test sees the latest")
	s.clock.Advance(10 * time.Second)
	_, err = describe()
	require.NoError(t, err)

	group := s.srv.AddUserHierarchyGroup(s.instance, "", "Sellers")
	_, err = s.client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: &s.instance, UserId: &id, HierarchyGroupId: &group})
	require.NoError(t, err)
	user, err := describe()
	require.NoError(t, err)
	assert.Nil(t, user.HierarchyGroupId)
	s.clock.Advance(10 * time.Second)
	_, err = s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &id})
	require.NoError(t, err)
	user, err = describe()
	require.NoError(t, err, "deleted, and still visible")
	assert.Equal(t, group, *user.HierarchyGroupId)
	seeded := s.srv.AddUser(s.instance, types.User{Username: aws.String("bob")})
	_, err = s.client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &s.instance, UserId: &seeded})
	require.NoError(t, err, "what a test adds is visible at once")
	s.clock.Advance(10 * time.Second)
	_, err = describe()
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestUserSettingsByChannel(t *testing.T) {
	s := newScene(t)
	chatLimit := []types.AfterContactWorkConfigPerChannel{{Channel: types.ChannelChat, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 20}}}
	for _, change := range []func(in *connect.CreateUserInput){
		func(in *connect.CreateUserInput) {
			in.PhoneConfig.AutoAccept, in.AutoAcceptConfigs = true, []types.AutoAcceptConfig{{Channel: types.ChannelChat}}
		},
		func(in *connect.CreateUserInput) {
			in.PhoneConfig.AfterContactWorkTimeLimit, in.AfterContactWorkConfigs = 30, chatLimit
		},
		func(in *connect.CreateUserInput) {
			in.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeSoftPhone}}
		},
		func(in *connect.CreateUserInput) {
			in.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{Channel: types.ChannelChat, PersistentConnection: aws.Bool(true)}}
		},
	} {
		requireError[*types.InvalidParameterException](t, second(s.createUser("alice", change)))
	}
	id := s.mustCreateUser("alice", func(in *connect.CreateUserInput) { in.AfterContactWorkConfigs = chatLimit })
	requireError[*types.InvalidParameterException](t, second(s.client.UpdateUserConfig(t.Context(), &connect.UpdateUserConfigInput{
		InstanceId: &s.instance, UserId: &id, VoiceEnhancementConfigs: []types.VoiceEnhancementConfig{{Channel: types.ChannelChat, VoiceEnhancementMode: types.VoiceEnhancementModeNone}},
	})))
	require.NoError(t, second(s.client.UpdateUserPhoneConfig(t.Context(), &connect.UpdateUserPhoneConfigInput{
		InstanceId: &s.instance, UserId: &id, PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 15},
	})))
	got := s.srv.Users(s.instance)[0]
	assert.Empty(t, got.AfterContactWorkConfigs)
	assert.Equal(t, int32(15), got.PhoneConfig.AfterContactWorkTimeLimit)
	found, err := s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, int32(15_000), found.Users[0].PhoneConfig.AfterContactWorkTimeLimit, "in milliseconds")
}

func TestSearchAgentStatusesByOrder(t *testing.T) {
	s := newScene(t)
	s.srv.AddAgentStatus(s.instance, types.AgentStatus{Name: aws.String("Lunch")})
	found, err := s.client.SearchAgentStatuses(t.Context(), &connect.SearchAgentStatusesInput{InstanceId: &s.instance, SearchCriteria: &types.AgentStatusSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("displayOrder"), Value: aws.String("2"), ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, found.AgentStatuses, 1)
	assert.Equal(t, "Offline", *found.AgentStatuses[0].Name)
}
