package session_test

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
)

// A session whose connection breaks 200 times, at random moments and in all ways, while 10,000 messages are sent to three
// channels, delivers each message once, and those of a channel in order.
func TestEachMessageOnceThoughConnectionsBreak(t *testing.T) {
	const messages, kills = 10_000, 200
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t, func(o *chimemessagingtest.Options) { o.KeepRequests = 1 })
		channels := []string{s.channel, s.newChannel("Second"), s.newChannel("Third")}
		random := rand.New(rand.NewPCG(1, 2))
		started := s.start(func(o *session.Options) { o.Overlap = 10 * time.Second }) // a minute would list much again and again

		sent := make(map[string]int, len(channels)) // messages of a channel
		killed, sender := 0, make(chan struct{})
		send := s.srv.Builtin().SendChannelMessage // without a client, which is not tested here
		go func() {
			defer close(sender)
			due, killAt := 0, map[int]bool{}
			for len(killAt) < kills {
				killAt[random.IntN(messages-200)] = true
			}
			for i := range messages {
				channel := channels[random.IntN(len(channels))]
				_, err := send(t.Context(), s.message(channel, strconv.Itoa(sent[channel])))
				assert.NoError(t, err)
				sent[channel]++
				if killAt[i] {
					due++
				}
				if open := s.srv.Sockets(s.alice); due > 0 && len(open) > 0 { // else once it is connected again
					kill(open, random.IntN(3))
					due--
					killed++
				}
				time.Sleep(time.Duration(random.IntN(200)) * time.Millisecond)
			}
		}()

		got, recovered, connections := make(map[string]int, len(channels)), 0, 1
		for n := 0; n < messages; {
			event, ok := <-started.C()
			require.True(t, ok, "the session has ended: %v", started.Err())
			if event.Message == nil {
				connections++
				continue
			}
			channel := *event.Message.ChannelArn
			require.Equal(t, strconv.Itoa(got[channel]), aws.ToString(event.Message.Content), "message %d of %s", n, channel)
			got[channel]++
			n++
			if event.Recovered {
				recovered++
			}
		}
		<-sender
		synctest.Wait()
		assert.Equal(t, sent, got)
		select {
		case event := <-started.C():
			t.Errorf("one event too many: %v", event)
		default:
		}
		t.Logf("%d connections, %d of %d messages recovered", connections, recovered, messages)
		assert.Equal(t, kills, killed)
		assert.Equal(t, kills+1, connections)
		started.Close()
	})
}

// kill ends connections in one of the ways in which they end.
func kill(open []*chimemessagingtest.Socket, how int) {
	for _, socket := range open {
		switch how {
		case 0:
			socket.Break()
		case 1:
			socket.Close(1001, "going away")
		default:
			socket.Duplicate(true)
			socket.Close(4005, "")
		}
	}
}
