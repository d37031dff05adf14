package chimemessagingtest_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// The client tries again without waiting; without the server's retryer it waits.
func TestClientRetriesAtOnce(t *testing.T) {
	s := newScene(t)
	client := s.srv.Client()
	list := func(client *chimemessaging.Client) (time.Duration, error) {
		start := time.Now()
		_, err := client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &s.instance})
		return time.Since(start), err
	}
	for range 20 {
		s.srv.Fail("ListChannelFlows", chimemessagingtest.ServerError(503).WithHeader("Retry-After", "20"), 2)
		took, err := list(client)
		require.NoError(t, err)
		assert.Less(t, took, 10*time.Second)
	}
	patient := s.srv.Client(func(o *chimemessaging.Options) { o.Retryer = nil })
	s.srv.Fail("ListChannelFlows", chimemessagingtest.Throttle().WithHeader("Retry-After", "1"), 1)
	took, err := list(patient)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, took, time.Second)
}

func TestFaultOnPage(t *testing.T) {
	s := newScene(t)
	for range 5 {
		s.srv.AddChannelFlow(s.instance, types.ChannelFlow{Name: aws.String("flow")})
	}
	s.srv.Fail("ListChannelFlows", chimemessagingtest.Error(&types.ForbiddenException{}).OnPage(3), -1)
	pages := chimemessaging.NewListChannelFlowsPaginator(s.client, &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &s.instance, MaxResults: aws.Int32(1)})
	for range 2 {
		_, err := pages.NextPage(t.Context())
		require.NoError(t, err)
	}
	for range 2 { // another attempt is for the same page
		_, err := pages.NextPage(t.Context())
		requireError[*types.ForbiddenException](t, err)
	}
	s.srv.ClearFaults()
	_, err := pages.NextPage(t.Context())
	require.NoError(t, err)
	assert.Len(t, chimemessagingtest.InputsOf[chimemessaging.ListChannelFlowsInput](s.srv), 5)
}

// Each option of a server that the core has too arrives there.
func TestOptionsArrive(t *testing.T) {
	var options chimemessagingtest.Options
	now := time.Unix(1_800_000_000, 0)
	requests, logs, ids := 0, 0, 0
	srv := chimemessagingtest.NewServer(t, func(o *chimemessagingtest.Options) {
		o.Region, o.KeepRequests = "eu-central-1", 1
		o.Credentials = []aws.Credentials{{AccessKeyID: "AKIDOTHER", SecretAccessKey: "other"}}
		o.Clock = func() time.Time { return now }
		o.NewID = func() string { ids++; return "fixed" }
		o.OnRequest = func(chimemessagingtest.Request) { requests++ }
		o.Logf = func(string, ...any) { logs++ }
		options = *o
	})
	instance := srv.AddAppInstance("demo")
	srv.Handle(func(h *chimemessagingtest.Handlers) { h.ListChannelFlows = nil })
	client := srv.Client(func(o *chimemessaging.Options) { o.Retryer = aws.NopRetryer{} })
	for range 2 {
		_, err := client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &instance})
		require.NoError(t, err)
	}
	require.NoError(t, srv.WaitForRequests(t.Context(), "ListChannelFlows", 2))
	require.Len(t, srv.Requests(), 1)
	assert.Equal(t, now, srv.Requests()[0].Time)
	assert.Equal(t, "eu-central-1", srv.Requests()[0].Region)
	assert.Contains(t, instance, ":eu-central-1:")
	assert.Equal(t, 2, requests)
	assert.Positive(t, ids)
	for f, v := range reflect.ValueOf(options).Fields() {
		if _, core := map[string]bool{"Region": true, "Credentials": true, "Clock": true, "NewID": true, "KeepRequests": true, "OnRequest": true, "Logf": true}[f.Name]; core {
			assert.False(t, v.IsZero(), f.Name)
		}
	}
}
