package session_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestMessageIsTyped(t *testing.T) {
	s := newScene(t)
	started := s.start()
	id := s.send("Hello", func(in *chimemessaging.SendChannelMessageInput) {
		in.Metadata = aws.String("meta")
		in.MessageAttributes = map[string]types.MessageAttributeValue{"k": {StringValues: []string{"v"}}}
	})
	event := s.wantText(started, session.EventTypeCreateChannelMessage, "Hello")
	m := event.Message
	assert.Equal(t, id, *m.MessageId)
	assert.Equal(t, s.channel, *m.ChannelArn)
	assert.Equal(t, "Bob", *m.Sender.Name)
	assert.Equal(t, "meta", *m.Metadata)
	assert.Equal(t, []string{"v"}, m.MessageAttributes["k"].StringValues)
	assert.Equal(t, types.ChannelMessageStatusSent, m.Status.Value)
	assert.WithinDuration(t, time.Now(), *m.CreatedTimestamp, time.Minute)
	assert.Equal(t, "STANDARD", event.Headers["x-amz-chime-message-type"])
	assert.Contains(t, string(event.Payload), `"Content":"Hello"`)
	assert.False(t, event.Recovered)
	assert.NoError(t, event.Err)
}

func TestUserMustBeKnown(t *testing.T) {
	s := newScene(t)
	_, err := session.Start(t.Context(), s.client)
	require.ErrorContains(t, err, "Options.UserARN")
	_, err = session.Start(t.Context(), s.srv.Client(func(o *chimemessaging.Options) { o.Region = "" }).As(s.alice))
	require.ErrorContains(t, err, "Region")
	_, err = session.Start(t.Context(), s.srv.Client(func(o *chimemessaging.Options) { o.Credentials = nil }).As(s.alice))
	require.Error(t, err)
}

func TestRefusedUser(t *testing.T) {
	for _, handshake := range []bool{false, true} {
		s := newScene(t, func(o *chimemessagingtest.Options) { o.Choices.RefuseHandshake = handshake })
		_, err := session.Start(t.Context(), s.client.As(s.instance+"/user/nobody"))
		var closed *session.CloseError
		var refused *session.HandshakeError
		if handshake {
			require.ErrorAs(t, err, &refused)
			assert.Equal(t, 403, refused.StatusCode)
		} else {
			require.ErrorAs(t, err, &closed)
			assert.Equal(t, session.CloseForbidden, closed.Code)
		}
	}
}

// The endpoint is found with the client's credentials, the connection is signed with others.
func TestRefusedSignature(t *testing.T) {
	s := newScene(t)
	wrong := aws.Credentials{AccessKeyID: chimemessagingtest.Credentials().AccessKeyID, SecretAccessKey: "wrong"}
	_, err := session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) {
		o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return wrong, nil })
		o.Presigner = v4.NewSigner() // the client's keeps the key that it has made for the access key before
	})
	var closed *session.CloseError
	require.ErrorAs(t, err, &closed)
	assert.Equal(t, session.CloseUnauthorized, closed.Code)

	_, err = session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) { o.Region = "eu-central-1" })
	require.ErrorAs(t, err, &closed)
	assert.Equal(t, session.CloseUnauthorized, closed.Code)
}

func TestRefusedEndpoint(t *testing.T) {
	s := newScene(t)
	s.srv.Fail("GetMessagingSessionEndpoint", chimemessagingtest.Error(&types.ForbiddenException{Message: aws.String("no")}), 1)
	_, err := session.Start(t.Context(), s.client.As(s.alice))
	var forbidden *types.ForbiddenException
	require.ErrorAs(t, err, &forbidden)
	assert.Len(t, s.srv.Requests(), 2, "CreateChannel and one lookup")
}

func TestTemporaryCredentialsAndOtherClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		temporary := aws.Credentials{AccessKeyID: "ASIA", SecretAccessKey: "secret", SessionToken: "to+ken/=="}
		s.srv.AddCredentials(temporary)
		retrieved := 0
		started := s.start(func(o *session.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				retrieved++
				return temporary, nil
			})
		})
		// A connection is signed for the service's time, however wrong the clock of this machine is.
		s.srv.SetClock(func() time.Time { return time.Now().Add(time.Minute) })
		s.socket().Break()
		s.want(started, session.EventTypeSessionEstablished)
		assert.Equal(t, 2, retrieved)
		lookups := 0
		for _, r := range s.srv.Requests() {
			if r.Operation == "GetMessagingSessionEndpoint" {
				lookups++
			}
		}
		assert.Equal(t, 2, lookups)
	})
}

func TestEndOfContext(t *testing.T) {
	s := newScene(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	started, err := session.Start(ctx, s.client.As(s.alice))
	require.NoError(t, err)
	require.NoError(t, started.Err())
	cause := errors.New("enough")
	cancel(cause)
	var got []error
	for _, err := range started.Events() {
		got = append(got, err)
	}
	assert.Equal(t, cause, got[len(got)-1])
	started.Close()
	assert.Equal(t, cause, started.Err())
}

func TestCloseEndsTheIteration(t *testing.T) {
	s := newScene(t)
	started := s.start()
	s.send("unread")
	go started.Close()
	for event, err := range started.Events() {
		require.NoError(t, err)
		assert.NotNil(t, event)
	}
	started.Close()
	require.NoError(t, started.Err())
	assert.Eventually(t, func() bool { return len(s.srv.Sockets(s.alice)) == 0 }, 5*time.Second, time.Millisecond)
}

func TestListenClosesItsSession(t *testing.T) {
	s := newScene(t)
	for event, err := range session.Listen(t.Context(), s.client.As(s.alice)) {
		require.NoError(t, err)
		require.Equal(t, session.EventTypeSessionEstablished, event.Type)
		break
	}
	assert.Eventually(t, func() bool { return len(s.srv.Sockets(s.alice)) == 0 }, 5*time.Second, time.Millisecond)
	for event, err := range session.Listen(t.Context(), s.client.As(s.instance+"/user/nobody")) {
		assert.Nil(t, event)
		require.Error(t, err)
	}
}

// A service that neither answers nor closes does not hold up Close.
func TestCloseOfAStuckConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started, err := session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) { o.Buffer = 1 })
		require.NoError(t, err)
		for range 10 { // nobody reads: the pipe is full
			s.send("message")
		}
		synctest.Wait()
		began := time.Now()
		started.Close()
		assert.LessOrEqual(t, time.Since(began), time.Second)
	})
}

// A slow reader gets all events, even though there are many more than fit into the buffer.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started := s.start(func(o *session.Options) { o.Buffer = 4 })
		const messages = 100
		for range messages {
			s.send("message")
		}
		s.socket().Close(1001, "going away")
		for range messages {
			time.Sleep(time.Second)
			s.wantText(started, session.EventTypeCreateChannelMessage, "message")
		}
		s.want(started, session.EventTypeSessionEstablished)
	})
}
