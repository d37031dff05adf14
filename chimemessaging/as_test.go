package chimemessaging_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
)

// As shares everything but the bearer, and is cheap enough for each request.
func TestAs(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	alice := srv.AddUser(srv.AddAppInstance("shop"), "alice", "Alice")
	limiter := chimemessaging.NewLimiter()
	client := srv.Client(func(o *chimemessaging.Options) { o.Limiter = limiter })

	var sink *chimemessaging.Client
	assert.InDelta(t, 2, testing.AllocsPerRun(100, func() { sink = client.As(alice) }), 0)
	assert.Equal(t, alice, sink.Options().ChimeBearer)
	assert.Same(t, client.Options().HTTPClient, sink.Options().HTTPClient)
	assert.Same(t, limiter, sink.Options().Limiter)
	assert.Empty(t, client.Options().ChimeBearer, "the client itself is as it was")

	in := &chimemessaging.SearchChannelsInput{}
	_, err := client.SearchChannels(t.Context(), in)
	require.ErrorContains(t, err, "ChimeBearer: set it in the input, or Options.ChimeBearer for this call, or Options.ChimeBearer of the client")
	assert.Nil(t, in.ChimeBearer)
}

// The order is: the input, the call's options, the client's.
func TestBearerOrder(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	app := srv.AddAppInstance("shop")
	one, two, three := srv.AddUser(app, "one", "1"), srv.AddUser(app, "two", "2"), srv.AddUser(app, "three", "3")
	client := srv.Client().As(one)
	ofCall := func(o *chimemessaging.Options) { o.ChimeBearer = two }
	list := func(in string, optFns ...func(*chimemessaging.Options)) string {
		input := &chimemessaging.ListChannelsInput{AppInstanceArn: &app}
		if in != "" {
			input.ChimeBearer = &in
		}
		_, err := client.ListChannels(t.Context(), input, optFns...)
		require.NoError(t, err)
		requests := srv.Requests()
		return requests[len(requests)-1].Header.Get("X-Amz-Chime-Bearer")
	}
	assert.Equal(t, one, list(""))
	assert.Equal(t, two, list("", ofCall))
	assert.Equal(t, three, list(three, ofCall))
}
