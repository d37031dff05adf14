package chimemessagingtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// flowEvent is the part of an event that a processor reads.
type flowEvent struct {
	EventType      string
	CallbackId     string
	ChannelMessage struct {
		MessageId, ChannelArn, Content, CreatedTimestamp, LastEditedTimestamp string
		Sender                                                                struct{ Arn, Name string }
	}
}

// processor decodes its event and calls back with a verdict.
func (s *scene) processor(verdict func(flowEvent) *chimemessaging.ChannelFlowCallbackInput) chimemessagingtest.Processor {
	return func(ctx context.Context, raw json.RawMessage) error {
		var e flowEvent
		if err := json.Unmarshal(raw, &e); err != nil {
			return err
		}
		if in := verdict(e); in != nil {
			_, err := s.client.ChannelFlowCallback(ctx, in)
			return err
		}
		return nil
	}
}

func verdict(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
	return &chimemessaging.ChannelFlowCallbackInput{
		CallbackId: aws.String(e.CallbackId), ChannelArn: aws.String(e.ChannelMessage.ChannelArn),
		ChannelMessage: &types.ChannelMessageCallback{MessageId: aws.String(e.ChannelMessage.MessageId)},
	}
}

func allow(e flowEvent) *chimemessaging.ChannelFlowCallbackInput { return verdict(e) }

func deny(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
	in := verdict(e)
	in.DeleteResource = true
	return in
}

func shout(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
	in := verdict(e)
	in.ChannelMessage.Content = aws.String(e.ChannelMessage.Content + "!")
	return in
}

func (s *scene) status(id string) (types.ChannelMessageStatus, error) {
	out, err := s.client.GetChannelMessageStatus(s.t.Context(), &chimemessaging.GetChannelMessageStatusInput{
		ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.alice,
	})
	if err != nil {
		return "", err
	}
	return out.Status.Value, nil
}

func TestProcessorVerdicts(t *testing.T) {
	s := newScene(t)
	s.flow(types.FallbackActionAbort, lambdaARN)
	var seen flowEvent
	s.srv.SetProcessor(lambdaARN, s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
		seen = e
		return shout(e)
	}))
	out, err := s.send(s.alice, "hello")
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusPending, out.Status.Value)
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"hello!"}, s.contents(s.moe))
	status, err := s.status(*out.MessageId)
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusSent, status)
	assert.Equal(t, "CHANNEL_MESSAGE_EVENT", seen.EventType)
	assert.Equal(t, s.alice, seen.ChannelMessage.Sender.Arn)
	_, err = time.Parse(time.RFC3339, seen.ChannelMessage.CreatedTimestamp)
	require.NoError(t, err)

	s.srv.SetProcessor(lambdaARN, s.processor(deny))
	id := s.mustSend(s.alice, "bad")
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"hello!"}, s.contents(s.alice))
	_, err = s.status(id)
	requireError[*types.ForbiddenException](t, err)

	s.mustSend(s.alice, "typing", func(in *chimemessaging.SendChannelMessageInput) { in.Type = types.ChannelMessageTypeControl })
	assert.Equal(t, []string{"typing", "hello!"}, s.contents(s.alice), "CONTROL messages do not pass the flow")
}

func TestPendingMessage(t *testing.T) {
	s := newScene(t)
	s.flow(types.FallbackActionAbort, lambdaARN)
	var event flowEvent
	s.srv.SetProcessor(lambdaARN, s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
		event = e
		return nil // never calls back
	}))
	id := s.mustSend(s.alice, "hello")
	s.srv.WaitForProcessors()
	status, err := s.status(id)
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusPending, status)
	assert.Equal(t, []string{"hello"}, s.contents(s.alice), "its sender sees it")
	assert.Empty(t, s.contents(s.moe), "others do not")
	_, err = s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.alice})
	requireError[*types.ConflictException](t, err)
	_, err = s.client.DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.root})
	requireError[*types.BadRequestException](t, err)

	in := allow(event)
	in.CallbackId = aws.String("00000000-0000-0000-0000-000000000000")
	_, err = s.client.ChannelFlowCallback(t.Context(), in)
	requireError[*types.ForbiddenException](t, err)
	in = allow(event)
	in.ChannelMessage.MessageId = aws.String("other")
	_, err = s.client.ChannelFlowCallback(t.Context(), in)
	requireError[*types.BadRequestException](t, err)
	s.clock.Advance(47 * time.Hour)
	_, err = s.client.ChannelFlowCallback(t.Context(), allow(event))
	require.NoError(t, err)
	assert.Equal(t, []string{"hello"}, s.contents(s.moe))
	_, err = s.client.ChannelFlowCallback(t.Context(), allow(event))
	requireError[*types.BadRequestException](t, err)

	s.mustSend(s.alice, "late")
	s.srv.WaitForProcessors()
	s.clock.Advance(49 * time.Hour)
	_, err = s.client.ChannelFlowCallback(t.Context(), allow(event))
	requireError[*types.ForbiddenException](t, err)
}

func TestFallback(t *testing.T) {
	s := newScene(t)
	flow := s.flow(types.FallbackActionAbort, lambdaARN)
	id := s.mustSend(s.alice, "unreachable")
	status, err := s.status(id)
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusFailed, status, "no function is registered")
	assert.Empty(t, s.contents(s.moe))

	s.srv.SetProcessor(lambdaARN, func(context.Context, json.RawMessage) error { return errors.New("cannot be invoked") })
	id = s.mustSend(s.alice, "failing")
	s.srv.WaitForProcessors()
	status, err = s.status(id)
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusFailed, status)

	processors := s.srv.ChannelFlows()[0].Processors
	processors[0].FallbackAction = types.FallbackActionContinue
	_, err = s.client.UpdateChannelFlow(t.Context(), &chimemessaging.UpdateChannelFlowInput{ChannelFlowArn: &flow, Name: aws.String("f"), Processors: processors})
	require.NoError(t, err)
	s.mustSend(s.alice, "continued")
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"continued"}, s.contents(s.moe))
}

func TestEditThroughFlow(t *testing.T) {
	s := newScene(t)
	id := s.mustSend(s.alice, "before")
	s.flow(types.FallbackActionAbort, lambdaARN)
	edit := func(content string) {
		out, err := s.client.UpdateChannelMessage(t.Context(), &chimemessaging.UpdateChannelMessageInput{
			ChannelArn: &s.channel, MessageId: &id, Content: &content, ChimeBearer: &s.alice,
		})
		require.NoError(t, err)
		assert.Equal(t, types.ChannelMessageStatusPending, out.Status.Value)
	}
	release := make(chan struct{})
	s.srv.SetProcessor(lambdaARN, s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
		assert.NotEmpty(t, e.ChannelMessage.LastEditedTimestamp)
		<-release
		return shout(e)
	}))
	edit("after")
	assert.Equal(t, []string{"before"}, s.contents(s.moe), "the old version stays visible")
	status, err := s.status(id)
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusPending, status)
	close(release)
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"after!"}, s.contents(s.moe))

	s.srv.SetProcessor(lambdaARN, s.processor(deny))
	edit("denied")
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"after!"}, s.contents(s.alice))
	s.srv.SetProcessor(lambdaARN, nil)
	edit("failed")
	assert.Equal(t, []string{"after!"}, s.contents(s.alice))
}

func TestProcessorsInOrder(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) {
		o.Limits.ProcessorsPerFlow = 3
		o.DuplicateDelivery = true
	})
	s.flow(types.FallbackActionAbort, lambdaARN, lambdaARN+"2")
	var first, second atomic.Int32
	count := func(n *atomic.Int32, suffix string) chimemessagingtest.Processor {
		return s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
			if n.Add(1) > 1 {
				return nil // the same event again
			}
			in := verdict(e)
			in.ChannelMessage.Content = aws.String(e.ChannelMessage.Content + suffix)
			return in
		})
	}
	s.srv.SetProcessor(lambdaARN, count(&first, " one"))
	s.srv.SetProcessor(lambdaARN+"2", count(&second, " two"))
	s.mustSend(s.alice, "hello", func(in *chimemessaging.SendChannelMessageInput) { in.Metadata = aws.String("m") })
	s.srv.WaitForProcessors()
	assert.Equal(t, []string{"hello one two"}, s.contents(s.moe))
	assert.Equal(t, int32(2), first.Load(), "delivered at least once")
	assert.Equal(t, int32(2), second.Load())
	assert.Equal(t, "m", *s.srv.Messages(s.channel)[0].Metadata)
}
