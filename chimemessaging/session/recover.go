package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// pageSize is the largest page that lists have.
const pageSize = 50

// recoverMissed delivers the messages that were sent while there was no connection. What arrives over the new one waits
// meanwhile.
func (s *Session) recoverMissed(ctx context.Context, c *connection) error {
	// Nothing that is older than the lookup of the endpoint can arrive from now on, except messages that a flow held
	// back.
	before := c.since
	if before.IsZero() {
		before = time.Now()
	}
	if s.missed.complete.IsZero() || s.options.DisableRecovery {
		s.missed.advance(&before)
		return nil
	}
	since := s.missed.since()
	memberships := chimemessaging.NewListChannelMembershipsForAppInstanceUserPaginator(s.client,
		&chimemessaging.ListChannelMembershipsForAppInstanceUserInput{
			AppInstanceUserArn: &s.options.UserARN, ChimeBearer: &s.options.UserARN, MaxResults: aws.Int32(pageSize),
		})
	for membership, err := range memberships.All(ctx) {
		if err != nil {
			return fmt.Errorf("session: missed messages cannot be listed: %w", err)
		}
		if err := s.recoverChannel(ctx, membership, since); err != nil {
			return err
		}
	}
	if !c.since.IsZero() {
		s.missed.advance(&c.since)
	}
	return nil
}

// recoverChannel delivers the messages that a channel got since a time.
func (s *Session) recoverChannel(ctx context.Context, of types.ChannelMembershipForAppInstanceUserSummary, since time.Time) error {
	channel := of.ChannelSummary
	if channel == nil || channel.ChannelArn == nil || channel.LastMessageTimestamp == nil || channel.LastMessageTimestamp.Before(since) {
		return nil
	}
	in := &chimemessaging.ListChannelMessagesInput{
		ChannelArn: channel.ChannelArn, ChimeBearer: &s.options.UserARN, NotBefore: &since, SortOrder: types.SortOrderAscending,
		MaxResults: aws.Int32(pageSize),
	}
	if of.AppInstanceUserMembershipSummary != nil {
		in.SubChannelId = of.AppInstanceUserMembershipSummary.SubChannelId
	}
	for summary, err := range chimemessaging.NewListChannelMessagesPaginator(s.client, in).All(ctx) {
		if refused(err) { // the user has left the channel meanwhile, or may not read it
			return s.push(ctx, &Event{Type: EventTypeRecoveryFailed, Channel: &types.Channel{ChannelArn: channel.ChannelArn}, Err: err})
		}
		if err != nil {
			return fmt.Errorf("session: missed messages cannot be listed: %w", err)
		}
		if err := s.recoverMessage(ctx, in, &summary); err != nil {
			return err
		}
	}
	return nil
}

// recoverMessage delivers a message of a list, unless it was delivered before or is not sent yet.
func (s *Session) recoverMessage(ctx context.Context, in *chimemessaging.ListChannelMessagesInput, m *types.ChannelMessageSummary) error {
	if m.Status != nil && m.Status.Value != "" && m.Status.Value != types.ChannelMessageStatusSent {
		return nil
	}
	message := &types.ChannelMessage{
		ChannelArn: in.ChannelArn, SubChannelId: in.SubChannelId, Persistence: types.ChannelMessagePersistenceTypePersistent,
		MessageId: m.MessageId, Content: m.Content, Metadata: m.Metadata, Type: m.Type, CreatedTimestamp: m.CreatedTimestamp,
		LastUpdatedTimestamp: m.LastUpdatedTimestamp, LastEditedTimestamp: m.LastEditedTimestamp, Sender: m.Sender, Redacted: m.Redacted,
		Status: m.Status, MessageAttributes: m.MessageAttributes, ContentType: m.ContentType, Target: m.Target,
	}
	kind := s.missed.listed(message)
	if kind == "" {
		return nil
	}
	return s.push(ctx, &Event{Type: kind, Message: message, Recovered: true})
}

// refused reports whether the user may not read a channel, or the channel does not exist.
func refused(err error) bool {
	_, forbidden := errors.AsType[*types.ForbiddenException](err)
	_, unknown := errors.AsType[*types.NotFoundException](err)
	return forbidden || unknown
}
