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

// oneAction is a flow with an action of a type, which then disconnects.
func oneAction(actionType, parameters string) string {
	return fmt.Sprintf(`{"Version":"2019-10-30","StartAction":"a","Actions":[
		{"Identifier":"a","Type":%q,"Parameters":%s,"Transitions":{"NextAction":"z","Errors":[{"ErrorType":"NoMatchingError","NextAction":"z"}]}},
		{"Identifier":"z","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`, actionType, parameters)
}

// saying is a flow that says a text; the service refuses an empty one.
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

func saved(in *connect.CreateContactFlowInput) { in.Status = types.ContactFlowStatusSaved }

// problems returns what an error says is wrong with a flow.
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
	assert.Empty(t, s.srv.ContactFlows(s.instance))
	_, err = s.createFlow("Greeting", "not JSON")
	assert.Equal(t, []string{"Invalid contact flow format"}, problems(t, err))
	_, err = s.createFlow("Greeting", `{"Actions":1}`)
	assert.Equal(t, []string{"Invalid contact flow format"}, problems(t, err))

	id, err := s.createFlow("Greeting", saying("Hello"))
	require.NoError(t, err)
	update := &connect.UpdateContactFlowContentInput{InstanceId: &s.instance, ContactFlowId: &id, Content: aws.String(saying(""))}
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	assert.Equal(t, emptyText, problems(t, err))
	assert.JSONEq(t, saying("Hello"), *s.srv.ContactFlows(s.instance)[0].Content)
	update.Content = aws.String(saying("Good morning"))
	_, err = s.client.UpdateContactFlowContent(t.Context(), update)
	require.NoError(t, err)
}

// What is known about flows depends on their type.
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
	version := &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: &id}
	_, err = s.client.CreateContactFlowVersion(t.Context(), version)
	assert.Len(t, problems(t, err), 1, "a version is published")
	_, err = s.createFlow("Not JSON", "nothing", saved)
	requireError[*types.InvalidContactFlowException](t, err)
}

func TestAcceptAnyFlow(t *testing.T) {
	s := newScene(t, func(o *connecttest.Options) { o.Choices.AcceptAnyFlow = true })
	id, err := s.createFlow("Greeting", saying(""))
	require.NoError(t, err)
	_, err = s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: &id})
	require.NoError(t, err)
	_, err = s.createFlow("Not JSON", "nothing")
	requireError[*types.InvalidContactFlowException](t, err)
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
			assert.NoError(t, err, "%s %s", test.actionType, test.value)
			continue
		}
		assert.Equal(t, []string{"Invalid Action property value. Path: Actions[0].Parameters." + test.refused}, problems(t, err), "%s %s", test.actionType, test.value)
	}
}
