package channelflow_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestVerdicts(t *testing.T) {
	s := newScene(t)
	withMetadata := func(in *chimemessaging.SendChannelMessageInput) { in.Metadata = aws.String("m") }
	for content, decision := range map[string]channelflow.Decision{
		"fine": channelflow.Allow(), "rude": channelflow.UpdateContent("****"), "bad": channelflow.Deny(),
	} {
		var told reports
		s.srv.SetProcessor(function, channelflow.New(s.srv.Client(), always(decision), told.collect).Handle)
		s.send(s.alice, content, withMetadata)
		s.srv.WaitForProcessors()
		r := told.only(t)
		assert.Equal(t, channelflow.OutcomeDecided, r.Outcome)
		assert.Equal(t, decision, r.Decision)
		assert.Equal(t, 1, r.Attempts)
		require.NoError(t, r.Err)
	}
	var contents []string
	for _, m := range s.srv.Messages(s.channel) {
		contents = append(contents, *m.Content)
		assert.Equal(t, types.ChannelMessageStatusSent, m.Status.Value)
		assert.Equal(t, "m", *m.Metadata)
	}
	assert.ElementsMatch(t, []string{"fine", "****"}, contents)
}

// A callback repeats what the handler does not change.
func TestEcho(t *testing.T) {
	m := sampleEvent(t).ChannelMessage
	id, callbackID := aws.String(m.MessageId), aws.String("3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11")
	original := func() *types.ChannelMessageCallback {
		return &types.ChannelMessageCallback{
			MessageId: id, Content: &m.Content, Metadata: &m.Metadata, ContentType: &m.ContentType, SubChannelId: &m.SubChannelId,
			MessageAttributes: map[string]types.MessageAttributeValue{"language": {StringValues: []string{"secret", "en"}}},
		}
	}
	changed := original()
	changed.Content, changed.Metadata = aws.String("new"), aws.String("")
	changed.MessageAttributes = map[string]types.MessageAttributeValue{}
	changed.PushNotification = &types.PushNotificationConfiguration{Title: aws.String("title")}
	for _, c := range []struct {
		decision channelflow.Decision
		want     *types.ChannelMessageCallback
	}{
		{channelflow.Allow(), original()},
		{channelflow.Update(channelflow.Changes{}), original()},
		{channelflow.Deny(), &types.ChannelMessageCallback{MessageId: id, SubChannelId: &m.SubChannelId}},
		{channelflow.Update(channelflow.Changes{
			Content: aws.String("new"), Metadata: aws.String(""), MessageAttributes: map[string]channelflow.Attribute{},
			PushNotification: changed.PushNotification,
		}), changed},
	} {
		made := new(client)
		writes := func(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
			e.ChannelMessage.MessageAttributes["language"] = channelflow.Attribute{} // to a copy
			return c.decision, nil
		}
		require.NoError(t, channelflow.New(made, writes).Handle(t.Context(), []byte(sample)))
		assert.Equal(t, []*chimemessaging.ChannelFlowCallbackInput{{
			CallbackId: callbackID, ChannelArn: &m.ChannelArn, ChannelMessage: c.want, DeleteResource: c.decision.Verdict() == channelflow.VerdictDeny,
		}}, made.inputs)
	}
}

// The mistakes of a handler, and their effect under each policy.
func TestErrorPolicy(t *testing.T) {
	long := func(n int) *string { return aws.String(strings.Repeat("é", n)) }
	returns := func(d channelflow.Decision, err error) channelflow.Handler {
		return func(context.Context, channelflow.Event) (channelflow.Decision, error) { return d, err }
	}
	for want, handler := range map[string]channelflow.Handler{
		"not today":                        returns(channelflow.Allow(), errors.New("not today")),
		"the handler returned no decision": returns(channelflow.Decision{}, nil),
		"the handler panicked with a value of type string": func(context.Context, channelflow.Event) (channelflow.Decision, error) {
			panic("my secret text")
		},
		"the handler panicked: runtime error: index out of range": func(context.Context, channelflow.Event) (channelflow.Decision, error) {
			first := func(all []string) string { return all[0] }
			return channelflow.Allow(), errors.New(first(nil))
		},
		"the handler ended its goroutine": func(context.Context, channelflow.Event) (channelflow.Decision, error) {
			runtime.Goexit()
			return channelflow.Allow(), nil
		},
		"Content is empty, which the service refuses":      returns(channelflow.UpdateContent(""), nil),
		"Content is not valid UTF-8":                       returns(channelflow.UpdateContent("\xff"), nil),
		"Content has 4098 bytes, at most 4096 are allowed": returns(channelflow.UpdateContent(*long(2049)), nil),
		"Metadata has 1025 characters, at most 1024 are allowed; ContentType has 46 characters, at most 45 are allowed; " +
			"MessageAttributes has 1026 bytes, at most 1024 are allowed; PushNotification.Title has 51 characters, at most 50 are allowed; " +
			"PushNotification.Body has 151 characters, at most 150 are allowed": returns(channelflow.Update(channelflow.Changes{
			Metadata: long(1025), ContentType: long(46), MessageAttributes: map[string]channelflow.Attribute{"ab": {StringValues: []string{*long(512)}}},
			PushNotification: &types.PushNotificationConfiguration{Title: long(51), Body: long(151)},
		}), nil),
	} {
		for policy, verdict := range map[channelflow.ErrorPolicy]channelflow.Verdict{
			channelflow.RetryOnError: "", channelflow.AllowOnError: channelflow.VerdictAllow, channelflow.DenyOnError: channelflow.VerdictDeny,
		} {
			var told reports
			c := new(client)
			err := channelflow.New(c, handler, told.collect, func(o *channelflow.Options) { o.OnError = policy }).Handle(t.Context(), []byte(sample))
			r := told.only(t)
			require.ErrorContains(t, r.Err, want)
			assert.Equal(t, verdict, r.Decision.Verdict())
			if verdict == "" {
				require.ErrorContains(t, err, "channelflow: message 0f3a has no verdict: ")
				require.ErrorContains(t, err, want)
				assertSecret(t, err.Error())
				assert.Empty(t, c.inputs)
				assert.Equal(t, channelflow.OutcomeFailed, r.Outcome)
				continue
			}
			require.NoError(t, err)
			assert.True(t, r.Fallback)
			assert.Equal(t, channelflow.OutcomeDecided, r.Outcome)
			require.Len(t, c.inputs, 1)
			assert.Equal(t, verdict == channelflow.VerdictDeny, c.inputs[0].DeleteResource)
		}
	}
}

// The longest allowed texts pass, and a limit of 0 means no limit.
func TestLimits(t *testing.T) {
	text := func(n int) *string { return aws.String(strings.Repeat("é", n)) }
	fits := channelflow.Update(channelflow.Changes{
		Content: text(2048), Metadata: text(1024), ContentType: text(45),
		MessageAttributes: map[string]channelflow.Attribute{"ab": {StringValues: []string{*text(511)}}},
		PushNotification:  &types.PushNotificationConfiguration{Title: text(50), Body: text(150)},
	})
	require.NoError(t, channelflow.New(new(client), always(fits)).Handle(t.Context(), []byte(sample)))
	unlimited := func(o *channelflow.Options) { o.Limits = channelflow.Limits{} }
	require.NoError(t, channelflow.New(new(client), always(channelflow.UpdateContent(*text(9999))), unlimited).Handle(t.Context(), []byte(sample)))
}

func TestPanicError(t *testing.T) {
	cause := errors.New("my secret cause")
	err := channelflow.New(new(client), func(context.Context, channelflow.Event) (channelflow.Decision, error) { panic(cause) }).
		Handle(t.Context(), []byte(sample))
	var panicked *channelflow.PanicError
	require.ErrorAs(t, err, &panicked)
	assert.Contains(t, string(panicked.Stack), "TestPanicError")
	require.ErrorIs(t, err, cause)
	assertSecret(t, err.Error())
}

func TestSkipBots(t *testing.T) {
	s := newScene(t)
	var told reports
	s.srv.SetProcessor(function, channelflow.New(s.srv.Client(), always(channelflow.UpdateContent("changed")), told.collect,
		func(o *channelflow.Options) { o.SkipBots = true }).Handle)
	s.send(s.bot, "from a bot")
	s.srv.WaitForProcessors()
	assert.Equal(t, channelflow.OutcomeSkippedBot, told.only(t).Outcome)
	assert.Equal(t, "from a bot", *s.onlyMessage().Content)
	s.send(s.alice, "from a person")
	s.srv.WaitForProcessors()
	assert.Len(t, s.srv.Messages(s.channel), 2)
	assert.Equal(t, map[channelflow.Outcome]int{channelflow.OutcomeSkippedBot: 1, channelflow.OutcomeDecided: 1}, told.count())
}

func TestNew(t *testing.T) {
	assert.Panics(t, func() { channelflow.New(nil, always(channelflow.Allow())) })
	assert.Panics(t, func() { channelflow.New(new(client), nil) })
	noFuncs := func(o *channelflow.Options) { o.Backoff, o.AlreadyDecided = nil, nil }
	c := &client{answer: fails(&types.ConflictException{})}
	require.NoError(t, channelflow.New(c, always(channelflow.Allow()), noFuncs).Handle(t.Context(), []byte(sample)))
}

// An event that cannot be answered is an error, and is reported.
func TestBadEvent(t *testing.T) {
	var told reports
	c := new(client)
	err := channelflow.New(c, always(channelflow.Allow()), told.collect, func(o *channelflow.Options) { o.OnError = channelflow.AllowOnError }).
		Handle(t.Context(), []byte(`{"EventType": "CHANNEL_MESSAGE_EVENT"}`))
	require.ErrorContains(t, err, "CallbackId is missing")
	assert.Empty(t, c.inputs)
	assert.Equal(t, channelflow.OutcomeFailed, told.only(t).Outcome)
}
