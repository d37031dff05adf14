package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// seedFile is the example of docs/control.md.
var seedFile = filepath.Join("docs", "seed.json")

func TestSeedDumpReset(t *testing.T) {
	p := start(t, "-seed", seedFile)
	client := connect.NewFromConfig(p.config(t))
	assert.Equal(t, []string{"support"}, aliases(t, client))
	state := p.state(t)
	assert.Contains(t, state, `"Name":"Returns"`)
	assert.Contains(t, state, `"Content":"Welcome!"`)
	assert.Contains(t, state, `"members":["arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice","arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/bob"]`)
	assert.NotContains(t, state, "null")
	status, names := p.control(t, http.MethodPost, "/_control/seed", `{"instances": [{"alias": "second"}], "calls": [
		{"service": "connect", "operation": "ListQueues", "input": {"InstanceId": "${instance.second}"}, "save": {"queue": "QueueSummaryList.0.Id"}}]}`)
	require.Equal(t, http.StatusOK, status, "%v", names)
	assert.NotEmpty(t, names.(map[string]any)["queue"])
	assert.Equal(t, []string{"support", "second"}, aliases(t, client))

	status, _ = p.control(t, http.MethodPost, "/_control/reset", "")
	require.Equal(t, http.StatusOK, status)
	assert.Equal(t, []string{"support"}, aliases(t, client))
	status, _ = p.control(t, http.MethodPost, "/_control/reset?empty=true", "")
	require.Equal(t, http.StatusOK, status)
	assert.Equal(t, "[]", p.state(t))
}

// state returns the dump.
func (p *program) state(t *testing.T) string {
	t.Helper()
	status, state := p.control(t, http.MethodGet, "/_control/state", "")
	require.Equal(t, http.StatusOK, status)
	text, err := json.Marshal(state)
	require.NoError(t, err)
	return string(text)
}

// The dump has resources of all kinds, those of a channel too.
func TestDumpHasAllKinds(t *testing.T) {
	p := start(t, "-seed", seedFile)
	status, names := p.control(t, http.MethodPost, "/_control/seed", `{"instances": [{"alias": "full"}], "appInstances": [{"id": "more", "users": [{"id": "a"}, {"id": "b"}]}], "calls": [
		{"service": "connect", "operation": "CreatePrompt", "input": {"InstanceId": "${instance.full}", "Name": "Hello", "S3Uri": "s3://bucket/hello.wav"}},
		{"service": "connect", "operation": "AssociateLambdaFunction", "input": {"InstanceId": "${instance.full}", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f"}},
		{"service": "connect", "operation": "CreateContactFlow", "input": {"InstanceId": "${instance.full}", "Name": "Bye", "Type": "CONTACT_FLOW", "Content":
			"{\"Version\":\"2019-10-30\",\"StartAction\":\"e\",\"Actions\":[{\"Identifier\":\"e\",\"Type\":\"DisconnectParticipant\",\"Parameters\":{},\"Transitions\":{}}]}"},
			"save": {"flow": "ContactFlowId"}},
		{"service": "connect", "operation": "StartChatContact", "input": {"InstanceId": "${instance.full}", "ContactFlowId": "${flow}", "ParticipantDetails": {"DisplayName": "Ann"}}},
		{"service": "messaging", "operation": "CreateChannel", "as": "${user.a}", "input": {"AppInstanceArn": "${appInstance.more}", "Name": "x", "ModeratorArns": ["${user.a}"],
			"Tags": [{"Key": "k", "Value": "v"}]}, "save": {"x": "ChannelArn"}},
		{"service": "messaging", "operation": "CreateChannelBan", "as": "${user.a}", "input": {"ChannelArn": "${x}", "MemberArn": "${user.b}"}}]}`)
	require.Equal(t, http.StatusOK, status, "%v", names)
	state := p.state(t)
	for _, kind := range []string{
		"prompts", "lambdaFunctions", "contacts", "agentStatuses", "securityProfiles", "instanceAttributes", "contactFlows", "moderators", "bans", "tags",
	} {
		assert.Contains(t, state, `"`+kind+`":`)
	}
	assert.Contains(t, state, `"Name":"Hello"`)
	assert.Contains(t, state, `/user/b"]`)
}

func TestMistakesInRequests(t *testing.T) {
	p := start(t)
	for _, c := range []struct{ method, path, body, want string }{
		{"POST", "/_control/seed", `{"instance": []}`, `unknown field \"instance\"`},
		{"POST", "/_control/seed", `{} {}`, "more than one"},
		{"POST", "/_control/seed", `{"account": "1"}`, "12 digits"},
		{"POST", "/_control/seed", `{"instances": [{"id": "10ca15e7-0000-4000-8000-000000000001", "alias": "x"}]}`, "already"},
		{"POST", "/_control/seed", `{"appInstances": [{"id": "local"}]}`, "already"},
		{"POST", "/_control/seed", `{"calls": [{"service": "s3", "operation": "X"}]}`, "must be connect or messaging"},
		{"POST", "/_control/seed", `{"calls": [{"service": "connect", "operation": "Options"}]}`, "no such operation"},
		{"POST", "/_control/seed", `{"calls": [{"service": "connect", "operation": "ListQueues", "input": {"InstanceId": "${what}"}}]}`, "nothing is saved"},
		{"POST", "/_control/seed", `{"calls": [{"service": "connect", "operation": "ListQueues", "input": {"Instance": "x"}}]}`, "unknown field"},
		{"POST", "/_control/seed", `{"calls": [{"service": "connect", "operation": "ListQueues", "input": {"InstanceId": "x"}}]}`, "ResourceNotFoundException"},
		{"POST", "/_control/seed", `{"calls": [{"service": "connect", "operation": "ListInstances", "save": {"x": "A.0"}}]}`, "no text at A.0"},
		{"POST", "/_control/faults", `{"service": "x"}`, "service must be"},
		{"POST", "/_control/faults", `{"service": "connect", "operation": "Nope", "fault": "throttle"}`, "no operation"},
		{"POST", "/_control/faults", `{"service": "connect", "fault": "latency"}`, "needs a delay"},
		{"POST", "/_control/faults", `{"service": "connect", "fault": "flood"}`, "there is no fault"},
		{"POST", "/_control/faults", `{"service": "connect", "operation": "CreateQueue", "fault": "throttle", "page": 2}`, "no pages"},
		{"POST", "/_control/faults", `{"service": "connect", "fault": "serverError", "status": 42}`, "from 200 to 599"},
		{"POST", "/_control/faults", `{"service": "connect", "fault": "rateLimit", "rate": 1, "burst": 1, "page": 2}`, "is for all calls"},
		{"PUT", "/_control/clock", `{"advance": "soon"}`, "invalid duration"},
		{"POST", "/_control/callbacks/none", `{"decision": "allow"}`, "nothing waits"},
		{"PUT", "/_control/processors", `{"arn": "x", "url": "hold"}`, "not the ARN"},
		{"POST", "/_control/users", `{"appInstanceArn": "x", "id": "a"}`, "must be the ARN"},
		{"GET", "/_control/state?messages=x", ``, "must be a number"},
	} {
		status, answer := p.control(t, c.method, c.path, c.body)
		text, err := json.Marshal(answer)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, status, 400, c.body)
		assert.Less(t, status, 500, c.body)
		assert.Contains(t, string(text), c.want, c.body)
	}
}

func TestFaults(t *testing.T) {
	p := start(t)
	client := p.clientOf("AKIA", "any", "", "us-east-1")
	for body, want := range map[string]string{
		`{"service": "connect", "operation": "ListInstances", "fault": "throttle"}`:                                                 "ThrottlingException",
		`{"service": "connect", "fault": "error", "code": "AccessDeniedException", "message": "not you"}`:                           "not you",
		`{"service": "connect", "fault": "serverError", "status": 503}`:                                                             "ServiceUnavailable",
		`{"service": "connect", "fault": "resetBefore"}`:                                                                            "request send failed",
		`{"service": "connect", "fault": "notJSON"}`:                                                                                "deserialization failed",
		`{"service": "connect", "fault": "throttle", "probability": 1}`:                                                             "ThrottlingException",
		`{"service": "connect", "fault": "rateLimit", "operation": "ListInstances", "rate": 0.001, "burst": 1, "contentType": "-"}`: "",
	} {
		status, _ := p.control(t, http.MethodPost, "/_control/faults", body)
		require.Equal(t, http.StatusCreated, status, body)
		_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
		if want == "" {
			require.NoError(t, err)
			_, err = client.ListInstances(t.Context(), &connect.ListInstancesInput{})
			want = "ThrottlingException"
		}
		require.ErrorContains(t, err, want, body)
		status, _ = p.control(t, http.MethodDelete, "/_control/faults", "")
		require.Equal(t, http.StatusNoContent, status)
	}
	_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)

	status, _ := p.control(t, http.MethodPost, "/_control/faults", `{"service": "messaging", "fault": "throttle", "times": -1}`)
	require.Equal(t, http.StatusCreated, status)
	_, err = chimemessaging.NewFromConfig(p.config(t), func(o *chimemessaging.Options) {
		o.Region, o.Retryer = "eu-west-1", aws.NopRetryer{} // a Region that comes later has the faults too
	}).ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: aws.String(appInstanceARN)})
	require.ErrorContains(t, err, "ThrottledClientException")
}

// A fault can look at the input and the page of a list, say more of the answer, and happen beside another.
func TestFaultsForSomeCalls(t *testing.T) {
	p := start(t, "-seed", seedFile)
	client := p.clientOf("AKIA", "any", "", "us-east-1")
	add := func(body string) {
		status, answer := p.control(t, http.MethodPost, "/_control/faults", body)
		require.Equal(t, http.StatusCreated, status, "%s: %v", body, answer)
	}
	instances, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	id := instances.InstanceSummaryList[0].Id
	list := func(token *string) (*connect.ListContactFlowsOutput, error) {
		return client.ListContactFlows(t.Context(), &connect.ListContactFlowsInput{InstanceId: id, MaxResults: aws.Int32(2), NextToken: token})
	}
	add(`{"service": "connect", "operation": "ListContactFlows", "fault": "throttle", "page": 2, "status": 503, "headers": {"Retry-After": "3"}, "requestId": "mine"}`)
	first, err := list(nil)
	require.NoError(t, err)
	_, err = list(first.NextToken)
	require.ErrorContains(t, err, "ThrottlingException")
	answer, ok := errors.AsType[*smithyhttp.ResponseError](err)
	require.True(t, ok)
	assert.Equal(t, []string{"503", "3", "mine"}, []string{
		strconv.Itoa(answer.Response.StatusCode), answer.Response.Header.Get("Retry-After"), answer.Response.Header.Get("X-Amzn-Requestid"),
	})

	add(`{"service": "connect", "fault": "error", "code": "ResourceNotFoundException", "input": {"MaxResults": 7}, "times": -1}`)
	add(`{"service": "connect", "fault": "latency", "delay": "50ms", "times": -1}`)
	_, err = client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	began := time.Now()
	_, err = client.ListInstances(t.Context(), &connect.ListInstancesInput{MaxResults: aws.Int32(7)})
	require.ErrorContains(t, err, "ResourceNotFoundException")
	assert.GreaterOrEqual(t, time.Since(began), 50*time.Millisecond, "both happen")
}

func TestClock(t *testing.T) {
	p := start(t)
	user := chimemessaging.NewFromConfig(p.config(t)).As(appInstanceARN + "/user/alice")
	status, shown := p.control(t, http.MethodPut, "/_control/clock", `{"now": "2030-01-02T03:04:05Z", "frozen": true}`)
	require.Equal(t, http.StatusOK, status)
	assert.Equal(t, map[string]any{"now": "2030-01-02T03:04:05Z", "frozen": true}, shown)
	create := func() time.Time {
		out, err := user.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{AppInstanceArn: aws.String(appInstanceARN), Name: aws.String("x")})
		require.NoError(t, err, "what the clock says has nothing to do with signatures")
		channel, err := user.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: out.ChannelArn})
		require.NoError(t, err)
		return *channel.Channel.CreatedTimestamp
	}
	at := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	assert.True(t, at.Equal(create()))
	p.control(t, http.MethodPut, "/_control/clock", `{"advance": "24h"}`)
	assert.True(t, at.Add(24*time.Hour).Equal(create()))
	p.control(t, http.MethodPut, "/_control/clock", `{"frozen": false}`)
	assert.WithinDuration(t, at.Add(24*time.Hour), create(), time.Minute)
	p.control(t, http.MethodDelete, "/_control/clock", "")
	assert.WithinDuration(t, time.Now(), create(), time.Minute)
}

// moderated makes a channel whose flow has the processor of the tests, and returns a client of a member, and the channel.
func moderated(t *testing.T, cfg aws.Config) (*chimemessaging.Client, string) {
	t.Helper()
	user := chimemessaging.NewFromConfig(cfg).As(appInstanceARN + "/user/alice")
	flow, err := user.CreateChannelFlow(t.Context(), &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(appInstanceARN), Name: aws.String("flow"), Processors: []types.Processor{{
			Name: aws.String("p"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(processorARN), InvocationType: types.InvocationTypeAsync}},
		}},
	})
	require.NoError(t, err)
	channel, err := user.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{AppInstanceArn: aws.String(appInstanceARN), Name: aws.String("moderated")})
	require.NoError(t, err)
	_, err = user.AssociateChannelFlow(t.Context(), &chimemessaging.AssociateChannelFlowInput{ChannelArn: channel.ChannelArn, ChannelFlowArn: flow.ChannelFlowArn})
	require.NoError(t, err)
	return user, *channel.ChannelArn
}

func say(t *testing.T, user *chimemessaging.Client, channel, text string) {
	t.Helper()
	_, err := user.SendChannelMessage(t.Context(), &chimemessaging.SendChannelMessageInput{
		ChannelArn: &channel, Content: &text, Type: types.ChannelMessageTypeStandard, Persistence: types.ChannelMessagePersistenceTypePersistent,
	})
	require.NoError(t, err)
}

func contents(t *testing.T, user *chimemessaging.Client, channel string) map[string]string {
	t.Helper()
	out, err := user.ListChannelMessages(t.Context(), &chimemessaging.ListChannelMessagesInput{ChannelArn: &channel})
	require.NoError(t, err)
	found := map[string]string{}
	for _, m := range out.ChannelMessages {
		found[*m.Content] = string(m.Status.Value)
	}
	return found
}

func TestPendingCallbacks(t *testing.T) {
	p := start(t, "-processor", processorARN+"=hold")
	user, channel := moderated(t, p.config(t))
	ids := map[string]string{} // by content
	for _, text := range []string{"one", "two", "three"} {
		say(t, user, channel, text)
	}
	require.Eventually(t, func() bool {
		_, all := p.control(t, http.MethodGet, "/_control/callbacks", "")
		for _, c := range all.([]any) {
			event := c.(map[string]any)["event"].(map[string]any)
			ids[event["ChannelMessage"].(map[string]any)["Content"].(string)] = event["CallbackId"].(string)
		}
		return len(ids) == 3
	}, 10*time.Second, 10*time.Millisecond)
	assert.Equal(t, map[string]string{"one": "PENDING", "two": "PENDING", "three": "PENDING"}, contents(t, user, channel))
	for text, body := range map[string]string{"one": `{"decision": "allow"}`, "two": `{"decision": "update", "content": "2"}`, "three": `{"decision": "deny"}`} {
		status, answer := p.control(t, http.MethodPost, "/_control/callbacks/"+ids[text], body)
		require.Equal(t, http.StatusOK, status, "%v", answer)
	}
	assert.Equal(t, map[string]string{"one": "SENT", "2": "SENT"}, contents(t, user, channel))
	_, all := p.control(t, http.MethodGet, "/_control/callbacks", "")
	assert.Empty(t, all)
}

// TestWebhook uses a web server in place of the Lambda function. It fails once, as a function may.
func TestWebhook(t *testing.T) {
	p := start(t)
	cfg := p.config(t)
	processor := channelflow.New(chimemessaging.NewFromConfig(cfg), func(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
		return channelflow.UpdateContent(e.ChannelMessage.Content + "!"), nil
	})
	failed := false
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		event, err := io.ReadAll(r.Body)
		if !failed || err != nil || processor.Handle(r.Context(), event) != nil {
			failed = true
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer hook.Close()
	status, _ := p.control(t, http.MethodPut, "/_control/processors", `{"arn": "`+processorARN+`", "url": "`+hook.URL+`"}`)
	require.Equal(t, http.StatusOK, status)
	user, channel := moderated(t, cfg)
	say(t, user, channel, "Hello")
	require.Eventually(t, func() bool { return contents(t, user, channel)["Hello!"] == "SENT" }, 10*time.Second, 10*time.Millisecond)

	hook.Close() // the function cannot be invoked any more
	say(t, user, channel, "Anybody?")
	require.Eventually(t, func() bool { return contents(t, user, channel)["Anybody?"] == "FAILED" }, 10*time.Second, 10*time.Millisecond)
	_, all := p.control(t, http.MethodGet, "/_control/callbacks", "")
	assert.Empty(t, all)
}

func TestAppInstancesAndUsers(t *testing.T) {
	p := start(t)
	status, names := p.control(t, http.MethodPost, "/_control/app-instances", `{"id": "shop", "users": [{"id": "eve", "admin": true}]}`)
	require.Equal(t, http.StatusCreated, status)
	arn := names.(map[string]any)["appInstance.shop"].(string)
	status, user := p.control(t, http.MethodPost, "/_control/users", `{"appInstanceArn": "`+arn+`", "id": "bob", "name": "Bob"}`)
	require.Equal(t, http.StatusCreated, status)
	assert.Equal(t, arn+"/user/bob", user.(map[string]any)["arn"])
	client := chimemessaging.NewFromConfig(p.config(t))
	channel, err := client.As(arn+"/user/bob").CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{AppInstanceArn: &arn, Name: aws.String("private")})
	require.NoError(t, err)
	out, err := client.As(arn+"/user/eve").DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: channel.ChannelArn})
	require.NoError(t, err, "an administrator sees all")
	assert.Equal(t, "Bob", *out.Channel.CreatedBy.Name)
}

func TestRequestsAreBounded(t *testing.T) {
	p := start(t, "-log", "off")
	client := p.clientOf("AKIA", "any", "", "us-east-1")
	for range kept + 50 {
		_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
		require.NoError(t, err)
	}
	_, answer := p.control(t, http.MethodGet, "/_control/requests?operation=ListInstances", "")
	assert.Len(t, answer.(map[string]any)["last"], kept)
	assert.InDelta(t, kept+50, answer.(map[string]any)["count"], 0)
}

func TestOrigins(t *testing.T) {
	p := start(t)
	for _, c := range []struct {
		method, path, origin string
		want                 int
	}{
		{http.MethodOptions, "/instance", "https://app.example", http.StatusNoContent},
		{http.MethodOptions, "/_control/seed", "http://localhost:3000", http.StatusNoContent},
		{http.MethodGet, "/_control/state", "http://127.0.0.1:3000", http.StatusOK},
		{http.MethodGet, "/_control/state", p.url, http.StatusOK},
		{http.MethodOptions, "/_control/seed", "https://app.example", http.StatusForbidden},
		{http.MethodPost, "/_control/reset", "https://app.example", http.StatusForbidden},
		{http.MethodPost, "/_control/reset", "http://localhost.example", http.StatusForbidden},
		{http.MethodGet, "/instance", "https://app.example", http.StatusForbidden}, // it is not signed
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, p.url+c.path, http.NoBody)
		require.NoError(t, err)
		r.Header.Set("Origin", c.origin)
		r.Header.Set("Access-Control-Request-Method", http.MethodPut)
		r.Header.Set("Access-Control-Request-Headers", "authorization, x-amz-date")
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, c.want, response.StatusCode, "%v", c)
		if c.want == http.StatusNoContent {
			assert.Equal(t, "authorization, x-amz-date", response.Header.Get("Access-Control-Allow-Headers"))
		}
		if c.want < 400 || c.path == "/instance" {
			assert.Contains(t, []string{"*", c.origin}, response.Header.Get("Access-Control-Allow-Origin"))
			assert.Contains(t, response.Header.Get("Access-Control-Expose-Headers"), "X-Amzn-ErrorType")
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestBadSeedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seed.json")
	require.NoError(t, os.WriteFile(file, []byte(`[{}, {"calls": [{"service": "connect", "operation": "Nope"}]}]`), 0o600))
	require.ErrorContains(t, run(t.Context(), []string{"-seed", file}, io.Discard, io.Discard), "seed 2: call 1, Nope")
}
