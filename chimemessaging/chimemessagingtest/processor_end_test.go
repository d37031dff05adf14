package chimemessagingtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// silent is a processor that never calls back.
func silent(context.Context, json.RawMessage) error { return nil }

// waitingCallback sends a message of moe to the processor of the channel, and leaves the callback to the test.
func (s *scene) waitingCallback() *chimemessaging.ChannelFlowCallbackInput {
	s.t.Helper()
	var in *chimemessaging.ChannelFlowCallbackInput
	s.srv.SetProcessor(lambdaARN, s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
		in = allow(e)
		return nil
	}))
	s.mustSend(s.moe, "hello")
	s.srv.WaitForProcessors()
	require.NotNil(s.t, in)
	return in
}

func (s *scene) callBack(in *chimemessaging.ChannelFlowCallbackInput) error {
	s.t.Helper()
	_, err := s.client.ChannelFlowCallback(s.t.Context(), in)
	return err
}

// reports collects what a server tells its user.
type reports struct {
	mu    sync.Mutex
	texts []string
}

func (r *reports) collect(o *chimemessagingtest.Options) {
	o.Logf = func(format string, args ...any) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.texts = append(r.texts, fmt.Sprintf(format, args...))
	}
}

// Both a panic and an assertion of package require end a processor. Logf is called, and the fallback applies.
func TestProcessorBreaks(t *testing.T) {
	for want, processor := range map[string]chimemessagingtest.Processor{
		"a processor panicked: oh no": func(context.Context, json.RawMessage) error { panic("oh no") },
		"use package assert": func(context.Context, json.RawMessage) error {
			new(testing.T).FailNow()
			return nil
		},
	} {
		var told reports
		s := newScene(t, told.collect)
		s.flow(types.FallbackActionAbort, lambdaARN)
		s.srv.SetProcessor(lambdaARN, processor)
		s.mustSend(s.moe, "hello")
		s.srv.WaitForProcessors()
		assert.Equal(t, types.ChannelMessageStatusFailed, s.srv.Messages(s.channel)[0].Status.Value)
		require.Len(t, told.texts, 1)
		assert.Contains(t, told.texts[0], want)
	}
}

// A message that waits when its channel is deleted is not delivered.
func TestCallbackOfDeletedChannel(t *testing.T) {
	s := newScene(t)
	s.flow(types.FallbackActionAbort, lambdaARN)
	callback := s.waitingCallback()
	_, err := s.client.DeleteChannel(t.Context(), &chimemessaging.DeleteChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.moe})
	require.NoError(t, err)
	requireError[*types.ForbiddenException](t, s.callBack(callback))
}

// A processor that waits ends with the server: its context is canceled.
func TestCloseEndsProcessors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := chimemessagingtest.NewPipeServer(t)
		s := &scene{t: t, srv: srv, client: srv.Client(), instance: srv.AddAppInstance("demo")}
		s.moe = srv.AddUser(s.instance, "moe", "Moe")
		s.channel = s.create("General")
		s.flow(types.FallbackActionAbort, lambdaARN)
		ended := false
		srv.SetProcessor(lambdaARN, func(ctx context.Context, _ json.RawMessage) error {
			<-ctx.Done()
			ended = true
			return ctx.Err()
		})
		s.mustSend(s.moe, "hello")
		srv.Close()
		assert.True(t, ended)
	})
}
