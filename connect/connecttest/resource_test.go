package connecttest_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestQueuesAndHours(t *testing.T) {
	s := newScene(t)
	hours, err := s.client.CreateHoursOfOperation(t.Context(), &connect.CreateHoursOfOperationInput{
		InstanceId: &s.instance, Name: aws.String("Weekend"), TimeZone: aws.String("Europe/Berlin"), Config: []types.HoursOfOperationConfig{},
		ParentHoursOfOperationConfigs: []types.ParentHoursOfOperationConfig{{HoursOfOperationId: s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId}},
	})
	require.NoError(t, err)
	_, err = s.client.UpdateHoursOfOperation(t.Context(), &connect.UpdateHoursOfOperationInput{
		InstanceId: &s.instance, HoursOfOperationId: hours.HoursOfOperationId, TimeZone: aws.String("Mars/Olympus"),
	})
	requireError[*types.InvalidParameterException](t, err)
	in := &connect.CreateQueueInput{InstanceId: &s.instance, Name: aws.String("Sales"), HoursOfOperationId: hours.HoursOfOperationId, Description: aws.String("They buy")}
	queue, err := s.client.CreateQueue(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateQueue(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.client.DeleteHoursOfOperation(t.Context(), &connect.DeleteHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: hours.HoursOfOperationId})
	requireError[*types.InvalidParameterException](t, err)

	_, err = s.client.UpdateQueueStatus(t.Context(), &connect.UpdateQueueStatusInput{InstanceId: &s.instance, QueueId: queue.QueueId, Status: types.QueueStatusDisabled})
	require.NoError(t, err)
	_, err = s.client.UpdateQueueName(t.Context(), &connect.UpdateQueueNameInput{InstanceId: &s.instance, QueueId: queue.QueueId, Name: aws.String("BasicQueue")})
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.client.UpdateQueueMaxContacts(t.Context(), &connect.UpdateQueueMaxContactsInput{InstanceId: &s.instance, QueueId: queue.QueueId, MaxContacts: aws.Int32(5)})
	require.NoError(t, err)
	got, err := s.client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: queue.QueueArn})
	require.NoError(t, err)
	assert.Equal(t, types.QueueStatusDisabled, got.Queue.Status)
	assert.Equal(t, int32(5), *got.Queue.MaxContacts)

	list, err := s.client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: &s.instance, QueueTypes: []types.QueueType{types.QueueTypeAgent}})
	require.NoError(t, err)
	assert.Empty(t, list.QueueSummaryList)
	found, err := s.client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: &s.instance, SearchCriteria: &types.QueueSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("description"), Value: aws.String("BUY"), ComparisonType: types.StringComparisonTypeContains},
	}})
	require.NoError(t, err)
	require.Len(t, found.Queues, 1)
	weekend, err := s.client.SearchHoursOfOperations(t.Context(), &connect.SearchHoursOfOperationsInput{InstanceId: &s.instance, SearchCriteria: &types.HoursOfOperationSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("timezone"), Value: aws.String("europe/berlin"), ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, weekend.HoursOfOperations, 1)
	assert.Len(t, weekend.HoursOfOperations[0].ParentHoursOfOperations, 1)
	_, err = s.client.DeleteQueue(t.Context(), &connect.DeleteQueueInput{InstanceId: &s.instance, QueueId: queue.QueueId})
	require.NoError(t, err)
	_, err = s.client.DeleteHoursOfOperation(t.Context(), &connect.DeleteHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: hours.HoursOfOperationId})
	require.NoError(t, err)
	assert.Len(t, s.srv.Queues(s.instance), 1)
}

func TestRoutingProfiles(t *testing.T) {
	s := newScene(t)
	sales := s.srv.AddQueue(s.instance, types.Queue{Name: aws.String("Sales")})
	reference := func(channel types.Channel) *types.RoutingProfileQueueReference {
		return &types.RoutingProfileQueueReference{QueueId: &sales, Channel: channel}
	}
	config := types.RoutingProfileQueueConfig{QueueReference: reference(types.ChannelVoice), Priority: aws.Int32(1), Delay: aws.Int32(0)}
	profile, err := s.client.CreateRoutingProfile(t.Context(), &connect.CreateRoutingProfileInput{
		InstanceId: &s.instance, Name: aws.String("Sellers"), Description: aws.String("Those who sell"), DefaultOutboundQueueId: &sales,
		QueueConfigs:       []types.RoutingProfileQueueConfig{config},
		MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)}},
	})
	require.NoError(t, err)
	_, err = s.client.DeleteQueue(t.Context(), &connect.DeleteQueueInput{InstanceId: &s.instance, QueueId: &sales})
	requireError[*types.ResourceInUseException](t, err)

	chat := types.RoutingProfileQueueConfig{QueueReference: reference(types.ChannelChat), Priority: aws.Int32(2), Delay: aws.Int32(0)}
	_, err = s.client.UpdateRoutingProfileQueues(t.Context(), &connect.UpdateRoutingProfileQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId, QueueConfigs: []types.RoutingProfileQueueConfig{chat},
	})
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId, QueueConfigs: []types.RoutingProfileQueueConfig{chat},
		ManualAssignmentQueueConfigs: []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: reference(types.ChannelEmail)}},
	})
	require.NoError(t, err)
	chat.Delay = aws.Int32(30)
	_, err = s.client.UpdateRoutingProfileQueues(t.Context(), &connect.UpdateRoutingProfileQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId, QueueConfigs: []types.RoutingProfileQueueConfig{chat},
	})
	require.NoError(t, err)
	queues, err := s.client.ListRoutingProfileQueues(t.Context(), &connect.ListRoutingProfileQueuesInput{InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId})
	require.NoError(t, err)
	require.Len(t, queues.RoutingProfileQueueConfigSummaryList, 2)
	assert.Equal(t, int32(30), queues.RoutingProfileQueueConfigSummaryList[1].Delay)
	assert.Equal(t, "Sales", *queues.RoutingProfileQueueConfigSummaryList[1].QueueName)
	manual, err := s.client.ListRoutingProfileManualAssignmentQueues(t.Context(), &connect.ListRoutingProfileManualAssignmentQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId,
	})
	require.NoError(t, err)
	assert.Len(t, manual.RoutingProfileManualAssignmentQueueConfigSummaryList, 1)
	_, err = s.client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId, QueueReferences: []types.RoutingProfileQueueReference{*reference(types.ChannelVoice)},
		ManualAssignmentQueueReferences: []types.RoutingProfileQueueReference{*reference(types.ChannelEmail)},
	})
	require.NoError(t, err)
	s.srv.AddUser(s.instance, types.User{Username: aws.String("alice"), RoutingProfileId: profile.RoutingProfileId})
	got, err := s.client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId})
	require.NoError(t, err)
	assert.Equal(t, int64(1), *got.RoutingProfile.NumberOfAssociatedQueues)
	assert.Equal(t, int64(1), *got.RoutingProfile.NumberOfAssociatedUsers)
	found, err := s.client.SearchRoutingProfiles(t.Context(), &connect.SearchRoutingProfilesInput{InstanceId: &s.instance, SearchCriteria: &types.RoutingProfileSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("associatedQueueIds"), Value: &sales, ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	assert.Len(t, found.RoutingProfiles, 1)
}

func TestSecurityProfiles(t *testing.T) {
	s := newScene(t)
	profile, err := s.client.CreateSecurityProfile(t.Context(), &connect.CreateSecurityProfileInput{
		InstanceId: &s.instance, SecurityProfileName: aws.String("Auditors"), Permissions: []string{"Users.View", "Queues.View", "Rules.View"},
		Applications:       []types.Application{{Namespace: aws.String("app"), ApplicationPermissions: []string{"ACCESS"}}},
		AllowedFlowModules: []types.FlowModule{{FlowModuleId: aws.String("module"), Type: types.FlowModuleType("").Values()[0]}},
		AllowedAIAgents:    []types.AIAgent{{Arn: aws.String("agent"), Type: types.AIAgentType("").Values()[0]}},
	})
	require.NoError(t, err)
	permissions := connect.NewListSecurityProfilePermissionsPaginator(s.client, &connect.ListSecurityProfilePermissionsInput{
		InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId, MaxResults: aws.Int32(2),
	})
	page, err := permissions.NextPage(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{"Users.View", "Queues.View"}, page.Permissions)
	applications, err := s.client.ListSecurityProfileApplications(t.Context(), &connect.ListSecurityProfileApplicationsInput{InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId})
	require.NoError(t, err)
	assert.Len(t, applications.Applications, 1)
	modules, err := s.client.ListSecurityProfileFlowModules(t.Context(), &connect.ListSecurityProfileFlowModulesInput{InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId})
	require.NoError(t, err)
	assert.Equal(t, "module", *modules.AllowedFlowModules[0].FlowModuleId)
	agents, err := s.client.ListSecurityProfileAIAgents(t.Context(), &connect.ListSecurityProfileAIAgentsInput{InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId})
	require.NoError(t, err)
	assert.Equal(t, "agent", *agents.AllowedAIAgents[0].Arn)
	_, err = s.client.UpdateSecurityProfile(t.Context(), &connect.UpdateSecurityProfileInput{
		InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId, Description: aws.String("They look"), Permissions: []string{"Users.View"},
	})
	require.NoError(t, err)
	for _, change := range []connect.UpdateSecurityProfileInput{
		{Permissions: []string{"Users.Look"}}, {HierarchyRestrictedResources: []string{"Queue"}},
	} {
		change.InstanceId, change.SecurityProfileId = &s.instance, profile.SecurityProfileId
		_, err = s.client.UpdateSecurityProfile(t.Context(), &change)
		requireError[*types.InvalidParameterException](t, err)
	}
	_, err = s.client.UpdateSecurityProfile(t.Context(), &connect.UpdateSecurityProfileInput{
		InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId, AllowedAccessControlHierarchyGroupId: aws.String("none"),
	})
	requireError[*types.ResourceNotFoundException](t, err)
	got, err := s.client.DescribeSecurityProfile(t.Context(), &connect.DescribeSecurityProfileInput{InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId})
	require.NoError(t, err)
	assert.Equal(t, "They look", *got.SecurityProfile.Description)
	found, err := s.client.SearchSecurityProfiles(t.Context(), &connect.SearchSecurityProfilesInput{InstanceId: &s.instance, SearchCriteria: &types.SecurityProfileSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("a"), ComparisonType: types.StringComparisonTypeStartsWith},
	}})
	require.NoError(t, err)
	assert.Len(t, found.SecurityProfiles, 3, "Admin, Agent, Auditors")
	_, err = s.client.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: &s.instance, SecurityProfileId: profile.SecurityProfileId})
	require.NoError(t, err)
}

func TestTags(t *testing.T) {
	s := newScene(t)
	user := s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow})
	number := s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	queue := s.srv.Queues(s.instance)[0]
	base := *s.srv.Instances()[0].Arn
	for _, arn := range []string{
		base, base + "/agent/" + user, base + "/contact-flow/" + flow, *s.srv.PhoneNumbers()[0].PhoneNumberArn, *queue.QueueArn,
		*s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationArn, *s.srv.RoutingProfiles(s.instance)[0].RoutingProfileArn,
		*s.srv.SecurityProfiles(s.instance)[0].Arn,
	} {
		_, err := s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: &arn, Tags: map[string]string{"team": "red", "owner": "me"}})
		require.NoError(t, err, arn)
		_, err = s.client.UntagResource(t.Context(), &connect.UntagResourceInput{ResourceArn: &arn, TagKeys: []string{"owner"}})
		require.NoError(t, err, arn)
		out, err := s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: &arn})
		require.NoError(t, err, arn)
		assert.Equal(t, map[string]string{"team": "red"}, out.Tags, arn)
	}
	_, err := s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: aws.String(base + "/queue/none"), Tags: map[string]string{"a": "b"}})
	requireError[*types.ResourceNotFoundException](t, err)
	got, err := s.client.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: &number})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"team": "red"}, got.ClaimedPhoneNumberSummary.Tags)

	_, err = s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: queue.QueueArn, Tags: map[string]string{"team": "blue"}})
	require.NoError(t, err)
	search := func(kinds []string, value string) int {
		out, err := s.client.SearchResourceTags(t.Context(), &connect.SearchResourceTagsInput{
			InstanceId: &s.instance, ResourceTypes: kinds, SearchCriteria: &types.ResourceTagsSearchCriteria{
				TagSearchCondition: &types.TagSearchCondition{TagValue: &value, TagValueComparisonType: types.StringComparisonTypeContains},
			},
		})
		require.NoError(t, err)
		return len(out.Tags)
	}
	assert.Equal(t, 2, search(nil, "e"), "red and blue, each once")
	assert.Equal(t, 1, search([]string{"standard-queue"}, "e"))
	assert.Equal(t, 0, search([]string{"standard-queue"}, "red"))
	for kind, arn := range map[string]string{
		"agent": base + "/agent/" + user, "agent-state": *s.srv.AgentStatuses(s.instance)[0].AgentStatusARN, "contact-flow": base + "/contact-flow/" + flow,
		"routing-profile": *s.srv.RoutingProfiles(s.instance)[0].RoutingProfileArn, "security-profile": *s.srv.SecurityProfiles(s.instance)[0].Arn,
		"operating-hours": *s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationArn,
	} {
		_, err = s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: &arn, Tags: map[string]string{"kind": "of " + kind}})
		require.NoError(t, err, kind)
		assert.Equal(t, 1, search([]string{kind}, "of "+kind))
	}
}

func TestSearchesForTagsAreLimited(t *testing.T) {
	s := newScene(t)
	search := func() error {
		return second(s.client.SearchResourceTags(t.Context(), &connect.SearchResourceTagsInput{InstanceId: &s.instance}))
	}
	for i := range 21 {
		tags := map[string]string{}
		for j := range 50 {
			tags[fmt.Sprint("key ", i, " ", j)] = "value"
		}
		if i == 20 {
			require.NoError(t, search(), "1,000 can be found")
		}
		s.srv.AddUser(s.instance, types.User{Username: aws.String(fmt.Sprint("user", i)), Tags: tags})
	}
	requireError[*types.MaximumResultReturnedException](t, search())
}

func TestRoutingProfileViews(t *testing.T) {
	s := newScene(t)
	queue := *s.srv.Queues(s.instance)[0].QueueId
	reference := types.RoutingProfileQueueReference{QueueId: &queue, Channel: types.ChannelChat}
	in := &connect.CreateRoutingProfileInput{
		InstanceId: &s.instance, Name: aws.String("Chats"), Description: aws.String("Only chats"), DefaultOutboundQueueId: &queue,
		MediaConcurrencies: []types.MediaConcurrency{{
			Channel: types.ChannelChat, Concurrency: aws.Int32(11), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel},
		}},
		QueueConfigs: []types.RoutingProfileQueueConfig{{QueueReference: &reference, Priority: aws.Int32(1), Delay: aws.Int32(0)}},
	}
	requireError[*types.InvalidParameterException](t, second(s.client.CreateRoutingProfile(t.Context(), in)))
	in.MediaConcurrencies[0].Concurrency = aws.Int32(10)
	created, err := s.client.CreateRoutingProfile(t.Context(), in)
	require.NoError(t, err)

	got, err := s.client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: &s.instance, RoutingProfileId: created.RoutingProfileId})
	require.NoError(t, err)
	assert.Empty(t, got.RoutingProfile.AssociatedQueueIds, "AWS does not return them here")
	assert.Equal(t, int64(1), *got.RoutingProfile.NumberOfAssociatedQueues)
	assert.NotNil(t, got.RoutingProfile.LastModifiedTime)
	assert.NotNil(t, got.RoutingProfile.MediaConcurrencies[0].CrossChannelBehavior)
	found, err := s.client.SearchRoutingProfiles(t.Context(), &connect.SearchRoutingProfilesInput{InstanceId: &s.instance, SearchCriteria: &types.RoutingProfileSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("chats"), ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, found.RoutingProfiles, 1)
	p := found.RoutingProfiles[0]
	assert.Equal(t, []string{queue}, p.AssociatedQueueIds)
	assert.Empty(t, p.AgentAvailabilityTimer)
	assert.Nil(t, p.LastModifiedTime)
	assert.Nil(t, p.MediaConcurrencies[0].CrossChannelBehavior)
	assert.NotNil(t, s.srv.RoutingProfiles(s.instance)[1].MediaConcurrencies[0].CrossChannelBehavior, "it is kept")

	requireError[*types.InvalidParameterException](t, second(s.client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: &s.instance, RoutingProfileId: created.RoutingProfileId, QueueReferences: slices.Repeat([]types.RoutingProfileQueueReference{reference}, 11),
	})))
	requireError[*types.InvalidParameterException](t, second(s.client.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{
		InstanceId: &s.instance, RoutingProfileId: created.RoutingProfileId,
	})))
}
