package chimemessagingtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestWhoMaySend(t *testing.T) {
	s := newScene(t)
	hidden := s.srv.AddUser(s.instance, "hidden", "Hidden")
	s.join(hidden, types.ChannelMembershipTypeHidden)
	for name, sender := range map[string]string{"a non-member": s.bob, "an administrator": s.root, "a hidden member": hidden} {
		_, err := s.send(sender, "hello")
		requireError[*types.ForbiddenException](t, err)
		_ = name
	}
	out, err := s.send(s.alice, "hello")
	require.NoError(t, err)
	assert.Equal(t, types.ChannelMessageStatusSent, out.Status.Value)
	assert.Equal(t, []string{"hello"}, s.contents(hidden), "hidden members observe")
	assert.NotNil(t, s.srv.Channels()[0].LastMessageTimestamp)
}

func TestMessageLimits(t *testing.T) {
	s := newScene(t)
	control := func(in *chimemessaging.SendChannelMessageInput) { in.Type = types.ChannelMessageTypeControl }
	_, err := s.send(s.alice, strings.Repeat("x", 4097))
	requireError[*types.BadRequestException](t, err)
	s.mustSend(s.alice, strings.Repeat("x", 4096))
	_, err = s.send(s.alice, strings.Repeat("x", 31), control)
	requireError[*types.BadRequestException](t, err)
	_, err = s.send(s.alice, "typing", control, func(in *chimemessaging.SendChannelMessageInput) { in.Metadata = aws.String("m") })
	requireError[*types.BadRequestException](t, err)
	s.mustSend(s.alice, "typing", control)
}

func TestMessagePersistenceAndTarget(t *testing.T) {
	s := newScene(t)
	s.join(s.bob, types.ChannelMembershipTypeDefault)
	s.mustSend(s.alice, "gone", func(in *chimemessaging.SendChannelMessageInput) {
		in.Persistence = types.ChannelMessagePersistenceTypeNonPersistent
	})
	assert.Empty(t, s.contents(s.alice))
	to := func(arn string) func(*chimemessaging.SendChannelMessageInput) {
		return func(in *chimemessaging.SendChannelMessageInput) { in.Target = []types.Target{{MemberArn: &arn}} }
	}
	id := s.mustSend(s.alice, "psst", to(s.bob))
	assert.Equal(t, []string{"psst"}, s.contents(s.alice))
	assert.Equal(t, []string{"psst"}, s.contents(s.bob))
	assert.Empty(t, s.contents(s.moe))
	_, err := s.client.GetChannelMessage(t.Context(), &chimemessaging.GetChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.moe})
	requireError[*types.NotFoundException](t, err)
	_, err = s.send(s.alice, "psst", to(s.root))
	requireError[*types.BadRequestException](t, err)
	_, err = s.client.DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.root})
	require.NoError(t, err, "administrators delete unseen")
	assert.Empty(t, s.srv.Messages(s.channel))
}

func TestLastMessageInLists(t *testing.T) {
	s := newScene(t)
	s.join(s.bob, types.ChannelMembershipTypeDefault)
	last := func(bearer string) *time.Time {
		t.Helper()
		out, err := s.client.ListChannelMembershipsForAppInstanceUser(t.Context(), &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{ChimeBearer: &bearer})
		require.NoError(t, err)
		return out.ChannelMemberships[0].ChannelSummary.LastMessageTimestamp
	}
	assert.Nil(t, last(s.moe))
	s.mustSend(s.alice, "to all")
	first := s.clock.Time()
	s.clock.Advance(time.Minute)
	id := s.mustSend(s.alice, "to bob", func(in *chimemessaging.SendChannelMessageInput) { in.Target = []types.Target{{MemberArn: &s.bob}} })
	second := s.clock.Time()
	s.clock.Advance(time.Minute)
	s.mustSend(s.alice, "gone", func(in *chimemessaging.SendChannelMessageInput) {
		in.Persistence = types.ChannelMessagePersistenceTypeNonPersistent
	})
	assert.WithinDuration(t, first, *last(s.moe), time.Millisecond, "the last that the bearer may see")
	assert.WithinDuration(t, second, *last(s.bob), time.Millisecond, "the last that was kept")
	assert.WithinDuration(t, s.clock.Time(), *s.srv.Channels()[0].LastMessageTimestamp, time.Millisecond, "the last of all")
	_, err := s.client.DeleteChannelMessage(t.Context(), &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.root})
	require.NoError(t, err)
	assert.WithinDuration(t, first, *last(s.bob), time.Millisecond)
}

func TestEditRedactDelete(t *testing.T) {
	s := newScene(t)
	id := s.mustSend(s.alice, "first")
	edit := func(bearer string) error {
		_, err := s.client.UpdateChannelMessage(t.Context(), &chimemessaging.UpdateChannelMessageInput{
			ChannelArn: &s.channel, MessageId: &id, Content: aws.String("second"), ChimeBearer: &bearer,
		})
		return err
	}
	requireError[*types.ForbiddenException](t, edit(s.moe))
	requireError[*types.ForbiddenException](t, edit(s.root))
	require.NoError(t, edit(s.alice))
	got, err := s.client.GetChannelMessage(t.Context(), &chimemessaging.GetChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.moe})
	require.NoError(t, err)
	assert.Equal(t, "second", *got.ChannelMessage.Content)
	assert.NotNil(t, got.ChannelMessage.LastEditedTimestamp)

	s.join(s.bob, types.ChannelMembershipTypeDefault)
	redact := func(bearer string) error {
		_, err := s.client.RedactChannelMessage(t.Context(), &chimemessaging.RedactChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &bearer})
		return err
	}
	requireError[*types.ForbiddenException](t, redact(s.bob))
	require.NoError(t, redact(s.moe))
	list, err := s.client.ListChannelMessages(t.Context(), &chimemessaging.ListChannelMessagesInput{ChannelArn: &s.channel, ChimeBearer: &s.bob})
	require.NoError(t, err)
	assert.True(t, list.ChannelMessages[0].Redacted)
	assert.Empty(t, aws.ToString(list.ChannelMessages[0].Content))

	remove := &chimemessaging.DeleteChannelMessageInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.moe}
	_, err = s.client.DeleteChannelMessage(t.Context(), remove)
	requireError[*types.ForbiddenException](t, err)
	remove.ChimeBearer = &s.root
	_, err = s.client.DeleteChannelMessage(t.Context(), remove)
	require.NoError(t, err)
	assert.Empty(t, s.contents(s.bob))
	_, err = s.client.GetChannelMessageStatus(t.Context(), &chimemessaging.GetChannelMessageStatusInput{ChannelArn: &s.channel, MessageId: &id, ChimeBearer: &s.alice})
	requireError[*types.ForbiddenException](t, err)
}

func TestListMessages(t *testing.T) {
	s := newScene(t)
	start := s.clock.Time()
	for _, content := range []string{"one", "two", "three", "four", "five"} {
		s.mustSend(s.alice, content)
		s.clock.Advance(time.Minute)
	}
	assert.Equal(t, []string{"five", "four", "three", "two", "one"}, s.contents(s.alice))
	in := &chimemessaging.ListChannelMessagesInput{
		ChannelArn: &s.channel, ChimeBearer: &s.alice, SortOrder: types.SortOrderAscending, MaxResults: aws.Int32(2),
		NotBefore: aws.Time(start.Add(30 * time.Second)), NotAfter: aws.Time(start.Add(210 * time.Second)),
	}
	pages := chimemessaging.NewListChannelMessagesPaginator(s.client, in)
	var sizes []int
	var all []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		require.NoError(t, err)
		sizes = append(sizes, len(page.ChannelMessages))
		for _, m := range page.ChannelMessages {
			all = append(all, *m.Content)
		}
	}
	assert.Equal(t, []int{2, 1}, sizes)
	assert.Equal(t, []string{"two", "three", "four"}, all)

	first, err := s.client.ListChannelMessages(t.Context(), in)
	require.NoError(t, err)
	in.NextToken = first.NextToken
	s.clock.Advance(25 * time.Hour)
	_, err = s.client.ListChannelMessages(t.Context(), in)
	requireError[*types.BadRequestException](t, err)
	require.ErrorContains(t, err, "expired")
}

func TestSendIsIdempotent(t *testing.T) {
	s := newScene(t)
	token := func(in *chimemessaging.SendChannelMessageInput) { in.ClientRequestToken = aws.String("token-1") }
	first := s.mustSend(s.alice, "hello", token)
	assert.Equal(t, first, s.mustSend(s.alice, "hello", token))
	assert.Equal(t, []string{"hello"}, s.contents(s.alice))
	_, err := s.send(s.alice, "other", token)
	requireError[*types.ConflictException](t, err)
}
