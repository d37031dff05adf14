package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func question(id string) types.EvaluationFormItem {
	return &types.EvaluationFormItemMemberQuestion{Value: types.EvaluationFormQuestion{
		Title: &id, RefId: &id, QuestionType: types.EvaluationFormQuestionTypeText,
	}}
}

func section(id string, items ...types.EvaluationFormItem) types.EvaluationFormItem {
	return &types.EvaluationFormItemMemberSection{Value: types.EvaluationFormSection{
		Title: &id, RefId: &id, Items: append([]types.EvaluationFormItem{}, items...),
	}}
}

func TestItemsOfEvaluationForms(t *testing.T) {
	s := newScene(t)
	var many []types.EvaluationFormItem
	for i := range 101 {
		many = append(many, question(string(rune('!'+i))))
	}
	for name, items := range map[string][]types.EvaluationFormItem{
		"question outside": {question("q")}, "same id": {section("a", question("a"))}, "too deep": {section("a", section("b", section("c")))},
		"too many": {section("the section", many...)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.client.CreateEvaluationForm(t.Context(), &connect.CreateEvaluationFormInput{InstanceId: &s.instance, Title: aws.String("f"), Items: items})
			requireError[*types.InvalidParameterException](t, err)
		})
	}
}

func TestEvaluationForms(t *testing.T) {
	s := newScene(t)
	form, err := s.client.CreateEvaluationForm(t.Context(), &connect.CreateEvaluationFormInput{
		InstanceId: &s.instance, Title: aws.String("Calls"), Items: []types.EvaluationFormItem{section("s", question("q"))}, Tags: map[string]string{"team": "red"},
	})
	require.NoError(t, err)
	id := form.EvaluationFormId
	update := &connect.UpdateEvaluationFormInput{
		InstanceId: &s.instance, EvaluationFormId: id, EvaluationFormVersion: 1, Title: aws.String("All calls"), Items: []types.EvaluationFormItem{section("s")},
	}
	_, err = s.client.UpdateEvaluationForm(t.Context(), update)
	require.NoError(t, err)
	activate := func(version int32) error {
		_, err := s.client.ActivateEvaluationForm(t.Context(), &connect.ActivateEvaluationFormInput{InstanceId: &s.instance, EvaluationFormId: id, EvaluationFormVersion: version})
		return err
	}
	deactivate := func(version int32) error {
		_, err := s.client.DeactivateEvaluationForm(t.Context(), &connect.DeactivateEvaluationFormInput{InstanceId: &s.instance, EvaluationFormId: id, EvaluationFormVersion: version})
		return err
	}
	remove := func(version *int32) error {
		_, err := s.client.DeleteEvaluationForm(t.Context(), &connect.DeleteEvaluationFormInput{InstanceId: &s.instance, EvaluationFormId: id, EvaluationFormVersion: version})
		return err
	}
	requireError[*types.ResourceNotFoundException](t, activate(2))
	require.NoError(t, activate(1))
	_, err = s.client.UpdateEvaluationForm(t.Context(), update)
	requireError[*types.ResourceConflictException](t, err)
	update.CreateNewVersion, update.Title = aws.Bool(true), aws.String("Second")
	second, err := s.client.UpdateEvaluationForm(t.Context(), update)
	require.NoError(t, err)
	assert.Equal(t, int32(2), second.EvaluationFormVersion)
	describe := &connect.DescribeEvaluationFormInput{InstanceId: &s.instance, EvaluationFormId: id}
	got, err := s.client.DescribeEvaluationForm(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, "Second", *got.EvaluationForm.Title)
	assert.Equal(t, map[string]string{"team": "red"}, got.EvaluationForm.Tags)
	describe.EvaluationFormVersion = aws.Int32(1)
	got, err = s.client.DescribeEvaluationForm(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, "All calls", *got.EvaluationForm.Title)
	assert.True(t, got.EvaluationForm.Locked)

	requireError[*types.ResourceConflictException](t, remove(nil))
	requireError[*types.ResourceConflictException](t, remove(aws.Int32(1)))
	require.NoError(t, activate(2))
	requireError[*types.ResourceConflictException](t, deactivate(1))
	require.NoError(t, deactivate(2))
	require.NoError(t, remove(aws.Int32(2)))
	assert.Len(t, s.srv.EvaluationForms(s.instance), 1)
	require.NoError(t, remove(nil))
	_, err = s.client.DescribeEvaluationForm(t.Context(), describe)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestListsOfEvaluationForms(t *testing.T) {
	s := newScene(t)
	id := aws.String(s.srv.AddEvaluationForm(s.instance, types.EvaluationForm{
		Title: aws.String("First"), Status: types.EvaluationFormVersionStatusActive, Items: []types.EvaluationFormItem{section("s")},
	}))
	_, err := s.client.UpdateEvaluationForm(t.Context(), &connect.UpdateEvaluationFormInput{
		InstanceId: &s.instance, EvaluationFormId: id, EvaluationFormVersion: 1, CreateNewVersion: aws.Bool(true), Title: aws.String("Second"),
		Items: []types.EvaluationFormItem{section("s")},
	})
	require.NoError(t, err)
	list, err := s.client.ListEvaluationForms(t.Context(), &connect.ListEvaluationFormsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, list.EvaluationFormSummaryList, 1)
	assert.Equal(t, int32(1), *list.EvaluationFormSummaryList[0].ActiveVersion)
	assert.Equal(t, int32(2), list.EvaluationFormSummaryList[0].LatestVersion)
	versions, err := s.client.ListEvaluationFormVersions(t.Context(), &connect.ListEvaluationFormVersionsInput{InstanceId: &s.instance, EvaluationFormId: id})
	require.NoError(t, err)
	require.Len(t, versions.EvaluationFormVersionSummaryList, 2)
	assert.Equal(t, types.EvaluationFormVersionStatusActive, versions.EvaluationFormVersionSummaryList[0].Status)
	found, err := s.client.SearchEvaluationForms(t.Context(), &connect.SearchEvaluationFormsInput{InstanceId: &s.instance, SearchCriteria: &types.EvaluationFormSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("title"), Value: aws.String("second"), ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, found.EvaluationFormSearchSummaryList, 1)
	assert.Equal(t, int32(2), *found.EvaluationFormSearchSummaryList[0].LatestVersion)
}

func TestConditionsOnEvaluationForms(t *testing.T) {
	s := newScene(t)
	s.srv.AddEvaluationForm(s.instance, types.EvaluationForm{
		Title: aws.String("Automatic"), Items: []types.EvaluationFormItem{}, AutoEvaluationConfiguration: &types.EvaluationFormAutoEvaluationConfiguration{Enabled: true},
	})
	s.srv.AddEvaluationForm(s.instance, types.EvaluationForm{Title: aws.String("By hand"), Items: []types.EvaluationFormItem{}})
	search := func(criteria types.EvaluationFormSearchCriteria) (titles []string) {
		found, err := s.client.SearchEvaluationForms(t.Context(), &connect.SearchEvaluationFormsInput{InstanceId: &s.instance, SearchCriteria: &criteria})
		require.NoError(t, err)
		for _, f := range found.EvaluationFormSearchSummaryList {
			titles = append(titles, *f.Title)
		}
		return titles
	}
	for how, want := range map[types.BooleanComparisonType]string{types.BooleanComparisonTypeIsTrue: "Automatic", types.BooleanComparisonTypeIsFalse: "By hand"} {
		assert.Equal(t, []string{want}, search(types.EvaluationFormSearchCriteria{
			BooleanCondition: &types.BooleanCondition{FieldName: aws.String("AutoEvaluationEnabled"), ComparisonType: how},
		}))
	}
	now := s.clock.Time().UTC()
	text := func(d time.Duration) *string { return aws.String(now.Add(d).Format("2006-01-02T15:04:05.000Z")) }
	early, same, late := text(-time.Hour), text(0), text(time.Hour)
	for name, c := range map[string]struct {
		condition types.DateTimeCondition
		want      int
	}{
		"after":            {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeGreaterThan, MinValue: early}, 2},
		"not after":        {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeGreaterThan, MinValue: late}, 0},
		"at or after":      {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeGreaterThanOrEqualTo, MinValue: early}, 2},
		"before":           {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeLessThan, MaxValue: late}, 2},
		"not before":       {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeLessThan, MaxValue: early}, 0},
		"at or before":     {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeLessThanOrEqualTo, MaxValue: late}, 2},
		"within":           {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeRange, MinValue: early, MaxValue: late}, 2},
		"not within":       {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeRange, MinValue: late, MaxValue: late}, 0},
		"at another time":  {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeEqualTo, MinValue: early}, 0},
		"at the same time": {types.DateTimeCondition{ComparisonType: types.DateTimeComparisonTypeEqualTo, MinValue: same}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			c.condition.FieldName = aws.String("CreatedTime")
			assert.Len(t, search(types.EvaluationFormSearchCriteria{DateTimeCondition: &c.condition}), c.want)
			c.condition.FieldName = aws.String("LastActivatedTime")
			assert.Empty(t, search(types.EvaluationFormSearchCriteria{DateTimeCondition: &c.condition}), "none was activated")
		})
	}
}

func TestValidationOfEvaluationForms(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddEvaluationForm(s.instance, types.EvaluationForm{Title: aws.String("f"), Items: []types.EvaluationFormItem{}})
	get := &connect.GetEvaluationFormValidationInput{InstanceId: &s.instance, EvaluationFormId: &id}
	_, err := s.client.GetEvaluationFormValidation(t.Context(), get)
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.StartEvaluationFormValidation(t.Context(), &connect.StartEvaluationFormValidationInput{InstanceId: &s.instance, EvaluationFormId: &id, EvaluationFormVersion: 1})
	require.NoError(t, err)
	got, err := s.client.GetEvaluationFormValidation(t.Context(), get)
	require.NoError(t, err)
	assert.Equal(t, types.EvaluationFormValidationStatusCompleted, got.Status)
	models, err := s.client.ListEvaluationFormAIVersions(t.Context(), &connect.ListEvaluationFormAIVersionsInput{
		InstanceId: &s.instance, ContactInteractionType: types.ContactInteractionType("").Values()[0],
	})
	require.NoError(t, err)
	assert.Empty(t, models.AIVersionSummaries)
}

func TestContactEvaluations(t *testing.T) {
	s := newScene(t)
	form := s.srv.AddEvaluationForm(s.instance, types.EvaluationForm{Title: aws.String("Calls"), Items: []types.EvaluationFormItem{section("s", question("q"))}})
	agent := s.srv.AddUser(s.instance, types.User{Username: aws.String("jane")})
	call := s.srv.AddContact(s.instance, types.Contact{AgentInfo: &types.AgentInfo{Id: &agent}})
	start := &connect.StartContactEvaluationInput{InstanceId: &s.instance, ContactId: aws.String("none"), EvaluationFormId: &form, Tags: map[string]string{"team": "red"}}
	_, err := s.client.StartContactEvaluation(t.Context(), start)
	requireError[*types.ResourceNotFoundException](t, err)
	start.ContactId = &call
	_, err = s.client.StartContactEvaluation(t.Context(), start)
	requireError[*types.ResourceConflictException](t, err)
	_, err = s.client.ActivateEvaluationForm(t.Context(), &connect.ActivateEvaluationFormInput{InstanceId: &s.instance, EvaluationFormId: &form, EvaluationFormVersion: 1})
	require.NoError(t, err)
	started, err := s.client.StartContactEvaluation(t.Context(), start)
	require.NoError(t, err)
	answers := func(id, value string) map[string]types.EvaluationAnswerInput {
		return map[string]types.EvaluationAnswerInput{id: {Value: &types.EvaluationAnswerDataMemberStringValue{Value: value}}}
	}
	update := func(answers map[string]types.EvaluationAnswerInput, note string) error {
		_, err := s.client.UpdateContactEvaluation(t.Context(), &connect.UpdateContactEvaluationInput{
			InstanceId: &s.instance, EvaluationId: started.EvaluationId, Answers: answers, Notes: map[string]types.EvaluationNote{note: {Value: aws.String("well done")}},
		})
		return err
	}
	requireError[*types.InvalidParameterException](t, update(answers("s", "yes"), "s"))
	requireError[*types.InvalidParameterException](t, update(answers("q", "yes"), "none"))
	for range 20 {
		several := answers("c", "yes")
		several["b"], several["a"] = several["c"], several["c"]
		require.ErrorContains(t, update(several, "s"), "no question a", "the first, whatever the order of the map")
	}
	for _, value := range []types.EvaluationAnswerData{
		&types.EvaluationAnswerDataMemberNumericValue{Value: 5}, &types.EvaluationAnswerDataMemberNotApplicable{Value: true},
		&types.EvaluationAnswerDataMemberStringValues{Value: []string{"yes"}}, &types.EvaluationAnswerDataMemberDateTimeValue{Value: "2026-01-01T00:00:00Z"},
	} {
		requireError[*types.InvalidParameterException](t, update(map[string]types.EvaluationAnswerInput{"q": {Value: value}}, "s"))
	}
	require.NoError(t, update(answers("q", "yes"), "s"))
	_, err = s.client.UpdateContactEvaluation(t.Context(), &connect.UpdateContactEvaluationInput{
		InstanceId: &s.instance, EvaluationId: started.EvaluationId, Answers: map[string]types.EvaluationAnswerInput{"q": {}}, Notes: map[string]types.EvaluationNote{"s": {}},
	})
	require.NoError(t, err)
	assert.Empty(t, s.srv.ContactEvaluations(s.instance)[0].Answers, "an empty answer removes it")
	assert.Empty(t, s.srv.ContactEvaluations(s.instance)[0].Notes)
	require.NoError(t, update(answers("q", "yes"), "s"))
	user := aws.String("arn:aws:connect:us-east-1:123456789012:instance/i/agent/a")
	for range 2 { // a submitted evaluation can be submitted again
		_, err = s.client.SubmitContactEvaluation(t.Context(), &connect.SubmitContactEvaluationInput{
			InstanceId: &s.instance, EvaluationId: started.EvaluationId, SubmittedBy: &types.EvaluatorUserUnionMemberConnectUserArn{Value: *user},
		})
		require.NoError(t, err)
	}
	requireError[*types.ResourceConflictException](t, update(answers("q", "no"), "s"))
	got, err := s.client.DescribeContactEvaluation(t.Context(), &connect.DescribeContactEvaluationInput{InstanceId: &s.instance, EvaluationId: started.EvaluationArn})
	require.NoError(t, err)
	assert.Equal(t, types.EvaluationStatusSubmitted, got.Evaluation.Status)
	assert.Equal(t, &types.EvaluationAnswerDataMemberStringValue{Value: "yes"}, got.Evaluation.Answers["q"].Value)
	assert.Equal(t, "well done", *got.Evaluation.Notes["s"].Value)
	assert.Equal(t, user, got.Evaluation.Metadata.EvaluatorArn)
	assert.Equal(t, "Calls", *got.EvaluationForm.Title)
	assert.Len(t, got.EvaluationForm.Items, 1)

	assert.Equal(t, agent, *got.Evaluation.Metadata.ContactAgentId)
	described, err := s.client.DescribeContact(t.Context(), &connect.DescribeContactInput{InstanceId: &s.instance, ContactId: &call})
	require.NoError(t, err)
	assert.Equal(t, types.StatusComplete, described.Contact.ContactEvaluations[form].Status)
	assert.Equal(t, started.EvaluationArn, described.Contact.ContactEvaluations[form].EvaluationArn)

	second := s.srv.AddContact(s.instance, types.Contact{})
	other := s.srv.AddContactEvaluation(s.instance, second, form)
	list, err := s.client.ListContactEvaluations(t.Context(), &connect.ListContactEvaluationsInput{InstanceId: &s.instance, ContactId: &second})
	require.NoError(t, err)
	require.Len(t, list.EvaluationSummaryList, 1)
	assert.Equal(t, other, *list.EvaluationSummaryList[0].EvaluationId)
	assert.Equal(t, form, *list.EvaluationSummaryList[0].EvaluationFormId)
	found, err := s.client.SearchContactEvaluations(t.Context(), &connect.SearchContactEvaluationsInput{InstanceId: &s.instance, SearchCriteria: &types.EvaluationSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("contactId"), Value: &call, ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, found.EvaluationSearchSummaryList, 1)
	assert.Equal(t, int32(1), *found.EvaluationSearchSummaryList[0].EvaluationFormVersion)
	assert.Equal(t, call, *found.EvaluationSearchSummaryList[0].Metadata.ContactId)
	assert.Equal(t, map[string]string{"team": "red"}, found.EvaluationSearchSummaryList[0].Tags)
	_, err = s.client.DeleteContactEvaluation(t.Context(), &connect.DeleteContactEvaluationInput{InstanceId: &s.instance, EvaluationId: &other})
	require.NoError(t, err)
	assert.Len(t, s.srv.ContactEvaluations(s.instance), 1)
}
