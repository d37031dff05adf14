package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestAnalyticsData(t *testing.T) {
	s := newScene(t)
	one, err := s.client.AssociateAnalyticsDataSet(t.Context(), &connect.AssociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetId: aws.String("contact_record")})
	require.NoError(t, err)
	assert.Equal(t, "123456789012", *one.TargetAccountId)
	batch, err := s.client.BatchAssociateAnalyticsDataSet(t.Context(), &connect.BatchAssociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetIds: []string{"contact_record", "contact_flow_events"}})
	require.NoError(t, err)
	require.Len(t, batch.Created, 2)
	assert.Equal(t, *one.ResourceShareId, *batch.Created[1].ResourceShareId, "an account has one share")
	s.srv.AddAnalyticsDataAssociation(s.instance, "contact_record", "210987654321")
	for id, want := range map[string]int{"contact_record": 2, "contact_flow_events": 1, "none": 0} {
		list, err := s.client.ListAnalyticsDataAssociations(t.Context(), &connect.ListAnalyticsDataAssociationsInput{InstanceId: &s.instance, DataSetId: &id})
		require.NoError(t, err)
		assert.Len(t, list.Results, want, id)
	}
	off, err := s.client.BatchDisassociateAnalyticsDataSet(t.Context(), &connect.BatchDisassociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetIds: []string{"contact_flow_events", "none"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"contact_flow_events"}, off.Deleted)
	require.Len(t, off.Errors, 1)
	disassociate := &connect.DisassociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetId: aws.String("contact_record"), TargetAccountId: aws.String("210987654321")}
	require.NoError(t, second(s.client.DisassociateAnalyticsDataSet(t.Context(), disassociate)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DisassociateAnalyticsDataSet(t.Context(), disassociate)))
	assert.Len(t, s.srv.AnalyticsDataAssociations(s.instance), 1)
	sets, err := s.client.ListAnalyticsDataLakeDataSets(t.Context(), &connect.ListAnalyticsDataLakeDataSetsInput{InstanceId: &s.instance, MaxResults: aws.Int32(2)})
	require.NoError(t, err)
	assert.Len(t, sets.Results, 2)
	assert.NotNil(t, sets.NextToken)
}

func TestExtractionDefinitions(t *testing.T) {
	s := newScene(t)
	configuration := func(hint string, behavior *types.ExtractionDefinitionNotFoundBehavior) *types.ExtractionConfiguration {
		return &types.ExtractionConfiguration{PromptHint: &hint, NotFoundBehavior: behavior}
	}
	in := &connect.CreateExtractionDefinitionInput{InstanceId: &s.instance, Name: aws.String("Order"), ExtractionConfiguration: configuration("the number", nil)}
	created, err := s.client.CreateExtractionDefinition(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.ResourceConflictException](t, second(s.client.CreateExtractionDefinition(t.Context(), in)))
	noDefault := &types.ExtractionDefinitionNotFoundBehavior{Behavior: types.NotFoundBehaviorTypeUseDefaultValue}
	requireError[*types.InvalidRequestException](t, second(s.client.CreateExtractionDefinition(t.Context(), &connect.CreateExtractionDefinitionInput{
		InstanceId: &s.instance, Name: aws.String("Other"), ExtractionConfiguration: configuration("the number", noDefault),
	})))
	require.NoError(t, second(s.client.UpdateExtractionDefinition(t.Context(), &connect.UpdateExtractionDefinitionInput{
		InstanceId: &s.instance, ExtractionDefinitionId: created.ExtractionDefinitionId, Name: aws.String("Order number"), ExtractionConfiguration: configuration("what is ordered", nil),
	})))
	got, err := s.client.DescribeExtractionDefinition(t.Context(), &connect.DescribeExtractionDefinitionInput{InstanceId: &s.instance, ExtractionDefinitionId: created.ExtractionDefinitionId})
	require.NoError(t, err)
	assert.Equal(t, []string{"Order number", "what is ordered"}, []string{*got.ExtractionDefinition.Name, *got.ExtractionDefinition.ExtractionConfiguration.PromptHint})
	s.srv.AddExtractionDefinition(s.instance, types.ExtractionDefinition{Name: aws.String("Colour")})
	list, err := s.client.ListExtractionDefinitions(t.Context(), &connect.ListExtractionDefinitionsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.ExtractionDefinitionSummaryList, 2)
	remove := &connect.DeleteExtractionDefinitionInput{InstanceId: &s.instance, ExtractionDefinitionId: created.ExtractionDefinitionId}
	require.NoError(t, second(s.client.DeleteExtractionDefinition(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteExtractionDefinition(t.Context(), remove)))
	assert.Len(t, s.srv.ExtractionDefinitions(s.instance), 1)
}
