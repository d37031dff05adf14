package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestPrompts(t *testing.T) {
	s := newScene(t)
	in := &connect.CreatePromptInput{InstanceId: &s.instance, Name: aws.String("Welcome"), S3Uri: aws.String("s3://audio/welcome.wav"), Tags: map[string]string{"team": "red"}}
	created, err := s.client.CreatePrompt(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreatePrompt(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.client.CreatePrompt(t.Context(), &connect.CreatePromptInput{InstanceId: &s.instance, Name: aws.String("Other"), S3Uri: aws.String("s3://audio")})
	requireError[*types.InvalidParameterException](t, err)

	_, err = s.client.UpdatePrompt(t.Context(), &connect.UpdatePromptInput{
		InstanceId: &s.instance, PromptId: created.PromptId, Description: aws.String("says hello"), S3Uri: aws.String("s3://audio/hello.wav"),
	})
	require.NoError(t, err)
	assert.Equal(t, "s3://audio/hello.wav", s.srv.PromptFile(s.instance, *created.PromptId))
	got, err := s.client.DescribePrompt(t.Context(), &connect.DescribePromptInput{InstanceId: &s.instance, PromptId: created.PromptId})
	require.NoError(t, err)
	assert.Equal(t, []string{"Welcome", "says hello"}, []string{*got.Prompt.Name, *got.Prompt.Description})
	file, err := s.client.GetPromptFile(t.Context(), &connect.GetPromptFileInput{InstanceId: &s.instance, PromptId: created.PromptId})
	require.NoError(t, err)
	assert.Contains(t, *file.PromptPresignedUrl, *created.PromptId+".wav?X-Amz-Date=")

	tags, err := s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: created.PromptARN})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"team": "red"}, tags.Tags)
	used, err := s.client.SearchResourceTags(t.Context(), &connect.SearchResourceTagsInput{InstanceId: &s.instance, ResourceTypes: []string{"prompt"}})
	require.NoError(t, err)
	assert.Len(t, used.Tags, 1)

	s.srv.AddPrompt(s.instance, types.Prompt{Name: aws.String("Music")})
	page, err := s.client.ListPrompts(t.Context(), &connect.ListPromptsInput{InstanceId: &s.instance, MaxResults: aws.Int32(1)})
	require.NoError(t, err)
	require.Len(t, page.PromptSummaryList, 1)
	page, err = s.client.ListPrompts(t.Context(), &connect.ListPromptsInput{InstanceId: &s.instance, NextToken: page.NextToken})
	require.NoError(t, err)
	require.Len(t, page.PromptSummaryList, 1)
	assert.Equal(t, "Music", *page.PromptSummaryList[0].Name)
	found, err := s.client.SearchPrompts(t.Context(), &connect.SearchPromptsInput{InstanceId: &s.instance, SearchCriteria: &types.PromptSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("description"), Value: aws.String("HELLO"), ComparisonType: types.StringComparisonTypeContains},
	}})
	require.NoError(t, err)
	assert.Equal(t, int64(1), *found.ApproximateTotalCount)
	found.Prompts[0].Tags["team"] = "blue"
	assert.Equal(t, "red", s.srv.Prompts(s.instance)[0].Tags["team"])

	_, err = s.client.DeletePrompt(t.Context(), &connect.DeletePromptInput{InstanceId: &s.instance, PromptId: created.PromptId})
	require.NoError(t, err)
	for what, err := range map[string]error{
		"describe": second(s.client.DescribePrompt(t.Context(), &connect.DescribePromptInput{InstanceId: &s.instance, PromptId: created.PromptId})),
		"file":     second(s.client.GetPromptFile(t.Context(), &connect.GetPromptFileInput{InstanceId: &s.instance, PromptId: created.PromptId})),
		"update":   second(s.client.UpdatePrompt(t.Context(), &connect.UpdatePromptInput{InstanceId: &s.instance, PromptId: created.PromptId, Name: aws.String("x")})),
		"delete":   second(s.client.DeletePrompt(t.Context(), &connect.DeletePromptInput{InstanceId: &s.instance, PromptId: created.PromptId})),
	} {
		t.Run(what, func(t *testing.T) { requireError[*types.ResourceNotFoundException](t, err) })
	}
}

// second returns the error of a call whose output does not matter.
func second[T any](_ T, err error) error { return err }

func TestAgentStatuses(t *testing.T) {
	s := newScene(t)
	statuses := s.srv.AgentStatuses(s.instance)
	require.Len(t, statuses, 2)
	assert.Equal(t, []string{"Available", "Offline"}, []string{*statuses[0].Name, *statuses[1].Name})
	in := &connect.CreateAgentStatusInput{InstanceId: &s.instance, Name: aws.String("Lunch"), State: types.AgentStatusStateEnabled, DisplayOrder: aws.Int32(3)}
	created, err := s.client.CreateAgentStatus(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateAgentStatus(t.Context(), in)))
	update := func(change connect.UpdateAgentStatusInput) error {
		change.InstanceId, change.AgentStatusId = &s.instance, created.AgentStatusId
		return second(s.client.UpdateAgentStatus(t.Context(), &change))
	}
	requireError[*types.DuplicateResourceException](t, update(connect.UpdateAgentStatusInput{Name: aws.String("Offline")}))
	requireError[*types.InvalidParameterException](t, update(connect.UpdateAgentStatusInput{DisplayOrder: aws.Int32(1), ResetOrderNumber: true}))
	require.NoError(t, update(connect.UpdateAgentStatusInput{State: types.AgentStatusStateDisabled, ResetOrderNumber: true}))
	got, err := s.client.DescribeAgentStatus(t.Context(), &connect.DescribeAgentStatusInput{InstanceId: &s.instance, AgentStatusId: created.AgentStatusARN})
	require.NoError(t, err)
	assert.Equal(t, types.AgentStatusStateDisabled, got.AgentStatus.State)
	assert.Equal(t, types.AgentStatusTypeCustom, got.AgentStatus.Type)
	assert.Nil(t, got.AgentStatus.DisplayOrder)
	for kind, want := range map[types.AgentStatusType]string{
		types.AgentStatusTypeRoutable: "Available", types.AgentStatusTypeOffline: "Offline", types.AgentStatusTypeCustom: "Lunch",
	} {
		list, err := s.client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: &s.instance, AgentStatusTypes: []types.AgentStatusType{kind}})
		require.NoError(t, err)
		require.Len(t, list.AgentStatusSummaryList, 1)
		assert.Equal(t, want, *list.AgentStatusSummaryList[0].Name)
	}
	for field, value := range map[string]string{"state": "DISABLED", "type": "CUSTOM", "name": "lunch"} {
		found, err := s.client.SearchAgentStatuses(t.Context(), &connect.SearchAgentStatusesInput{InstanceId: &s.instance, SearchCriteria: &types.AgentStatusSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: types.StringComparisonTypeExact},
		}})
		require.NoError(t, err)
		assert.Len(t, found.AgentStatuses, 1, field)
	}
	s.srv.AddAgentStatus(s.instance, types.AgentStatus{Name: aws.String("Training")})
	assert.Len(t, s.srv.AgentStatuses(s.instance), 4)
}
