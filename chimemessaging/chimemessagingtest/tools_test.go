package chimemessagingtest_test

import (
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
