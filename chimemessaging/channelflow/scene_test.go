package channelflow_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

const function = "arn:aws:lambda:us-east-1:123456789012:function:moderate"

// scene is a fake service with a channel, its flow, and alice and a bot who are members.
type scene struct {
	t          *testing.T
	srv        *chimemessagingtest.Server
	clock      *faketest.Clock
	alice, bot string
	channel    string
}

func newScene(t *testing.T, optFns ...func(*chimemessagingtest.Options)) *scene {
	t.Helper()
	s := &scene{t: t, clock: faketest.NewClock()}
	withClock := func(o *chimemessagingtest.Options) { o.Clock = s.clock.Time }
	s.srv = chimemessagingtest.NewServer(t, append(optFns, withClock)...)
	instance := s.srv.AddAppInstance("demo")
	s.alice, s.bot = s.srv.AddUser(instance, "alice", "Alice"), s.srv.AddBot(instance, "helper", "Helper")
	client := s.srv.Client()
	channel, err := client.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &instance, Name: aws.String("General"), MemberArns: []string{s.bot}, ChimeBearer: &s.alice,
	})
	require.NoError(t, err)
	s.channel = *channel.ChannelArn
	flow, err := client.CreateChannelFlow(t.Context(), &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &instance, Name: aws.String("flow"), Processors: []types.Processor{{
			Name: aws.String("p"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{
				Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(function), InvocationType: types.InvocationTypeAsync},
			},
		}},
	})
	require.NoError(t, err)
	_, err = client.AssociateChannelFlow(t.Context(), &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: &s.channel, ChannelFlowArn: flow.ChannelFlowArn, ChimeBearer: &s.alice,
	})
	require.NoError(t, err)
	s.srv.ForgetRequests()
	return s
}

func (s *scene) send(sender, content string, change ...func(*chimemessaging.SendChannelMessageInput)) string {
	s.t.Helper()
	in := &chimemessaging.SendChannelMessageInput{
		ChannelArn: &s.channel, Content: &content, Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &sender,
	}
	for _, c := range change {
		c(in)
	}
	out, err := s.srv.Client().SendChannelMessage(s.t.Context(), in)
	require.NoError(s.t, err)
	return *out.MessageId
}

func (s *scene) edit(id, content string) {
	s.t.Helper()
	_, err := s.srv.Client().UpdateChannelMessage(s.t.Context(), &chimemessaging.UpdateChannelMessageInput{
		ChannelArn: &s.channel, MessageId: &id, Content: &content, ChimeBearer: &s.alice,
	})
	require.NoError(s.t, err)
}

// events sends messages and returns the events of their processor, which leaves them undecided.
func (s *scene) events(contents ...string) []json.RawMessage {
	s.t.Helper()
	var (
		mu  sync.Mutex
		all []json.RawMessage
	)
	s.srv.SetProcessor(function, func(_ context.Context, event json.RawMessage) error {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, event)
		return nil
	})
	for _, content := range contents {
		s.send(s.alice, content)
	}
	s.srv.WaitForProcessors()
	require.Len(s.t, all, len(contents))
	return all
}

// callbacks returns the requests of processors, by message.
func (s *scene) callbacks() map[string][]chimemessagingtest.Request {
	all := map[string][]chimemessagingtest.Request{}
	for _, r := range s.srv.Requests() {
		if in, ok := r.Input.(*chimemessaging.ChannelFlowCallbackInput); ok {
			id := *in.ChannelMessage.MessageId
			all[id] = append(all[id], r)
		}
	}
	return all
}

// onlyMessage returns the one message of the channel.
func (s *scene) onlyMessage() types.ChannelMessage {
	s.t.Helper()
	all := s.srv.Messages(s.channel)
	require.Len(s.t, all, 1)
	return all[0]
}

// reports collects what a processor reports.
type reports struct {
	mu  sync.Mutex
	all []channelflow.Report
}

func (r *reports) collect(o *channelflow.Options) {
	o.OnReport = func(_ context.Context, report channelflow.Report) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.all = append(r.all, report)
	}
}

// only returns the one report that there is.
func (r *reports) only(t *testing.T) channelflow.Report {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	require.Len(t, r.all, 1)
	return r.all[0]
}

// count returns the number of reports by outcome.
func (r *reports) count() map[channelflow.Outcome]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := map[channelflow.Outcome]int{}
	for _, report := range r.all {
		n[report.Outcome]++
	}
	return n
}

// always returns a handler that makes one decision.
func always(d channelflow.Decision) channelflow.Handler {
	return func(context.Context, channelflow.Event) (channelflow.Decision, error) { return d, nil }
}

// client is a client for a processor that answers by itself.
type client struct {
	mu     sync.Mutex
	inputs []*chimemessaging.ChannelFlowCallbackInput
	answer func(call int, ctx context.Context) error // nil for success
}

func (c *client) ChannelFlowCallback(ctx context.Context, in *chimemessaging.ChannelFlowCallbackInput, _ ...func(*chimemessaging.Options)) (*chimemessaging.ChannelFlowCallbackOutput, error) {
	c.mu.Lock()
	c.inputs = append(c.inputs, in)
	n := len(c.inputs)
	c.mu.Unlock()
	if c.answer != nil {
		if err := c.answer(n, ctx); err != nil {
			return nil, err
		}
	}
	return &chimemessaging.ChannelFlowCallbackOutput{CallbackId: in.CallbackId, ChannelArn: in.ChannelArn}, nil
}

// fails returns the answer of a client whose calls all fail.
func fails(err error) func(int, context.Context) error {
	return func(int, context.Context) error { return err }
}

// sample is an event with all known members, and some unknown ones.
const sample = `{
	"EventType": "CHANNEL_MESSAGE_EVENT",
	"CallbackId": "3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11",
	"ChannelMessage": {
		"MessageId": "0f3a", "ChannelArn": "arn:aws:chime:us-east-1:123456789012:app-instance/demo/channel/general",
		"Content": "my secret text", "Metadata": "my secret metadata",
		"Sender": {"Arn": "arn:aws:chime:us-east-1:123456789012:app-instance/demo/user/alice", "Name": "Alice Secret", "Mood": "good"},
		"Persistence": "PERSISTENT", "Type": "STANDARD",
		"CreatedTimestamp": "2026-05-04T03:02:01.120Z", "LastEditedTimestamp": "2026-05-04T03:05:00.000Z",
		"ContentType": "text/plain", "SubChannelId": "sub1",
		"MessageAttributes": {"language": {"StringValues": ["secret", "en"], "Weight": 2}},
		"Target": [{"MemberArn": "arn:aws:chime:us-east-1:123456789012:app-instance/demo/user/bob", "Since": null}],
		"Thread": {"ParentId": "0f39"}
	},
	"Region": "us-east-1"
}`

func sampleEvent(t *testing.T) channelflow.Event {
	t.Helper()
	e, err := channelflow.ParseEvent([]byte(sample))
	require.NoError(t, err)
	return e
}

// assertSecret checks that a text contains nothing of the message.
func assertSecret(t *testing.T, text string) {
	t.Helper()
	assert.NotContains(t, text, "secret")
	assert.NotContains(t, text, "Secret")
}
