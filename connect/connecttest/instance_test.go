package connecttest_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestInstanceLife(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: aws.String("other"), ClientToken: aws.String("token"),
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
	}
	first, err := s.client.CreateInstance(t.Context(), in)
	require.NoError(t, err)
	again, err := s.client.CreateInstance(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, first.Id, again.Id, "the second call with the token creates nothing")
	in.ClientToken = nil
	_, err = s.client.CreateInstance(t.Context(), in)
	requireError[*types.InvalidRequestException](t, err)
	list, err := s.client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	assert.Len(t, list.InstanceSummaryList, 2)

	got, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: first.Id})
	require.NoError(t, err)
	assert.Equal(t, types.InstanceStatusActive, got.Instance.InstanceStatus)
	assert.True(t, *got.Instance.InboundCallsEnabled)
	_, err = s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: first.Arn})
	require.NoError(t, err, "by ARN")

	_, err = s.client.UpdateInstanceAttribute(t.Context(), &connect.UpdateInstanceAttributeInput{
		InstanceId: first.Id, AttributeType: types.InstanceAttributeTypeInboundCalls, Value: aws.String("false"),
	})
	require.NoError(t, err)
	attribute, err := s.client.DescribeInstanceAttribute(t.Context(), &connect.DescribeInstanceAttributeInput{
		InstanceId: first.Id, AttributeType: types.InstanceAttributeTypeInboundCalls,
	})
	require.NoError(t, err)
	assert.Equal(t, "false", *attribute.Attribute.Value)
	attributes, err := s.client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: first.Id, MaxResults: aws.Int32(3)})
	require.NoError(t, err)
	assert.Len(t, attributes.Attributes, 3)
	assert.False(t, *s.srv.Instances()[1].InboundCallsEnabled)

	_, err = s.client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: first.Id})
	require.NoError(t, err)
	_, err = s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: first.Id})
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestReplicaOfInstance(t *testing.T) {
	s := newScene(t)
	other := s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("other")})
	replicate := &connect.ReplicateInstanceInput{InstanceId: &s.instance, ReplicaRegion: aws.String("us-west-2"), ReplicaAlias: aws.String("other")}
	_, err := s.client.ReplicateInstance(t.Context(), replicate)
	requireError[*types.ResourceConflictException](t, err)
	replicate.ReplicaAlias = aws.String("copy")
	replica, err := s.client.ReplicateInstance(t.Context(), replicate)
	require.NoError(t, err)
	groups := func() []types.TrafficDistributionGroupSummary {
		out, err := s.client.ListTrafficDistributionGroups(t.Context(), &connect.ListTrafficDistributionGroupsInput{InstanceId: &s.instance})
		require.NoError(t, err)
		return out.TrafficDistributionGroupSummaryList
	}
	require.Len(t, groups(), 1)
	assert.True(t, groups()[0].IsDefault)

	west := s.srv.Client(func(o *connect.Options) { o.Region = "us-west-2" })
	list, err := west.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	require.Len(t, list.InstanceSummaryList, 1, "the other instance has no replica there")
	assert.Equal(t, replica.Arn, list.InstanceSummaryList[0].Arn)
	_, err = west.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &other})
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = west.CreateTrafficDistributionGroup(t.Context(), &connect.CreateTrafficDistributionGroupInput{InstanceId: &s.instance, Name: aws.String("pair")})
	requireError[*types.InvalidRequestException](t, err)

	_, err = west.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err)
	_, err = west.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &s.instance})
	requireError[*types.ResourceNotFoundException](t, err)
	got, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err, "the instance itself stays")
	assert.Nil(t, got.ReplicationConfiguration)
	assert.Empty(t, groups(), "the default group goes with the replica")
	_, err = s.client.ReplicateInstance(t.Context(), replicate)
	require.NoError(t, err, "again")
}

func TestContactFlows(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateContactFlowInput{
		InstanceId: &s.instance, Name: aws.String("Greeting"), Type: types.ContactFlowTypeCampaign, Content: aws.String(`{"Version":"2019-10-30"}`),
	}
	flow, err := s.client.CreateContactFlow(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateContactFlow(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	in.Name, in.Content = aws.String("Broken"), aws.String("not JSON")
	_, err = s.client.CreateContactFlow(t.Context(), in)
	requireError[*types.InvalidContactFlowException](t, err)

	_, err = s.client.UpdateContactFlowContent(t.Context(), &connect.UpdateContactFlowContentInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, Content: aws.String(`{"StartAction":"x"}`),
	})
	require.NoError(t, err)
	for range 2 {
		_, err = s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId})
		require.NoError(t, err)
	}
	_, err = s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, FlowContentSha256: flow.FlowContentSha256,
	})
	requireError[*types.InvalidParameterException](t, err)
	_, err = s.client.DeleteContactFlowVersion(t.Context(), &connect.DeleteContactFlowVersionInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, ContactFlowVersion: aws.Int64(1),
	})
	require.NoError(t, err)
	versions, err := s.client.ListContactFlowVersions(t.Context(), &connect.ListContactFlowVersionsInput{InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId})
	require.NoError(t, err)
	require.Len(t, versions.ContactFlowVersionSummaryList, 1)
	assert.Equal(t, int64(2), *versions.ContactFlowVersionSummaryList[0].Version)

	_, err = s.client.UpdateContactFlowMetadata(t.Context(), &connect.UpdateContactFlowMetadataInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, ContactFlowState: types.ContactFlowStateArchived,
	})
	require.NoError(t, err)
	_, err = s.client.UpdateContactFlowName(t.Context(), &connect.UpdateContactFlowNameInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, Name: aws.String("Hello"),
	})
	require.NoError(t, err)
	got, err := s.client.DescribeContactFlow(t.Context(), &connect.DescribeContactFlowInput{InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId})
	require.NoError(t, err)
	assert.Equal(t, "Hello", *got.ContactFlow.Name)
	assert.JSONEq(t, `{"StartAction":"x"}`, *got.ContactFlow.Content)
	assert.Equal(t, types.ContactFlowStateArchived, got.ContactFlow.State)

	_, err = s.client.DeleteContactFlow(t.Context(), &connect.DeleteContactFlowInput{InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId})
	require.NoError(t, err)
	assert.Len(t, s.srv.ContactFlows(s.instance), 8, "those of a new instance")
}

func TestLexBots(t *testing.T) {
	s := newScene(t)
	v1 := &types.LexBot{Name: aws.String("Orders"), LexRegion: aws.String("us-west-2")}
	v2 := &types.LexV2Bot{AliasArn: aws.String("arn:aws:lex:us-east-1:123456789012:bot-alias/A/B")}
	_, err := s.client.AssociateLexBot(t.Context(), &connect.AssociateLexBotInput{InstanceId: &s.instance, LexBot: v1})
	require.NoError(t, err)
	_, err = s.client.AssociateBot(t.Context(), &connect.AssociateBotInput{InstanceId: &s.instance, LexBot: v1})
	requireError[*types.ResourceConflictException](t, err)
	_, err = s.client.AssociateBot(t.Context(), &connect.AssociateBotInput{InstanceId: &s.instance, LexV2Bot: v2})
	require.NoError(t, err)
	_, err = s.client.AssociateBot(t.Context(), &connect.AssociateBotInput{InstanceId: &s.instance})
	requireError[*types.InvalidRequestException](t, err)

	lex, err := s.client.ListLexBots(t.Context(), &connect.ListLexBotsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, []types.LexBot{*v1}, lex.LexBots)
	bots, err := s.client.ListBots(t.Context(), &connect.ListBotsInput{InstanceId: &s.instance, LexVersion: types.LexVersionV2})
	require.NoError(t, err)
	assert.Equal(t, []types.LexBotConfig{{LexV2Bot: v2}}, bots.LexBots)

	off := &connect.DisassociateLexBotInput{InstanceId: &s.instance, BotName: v1.Name, LexRegion: v1.LexRegion}
	_, err = s.client.DisassociateLexBot(t.Context(), off)
	require.NoError(t, err)
	_, err = s.client.DisassociateLexBot(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.DisassociateBot(t.Context(), &connect.DisassociateBotInput{InstanceId: &s.instance, LexV2Bot: v2})
	require.NoError(t, err)
	assert.Empty(t, s.srv.LexBots(s.instance))
	s.srv.AddLexBot(s.instance, types.LexBotConfig{LexBot: v1})
	_, err = s.client.DisassociateBot(t.Context(), &connect.DisassociateBotInput{InstanceId: &s.instance, LexBot: v1})
	require.NoError(t, err)
	off.InstanceId = aws.String("nowhere")
	_, err = s.client.DisassociateLexBot(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestHandlerOverBuiltin(t *testing.T) {
	s := newScene(t, func(o *connecttest.Options) { o.NewID = connecttest.SequentialIDs() })
	assert.Equal(t, "00000000-0000-4000-8000-000000000001", s.instance)
	builtin := s.srv.Builtin()
	calls := 0
	s.srv.Handlers.DescribeInstance = func(ctx context.Context, in *connect.DescribeInstanceInput) (*connect.DescribeInstanceOutput, error) {
		calls++
		assert.Equal(t, "us-east-1", connecttest.RegionOf(ctx))
		return builtin.DescribeInstance(ctx, in)
	}
	got, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, "demo", *got.Instance.InstanceAlias)
	assert.Equal(t, 1, calls)
	_, err = builtin.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err, "outside a call")
}
