package session_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// gap breaks the connection and does something before the session connects again.
func (s *scene) gap(do func()) {
	s.t.Helper()
	s.socket().Break()
	synctest.Wait()
	do()
}

func (s *scene) edit(id, content string) {
	s.t.Helper()
	_, err := s.client.As(s.bob).UpdateChannelMessage(s.t.Context(), &chimemessaging.UpdateChannelMessageInput{
		ChannelArn: &s.channel, MessageId: &id, Content: &content,
	})
	require.NoError(s.t, err)
}

func (s *scene) redact(id string) {
	s.t.Helper()
	_, err := s.client.As(s.bob).RedactChannelMessage(s.t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &id})
	require.NoError(s.t, err)
}

func TestEditsInAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started := s.start()
		edited, redacted := s.send("one"), s.send("two")
		s.wantText(started, session.EventTypeCreateChannelMessage, "one")
		s.wantText(started, session.EventTypeCreateChannelMessage, "two")
		s.gap(func() {
			time.Sleep(time.Millisecond)
			s.edit(edited, "ONE")
			s.redact(redacted)
			s.edit(s.send("three"), "THREE")
			deleted := s.send("four")
			_, err := s.client.As(s.bob).DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &deleted})
			require.NoError(t, err)
		})
		s.want(started, session.EventTypeSessionEstablished)
		assert.True(t, s.wantText(started, session.EventTypeUpdateChannelMessage, "ONE").Recovered)
		assert.True(t, s.want(started, session.EventTypeRedactChannelMessage).Message.Redacted)
		s.wantText(started, session.EventTypeCreateChannelMessage, "THREE")
		time.Sleep(time.Millisecond)
		s.edit(edited, "One")
		assert.False(t, s.wantText(started, session.EventTypeUpdateChannelMessage, "One").Recovered)
		s.gap(func() {})
		s.want(started, session.EventTypeSessionEstablished)
		s.send("five")
		s.wantText(started, session.EventTypeCreateChannelMessage, "five")
	})
}

func TestDuplicatesAreDropped(t *testing.T) {
	s := newScene(t)
	started := s.start()
	s.socket().Duplicate(true)
	for _, text := range []string{"one", "two", "three"} {
		s.send(text)
	}
	for _, text := range []string{"one", "two", "three"} {
		s.wantText(started, session.EventTypeCreateChannelMessage, text)
	}
}

func TestRecoveryOfManyPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t, func(o *chimemessagingtest.Options) { o.PageSize = 7 })
		other := s.newChannel("Other")
		started := s.start(func(o *session.Options) { o.Buffer = 1 })
		time.Sleep(time.Hour) // nothing happens
		s.gap(func() {
			for range 50 {
				s.send("missed")
				s.send("missed", func(in *chimemessaging.SendChannelMessageInput) { in.ChannelArn = &other })
			}
		})
		s.want(started, session.EventTypeSessionEstablished)
		count := map[string]int{}
		for range 100 {
			count[*s.wantText(started, session.EventTypeCreateChannelMessage, "missed").Message.ChannelArn]++
		}
		assert.Equal(t, map[string]int{s.channel: 50, other: 50}, count)
		s.send("live")
		s.wantText(started, session.EventTypeCreateChannelMessage, "live")
	})
}

// Lists that fail are asked for again, over a new connection, and what was delivered of them is not delivered again.
func TestRecoveryThatFailsHalfway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t, func(o *chimemessagingtest.Options) { o.PageSize = 2 })
		started := s.start()
		s.gap(func() {
			for _, text := range []string{"1", "2", "3", "4"} {
				s.send(text)
			}
		})
		builtin := s.srv.Builtin().ListChannelMessages
		calls := 0
		s.srv.Handle(func(h *chimemessagingtest.Handlers) {
			h.ListChannelMessages = func(ctx context.Context, in *chimemessaging.ListChannelMessagesInput) (*chimemessaging.ListChannelMessagesOutput, error) {
				calls++
				if 2 <= calls && calls <= 7 { // three attempts, twice
					return nil, &types.ServiceFailureException{}
				}
				return builtin(ctx, in)
			}
		})
		s.want(started, session.EventTypeSessionEstablished)
		s.wantText(started, session.EventTypeCreateChannelMessage, "1")
		s.wantText(started, session.EventTypeCreateChannelMessage, "2")
		s.want(started, session.EventTypeSessionEstablished)
		s.want(started, session.EventTypeSessionEstablished)
		s.wantText(started, session.EventTypeCreateChannelMessage, "3")
		s.wantText(started, session.EventTypeCreateChannelMessage, "4")
	})
}

func TestRecoveryThatIsForbidden(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started := s.start()
		s.srv.Fail("ListChannelMessages", chimemessagingtest.Error(&types.ForbiddenException{Message: aws.String("no")}), 1)
		s.gap(func() { s.send("lost") })
		s.want(started, session.EventTypeSessionEstablished)
		event := s.want(started, session.EventTypeRecoveryFailed)
		assert.Equal(t, s.channel, *event.Channel.ChannelArn)
		require.ErrorContains(t, event.Err, "ForbiddenException")

		s.srv.Fail("ListChannelMembershipsForAppInstanceUser", chimemessagingtest.Error(&types.ForbiddenException{Message: aws.String("no")}), 1)
		s.gap(func() { s.send("lost") })
		s.want(started, session.EventTypeSessionEstablished)
		_, ok := <-started.C()
		require.False(t, ok)
		require.ErrorContains(t, started.Err(), "missed messages cannot be listed")
	})
}

func TestRecoveryIsDisabled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started := s.start(func(o *session.Options) { o.DisableRecovery = true })
		s.gap(func() { s.send("missed") })
		s.want(started, session.EventTypeSessionEstablished)
		s.send("live")
		s.wantText(started, session.EventTypeCreateChannelMessage, "live")
	})
}

// Only persistent messages that were sent are recovered, and none from before the session.
func TestWhatIsNotRecovered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		s.send("before")
		time.Sleep(2 * time.Minute)
		started := s.start()
		s.gap(func() {
			s.send("volatile", func(in *chimemessaging.SendChannelMessageInput) {
				in.Persistence = types.ChannelMessagePersistenceTypeNonPersistent
			})
			s.send("kept")
		})
		s.want(started, session.EventTypeSessionEstablished)
		s.wantText(started, session.EventTypeCreateChannelMessage, "kept")
		s.send("live")
		s.wantText(started, session.EventTypeCreateChannelMessage, "live")
	})
}

// In an elastic channel, messages belong to a sub-channel.
func TestRecoveryOfAnElasticChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		bob := s.client.As(s.bob)
		out, err := bob.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
			AppInstanceArn: &s.instance, Name: aws.String("Elastic"), Mode: types.ChannelModeRestricted, Privacy: types.ChannelPrivacyPublic,
			ElasticChannelConfiguration: &types.ElasticChannelConfiguration{
				MaximumSubChannels: aws.Int32(2), TargetMembershipsPerSubChannel: aws.Int32(2), MinimumMembershipPercentage: aws.Int32(1),
			},
		})
		require.NoError(t, err)
		var sub *string
		for _, member := range []string{s.alice, s.bob} {
			joined, err := bob.CreateChannelMembership(t.Context(), &chimemessaging.CreateChannelMembershipInput{
				ChannelArn: out.ChannelArn, MemberArn: &member, Type: types.ChannelMembershipTypeDefault, SubChannelId: sub,
			})
			require.NoError(t, err)
			sub = joined.SubChannelId
		}
		elastic := func(in *chimemessaging.SendChannelMessageInput) { in.ChannelArn, in.SubChannelId = out.ChannelArn, sub }
		started := s.start()
		s.gap(func() { s.send("missed", elastic) })
		s.want(started, session.EventTypeSessionEstablished)
		event := s.wantText(started, session.EventTypeCreateChannelMessage, "missed")
		assert.Equal(t, sub, event.Message.SubChannelId)
		s.send("live", elastic)
		assert.Equal(t, sub, s.wantText(started, session.EventTypeCreateChannelMessage, "live").Message.SubChannelId)
	})
}
