package session_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// scene is a server with two users and a channel of bob's that both are members of.
type scene struct {
	t        *testing.T
	srv      *chimemessagingtest.Server
	client   *chimemessaging.Client
	instance string
	alice    string
	bob      string
	channel  string
}

// newScene makes a scene on the loopback interface.
func newScene(t *testing.T, optFns ...func(*chimemessagingtest.Options)) *scene {
	t.Helper()
	return newSceneOf(t, chimemessagingtest.NewServer(t, optFns...))
}

// newPipeScene makes a scene in memory, for a bubble of testing/synctest.
func newPipeScene(t *testing.T, optFns ...func(*chimemessagingtest.Options)) *scene {
	t.Helper()
	return newSceneOf(t, chimemessagingtest.NewPipeServer(t, optFns...))
}

func newSceneOf(t *testing.T, srv *chimemessagingtest.Server, optFns ...func(*chimemessaging.Options)) *scene {
	t.Helper()
	s := &scene{t: t, srv: srv, client: srv.Client(optFns...)}
	s.instance = srv.AddAppInstance("")
	s.alice = srv.AddUser(s.instance, "alice", "Alice")
	s.bob = srv.AddAdmin(s.instance, "bob", "Bob")
	s.channel = s.newChannel("General")
	return s
}

func (s *scene) newChannel(name string, members ...string) string {
	s.t.Helper()
	out, err := s.client.As(s.bob).CreateChannel(s.t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &s.instance, Name: &name, MemberArns: append(members, s.alice),
	})
	require.NoError(s.t, err)
	return *out.ChannelArn
}

// start starts a session of alice, reads SESSION_ESTABLISHED, and closes the session at the end of the test.
func (s *scene) start(optFns ...func(*session.Options)) *session.Session {
	s.t.Helper()
	started, err := session.Start(s.t.Context(), s.client.As(s.alice), optFns...)
	require.NoError(s.t, err)
	s.t.Cleanup(started.Close)
	s.want(started, session.EventTypeSessionEstablished)
	return started
}

// socket returns alice's newest connection.
func (s *scene) socket() *chimemessagingtest.Socket {
	s.t.Helper()
	open := s.srv.Sockets(s.alice)
	require.NotEmpty(s.t, open)
	return open[len(open)-1]
}

// want returns the next event, which must be of the wanted type.
func (s *scene) want(of *session.Session, want session.EventType) *session.Event {
	s.t.Helper()
	event, ok := <-of.C()
	require.True(s.t, ok, "the session has ended: %v", of.Err())
	require.Equal(s.t, want, event.Type, "%v", event.Err)
	return event
}

// wantText returns the next event, which must be a message with the wanted content.
func (s *scene) wantText(of *session.Session, want session.EventType, text string) *session.Event {
	s.t.Helper()
	event := s.want(of, want)
	require.Equal(s.t, text, aws.ToString(event.Message.Content))
	return event
}

// message returns a persistent message of bob's.
func (s *scene) message(channel, content string) *chimemessaging.SendChannelMessageInput {
	return &chimemessaging.SendChannelMessageInput{
		ChannelArn: &channel, Content: &content, Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &s.bob,
	}
}

// send sends a persistent message of bob's to the channel and returns its ID.
func (s *scene) send(content string, change ...func(*chimemessaging.SendChannelMessageInput)) string {
	s.t.Helper()
	in := s.message(s.channel, content)
	for _, c := range change {
		c(in)
	}
	out, err := s.client.As(s.bob).SendChannelMessage(s.t.Context(), in)
	require.NoError(s.t, err)
	return *out.MessageId
}
