package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// What belongs to other resources can be put there and read back without a call, and is what a client sees.
func TestSeedsAndReads(t *testing.T) {
	s := newScene(t)
	hours := s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId
	holiday := s.srv.AddHoursOfOperationOverride(s.instance, types.HoursOfOperationOverride{Name: aws.String("Holiday"), EffectiveFrom: aws.String("2030-12-24")})
	s.srv.AddHoursOfOperationOverride(s.instance, types.HoursOfOperationOverride{})
	overrides, err := s.client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: &s.instance, HoursOfOperationId: hours})
	require.NoError(t, err)
	seeded := s.srv.HoursOfOperationOverrides(s.instance)
	require.Len(t, seeded, 2)
	require.Len(t, overrides.HoursOfOperationOverrideList, 2)
	assert.Equal(t, holiday, *overrides.HoursOfOperationOverrideList[0].HoursOfOperationOverrideId)
	assert.Equal(t, "2030-12-24", *overrides.HoursOfOperationOverrideList[0].EffectiveTill)
	assert.Equal(t, *seeded[1].Name, *overrides.HoursOfOperationOverrideList[1].Name)

	s.srv.SetUserHierarchyLevels(s.instance, "Country", "City")
	sweden := s.srv.AddUserHierarchyGroup(s.instance, "", "Sweden")
	s.srv.AddUserHierarchyGroup(s.instance, sweden, "Lund")
	group, err := s.client.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: &s.instance, HierarchyGroupId: &sweden})
	require.NoError(t, err)
	groups := s.srv.UserHierarchyGroups(s.instance)
	assert.Equal(t, *group.HierarchyGroup.Arn, *groups[0].Arn)
	assert.Equal(t, "Sweden", *groups[1].HierarchyPath.LevelOne.Name)
	assert.Equal(t, "City", *s.srv.UserHierarchyStructure(s.instance).LevelTwo.Name)
	assert.Panics(t, func() { s.srv.SetUserHierarchyLevels(s.instance, "Country") }, "the second level has a group")

	jane := s.mustCreateUser("jane")
	s.srv.AddUserProficiencies(s.instance, jane, types.UserProficiency{AttributeName: aws.String("Language"), AttributeValue: aws.String("sv"), Level: aws.Float32(3)})
	proficiencies, err := s.client.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: &s.instance, UserId: &jane})
	require.NoError(t, err)
	assert.Equal(t, s.srv.UserProficiencies(s.instance, jane), proficiencies.UserProficiencyList)

	profile := s.srv.AddSecurityProfile(s.instance, types.SecurityProfile{SecurityProfileName: aws.String("Lookers")}, "Users.View")
	assert.Equal(t, []string{"Users.View"}, s.srv.SecurityProfilePermissions(s.instance, profile))

	s.srv.SetInstanceAttribute(s.instance, types.InstanceAttributeTypeInboundCalls, false)
	described, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.False(t, *described.Instance.InboundCallsEnabled)
	assert.False(t, s.srv.InstanceAttributes(s.instance)[types.InstanceAttributeTypeInboundCalls])
	assert.True(t, s.srv.InstanceAttributes(s.instance)[types.InstanceAttributeTypeContactLens])

	s.srv.SetTags(*described.Instance.Arn, map[string]string{"team": "a"})
	s.srv.SetTags(*described.Instance.Arn, map[string]string{"stage": "b"})
	tags, err := s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: described.Instance.Arn})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"stage": "b"}, tags.Tags)
	assert.Equal(t, tags.Tags, s.srv.Tags(*described.Instance.Arn))

	vocabulary := s.srv.AddVocabulary(s.instance, types.Vocabulary{Name: aws.String("names"), LanguageCode: types.VocabularyLanguageCodeSvSe})
	s.srv.SetDefaultVocabulary(s.instance, types.VocabularyLanguageCodeSvSe, vocabulary)
	assert.Equal(t, vocabulary, *s.srv.DefaultVocabularies(s.instance)[0].VocabularyId)
	s.srv.SetDefaultVocabulary(s.instance, types.VocabularyLanguageCodeSvSe, "")
	assert.Empty(t, s.srv.DefaultVocabularies(s.instance))
}

func TestSeedsOfQueuesAndFlows(t *testing.T) {
	s := newScene(t)
	queue := *s.srv.Queues(s.instance)[0].QueueId
	transfer := s.srv.AddQuickConnect(s.instance, types.QuickConnect{Name: aws.String("Sales")})
	s.srv.AddQueueQuickConnects(s.instance, queue, transfer)
	assert.Equal(t, []string{transfer}, s.srv.QueueQuickConnects(s.instance, queue))
	assert.Panics(t, func() { s.srv.AddQueueQuickConnects(s.instance, queue, "none") })
	address := s.srv.AddEmailAddress(s.instance, types.EmailAddressMetadata{EmailAddress: aws.String("help@example.com")})
	s.srv.AddQueueEmailAddresses(s.instance, queue, address)
	assert.Equal(t, []string{address}, s.srv.QueueEmailAddresses(s.instance, queue))

	config := types.RoutingProfileQueueConfig{
		QueueReference: &types.RoutingProfileQueueReference{QueueId: &queue, Channel: types.ChannelVoice}, Priority: aws.Int32(1), Delay: aws.Int32(0),
	}
	profile := s.srv.AddRoutingProfile(s.instance, types.RoutingProfile{Name: aws.String("Phones")}, config)
	assert.Equal(t, []types.RoutingProfileQueueConfig{config}, s.srv.RoutingProfileQueues(s.instance, profile))

	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Welcome"), Type: types.ContactFlowTypeContactFlow})
	assert.Equal(t, int64(1), s.srv.AddContactFlowVersion(s.instance, flow, "first"))
	assert.Equal(t, "first", *s.srv.ContactFlowVersions(s.instance, flow)[0].VersionDescription)
	number := s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{})
	s.srv.SetFlowOfPhoneNumber(number, s.instance, flow)
	assert.Equal(t, flow, s.srv.FlowOfPhoneNumber(number, s.instance))
	s.srv.AddFlowAssociation(s.instance, types.FlowAssociationResourceTypeSmsPhoneNumber, "arn:sms", flow)
	associations, err := s.client.ListFlowAssociations(t.Context(), &connect.ListFlowAssociationsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, associations.FlowAssociationSummaryList, 2)
	assert.Equal(t, s.srv.FlowAssociations(s.instance), associations.FlowAssociationSummaryList)

	group := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("Both")})
	assert.Equal(t, group, *s.srv.TrafficDistributionGroups()[0].Arn)
}
