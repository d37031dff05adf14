package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestPhoneNumberLife(t *testing.T) {
	s := newScene(t)
	search := &connect.SearchAvailablePhoneNumbersInput{
		InstanceId: &s.instance, PhoneNumberCountryCode: types.PhoneNumberCountryCodeGb, PhoneNumberType: types.PhoneNumberTypeTollFree,
	}
	found, err := s.client.SearchAvailablePhoneNumbers(t.Context(), search)
	require.NoError(t, err)
	require.Len(t, found.AvailableNumbersList, 10)
	claim := &connect.ClaimPhoneNumberInput{InstanceId: &s.instance, PhoneNumber: found.AvailableNumbersList[0].PhoneNumber, ClientToken: aws.String("token")}
	number, err := s.client.ClaimPhoneNumber(t.Context(), claim)
	require.NoError(t, err)
	again, err := s.client.ClaimPhoneNumber(t.Context(), claim)
	require.NoError(t, err)
	assert.Equal(t, number.PhoneNumberId, again.PhoneNumberId)
	claim.PhoneNumberDescription = aws.String("changed")
	_, err = s.client.ClaimPhoneNumber(t.Context(), claim)
	requireError[*types.IdempotencyException](t, err)
	claim.ClientToken = nil
	_, err = s.client.ClaimPhoneNumber(t.Context(), claim)
	requireError[*types.InvalidParameterException](t, err)
	after, err := s.client.SearchAvailablePhoneNumbers(t.Context(), search)
	require.NoError(t, err)
	assert.NotEqual(t, found.AvailableNumbersList[0], after.AvailableNumbersList[0], "a claimed number is not available")

	got, err := s.client.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: number.PhoneNumberId})
	require.NoError(t, err)
	assert.Equal(t, types.PhoneNumberCountryCodeGb, got.ClaimedPhoneNumberSummary.PhoneNumberCountryCode)
	assert.Equal(t, types.PhoneNumberTypeTollFree, got.ClaimedPhoneNumberSummary.PhoneNumberType)
	_, err = s.client.UpdatePhoneNumberMetadata(t.Context(), &connect.UpdatePhoneNumberMetadataInput{PhoneNumberId: number.PhoneNumberId, PhoneNumberDescription: aws.String("sales")})
	require.NoError(t, err)
	assert.Equal(t, "sales", *s.srv.PhoneNumbers()[0].PhoneNumberDescription)

	other := s.srv.AddInstance(types.Instance{})
	_, err = s.client.UpdatePhoneNumber(t.Context(), &connect.UpdatePhoneNumberInput{PhoneNumberId: number.PhoneNumberArn, InstanceId: &other})
	require.NoError(t, err)
	count := func(instance string) int {
		v1, err := s.client.ListPhoneNumbers(t.Context(), &connect.ListPhoneNumbersInput{InstanceId: &instance})
		require.NoError(t, err)
		v2, err := s.client.ListPhoneNumbersV2(t.Context(), &connect.ListPhoneNumbersV2Input{InstanceId: &instance, PhoneNumberPrefix: aws.String("+44")})
		require.NoError(t, err)
		assert.Len(t, v2.ListPhoneNumbersSummaryList, len(v1.PhoneNumberSummaryList))
		return len(v1.PhoneNumberSummaryList)
	}
	assert.Equal(t, 0, count(s.instance))
	assert.Equal(t, 1, count(other))
	_, err = s.client.ReleasePhoneNumber(t.Context(), &connect.ReleasePhoneNumberInput{PhoneNumberId: number.PhoneNumberId})
	require.NoError(t, err)
	assert.Equal(t, 0, count(other))
}

// ListPhoneNumbers returns neither all types nor the ARNs by which numbers can be tagged.
func TestOlderListOfPhoneNumbers(t *testing.T) {
	s := newScene(t)
	for kind, want := range map[types.PhoneNumberType]types.PhoneNumberType{
		types.PhoneNumberTypeUifn: types.PhoneNumberTypeTollFree, types.PhoneNumberTypeThirdPartyTf: types.PhoneNumberTypeTollFree,
		types.PhoneNumberTypeShared: types.PhoneNumberTypeDid, types.PhoneNumberTypeThirdPartyDid: types.PhoneNumberTypeDid,
		types.PhoneNumberTypeDid: types.PhoneNumberTypeDid,
	} {
		s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumberType: kind})
		older, err := s.client.ListPhoneNumbers(t.Context(), &connect.ListPhoneNumbersInput{InstanceId: &s.instance, PhoneNumberTypes: []types.PhoneNumberType{kind}})
		require.NoError(t, err)
		require.Len(t, older.PhoneNumberSummaryList, 1)
		assert.Equal(t, want, older.PhoneNumberSummaryList[0].PhoneNumberType)
		_, err = s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: older.PhoneNumberSummaryList[0].Arn, Tags: map[string]string{"a": "b"}})
		requireError[*types.ResourceNotFoundException](t, err)
		newer, err := s.client.ListPhoneNumbersV2(t.Context(), &connect.ListPhoneNumbersV2Input{InstanceId: &s.instance, PhoneNumberTypes: []types.PhoneNumberType{kind}})
		require.NoError(t, err)
		require.Len(t, newer.ListPhoneNumbersSummaryList, 1)
		assert.Equal(t, kind, newer.ListPhoneNumbersSummaryList[0].PhoneNumberType)
		_, err = s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: newer.ListPhoneNumbersSummaryList[0].PhoneNumberArn, Tags: map[string]string{"a": "b"}})
		require.NoError(t, err)
	}
}

func TestPhoneNumbersAreClaimedAtHome(t *testing.T) {
	s := newScene(t)
	group := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	west := s.srv.Client(func(o *connect.Options) { o.Region = "us-west-2" })
	claim := &connect.ClaimPhoneNumberInput{TargetArn: &group, PhoneNumber: aws.String("+18005550100")}
	_, err := west.ClaimPhoneNumber(t.Context(), claim)
	requireError[*types.InvalidParameterException](t, err)
	_, err = west.ImportPhoneNumber(t.Context(), &connect.ImportPhoneNumberInput{
		InstanceId: &s.instance, SourcePhoneNumberArn: aws.String("arn:aws:sms-voice:us-west-2:123456789012:phone-number/phone-1"),
	})
	requireError[*types.InvalidParameterException](t, err)
	number, err := s.client.ClaimPhoneNumber(t.Context(), claim)
	require.NoError(t, err)
	_, err = west.ReleasePhoneNumber(t.Context(), &connect.ReleasePhoneNumberInput{PhoneNumberId: number.PhoneNumberArn})
	requireError[*types.InvalidParameterException](t, err)
	_, err = s.client.ReleasePhoneNumber(t.Context(), &connect.ReleasePhoneNumberInput{PhoneNumberId: number.PhoneNumberArn})
	require.NoError(t, err)
}

func TestPhoneNumberFlow(t *testing.T) {
	s := newScene(t)
	number := s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow})
	on := &connect.AssociatePhoneNumberContactFlowInput{PhoneNumberId: &number, InstanceId: &s.instance, ContactFlowId: &flow}
	_, err := s.client.AssociatePhoneNumberContactFlow(t.Context(), on)
	require.NoError(t, err)
	assert.Equal(t, flow, s.srv.FlowOfPhoneNumber(number, s.instance))
	list, err := s.client.ListFlowAssociations(t.Context(), &connect.ListFlowAssociationsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, list.FlowAssociationSummaryList, 1)
	assert.Contains(t, *list.FlowAssociationSummaryList[0].FlowId, flow)
	batch, err := s.client.BatchGetFlowAssociation(t.Context(), &connect.BatchGetFlowAssociationInput{InstanceId: &s.instance, ResourceIds: []string{number, "other"}})
	require.NoError(t, err)
	assert.Equal(t, list.FlowAssociationSummaryList, batch.FlowAssociationSummaryList)
	_, err = s.client.DeleteContactFlow(t.Context(), &connect.DeleteContactFlowInput{InstanceId: &s.instance, ContactFlowId: &flow})
	requireError[*types.InvalidParameterException](t, err)

	off := &connect.DisassociatePhoneNumberContactFlowInput{PhoneNumberId: &number, InstanceId: &s.instance}
	_, err = s.client.DisassociatePhoneNumberContactFlow(t.Context(), off)
	require.NoError(t, err)
	assert.Empty(t, s.srv.FlowOfPhoneNumber(number, s.instance))
	_, err = s.client.DisassociatePhoneNumberContactFlow(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
	on.ContactFlowId = aws.String("none")
	_, err = s.client.AssociatePhoneNumberContactFlow(t.Context(), on)
	requireError[*types.ResourceNotFoundException](t, err)
	other := s.srv.AddInstance(types.Instance{})
	on.InstanceId, on.ContactFlowId = &other, &flow
	_, err = s.client.AssociatePhoneNumberContactFlow(t.Context(), on)
	requireError[*types.ResourceNotFoundException](t, err)
}

// A number of a traffic distribution group is used from the other Region by its ARN; its id names nothing there.
func TestPhoneNumberOfTrafficDistributionGroup(t *testing.T) {
	s := newScene(t)
	_, err := s.client.CreateTrafficDistributionGroup(t.Context(), &connect.CreateTrafficDistributionGroupInput{InstanceId: &s.instance, Name: aws.String("pair")})
	requireError[*types.ResourceNotReadyException](t, err)
	_, err = s.client.ReplicateInstance(t.Context(), &connect.ReplicateInstanceInput{InstanceId: &s.instance, ReplicaRegion: aws.String("us-west-2"), ReplicaAlias: aws.String("west")})
	require.NoError(t, err)
	group, err := s.client.CreateTrafficDistributionGroup(t.Context(), &connect.CreateTrafficDistributionGroupInput{InstanceId: &s.instance, Name: aws.String("pair")})
	require.NoError(t, err)
	number, err := s.client.ClaimPhoneNumber(t.Context(), &connect.ClaimPhoneNumberInput{TargetArn: group.Arn, PhoneNumber: aws.String("+18005550100")})
	require.NoError(t, err)
	plain := s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow})

	west := s.srv.Client(func(o *connect.Options) { o.Region = "us-west-2" })
	associate := func(client *connect.Client, id *string) error {
		_, err := client.AssociatePhoneNumberContactFlow(t.Context(), &connect.AssociatePhoneNumberContactFlowInput{PhoneNumberId: id, InstanceId: &s.instance, ContactFlowId: &flow})
		return err
	}
	disassociate := func(client *connect.Client, id *string) error {
		_, err := client.DisassociatePhoneNumberContactFlow(t.Context(), &connect.DisassociatePhoneNumberContactFlowInput{PhoneNumberId: id, InstanceId: &s.instance})
		return err
	}
	require.NoError(t, associate(s.client, number.PhoneNumberId))
	requireError[*types.ResourceNotFoundException](t, associate(west, number.PhoneNumberId))
	requireError[*types.ResourceNotFoundException](t, disassociate(west, number.PhoneNumberId))
	require.NoError(t, disassociate(west, number.PhoneNumberArn))
	require.NoError(t, associate(west, number.PhoneNumberArn))

	numbers := s.srv.PhoneNumbers()
	_, err = west.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: number.PhoneNumberId})
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = west.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: number.PhoneNumberArn})
	require.NoError(t, err)
	_, err = west.DescribePhoneNumber(t.Context(), &connect.DescribePhoneNumberInput{PhoneNumberId: numbers[1].PhoneNumberArn})
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Equal(t, plain, *numbers[1].PhoneNumberId)

	_, err = s.client.DeleteTrafficDistributionGroup(t.Context(), &connect.DeleteTrafficDistributionGroupInput{TrafficDistributionGroupId: group.Id})
	requireError[*types.ResourceInUseException](t, err)
	list, err := s.client.ListTrafficDistributionGroups(t.Context(), &connect.ListTrafficDistributionGroupsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.TrafficDistributionGroupSummaryList, 2, "with the default group")
	_, err = s.client.DescribeTrafficDistributionGroup(t.Context(), &connect.DescribeTrafficDistributionGroupInput{TrafficDistributionGroupId: group.Id})
	require.NoError(t, err)

	seeded := newScene(t)
	arn := seeded.srv.AddTrafficDistributionGroup(seeded.instance, "eu-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	seeded.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+18005550100"), TargetArn: &arn})
	london := seeded.srv.Client(func(o *connect.Options) { o.Region = "eu-west-2" })
	page, err := london.ListPhoneNumbersV2(t.Context(), &connect.ListPhoneNumbersV2Input{})
	require.NoError(t, err)
	assert.Len(t, page.ListPhoneNumbersSummaryList, 1)
}
