package chimemessagingtest_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Every operation has state, or answers what is documented for an app instance that has nothing of the kind.
func TestEveryOperationIsBuiltIn(t *testing.T) {
	builtin := reflect.ValueOf(chimemessagingtest.NewHTTPHandler().Builtin())
	for i := range builtin.NumField() {
		assert.False(t, builtin.Field(i).IsNil(), builtin.Type().Field(i).Name)
	}
}

func TestServerOfYourOwn(t *testing.T) {
	srv := chimemessagingtest.NewHTTPHandler()
	own := httptest.NewServer(srv)
	defer own.Close()
	instance := srv.AddAppInstance("")
	client := srv.Client(func(o *chimemessaging.Options) { o.BaseEndpoint = &own.URL })
	_, err := client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &instance})
	require.NoError(t, err)
	assert.Len(t, srv.Requests(), 1)
}

func TestHandleWhileCallsAreUnderWay(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	instance := srv.AddAppInstance("demo")
	client := srv.Client()
	var calls sync.WaitGroup
	calls.Go(func() {
		for range 20 {
			_, err := client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &instance})
			assert.NoError(t, err)
		}
	})
	for range 20 {
		srv.Handle(func(h *chimemessagingtest.Handlers) { h.ListChannelFlows = srv.Builtin().ListChannelFlows })
	}
	calls.Wait()
}

// In a bubble, two days pass at once: the processor is too late.
func TestLateProcessorInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := chimemessagingtest.NewPipeServer(t)
		s := &scene{t: t, srv: srv, client: srv.Client(), instance: srv.AddAppInstance("demo")}
		s.moe = srv.AddUser(s.instance, "moe", "Moe")
		s.channel = s.create("General")
		s.flow(types.FallbackActionAbort, lambdaARN)
		var late error
		srv.SetProcessor(lambdaARN, func(ctx context.Context, raw json.RawMessage) error {
			time.Sleep(49 * time.Hour)
			late = s.processor(allow)(ctx, raw)
			return nil
		})
		s.mustSend(s.moe, "hello")
		srv.WaitForProcessors()
		requireError[*types.ForbiddenException](t, late)
	})
}

func TestFaults(t *testing.T) {
	s := newScene(t)
	call := func() error {
		_, err := s.client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &s.instance})
		return err
	}
	s.srv.Fail("ListChannelFlows", chimemessagingtest.ServerError(http.StatusInternalServerError), 1)
	requireError[*types.ServiceFailureException](t, call())
	s.srv.Fail("ListChannelFlows", chimemessagingtest.ServerError(http.StatusServiceUnavailable), 1)
	requireError[*types.ServiceUnavailableException](t, call())
	for _, fault := range []chimemessagingtest.Fault{
		chimemessagingtest.ServerError(http.StatusBadGateway), chimemessagingtest.ResetBefore(), chimemessagingtest.ResetAfter(),
		chimemessagingtest.CutBody(), chimemessagingtest.NotJSON(),
	} {
		s.srv.Fail("", fault, 1)
		require.Error(t, call())
	}
	s.srv.Fail("", chimemessagingtest.ContentType("text/plain"), 1)
	require.NoError(t, call())
	s.srv.Fail("", chimemessagingtest.SlowBody(time.Microsecond), 1)
	require.NoError(t, call())
	s.srv.FailRandomly("ListChannelFlows", chimemessagingtest.Throttle(), 1, 7)
	requireError[*types.ThrottledClientException](t, call())
	s.srv.ClearFaults()
	s.srv.RateLimit("ListChannelFlows", 1, 1)
	require.NoError(t, call())
	requireError[*types.ThrottledClientException](t, call())
	s.srv.ClearFaults()
	s.srv.SetClock(func() time.Time { return time.Now().Add(time.Hour) })
	require.ErrorContains(t, call(), "Signature expired", "the client's clock is another one now")
}
