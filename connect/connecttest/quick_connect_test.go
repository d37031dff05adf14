package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func phoneQuickConnect(number string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: &number},
	}
}

// A quick connect must have the configuration of its type, and the resources that it names must exist.
func TestQuickConnectConfigs(t *testing.T) {
	s := newScene(t)
	queue, nobody := s.srv.Queues(s.instance)[0].QueueId, aws.String("nobody")
	user := s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Transfer"), Type: types.ContactFlowTypeAgentTransfer})
	for name, test := range map[string]struct {
		config types.QuickConnectConfig
		want   func(t *testing.T, err error) // nil for none
	}{
		"user": {config: types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: &user, ContactFlowId: &flow}}},
		"queue": {config: types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypeQueue, QueueConfig: &types.QueueQuickConnectConfig{QueueId: queue, ContactFlowId: &flow},
		}},
		"flow":  {config: types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: &flow}}},
		"phone": {config: *phoneQuickConnect("+12065550100")},
		"unknown user": {types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: nobody, ContactFlowId: &flow},
		}, requireError[*types.ResourceNotFoundException]},
		"unknown queue": {types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypeQueue, QueueConfig: &types.QueueQuickConnectConfig{QueueId: nobody, ContactFlowId: &flow},
		}, requireError[*types.ResourceNotFoundException]},
		"unknown flow": {types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: &user, ContactFlowId: nobody},
		}, requireError[*types.ResourceNotFoundException]},
		"no configuration": {types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow}, requireError[*types.InvalidParameterException]},
		"another configuration": {types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypeQueue, PhoneConfig: phoneQuickConnect("+12065550100").PhoneConfig,
		}, requireError[*types.InvalidParameterException]},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.client.CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{InstanceId: &s.instance, Name: &name, QuickConnectConfig: &test.config})
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			test.want(t, err)
		})
	}
	assert.Len(t, s.srv.QuickConnects(s.instance), 4)
}

func TestQuickConnects(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateQuickConnectInput{InstanceId: &s.instance, Name: aws.String("Desk"), QuickConnectConfig: phoneQuickConnect("+12065550100"), Tags: map[string]string{"team": "red"}}
	created, err := s.client.CreateQuickConnect(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateQuickConnect(t.Context(), in)))
	id := created.QuickConnectId
	requireError[*types.InvalidParameterException](t, second(s.client.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{InstanceId: &s.instance, QuickConnectId: id})))
	require.NoError(t, second(s.client.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{
		InstanceId: &s.instance, QuickConnectId: id, Description: aws.String("the desk"),
	})))
	require.NoError(t, second(s.client.UpdateQuickConnectConfig(t.Context(), &connect.UpdateQuickConnectConfigInput{
		InstanceId: &s.instance, QuickConnectId: id, QuickConnectConfig: phoneQuickConnect("+12065550199"),
	})))
	got, err := s.client.DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: &s.instance, QuickConnectId: created.QuickConnectARN})
	require.NoError(t, err)
	assert.Equal(t, "+12065550199", *got.QuickConnect.QuickConnectConfig.PhoneConfig.PhoneNumber)
	assert.Equal(t, []string{"Desk", "the desk", "red"}, []string{*got.QuickConnect.Name, *got.QuickConnect.Description, got.QuickConnect.Tags["team"]})
	for kind, want := range map[types.QuickConnectType]int{types.QuickConnectTypePhoneNumber: 1, types.QuickConnectTypeUser: 0} {
		list, err := s.client.ListQuickConnects(t.Context(), &connect.ListQuickConnectsInput{InstanceId: &s.instance, QuickConnectTypes: []types.QuickConnectType{kind}})
		require.NoError(t, err)
		require.Len(t, list.QuickConnectSummaryList, want)
		for _, q := range list.QuickConnectSummaryList {
			assert.Equal(t, kind, q.QuickConnectType)
		}
	}
	found, err := s.client.SearchQuickConnects(t.Context(), &connect.SearchQuickConnectsInput{InstanceId: &s.instance, SearchFilter: &types.QuickConnectSearchFilter{
		TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team"), TagValue: aws.String("red")}},
	}})
	require.NoError(t, err)
	assert.Len(t, found.QuickConnects, 1)

	queue := s.srv.AddQueue(s.instance, types.Queue{Name: aws.String("Sales")})
	associate := &connect.AssociateQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: &queue, QuickConnectIds: []string{*id}}
	require.NoError(t, second(s.client.AssociateQueueQuickConnects(t.Context(), associate)))
	listed, err := s.client.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: &queue})
	require.NoError(t, err)
	require.Len(t, listed.QuickConnectSummaryList, 1)
	assert.Equal(t, "Desk", *listed.QuickConnectSummaryList[0].Name)
	assert.Equal(t, types.QuickConnectTypePhoneNumber, listed.QuickConnectSummaryList[0].QuickConnectType)
	require.NoError(t, second(s.client.DeleteQuickConnect(t.Context(), &connect.DeleteQuickConnectInput{InstanceId: &s.instance, QuickConnectId: id})))
	assert.Empty(t, s.srv.QueueQuickConnects(s.instance, queue))
	requireError[*types.ResourceNotFoundException](t, second(s.client.AssociateQueueQuickConnects(t.Context(), associate)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.CreateQueue(t.Context(), &connect.CreateQueueInput{
		InstanceId: &s.instance, Name: aws.String("Support"), HoursOfOperationId: s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId, QuickConnectIds: []string{*id},
	})))
	assert.Len(t, s.srv.Queues(s.instance), 2)
}
