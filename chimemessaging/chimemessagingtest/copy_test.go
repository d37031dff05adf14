package chimemessagingtest_test

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
)

// A handler may change what the built-in one returns while other calls read and change the same channel.
func TestHandlerChangesAnswer(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	instance := srv.AddAppInstance("demo")
	alice := srv.AddUser(instance, "alice", "Alice")
	client := srv.Client()
	channel, err := client.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &instance, Name: aws.String("General"), ChimeBearer: &alice,
	})
	require.NoError(t, err)
	builtin := srv.Builtin()
	srv.Handlers.DescribeChannel = func(ctx context.Context, in *chimemessaging.DescribeChannelInput) (*chimemessaging.DescribeChannelOutput, error) {
		out, err := builtin.DescribeChannel(ctx, in)
		if err == nil {
			*out.Channel.Name += "!"
		}
		return out, err
	}
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() {
			for range 10 {
				out, err := client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: channel.ChannelArn, ChimeBearer: &alice})
				if assert.NoError(t, err) {
					assert.Equal(t, "General!", *out.Channel.Name)
				}
				_, err = client.UpdateChannel(t.Context(), &chimemessaging.UpdateChannelInput{
					ChannelArn: channel.ChannelArn, ChimeBearer: &alice, Name: aws.String("General"),
				})
				assert.NoError(t, err)
			}
		})
	}
	calls.Wait()
	*srv.Channels()[0].Name = "changed"
	assert.Equal(t, "General", *srv.Channels()[0].Name)
}
