package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestAuthenticationProfiles(t *testing.T) {
	s := newScene(t)
	list, err := s.client.ListAuthenticationProfiles(t.Context(), &connect.ListAuthenticationProfilesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, list.AuthenticationProfileSummaryList, 1)
	assert.True(t, list.AuthenticationProfileSummaryList[0].IsDefault)
	created, err := s.client.DescribeAuthenticationProfile(t.Context(), &connect.DescribeAuthenticationProfileInput{
		InstanceId: &s.instance, AuthenticationProfileId: list.AuthenticationProfileSummaryList[0].Id,
	})
	require.NoError(t, err)
	assert.Equal(t, []int32{60, 720}, []int32{
		*created.AuthenticationProfile.SessionInactivityDuration, *created.AuthenticationProfile.MaxSessionDuration,
	}, "as the administrator guide shows the default profile")
	assert.False(t, *created.AuthenticationProfile.SessionInactivityHandlingEnabled)
	id := s.srv.AddAuthenticationProfile(s.instance, types.AuthenticationProfile{Name: aws.String("Strict"), AllowedIps: []string{"::1"}})
	update := &connect.UpdateAuthenticationProfileInput{
		InstanceId: &s.instance, AuthenticationProfileId: &id, SessionInactivityDuration: aws.Int32(20), BlockedIps: []string{"2001:db8::/32", "192.0.2.0/24"},
	}
	_, err = s.client.UpdateAuthenticationProfile(t.Context(), update)
	require.NoError(t, err)
	got, err := s.client.DescribeAuthenticationProfile(t.Context(), &connect.DescribeAuthenticationProfileInput{InstanceId: &s.instance, AuthenticationProfileId: &id})
	require.NoError(t, err)
	assert.Equal(t, int32(20), *got.AuthenticationProfile.SessionInactivityDuration)
	assert.Equal(t, []string{"::1"}, got.AuthenticationProfile.AllowedIps)
	assert.Equal(t, []string{"2001:db8::/32", "192.0.2.0/24"}, got.AuthenticationProfile.BlockedIps)
	update.BlockedIps = []string{"2001:db8::/129"}
	_, err = s.client.UpdateAuthenticationProfile(t.Context(), update)
	requireError[*types.InvalidParameterException](t, err)
	update.AuthenticationProfileId = aws.String("none")
	_, err = s.client.UpdateAuthenticationProfile(t.Context(), update)
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Len(t, s.srv.AuthenticationProfiles(s.instance), 2)
}

func TestEntitySecurityProfiles(t *testing.T) {
	s := newScene(t)
	agent := aws.String("arn:aws:wisdom:us-east-1:123456789012:ai-agent/a/b")
	id := s.srv.AddSecurityProfile(s.instance, types.SecurityProfile{SecurityProfileName: aws.String("Bots")})
	items := []types.SecurityProfileItem{{Id: &id}}
	in := &connect.AssociateSecurityProfilesInput{InstanceId: &s.instance, EntityType: types.EntityTypeUser, EntityArn: agent, SecurityProfiles: items}
	_, err := s.client.AssociateSecurityProfiles(t.Context(), in)
	requireError[*types.InvalidParameterException](t, err)
	in.EntityType, in.SecurityProfiles = types.EntityTypeAiAgent, []types.SecurityProfileItem{{Id: aws.String("none")}}
	_, err = s.client.AssociateSecurityProfiles(t.Context(), in)
	requireError[*types.ResourceNotFoundException](t, err)
	in.SecurityProfiles = items
	_, err = s.client.AssociateSecurityProfiles(t.Context(), in)
	require.NoError(t, err)
	list, err := s.client.ListEntitySecurityProfiles(t.Context(), &connect.ListEntitySecurityProfilesInput{InstanceId: &s.instance, EntityType: types.EntityTypeAiAgent, EntityArn: agent})
	require.NoError(t, err)
	assert.Equal(t, items, list.SecurityProfiles)
	assert.Empty(t, s.srv.EntitySecurityProfiles(s.instance, *agent+"2"))
	remove := &connect.DeleteSecurityProfileInput{InstanceId: &s.instance, SecurityProfileId: &id}
	_, err = s.client.DeleteSecurityProfile(t.Context(), remove)
	requireError[*types.ResourceInUseException](t, err)
	off := &connect.DisassociateSecurityProfilesInput{InstanceId: &s.instance, EntityType: types.EntityTypeAiAgent, EntityArn: agent, SecurityProfiles: items}
	_, err = s.client.DisassociateSecurityProfiles(t.Context(), off)
	require.NoError(t, err)
	_, err = s.client.DisassociateSecurityProfiles(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.DeleteSecurityProfile(t.Context(), remove)
	require.NoError(t, err)
}

func TestTrafficDistributionGroupUsers(t *testing.T) {
	s := newScene(t)
	group := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	user := s.mustCreateUser("alice")
	in := &connect.AssociateTrafficDistributionGroupUserInput{TrafficDistributionGroupId: &group, InstanceId: &s.instance, UserId: &user}
	_, err := s.srv.Client(func(o *connect.Options) { o.Region = "us-west-2" }).AssociateTrafficDistributionGroupUser(t.Context(), in)
	requireError[*types.InvalidRequestException](t, err)
	for range 2 {
		_, err = s.client.AssociateTrafficDistributionGroupUser(t.Context(), in)
		require.NoError(t, err)
	}
	s.srv.AddTrafficDistributionGroupUser(group, s.instance, s.mustCreateUser("bob"))
	list, err := s.client.ListTrafficDistributionGroupUsers(t.Context(), &connect.ListTrafficDistributionGroupUsersInput{TrafficDistributionGroupId: &group})
	require.NoError(t, err)
	assert.Len(t, list.TrafficDistributionGroupUserSummaryList, 2)
	in.UserId = aws.String("none")
	_, err = s.client.AssociateTrafficDistributionGroupUser(t.Context(), in)
	requireError[*types.ResourceNotFoundException](t, err)
	off := &connect.DisassociateTrafficDistributionGroupUserInput{TrafficDistributionGroupId: &group, InstanceId: &s.instance, UserId: &user}
	for range 2 {
		_, err = s.client.DisassociateTrafficDistributionGroupUser(t.Context(), off)
		require.NoError(t, err)
	}
	bob := s.srv.TrafficDistributionGroupUsers(group)
	require.Len(t, bob, 1)
	_, err = s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &bob[0]})
	require.NoError(t, err)
	assert.Empty(t, s.srv.TrafficDistributionGroupUsers(group))
}

func TestCrossRegionRouting(t *testing.T) {
	s := newScene(t)
	s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	for _, isolated := range []bool{false, true, false} {
		_, err := s.client.UpdateCrossRegionRouting(t.Context(), &connect.UpdateCrossRegionRoutingInput{InstanceId: &s.instance, IsolatedAll: &isolated})
		require.NoError(t, err)
		out, err := s.client.GetCrossRegionRouting(t.Context(), &connect.GetCrossRegionRoutingInput{InstanceId: &s.instance})
		require.NoError(t, err)
		if isolated {
			assert.Equal(t, []string{"us-east-1", "us-west-2"}, out.IsolatedRegions)
		} else {
			assert.Empty(t, out.IsolatedRegions)
		}
	}
}
