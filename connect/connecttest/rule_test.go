package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestRules(t *testing.T) {
	s := newScene(t)
	action := types.RuleAction{ActionType: types.ActionTypeEndAssociatedTasks, EndAssociatedTasksAction: &types.EndAssociatedTasksActionDefinition{}}
	in := &connect.CreateRuleInput{
		InstanceId: &s.instance, Name: aws.String("Angry"), Function: aws.String(`{"Version":"2022-11-25"}`), Actions: []types.RuleAction{action},
		PublishStatus: types.RulePublishStatusPublished, Tags: map[string]string{"team": "red"},
		TriggerEventSource: &types.RuleTriggerEventSource{EventSourceName: types.EventSourceNameOnCaseUpdate},
	}
	rule, err := s.client.CreateRule(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateRule(t.Context(), in)
	requireError[*types.ResourceConflictException](t, err)
	in.Name, in.Function = aws.String("Broken"), aws.String("{")
	_, err = s.client.CreateRule(t.Context(), in)
	requireError[*types.InvalidRequestException](t, err)
	foreign := s.srv.AddRule(s.instance, types.Rule{
		Name: aws.String("Ticket"), TriggerEventSource: &types.RuleTriggerEventSource{EventSourceName: types.EventSourceNameOnZendeskTicketCreate},
	})

	update := func(id *string, name string) error {
		_, err := s.client.UpdateRule(t.Context(), &connect.UpdateRuleInput{
			InstanceId: &s.instance, RuleId: id, Name: &name, Function: aws.String(`{}`), Actions: []types.RuleAction{action}, PublishStatus: types.RulePublishStatusDraft,
		})
		return err
	}
	requireError[*types.InvalidRequestException](t, update(rule.RuleId, "Furious"))
	require.NoError(t, update(rule.RuleId, "Angry"))
	require.NoError(t, update(&foreign, "Tickets"))
	requireError[*types.ResourceConflictException](t, update(&foreign, "Angry"))
	got, err := s.client.DescribeRule(t.Context(), &connect.DescribeRuleInput{InstanceId: &s.instance, RuleId: rule.RuleArn})
	require.NoError(t, err)
	assert.Equal(t, types.RulePublishStatusDraft, got.Rule.PublishStatus)
	assert.Equal(t, map[string]string{"team": "red"}, got.Rule.Tags)
	list, err := s.client.ListRules(t.Context(), &connect.ListRulesInput{InstanceId: &s.instance, EventSourceName: types.EventSourceNameOnCaseUpdate})
	require.NoError(t, err)
	require.Len(t, list.RuleSummaryList, 1)
	assert.Equal(t, types.EventSourceNameOnCaseUpdate, list.RuleSummaryList[0].EventSourceName)
	assert.Equal(t, types.ActionTypeEndAssociatedTasks, list.RuleSummaryList[0].ActionSummaries[0].ActionType)
	for field, value := range map[string]string{"Name": "angry", "EventSourceName": "OnCaseUpdate", "RuleId": *rule.RuleId} {
		found, err := s.client.SearchRules(t.Context(), &connect.SearchRulesInput{InstanceId: &s.instance, SearchCriteria: &types.RulesSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: types.StringComparisonTypeExact},
		}})
		require.NoError(t, err)
		assert.Len(t, found.Rules, 1, field)
		assert.Equal(t, int64(1), found.ApproximateTotalCount)
	}
	_, err = s.client.DeleteRule(t.Context(), &connect.DeleteRuleInput{InstanceId: &s.instance, RuleId: rule.RuleId})
	require.NoError(t, err)
	assert.Len(t, s.srv.Rules(s.instance), 1)
}

// taskTemplate is a valid task template for a flow.
func (s *scene) taskTemplate(flow string) *connect.CreateTaskTemplateInput {
	id := &types.TaskTemplateFieldIdentifier{Name: aws.String("Title")}
	return &connect.CreateTaskTemplateInput{
		InstanceId: &s.instance, Name: aws.String("Call back"), ContactFlowId: &flow, Fields: []types.TaskTemplateField{{Id: id, Type: types.TaskTemplateFieldTypeName}},
		Constraints: &types.TaskTemplateConstraints{RequiredFields: []types.RequiredFieldInfo{{Id: id}}},
	}
}

func TestInvalidTaskTemplates(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow})
	valid := func() *connect.CreateTaskTemplateInput { return s.taskTemplate(flow) }
	id := valid().Fields[0].Id
	_, err := s.client.CreateTaskTemplate(t.Context(), valid())
	require.NoError(t, err)
	other := func(change func(in *connect.CreateTaskTemplateInput)) *connect.CreateTaskTemplateInput {
		in := valid()
		in.Name = aws.String("Other")
		change(in)
		return in
	}
	missing := types.PropertyValidationExceptionReasonRequiredPropertyMissing
	for name, c := range map[string]struct {
		in   *connect.CreateTaskTemplateInput
		want types.PropertyValidationExceptionReason
	}{
		"name taken":    {valid(), types.PropertyValidationExceptionReasonResourceNameAlreadyExists},
		"no flow":       {other(func(in *connect.CreateTaskTemplateInput) { in.ContactFlowId = nil }), missing},
		"unknown flow":  {other(func(in *connect.CreateTaskTemplateInput) { in.ContactFlowId = aws.String("none") }), types.PropertyValidationExceptionReasonReferencedResourceNotFound},
		"no name field": {other(func(in *connect.CreateTaskTemplateInput) { in.Fields = []types.TaskTemplateField{} }), missing},
		"not required":  {other(func(in *connect.CreateTaskTemplateInput) { in.Constraints = nil }), missing},
		"field twice": {other(func(in *connect.CreateTaskTemplateInput) {
			in.Fields = append(in.Fields, types.TaskTemplateField{Id: id, Type: types.TaskTemplateFieldTypeText})
		}), types.PropertyValidationExceptionReasonUniqueConstraintViolated},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.client.CreateTaskTemplate(t.Context(), c.in)
			var invalid *types.PropertyValidationException
			require.ErrorAs(t, err, &invalid)
			require.Len(t, invalid.PropertyList, 1)
			assert.Equal(t, c.want, invalid.PropertyList[0].Reason)
		})
	}
}

func TestTaskTemplates(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow})
	valid := func() *connect.CreateTaskTemplateInput { return s.taskTemplate(flow) }
	template, err := s.client.CreateTaskTemplate(t.Context(), valid())
	require.NoError(t, err)
	update := &connect.UpdateTaskTemplateInput{
		InstanceId: &s.instance, TaskTemplateId: template.Id, Fields: valid().Fields, Constraints: valid().Constraints, ContactFlowId: &flow,
	}
	_, err = s.client.UpdateTaskTemplate(t.Context(), update)
	requireError[*types.PropertyValidationException](t, err)
	update.Status = types.TaskTemplateStatusInactive
	updated, err := s.client.UpdateTaskTemplate(t.Context(), update)
	require.NoError(t, err)
	assert.Equal(t, "Call back", *updated.Name)
	get := &connect.GetTaskTemplateInput{InstanceId: &s.instance, TaskTemplateId: template.Arn}
	got, err := s.client.GetTaskTemplate(t.Context(), get)
	require.NoError(t, err)
	assert.Equal(t, types.TaskTemplateStatusInactive, got.Status)
	assert.Equal(t, s.instance, *got.InstanceId)
	s.srv.AddTaskTemplate(s.instance, connect.GetTaskTemplateOutput{Name: aws.String("Seeded")})
	list, err := s.client.ListTaskTemplates(t.Context(), &connect.ListTaskTemplatesInput{InstanceId: &s.instance, Status: types.TaskTemplateStatusActive})
	require.NoError(t, err)
	require.Len(t, list.TaskTemplates, 1)
	assert.Equal(t, "Seeded", *list.TaskTemplates[0].Name)
	_, err = s.client.DeleteTaskTemplate(t.Context(), &connect.DeleteTaskTemplateInput{InstanceId: &s.instance, TaskTemplateId: template.Id})
	require.NoError(t, err)
	_, err = s.client.GetTaskTemplate(t.Context(), get)
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Len(t, s.srv.TaskTemplates(s.instance), 1)
}
