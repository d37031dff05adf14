package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestQueueQuickConnects(t *testing.T) {
	s := newScene(t)
	queue := s.srv.Queues(s.instance)[0].QueueId
	ids := []string{"one", "two"}
	for _, id := range ids {
		s.srv.AddQuickConnect(s.instance, types.QuickConnect{QuickConnectId: &id, Name: &id})
	}
	for range 2 { // a second time changes nothing
		_, err := s.client.AssociateQueueQuickConnects(t.Context(), &connect.AssociateQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: queue, QuickConnectIds: ids})
		require.NoError(t, err)
	}
	off := &connect.DisassociateQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: queue, QuickConnectIds: []string{"one"}}
	_, err := s.client.DisassociateQueueQuickConnects(t.Context(), off)
	require.NoError(t, err)
	_, err = s.client.DisassociateQueueQuickConnects(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
	out, err := s.client.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: queue})
	require.NoError(t, err)
	require.Len(t, out.QuickConnectSummaryList, 1)
	assert.Equal(t, "two", *out.QuickConnectSummaryList[0].Id)
}

func TestQueueCreatedWithQuickConnects(t *testing.T) {
	s := newScene(t)
	hours := s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId
	s.srv.AddQuickConnect(s.instance, types.QuickConnect{QuickConnectId: aws.String("one"), Name: aws.String("one")})
	s.srv.AddEmailAddress(s.instance, types.EmailAddressMetadata{EmailAddressId: aws.String("two"), EmailAddress: aws.String("two@example.com")})
	in := &connect.CreateQueueInput{
		InstanceId: &s.instance, Name: aws.String("Sales"), HoursOfOperationId: hours, QuickConnectIds: []string{"one"},
		EmailAddressesConfig: []types.EmailAddressConfig{{EmailAddressId: aws.String("two")}},
	}
	queue, err := s.client.CreateQueue(t.Context(), in)
	require.NoError(t, err)
	connects, err := s.client.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: queue.QueueId})
	require.NoError(t, err)
	assert.Len(t, connects.QuickConnectSummaryList, 1)
	addresses, err := s.client.ListQueueEmailAddresses(t.Context(), &connect.ListQueueEmailAddressesInput{InstanceId: &s.instance, QueueId: queue.QueueId})
	require.NoError(t, err)
	assert.Len(t, addresses.EmailAddressMetadataList, 1)
}

func TestQueueEmailAddresses(t *testing.T) {
	s := newScene(t)
	queue := s.srv.Queues(s.instance)[0].QueueId
	for _, id := range []string{"one", "two", "three"} {
		s.srv.AddEmailAddress(s.instance, types.EmailAddressMetadata{EmailAddressId: &id, EmailAddress: aws.String(id + "@example.com")})
	}
	requireError[*types.ResourceNotFoundException](t, second(s.client.AssociateQueueEmailAddresses(t.Context(), &connect.AssociateQueueEmailAddressesInput{
		InstanceId: &s.instance, QueueId: queue, EmailAddressesConfig: []types.EmailAddressConfig{{EmailAddressId: aws.String("four")}},
	})))
	_, err := s.client.AssociateQueueEmailAddresses(t.Context(), &connect.AssociateQueueEmailAddressesInput{
		InstanceId: &s.instance, QueueId: queue, EmailAddressesConfig: []types.EmailAddressConfig{{EmailAddressId: aws.String("one")}, {EmailAddressId: aws.String("two")}},
	})
	require.NoError(t, err)
	_, err = s.client.UpdateQueueOutboundEmailConfig(t.Context(), &connect.UpdateQueueOutboundEmailConfigInput{
		InstanceId: &s.instance, QueueId: queue, OutboundEmailConfig: &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String("two")},
	})
	require.NoError(t, err)
	_, err = s.client.DisassociateQueueEmailAddresses(t.Context(), &connect.DisassociateQueueEmailAddressesInput{
		InstanceId: &s.instance, QueueId: queue, EmailAddressesId: []string{"one"},
	})
	require.NoError(t, err)
	out, err := s.client.ListQueueEmailAddresses(t.Context(), &connect.ListQueueEmailAddressesInput{InstanceId: &s.instance, QueueId: queue})
	require.NoError(t, err)
	require.Len(t, out.EmailAddressMetadataList, 1)
	assert.True(t, out.EmailAddressMetadataList[0].IsDefaultOutboundEmail)

	sender := &connect.UpdateQueueOutboundEmailConfigInput{
		InstanceId: &s.instance, QueueId: queue, OutboundEmailConfig: &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String("four")},
	}
	requireError[*types.ResourceNotFoundException](t, second(s.client.UpdateQueueOutboundEmailConfig(t.Context(), sender)))
	sender.OutboundEmailConfig.OutboundEmailAddressId = aws.String("three")
	require.NoError(t, second(s.client.UpdateQueueOutboundEmailConfig(t.Context(), sender)))
	out, err = s.client.ListQueueEmailAddresses(t.Context(), &connect.ListQueueEmailAddressesInput{InstanceId: &s.instance, QueueId: queue})
	require.NoError(t, err)
	require.Len(t, out.EmailAddressMetadataList, 2, "with the one for outbound email")
	assert.False(t, out.EmailAddressMetadataList[0].IsDefaultOutboundEmail)
	assert.Equal(t, "three", *out.EmailAddressMetadataList[1].Id)
	requireError[*types.InvalidParameterException](t, second(s.client.UpdateQueueName(t.Context(), &connect.UpdateQueueNameInput{InstanceId: &s.instance, QueueId: queue})))
}

func TestUserProficiencies(t *testing.T) {
	s := newScene(t)
	id := s.mustCreateUser("alice")
	s.srv.AddPredefinedAttribute(s.instance, types.PredefinedAttribute{
		Name: aws.String("Language"), Values: &types.PredefinedAttributeValuesMemberStringList{Value: []string{"French"}},
	})
	french := func(level float32) []types.UserProficiency {
		return []types.UserProficiency{{AttributeName: aws.String("Language"), AttributeValue: aws.String("French"), Level: &level}}
	}
	update := &connect.UpdateUserProficienciesInput{InstanceId: &s.instance, UserId: &id, UserProficiencies: french(4)}
	_, err := s.client.UpdateUserProficiencies(t.Context(), update)
	requireError[*types.ResourceNotFoundException](t, err)
	associate := &connect.AssociateUserProficienciesInput{InstanceId: &s.instance, UserId: &id, UserProficiencies: french(2)}
	_, err = s.client.AssociateUserProficiencies(t.Context(), associate)
	require.NoError(t, err)
	_, err = s.client.AssociateUserProficiencies(t.Context(), associate)
	requireError[*types.InvalidParameterException](t, err)
	for attribute, value := range map[string]string{"Language": "Klingon", "Patience": "Much"} {
		_, err = s.client.AssociateUserProficiencies(t.Context(), &connect.AssociateUserProficienciesInput{InstanceId: &s.instance, UserId: &id, UserProficiencies: []types.UserProficiency{
			{AttributeName: &attribute, AttributeValue: &value, Level: aws.Float32(1)},
		}})
		if attribute == "Language" {
			requireError[*types.InvalidParameterException](t, err)
		} else {
			requireError[*types.ResourceNotFoundException](t, err)
		}
	}
	_, err = s.client.UpdateUserProficiencies(t.Context(), update)
	require.NoError(t, err)
	list := func() []types.UserProficiency {
		out, err := s.client.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: &s.instance, UserId: &id})
		require.NoError(t, err)
		return out.UserProficiencyList
	}
	assert.Equal(t, french(4), list())
	field := func(name, value string) types.Condition {
		return types.Condition{StringCondition: &types.StringCondition{FieldName: &name, Value: &value, ComparisonType: types.StringComparisonTypeExact}}
	}
	level := func(how types.NumberComparisonType, least, most *int32) types.Condition {
		return types.Condition{NumberCondition: &types.NumberCondition{FieldName: aws.String("limit"), MinValue: least, MaxValue: most, ComparisonType: how}}
	}
	for _, c := range []struct {
		conditions []types.Condition
		want       int64
	}{
		{[]types.Condition{field("name", "Language"), field("value", "French")}, 1},
		{[]types.Condition{field("name", "Language"), field("value", "English")}, 0},
		{[]types.Condition{level(types.NumberComparisonTypeEqual, aws.Int32(4), nil)}, 1},
		{[]types.Condition{level(types.NumberComparisonTypeNotEqual, aws.Int32(4), nil)}, 0},
		{[]types.Condition{level(types.NumberComparisonTypeGreater, aws.Int32(4), nil)}, 0},
		{[]types.Condition{level(types.NumberComparisonTypeGreaterOrEqual, aws.Int32(4), nil)}, 1},
		{[]types.Condition{level(types.NumberComparisonTypeLesser, nil, aws.Int32(4))}, 0},
		{[]types.Condition{level(types.NumberComparisonTypeLesserOrEqual, nil, aws.Int32(4))}, 1},
		{[]types.Condition{level(types.NumberComparisonTypeRange, aws.Int32(1), aws.Int32(3))}, 0},
	} {
		found, err := s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance, SearchCriteria: &types.UserSearchCriteria{
			ListCondition: &types.ListCondition{TargetListType: types.TargetListTypeProficiencies, Conditions: c.conditions},
		}})
		require.NoError(t, err)
		assert.Equal(t, c.want, *found.ApproximateTotalCount, c.conditions)
	}
	off := &connect.DisassociateUserProficienciesInput{InstanceId: &s.instance, UserId: &id, UserProficiencies: []types.UserProficiencyDisassociate{
		{AttributeName: aws.String("Language"), AttributeValue: aws.String("French")},
	}}
	_, err = s.client.DisassociateUserProficiencies(t.Context(), off)
	require.NoError(t, err)
	assert.Empty(t, list())
	_, err = s.client.DisassociateUserProficiencies(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestFlowsOfOtherResources(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow})
	resource := aws.String("arn:aws:social-messaging:us-east-1:123456789012:phone-number-id/phone-1")
	_, err := s.client.AssociateFlow(t.Context(), &connect.AssociateFlowInput{
		InstanceId: &s.instance, FlowId: &flow, ResourceId: aws.String("phone-1"), ResourceType: types.FlowAssociationResourceTypeSmsPhoneNumber,
	})
	requireError[*types.InvalidParameterException](t, err)
	_, err = s.client.AssociateFlow(t.Context(), &connect.AssociateFlowInput{
		InstanceId: &s.instance, FlowId: &flow, ResourceId: resource, ResourceType: types.FlowAssociationResourceTypeWhatsappMessagingPhoneNumber,
	})
	require.NoError(t, err)
	get := &connect.GetFlowAssociationInput{InstanceId: &s.instance, ResourceId: resource, ResourceType: types.FlowAssociationResourceTypeWhatsappMessagingPhoneNumber}
	got, err := s.client.GetFlowAssociation(t.Context(), get)
	require.NoError(t, err)
	assert.Contains(t, *got.FlowId, flow)
	list, err := s.client.ListFlowAssociations(t.Context(), &connect.ListFlowAssociationsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, list.FlowAssociationSummaryList, 1)
	assert.Equal(t, types.ListFlowAssociationResourceTypeWhatsappMessagingPhoneNumber, list.FlowAssociationSummaryList[0].ResourceType)
	_, err = s.client.DeleteContactFlow(t.Context(), &connect.DeleteContactFlowInput{InstanceId: &s.instance, ContactFlowId: &flow})
	requireError[*types.InvalidParameterException](t, err)
	off := &connect.DisassociateFlowInput{InstanceId: &s.instance, ResourceId: resource, ResourceType: get.ResourceType}
	_, err = s.client.DisassociateFlow(t.Context(), off)
	require.NoError(t, err)
	_, err = s.client.DisassociateFlow(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.GetFlowAssociation(t.Context(), get)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestImportPhoneNumber(t *testing.T) {
	s := newScene(t)
	in := &connect.ImportPhoneNumberInput{InstanceId: &s.instance, SourcePhoneNumberArn: aws.String("arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1")}
	out, err := s.client.ImportPhoneNumber(t.Context(), in)
	require.NoError(t, err)
	got, err := s.client.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: out.PhoneNumberId})
	require.NoError(t, err)
	assert.Equal(t, in.SourcePhoneNumberArn, got.ClaimedPhoneNumberSummary.SourcePhoneNumberArn)
	_, err = s.client.ImportPhoneNumber(t.Context(), in)
	requireError[*types.InvalidParameterException](t, err)
	in.SourcePhoneNumberArn = aws.String("phone-2")
	_, err = s.client.ImportPhoneNumber(t.Context(), in)
	requireError[*types.InvalidParameterException](t, err)
}

func TestTrafficDistribution(t *testing.T) {
	s := newScene(t)
	group := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	shares := func(home, other int32) []types.Distribution {
		return []types.Distribution{{Region: aws.String("us-east-1"), Percentage: home}, {Region: aws.String("us-west-2"), Percentage: other}}
	}
	get := func() *connect.GetTrafficDistributionOutput {
		out, err := s.client.GetTrafficDistribution(t.Context(), &connect.GetTrafficDistributionInput{Id: &group})
		require.NoError(t, err)
		return out
	}
	assert.Equal(t, shares(100, 0), get().TelephonyConfig.Distributions)
	update := func(home, other int32) error {
		_, err := s.client.UpdateTrafficDistribution(t.Context(), &connect.UpdateTrafficDistributionInput{
			Id: &group, TelephonyConfig: &types.TelephonyConfig{Distributions: shares(home, other)},
		})
		return err
	}
	requireError[*types.InvalidRequestException](t, update(50, 40))
	require.NoError(t, update(30, 70))
	assert.Equal(t, shares(30, 70), get().TelephonyConfig.Distributions)
	assert.Equal(t, shares(100, 0), get().AgentConfig.Distributions, "what an update leaves out stays")
}

func TestDefaultTrafficDistributionGroup(t *testing.T) {
	s := newScene(t)
	plain := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	fallback := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("all"), IsDefault: true})
	signIn := func(group, region string, enabled bool) error {
		_, err := s.client.UpdateTrafficDistribution(t.Context(), &connect.UpdateTrafficDistributionInput{Id: &group, SignInConfig: &types.SignInConfig{
			Distributions: []types.SignInDistribution{{Region: aws.String("us-east-1"), Enabled: true}, {Region: &region, Enabled: enabled}},
		}})
		return err
	}
	requireError[*types.InvalidRequestException](t, signIn(plain, "us-west-2", false))
	require.NoError(t, signIn(plain, "us-west-2", true), "nothing changes")
	requireError[*types.InvalidRequestException](t, signIn(fallback, "eu-west-1", false))
	require.NoError(t, signIn(fallback, "us-west-2", false))
	out, err := s.client.GetTrafficDistribution(t.Context(), &connect.GetTrafficDistributionInput{Id: &fallback})
	require.NoError(t, err)
	assert.False(t, out.SignInConfig.Distributions[1].Enabled)

	_, err = s.client.DeleteTrafficDistributionGroup(t.Context(), &connect.DeleteTrafficDistributionGroupInput{TrafficDistributionGroupId: &fallback})
	requireError[*types.InvalidRequestException](t, err)
	_, err = s.client.DeleteTrafficDistributionGroup(t.Context(), &connect.DeleteTrafficDistributionGroupInput{TrafficDistributionGroupId: &plain})
	require.NoError(t, err)
}
