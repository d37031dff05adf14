package chimemessagingtest_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// listener collects what a user's session receives.
type listener struct {
	t *testing.T
	*session.Session
}

// listen starts a session, whose events next returns.
func (s *scene) listen(user string, optFns ...func(*session.Options)) *listener {
	s.t.Helper()
	started, err := session.Start(s.t.Context(), s.client.As(user), optFns...)
	require.NoError(s.t, err)
	s.t.Cleanup(started.Close)
	l := &listener{t: s.t, Session: started}
	l.next(session.EventTypeSessionEstablished)
	return l
}

// next returns the next event, which must be of the wanted type.
func (l *listener) next(want session.EventType) *session.Event {
	l.t.Helper()
	select {
	case event, ok := <-l.C():
		require.True(l.t, ok, "the session has ended: %v", l.Err())
		require.Equal(l.t, want, event.Type)
		require.NoError(l.t, event.Err)
		return event
	case <-time.After(10 * time.Second):
		require.FailNow(l.t, "no event", "wanted %s", want)
		return nil
	}
}

func TestFlowAtSessions(t *testing.T) {
	s := newScene(t)
	s.flow(types.FallbackActionAbort, lambdaARN)
	decide := s.processor(func(e flowEvent) *chimemessaging.ChannelFlowCallbackInput {
		if e.ChannelMessage.Content == "deny" {
			return deny(e)
		}
		return shout(e)
	})
	s.srv.SetProcessor(lambdaARN, func(ctx context.Context, event json.RawMessage) error {
		if strings.Contains(string(event), `"fail"`) {
			return assert.AnError
		}
		return decide(ctx, event)
	})
	alice, moe := s.listen(s.alice), s.listen(s.moe)
	for _, text := range []string{"hello", "deny", "fail"} {
		s.mustSend(s.alice, text)
		pending := alice.next(session.EventTypePendingCreateChannelMessage).Message
		assert.Equal(t, text, *pending.Content)
		assert.Equal(t, types.ChannelMessageStatusPending, pending.Status.Value)
		switch text {
		case "hello":
			assert.Equal(t, "hello!", *alice.next(session.EventTypeCreateChannelMessage).Message.Content)
		case "deny":
			assert.Equal(t, types.ChannelMessageStatusDenied, alice.next(session.EventTypeDeniedCreateChannelMessage).Message.Status.Value)
		case "fail":
			alice.next(session.EventTypeFailedCreateChannelMessage)
		}
	}
	id := s.mustSend(s.alice, "fine")
	alice.next(session.EventTypePendingCreateChannelMessage)
	alice.next(session.EventTypeCreateChannelMessage)
	for text, outcome := range map[string]session.EventType{
		"deny": session.EventTypeDeniedUpdateChannelMessage, "fail": session.EventTypeFailedUpdateChannelMessage,
	} {
		s.edit(id, text)
		assert.Equal(t, text, *alice.next(session.EventTypePendingUpdateChannelMessage).Message.Content)
		alice.next(outcome)
	}
	s.edit(id, "better")
	alice.next(session.EventTypePendingUpdateChannelMessage)
	alice.next(session.EventTypeUpdateChannelMessage)

	// Others see only the result.
	assert.Equal(t, "hello!", *moe.next(session.EventTypeCreateChannelMessage).Message.Content)
	assert.Equal(t, "fine!", *moe.next(session.EventTypeCreateChannelMessage).Message.Content)
	assert.Equal(t, "better!", *moe.next(session.EventTypeUpdateChannelMessage).Message.Content)
}

func (s *scene) edit(id, content string) {
	s.t.Helper()
	_, err := s.client.UpdateChannelMessage(s.t.Context(), &chimemessaging.UpdateChannelMessageInput{
		ChannelArn: &s.channel, MessageId: &id, Content: &content, ChimeBearer: &s.alice,
	})
	require.NoError(s.t, err)
}

func TestMessagesAtSessions(t *testing.T) {
	s := newScene(t)
	alice, moe, bob := s.listen(s.alice), s.listen(s.moe), s.listen(s.bob)
	id := s.mustSend(s.alice, "one")
	s.edit(id, "two")
	_, err := s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.alice})
	require.NoError(t, err)
	_, err = s.client.DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.root})
	require.NoError(t, err)
	s.mustSend(s.alice, "hi", func(in *chimemessaging.SendChannelMessageInput) {
		in.Type, in.Persistence = types.ChannelMessageTypeControl, types.ChannelMessagePersistenceTypeNonPersistent
	})
	for _, l := range []*listener{alice, moe} {
		assert.Equal(t, "one", *l.next(session.EventTypeCreateChannelMessage).Message.Content)
		assert.NotNil(t, l.next(session.EventTypeUpdateChannelMessage).Message.LastEditedTimestamp)
		assert.True(t, l.next(session.EventTypeRedactChannelMessage).Message.Redacted)
		assert.Equal(t, id, *l.next(session.EventTypeDeleteChannelMessage).Message.MessageId)
		assert.Equal(t, "CONTROL", l.next(session.EventTypeCreateChannelMessage).Headers["x-amz-chime-message-type"])
	}
	s.join(s.bob, types.ChannelMembershipTypeDefault)
	assert.Equal(t, s.bob, *bob.next(session.EventTypeCreateChannelMembership).Membership.Member.Arn)
}

func TestChannelsAtSessions(t *testing.T) {
	s := newScene(t)
	carol := s.srv.AddUser(s.instance, "carol", "Carol")
	alice, bob := s.listen(s.alice), s.listen(s.bob)
	s.join(s.bob, types.ChannelMembershipTypeDefault)
	s.join(carol, types.ChannelMembershipTypeHidden) // which is not for members
	ctx := t.Context()
	_, err := s.client.UpdateChannel(ctx, &chimemessaging.UpdateChannelInput{ChannelArn: &s.channel, Name: aws.String("New"), ChimeBearer: &s.moe})
	require.NoError(t, err)
	_, err = s.client.CreateChannelBan(ctx, &chimemessaging.CreateChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.bob, ChimeBearer: &s.moe})
	require.NoError(t, err)
	_, err = s.client.DeleteChannelMembership(ctx, &chimemessaging.DeleteChannelMembershipInput{ChannelArn: &s.channel, MemberArn: &carol, ChimeBearer: &s.moe})
	require.NoError(t, err)
	_, err = s.client.BatchCreateChannelMembership(ctx, &chimemessaging.BatchCreateChannelMembershipInput{
		ChannelArn: &s.channel, MemberArns: []string{carol, s.alice}, ChimeBearer: &s.moe,
	})
	require.NoError(t, err)
	_, err = s.client.DeleteChannel(ctx, &chimemessaging.DeleteChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.moe})
	require.NoError(t, err)

	for _, l := range []*listener{alice, bob} {
		assert.Equal(t, "Bob", *l.next(session.EventTypeCreateChannelMembership).Membership.Member.Name)
		assert.Equal(t, "New", *l.next(session.EventTypeUpdateChannel).Channel.Name)
		assert.Equal(t, "Bob", *l.next(session.EventTypeDeleteChannelMembership).Membership.Member.Name)
	}
	assert.Len(t, alice.next(session.EventTypeBatchCreateChannelMembership).BatchMemberships.Members, 1)
	assert.Equal(t, s.channel, *alice.next(session.EventTypeDeleteChannel).Channel.ChannelArn)
	s.create("Next", func(in *chimemessaging.CreateChannelInput) { in.MemberArns = []string{s.bob} })
	bob.next(session.EventTypeCreateChannelMembership)
}

func TestPrefetch(t *testing.T) {
	s := newScene(t)
	for range 25 {
		s.mustSend(s.alice, "text")
	}
	read := s.create("Read", func(in *chimemessaging.CreateChannelInput) { in.MemberArns = []string{s.alice} })
	s.clock.Advance(time.Minute)
	_, err := s.client.SendChannelMessage(t.Context(), &chimemessaging.SendChannelMessageInput{
		ChannelArn: &read, Content: aws.String("seen"), Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &s.moe,
	})
	require.NoError(t, err)
	s.clock.Advance(time.Minute)
	_, err = s.client.UpdateChannelReadMarker(t.Context(), &chimemessaging.UpdateChannelReadMarkerInput{ChannelArn: &read, ChimeBearer: &s.alice})
	require.NoError(t, err)

	details := func(l *listener) *session.ChannelDetails { return l.next(session.EventTypeChannelDetails).Details }
	unread := s.listen(s.alice, func(o *session.Options) { o.Prefetch = true })
	first := details(unread)
	assert.Equal(t, s.channel, *first.Channel.ChannelArn)
	assert.Len(t, first.ChannelMessages, 20)
	assert.True(t, first.ChannelMessagesHasMore)
	assert.Nil(t, first.ReadMarkerTimestamp)
	assert.Len(t, first.ChannelMemberships, 2)
	assert.NotNil(t, details(unread).ReadMarkerTimestamp)

	latest := s.listen(s.alice, func(o *session.Options) {
		o.Prefetch, o.PrefetchOrder = true, session.PrefetchOrderLastMessageTimestamp
	})
	assert.Equal(t, read, *details(latest).Channel.ChannelArn)
}

func TestLimitsOfSessions(t *testing.T) {
	for _, handshake := range []bool{false, true} {
		s := newScene(t, func(o *chimemessagingtest.Options) {
			o.Limits.SessionsPerUser, o.Limits.ConnectInterval, o.Choices.RefuseHandshake = 2, time.Second, handshake
		})
		start := func() error {
			one, err := session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) { o.GiveUpAfter = time.Nanosecond })
			if err == nil {
				t.Cleanup(one.Close)
			}
			return err
		}
		require.NoError(t, start())
		want := "1013"
		if handshake {
			want = "429"
		}
		require.ErrorContains(t, start(), want, "at once")
		s.clock.Advance(time.Second)
		require.NoError(t, start())
		s.clock.Advance(time.Second)
		require.ErrorContains(t, start(), want, "the third")
		assert.Len(t, s.srv.Sockets(""), 2)
	}
}

func TestSocketOfATest(t *testing.T) {
	s := newScene(t)
	alice := s.listen(s.alice, func(o *session.Options) { o.SessionID = "mine" })
	socket := s.srv.Sockets(s.alice)[0]
	assert.Equal(t, s.alice, socket.UserARN())
	assert.Equal(t, "mine", socket.SessionID())
	socket.Send("not JSON")
	require.Error(t, socket.SendEvent("X", make(chan int)))
	require.NoError(t, socket.SendEvent("NEW", map[string]int{"a": 1}))
	require.NoError(t, socket.Ping(t.Context()))
	event := <-alice.C()
	require.Error(t, event.Err)
	assert.Equal(t, "not JSON", string(event.Payload))
	assert.JSONEq(t, `{"a":1}`, string(alice.next("NEW").Payload))

	socket.Close(4003, "kicked")
	<-socket.Done()
	require.Error(t, socket.Ping(t.Context()))
	socket.Send("nobody reads this")
	_, ok := <-alice.C()
	require.False(t, ok)
	require.ErrorContains(t, alice.Err(), `4003 (forbidden: is the user known, and allowed chime:Connect?): "kicked"`)
}

func TestServerClosesSessions(t *testing.T) {
	s := newScene(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	started, err := session.Start(ctx, s.client.As(s.alice))
	require.NoError(t, err)
	s.srv.Close()
	started.Close()
}
