package connecttest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// statusesOf returns the agent statuses that a server keeps.
func statusesOf(srv *Server) *resource[types.AgentStatus] {
	kept, ok := srv.state.byPath["agent-state"].(*resource[types.AgentStatus])
	if !ok {
		kept = declare(srv.state, new(resource[types.AgentStatus]), resource[types.AgentStatus]{noun: "AgentStatus", kind: "agent status", path: "agent-state"})
	}
	return kept
}

func TestUserStatus(t *testing.T) {
	srv := NewServer(t)
	client, ctx := srv.Client(), t.Context()
	instance := srv.AddInstance(types.Instance{InstanceAlias: aws.String("demo")})
	statuses := statusesOf(srv)
	id := map[string]string{}
	for name, kind := range map[string]types.AgentStatusType{"Free": types.AgentStatusTypeRoutable, "Lunch": types.AgentStatusTypeCustom, "Away": types.AgentStatusTypeOffline} {
		id[name] = addTo(srv, statuses, instance, types.AgentStatus{Name: &name, Type: kind})
	}
	profile := srv.AddRoutingProfile(instance, types.RoutingProfile{Name: aws.String("Chats"), MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelChat, Concurrency: aws.Int32(3)}}})
	user := srv.AddUser(instance, types.User{Username: aws.String("jane"), RoutingProfileId: &profile})
	put := func(status string) error {
		_, err := client.PutUserStatus(ctx, &connect.PutUserStatusInput{InstanceId: &instance, UserId: &user, AgentStatusId: &status})
		return err
	}
	data := func() []types.UserData {
		out, err := client.GetCurrentUserData(ctx, &connect.GetCurrentUserDataInput{InstanceId: &instance, Filters: &types.UserDataFilters{RoutingProfiles: []string{profile}}})
		require.NoError(t, err)
		return out.UserDataList
	}
	require.Empty(t, data(), "a user who was never online is not an agent")
	var unknown *types.ResourceNotFoundException
	require.ErrorAs(t, put("none"), &unknown)

	require.NoError(t, put(id["Free"]))
	assert.Equal(t, "Free", *data()[0].Status.StatusName)
	assert.Equal(t, map[string]int32{"CHAT": 3}, data()[0].AvailableSlotsByChannel)
	contact := srv.AddContact(instance, types.Contact{Channel: types.ChannelChat})
	srv.ConnectContact(instance, contact, user)
	assert.Equal(t, map[string]int32{"CHAT": 2}, data()[0].AvailableSlotsByChannel)
	assert.Equal(t, map[string]int32{"CHAT": 1}, data()[0].ActiveSlotsByChannel)

	require.NoError(t, put(id["Lunch"]))
	assert.Equal(t, "Free", *data()[0].Status.StatusName)
	assert.Equal(t, "Lunch", *data()[0].NextStatus)
	srv.EndContact(instance, contact, "")
	_, err := client.DismissUserContact(ctx, &connect.DismissUserContactInput{InstanceId: &instance, UserId: &user, ContactId: &contact})
	require.NoError(t, err)
	assert.Equal(t, "Lunch", *data()[0].Status.StatusName)
	assert.Nil(t, data()[0].NextStatus)
	assert.Equal(t, map[string]int32{"CHAT": 0}, data()[0].AvailableSlotsByChannel)

	for name, want := range map[string][]float64{"Free": {1, 1, 1, 0}, "Lunch": {1, 0, 0, 1}, "Away": {0, 0, 0, 0}} {
		srv.SetUserStatus(instance, user, id[name])
		out, err := client.GetCurrentMetricData(ctx, &connect.GetCurrentMetricDataInput{
			InstanceId: &instance, Filters: &types.Filters{RoutingProfiles: []string{profile}}, Groupings: []types.Grouping{types.GroupingRoutingProfile},
			CurrentMetrics: []types.CurrentMetric{
				{Name: types.CurrentMetricNameAgentsOnline}, {Name: types.CurrentMetricNameAgentsAvailable},
				{Name: types.CurrentMetricNameAgentsStaffed}, {Name: types.CurrentMetricNameAgentsNonProductive},
			},
		})
		require.NoError(t, err)
		var got []float64
		for _, c := range out.MetricResults[0].Collections {
			got = append(got, *c.Value)
		}
		assert.Equal(t, want, got, name)
	}
	_, err = client.GetCurrentUserData(ctx, &connect.GetCurrentUserDataInput{InstanceId: &instance, Filters: &types.UserDataFilters{}})
	var invalid *types.InvalidParameterException
	assert.ErrorAs(t, err, &invalid)
}
