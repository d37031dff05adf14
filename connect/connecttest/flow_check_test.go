package connecttest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// oneAction returns a flow with an action of a type, which then disconnects.
func oneAction(actionType, parameters string) string {
	return fmt.Sprintf(`{"Version":"2019-10-30","StartAction":"a","Actions":[
		{"Identifier":"a","Type":%q,"Parameters":%s,"Transitions":{"NextAction":"z","Errors":[{"ErrorType":"NoMatchingError","NextAction":"z"}]}},
		{"Identifier":"z","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`, actionType, parameters)
}

// saying returns a flow that says a text; the service refuses an empty one.
func saying(text string) string {
	return oneAction("MessageParticipant", fmt.Sprintf(`{"Text":%q}`, text))
}

func (s *scene) createFlow(name, content string, change ...func(*connect.CreateContactFlowInput)) (string, error) {
	in := &connect.CreateContactFlowInput{InstanceId: &s.instance, Name: &name, Type: types.ContactFlowTypeContactFlow, Content: &content}
	for _, c := range change {
		c(in)
	}
	out, err := s.client.CreateContactFlow(s.t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.ContactFlowId, nil
}

// flowNamed returns the flow with a name, nil if there is none.
func (s *scene) flowNamed(name string) *types.ContactFlow {
	for _, f := range s.srv.ContactFlows(s.instance) {
		if *f.Name == name {
			return &f
		}
	}
	return nil
}

// anyFlow makes a server accept every flow, for tests that are not about flows.
func anyFlow(o *connecttest.Options) { o.Choices.AcceptAnyFlow = true }

func saved(in *connect.CreateContactFlowInput) { in.Status = types.ContactFlowStatusSaved }

func campaign(in *connect.CreateContactFlowInput) { in.Type = types.ContactFlowTypeCampaign }

// problems returns the problems of a flow that an error lists.
func problems(t *testing.T, err error) []string {
	t.Helper()
	var refused *types.InvalidContactFlowException
	require.ErrorAs(t, err, &refused)
	var texts []string
	for _, p := range refused.Problems {
		texts = append(texts, aws.ToString(p.Message))
	}
	return texts
}

func TestPublishedFlowIsChecked(t *testing.T) {
	s := newScene(t)
	emptyText := []string{"Invalid Action property value. Path: Actions[0].Parameters.Text"}
	_, err := s.createFlow("Greeting", saying(""))
	assert.Equal(t, emptyText, problems(t, err))
	assert.Nil(t, s.flowNamed("Greeting"))
	_, err = s.createFlow("Greeting", "not JSON")
	assert.Equal(t, []string{"Invalid contact flow format"}, problems(t, err))
	_, err = s.createFlow("Greeting", `{"Actions":1}`)
	assert.Equal(t, []string{"Invalid contact flow format"}, problems(t, err))

	id, err := s.createFlow("Greeting", saying("Hello"))
	require.NoError(t, err)
	update := &connect.UpdateContactFlowContentInput{InstanceId: &s.instance, ContactFlowId: &id, Content: aws.String(saying(""))}
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	assert.Equal(t, emptyText, problems(t, err))
	assert.JSONEq(t, saying("Hello"), *s.flowNamed("Greeting").Content)
	update.Content = aws.String(saying("Good morning"))
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	require.NoError(t, err)
}

// The rules for a flow depend on its type.
func TestFlowIsCheckedForItsType(t *testing.T) {
	s := newScene(t)
	content := oneAction("TransferParticipantToThirdParty",
		`{"ThirdPartyPhoneNumber":"+15555550100","ThirdPartyConnectionTimeLimitSeconds":"30","ContinueFlowExecution":"True"}`)
	_, err := s.createFlow("Transfer", content, func(in *connect.CreateContactFlowInput) { in.Type = types.ContactFlowTypeQueueTransfer })
	assert.Equal(t, []string{
		"Action is missing required error. Error: CallFailed, Path: Actions[0]",
		"Action is missing required error. Error: ConnectionTimeLimitExceeded, Path: Actions[0]",
	}, problems(t, err))
	_, err = s.createFlow("Transfer", content, func(in *connect.CreateContactFlowInput) { in.Type = types.ContactFlowTypeAgentTransfer })
	require.NoError(t, err)
}

func TestSavedFlowIsNotChecked(t *testing.T) {
	s := newScene(t)
	id, err := s.createFlow("Draft", saying(""), saved)
	require.NoError(t, err)
	update := &connect.UpdateContactFlowContentInput{InstanceId: &s.instance, ContactFlowId: aws.String(id + ":$SAVED"), Content: aws.String(saying(""))}
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	require.NoError(t, err)
	update.ContactFlowId = &id
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	assert.Len(t, problems(t, err), 1, "without :$SAVED the content is published")
	assert.Equal(t, types.ContactFlowStatusSaved, s.flowNamed("Draft").Status)
}

// A version is checked too: a test may have added a flow that the service would have refused.
func TestVersionOfFlowIsChecked(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Journey"), Type: types.ContactFlowTypeCampaign, Content: aws.String(saying(""))})
	_, err := s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: &id})
	requireError[*types.InvalidRequestException](t, err)
	require.ErrorContains(t, err, "Invalid Action property value")
	id = s.srv.AddContactFlowModule(s.instance, types.ContactFlowModule{Name: aws.String("Verify"), Content: aws.String(ending(`{"Result":"Verified"}`))})
	_, err = s.client.CreateContactFlowModuleVersion(t.Context(), &connect.CreateContactFlowModuleVersionInput{InstanceId: &s.instance, ContactFlowModuleId: &id})
	requireError[*types.InvalidRequestException](t, err)
	require.ErrorContains(t, err, "Invalid Action property value")
}

func TestAcceptAnyFlow(t *testing.T) {
	s := newScene(t, anyFlow)
	id, err := s.createFlow("Greeting", saying(""), campaign)
	require.NoError(t, err)
	_, err = s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: &id})
	require.NoError(t, err)
	for _, content := range []string{"nothing", "null"} {
		_, err = s.createFlow("Not JSON", content)
		requireError[*types.InvalidContactFlowException](t, err)
	}
	_, err = s.createModule("Without settings", saying(""), "")
	require.NoError(t, err)
}

// References are refused as far as the service is known to refuse them, and no further.
func TestReferencesOfFlow(t *testing.T) {
	s := newScene(t)
	here := "arn:aws:connect:us-east-1:123456789012:instance/" + s.instance
	elsewhere := "arn:aws:connect:us-east-1:123456789012:instance/99999999-9999-4999-8999-999999999999"
	const id = "22222222-2222-4222-8222-222222222222"
	there, err := s.createFlow("Task", saying("Hello"))
	require.NoError(t, err)
	const task, lambda = `{"ContactFlowId":%q,"Name":"call back"}`, `{"LambdaFunctionARN":%q,"InvocationTimeLimitSeconds":"3"}`
	tests := []struct {
		actionType, parameters, value string
		refused                       string // the parameter
	}{
		{"InvokeLambdaFunction", lambda, "arn:aws:lambda:us-east-1:123456789012:function:crm:live", ""},
		{"InvokeLambdaFunction", lambda, "$.Attributes.function", ""},
		{"InvokeLambdaFunction", lambda, "arn:aws:lambda:us-west-2:123456789012:function:crm", "LambdaFunctionARN"},
		{"InvokeLambdaFunction", lambda, "arn:aws:lambda:us-east-1:999999999999:function:crm", "LambdaFunctionARN"},
		{"UpdateContactTargetQueue", `{"QueueId":%q}`, here + "/queue/" + id, ""},
		{"UpdateContactTargetQueue", `{"QueueId":%q}`, elsewhere + "/queue/" + id, "QueueId"},
		{"MessageParticipant", `{"PromptId":%q}`, elsewhere + "/prompt/" + id, "PromptId"},
		{"TransferToFlow", `{"ContactFlowId":%q}`, elsewhere + "/contact-flow/" + id, "ContactFlowId"},
		{"TransferToFlow", `{"ContactFlowId":%q}`, here + "/contact-flow/" + id, ""},
		{"UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":%q}}`, elsewhere + "/contact-flow/" + id, "EventHooks.AgentWhisper"},
		{"UpdateContactAttributes", `{"Attributes":{"QueueId":%q}}`, elsewhere + "/queue/" + id, ""},
		{"CreateTask", task, there, ""},
		{"CreateTask", task, here + "/contact-flow/" + there, ""},
		{"CreateTask", task, id, "ContactFlowId"},
		{"CreateTask", task, elsewhere + "/contact-flow/" + there, "ContactFlowId"},
	}
	for i, test := range tests {
		_, err := s.createFlow(fmt.Sprint("Flow ", i), oneAction(test.actionType, fmt.Sprintf(test.parameters, test.value)))
		if test.refused == "" {
			require.NoError(t, err, "%s %s", test.actionType, test.value)
			continue
		}
		assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Parameters." + test.refused}, problems(t, err), "%s %s", test.actionType, test.value)
	}
}

const moduleSettings = `"Settings":{"InputParameters":[],"OutputParameters":[],"Transitions":[]}`

// ending returns a module that ends with parameters.
func ending(parameters string) string {
	return `{"Version":"2019-10-30","StartAction":"end",` + moduleSettings +
		`,"Actions":[{"Identifier":"end","Type":"EndFlowModuleExecution","Parameters":` + parameters + `,"Transitions":{}}]}`
}

func (s *scene) createModule(name, content, settings string) (string, error) {
	in := &connect.CreateContactFlowModuleInput{InstanceId: &s.instance, Name: &name, Content: &content}
	if settings != "" {
		in.Settings = &settings
	}
	out, err := s.client.CreateContactFlowModule(s.t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.Id, nil
}

// moduleProblems returns the problems of a module that an error lists.
func moduleProblems(t *testing.T, err error) []string {
	t.Helper()
	var refused *types.InvalidContactFlowModuleException
	require.ErrorAs(t, err, &refused)
	var texts []string
	for _, p := range refused.Problems {
		texts = append(texts, aws.ToString(p.Message))
	}
	return texts
}

const contract = `{"input":{"schema":{"type":"object","properties":{"language":{"type":"string"},"attempts":{"type":"integer"}}}},
	"resultData":{"schema":{"type":"object","properties":{"score":{"type":"number"}}}},
	"transitions":{"results":[{"name":"Verified","description":""}]}}`

func TestPublishedModuleIsChecked(t *testing.T) {
	s := newScene(t)
	_, err := s.createModule("Verify", saying("Hello"), "")
	var refused *types.InvalidRequestException
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "JSON field is missing or null for field name: settings", *refused.Message)
	_, err = s.createModule("Verify", "nothing", "")
	assert.Equal(t, []string{"Invalid contact flow format"}, moduleProblems(t, err))
	_, err = s.createModule("Verify", ending(`{}`), "nothing")
	assert.Len(t, moduleProblems(t, err), 1)

	_, err = s.createModule("Verify", ending(`{"Result":"Verified"}`), "")
	assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Parameters.Result"}, moduleProblems(t, err))
	_, err = s.createModule("Verify", ending(`{"ResultData":{"score":"high"}}`), contract)
	assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Parameters.ResultData.score"}, moduleProblems(t, err))
	id, err := s.createModule("Verify", ending(`{"Result":"Verified","ResultData":{"score":0.5}}`), contract)
	require.NoError(t, err)

	// Content and contract must match, whichever is changed.
	update := &connect.UpdateContactFlowModuleContentInput{InstanceId: &s.instance, ContactFlowModuleId: &id, Settings: aws.String("{}")}
	_, err = s.client.UpdateContactFlowModuleContent(t.Context(), update)
	assert.Len(t, moduleProblems(t, err), 2)
	update.Settings, update.Content = nil, aws.String(ending(`{"Result":"Refused"}`))
	_, err = s.client.UpdateContactFlowModuleContent(t.Context(), update)
	assert.Len(t, moduleProblems(t, err), 1)
	update.ContactFlowModuleId = aws.String(id + ":$SAVED")
	_, err = s.client.UpdateContactFlowModuleContent(t.Context(), update)
	require.NoError(t, err)
}

// A flow that invokes a module must keep to its contract, as it is in the version that the flow names.
func TestModuleContractIsCheckedForCallers(t *testing.T) {
	s := newScene(t)
	module, err := s.createModule("Verify", ending(`{"Result":"Verified"}`), contract)
	require.NoError(t, err)
	_, err = s.client.CreateContactFlowModuleVersion(t.Context(), &connect.CreateContactFlowModuleVersionInput{InstanceId: &s.instance, ContactFlowModuleId: &module})
	require.NoError(t, err)
	_, err = s.client.CreateContactFlowModuleAlias(t.Context(), &connect.CreateContactFlowModuleAliasInput{
		InstanceId: &s.instance, ContactFlowModuleId: &module, ContactFlowModuleVersion: aws.Int64(1), AliasName: aws.String("old"),
	})
	require.NoError(t, err)
	_, err = s.client.UpdateContactFlowModuleContent(t.Context(), &connect.UpdateContactFlowModuleContentInput{
		InstanceId: &s.instance, ContactFlowModuleId: &module, Content: aws.String(ending(`{}`)), Settings: aws.String("{}"),
	})
	require.NoError(t, err)
	calls := 0
	call := func(id, input, result string) error {
		calls++
		_, err := s.createFlow(fmt.Sprint("Caller ", calls), fmt.Sprintf(`{"Version":"2019-10-30","StartAction":"a","Actions":[
			{"Identifier":"a","Type":"InvokeFlowModule","Parameters":{"FlowModuleId":%q,"Input":%s},"Transitions":{"NextAction":"z",
				"Conditions":[{"NextAction":"z","Condition":{"Operator":"Equals","Operands":[%q]}}],
				"Errors":[{"ErrorType":"NoMatchingError","NextAction":"z"},{"ErrorType":"NoMatchingCondition","NextAction":"z"}]}},
			{"Identifier":"z","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`, id, input, result))
		return err
	}
	for _, id := range []string{module + ":1", module + ":old"} {
		require.NoError(t, call(id, `{"language":"en","attempts":3}`, "Verified"))
		assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Parameters.Input.attempts"}, problems(t, call(id, `{"attempts":"3"}`, "Verified")))
		assert.Equal(t, []string{"Invalid Action property name. Path: Actions[0].Parameters.Input.name"}, problems(t, call(id, `{"name":"x"}`, "Verified")))
		assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Transitions.Conditions"}, problems(t, call(id, `{}`, "Refused")))
	}
	assert.Len(t, problems(t, call(module, `{"language":"en"}`, "Verified")), 2, "the latest contract has neither")
	require.NoError(t, call("99999999-9999-4999-8999-999999999999", `{"a":1}`, "any"), "the service does not look for modules")
	require.NoError(t, call("$.Attributes.module", `{"a":1}`, "any"))
}
