package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// saying adds a flow that says a text.
func (s *scene) saying(n *instance, name, text string) *item {
	s.t.Helper()
	b := flow.NewBuilder().Else("bye")
	b.Add("hello", flow.MessageParticipant{Text: text}).Next("bye")
	b.Add("bye", flow.DisconnectParticipant{})
	made, err := n.add(s.t.Context(), &item{name: name, flowType: types.ContactFlowTypeContactFlow}, b)
	require.NoError(s.t, err)
	return made
}

func TestDryRunShowsDifferences(t *testing.T) {
	s := newScene(t)
	s.saying(s.from, "Greeting", "Good morning")
	s.saying(s.from, "Closed", "We are closed")
	s.saying(s.to, "Greeting", "Hello")
	s.saying(s.to, "Only there", "Hello")
	s.reset()
	require.NoError(t, s.copyFlows(t.Context(), true, func() error { return errors.New("not asked in a dry run") }))
	assert.Empty(t, s.changes())
	assert.Equal(t, fmt.Sprintf(`change flow "Greeting"
    ~ hello (MessageParticipant)
        Parameters.Text: "Hello" -> "Good morning"
new flow "Closed", 2 actions
2 to copy, %d are there already
`, s.defaults), s.messages.String())

	s.reset()
	refused := errors.New("no")
	require.ErrorIs(t, s.copyFlows(t.Context(), false, func() error { return refused }), refused)
	assert.Empty(t, s.changes())
	s.reset()
	require.NoError(t, s.copy())
	there := contents(t, s.production, productionFunction)
	assert.Len(t, there, 3+s.defaults, "nothing is deleted")
	text, _ := there["flow Greeting"].Action("hello").Parameter("Text")
	assert.Equal(t, "Good morning", text)
}

func TestOnlyNamedFlows(t *testing.T) {
	s := newScene(t)
	s.saying(s.from, "A", "a")
	s.saying(s.from, "B", "b")
	s.names = []string{"B", "C"}
	require.ErrorContains(t, s.copy(), `there is no flow or module "C"`)
	s.names = []string{"B"}
	s.reset()
	require.NoError(t, s.copy())
	assert.Len(t, contents(t, s.production, productionFunction), 1+s.defaults)
}

// The program reports what cannot be copied before it changes anything.
func TestWhatCannotBeCopied(t *testing.T) {
	s := newScene(t)
	s.saying(s.from, "New", "hello")
	s.saying(s.from, "Greeting", "hello")
	s.saying(s.from, "Draft there", "hello")
	s.test.AddContactFlow(s.from.at.InstanceID, types.ContactFlow{
		Name: aws.String("Draft here"), Type: types.ContactFlowTypeContactFlow, Status: types.ContactFlowStatusSaved, Content: aws.String("{}"),
	})
	s.test.AddContactFlow(s.from.at.InstanceID, types.ContactFlow{Name: aws.String("Journey"), Type: types.ContactFlowTypeCampaign, Content: aws.String("{}")})
	s.production.AddContactFlow(s.to.at.InstanceID, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeQueueTransfer, Content: aws.String("{}")})
	s.production.AddContactFlow(s.to.at.InstanceID, types.ContactFlow{
		Name: aws.String("Draft there"), Type: types.ContactFlowTypeContactFlow, Status: types.ContactFlowStatusSaved, Content: aws.String("{}"),
	})
	s.reset()
	err := s.copy()
	require.ErrorContains(t, err, `flow "Greeting" has the type QUEUE_TRANSFER there, not CONTACT_FLOW`)
	require.ErrorContains(t, err, `flow "Draft there" is not published there`)
	assert.Equal(t, "skip flow \"Draft here\": not published\nskip flow \"Journey\": a campaign's\n", s.messages.String())
	assert.Empty(t, s.changes())
}

// A contract that changes is copied, although the content of the module is the same.
func TestContractIsCopied(t *testing.T) {
	s := newScene(t)
	for n, settings := range map[*instance]string{s.from: `{"transitions":{"results":[{"name":"Ok","description":""}]}}`, s.to: ""} {
		b := flow.NewBuilder(func(o *flow.BuilderOptions) { o.FlowType = flow.Module })
		b.Add("end", flow.EndFlowModuleExecution{})
		_, err := n.add(t.Context(), &item{module: true, name: "Verify", settings: settings}, b)
		require.NoError(t, err)
	}
	require.NoError(t, s.copy())
	assert.Contains(t, s.messages.String(), "change module \"Verify\"\n    ~ contract\n")
	assert.Contains(t, aws.ToString(s.production.ContactFlowModules(s.to.at.InstanceID)[0].Settings), "Ok")
	s.reset()
	require.NoError(t, s.copy())
	assert.Empty(t, s.changes())
}

func TestResolve(t *testing.T) {
	s := newScene(t)
	const id, other = "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"
	here, there := s.from.arn+"/", s.to.arn+"/"
	for _, kind := range []string{"queue", kindModule, "view", "prompt"} {
		s.from.resources[kind], s.to.resources[kind] = newResources(), newResources()
		s.from.resources[kind].add(resource{id, here + kind + "/" + id, "One"})
		s.to.resources[kind].add(resource{other, there + kind + "/" + other, "One"})
	}
	s.to.resources["prompt"].add(resource{"x", "x", "One"})
	for _, test := range []struct {
		kind           flow.Kind
		form           flow.Form
		value          string
		want, refusing string
	}{
		{flow.KindQueue, flow.FormARN, here + "queue/" + id, there + "queue/" + other, ""},
		{flow.KindQueue, flow.FormID, id, other, ""},
		{flow.KindQueue, flow.FormID, other, "", "does not list it"},
		{flow.KindQueue, flow.FormARN, strings.ReplaceAll(here, s.from.at.InstanceID, other) + "queue/" + id, "", "another instance"},
		{flow.KindModule, flow.FormARN, here + "flow-module/" + id + ":$LATEST", there + "flow-module/" + other + ":$LATEST", ""},
		{flow.KindModule, flow.FormID, id + ":3", "", "versions and aliases"},
		{flow.KindPrompt, flow.FormID, id, "", `2 have the name "One" there`},
		{flow.KindView, flow.FormAWS, "arn:aws:connect:us-east-1:aws:view/form:1", "arn:aws:connect:eu-central-1:aws:view/form:1", ""},
		{flow.KindCaseField, flow.FormAWS, "title", "title", ""},
		{flow.KindAttribute, flow.FormName, "language", "language", ""},
		{flow.KindInstance, flow.FormARN, s.from.arn, s.to.arn, ""},
		{flow.KindLambda, flow.FormARN, testFunction, productionFunction, ""},
		{flow.KindLambda, flow.FormARN, testFunction + ":live", "", "not in the mapping file"},
		{flow.KindLexV1Bot, flow.FormName, "OrderFlowers", "", "not in the mapping file"},
		{flow.KindPhoneNumber, flow.FormARN, "arn:aws:connect:us-east-1:123456789012:phone-number/" + id, "", "not in the mapping file"},
	} {
		value, problem := s.resolve(flow.Reference{Kind: test.kind, Form: test.form, Value: test.value})
		if test.refusing != "" {
			assert.Contains(t, problem, test.refusing, test.value)
			continue
		}
		assert.Empty(t, problem, test.value)
		assert.Equal(t, test.want, value)
	}
}

// The service must accept the placeholders of new flows.
func TestPlaceholders(t *testing.T) {
	for _, flowType := range types.ContactFlowType("").Values() {
		if flowType == types.ContactFlowTypeCampaign {
			continue // not copied
		}
		content := placeholder(&item{flowType: flowType})
		assert.Empty(t, flow.CheckContent(content, flow.CheckOptions{FlowType: flow.Type(flowType)}), flowType)
	}
	assert.Empty(t, flow.CheckContent(placeholder(&item{module: true}), flow.CheckOptions{FlowType: flow.Module}))
}

func TestOwnTags(t *testing.T) {
	assert.Equal(t, map[string]string{"team": "sales"}, ownTags(map[string]string{"team": "sales", "aws:cloudformation:stack-name": "x"}))
	assert.Nil(t, ownTags(map[string]string{"aws:x": "y"}))
	assert.Nil(t, ownTags(nil))
}

func TestProgram(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, nil, &out))
	assert.Contains(t, out.String(), `Parameters.Text: "Welcome." -> "Welcome to our demo."`)
	assert.True(t, strings.HasSuffix(out.String(), "3 copied\n"), out.String())

	file := filepath.Join(t.TempDir(), "mapping.json")
	text, err := json.Marshal(map[string]string{"arn:aws:lambda:us-east-1:123456789012:function:other": productionFunction})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, text, 0o600))
	require.ErrorContains(t, run(t.Context(), []string{"-mapping", file}, nil, &out), "1 references have no counterpart")
	require.NoError(t, os.WriteFile(file, []byte("[]"), 0o600))
	require.ErrorContains(t, run(t.Context(), []string{"-mapping", file}, nil, &out), "is not a JSON object of strings")
	for flags, problem := range map[string]string{
		"-live":         "-live needs -from and -to",
		"-from x":       "are for -live only",
		"x":             "unexpected argument",
		"-mapping none": "none",
	} {
		require.ErrorContains(t, run(t.Context(), strings.Fields(flags), nil, &out), problem)
	}
}

// With -live, configuration and credentials come from the environment.
func TestLive(t *testing.T) {
	srv := connecttest.NewServer(t)
	credentials := connecttest.Credentials()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CONNECT": srv.URL(), "AWS_ACCESS_KEY_ID": credentials.AccessKeyID, "AWS_SECRET_ACCESS_KEY": credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN": "", "AWS_PROFILE": "", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		t.Setenv(name, value)
	}
	var ids []string
	for _, alias := range []string{"test", "production"} {
		ids = append(ids, srv.AddInstance(types.Instance{InstanceAlias: &alias}))
	}
	defaults := len(srv.ContactFlows(ids[1]))
	srv.AddContactFlow(ids[0], types.ContactFlow{
		Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow,
		Content: aws.String(placeholder(&item{flowType: types.ContactFlowTypeContactFlow})),
	})
	args := []string{"-live", "-from", aws.ToString(srv.Instances()[0].Arn), "-to", aws.ToString(srv.Instances()[1].Arn)}
	var out bytes.Buffer
	require.ErrorContains(t, run(t.Context(), args, strings.NewReader("no\n"), &out), "nothing was changed")
	assert.Len(t, srv.ContactFlows(ids[1]), defaults)
	require.NoError(t, run(t.Context(), append(args, "-yes"), nil, &out))
	assert.Len(t, srv.ContactFlows(ids[1]), defaults+1)
	args[2] = "arn:aws:connect:us-east-1:123456789012:phone-number/1"
	require.ErrorContains(t, run(t.Context(), args, nil, &out), "it is not the ARN of an instance")
}

func TestConfirm(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, confirm(strings.NewReader("yes\n"), &out, "arn:x"))
	assert.Equal(t, "\nChange arn:x? Type yes: ", out.String())
	require.Error(t, confirm(strings.NewReader(""), &out, "arn:x"))
}
