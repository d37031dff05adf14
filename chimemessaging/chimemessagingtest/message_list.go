package chimemessagingtest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) messageListHandlers(h *Handlers) {
	h.GetChannelMessage = handle(s, getChannelMessage)
	h.GetChannelMessageStatus = handle(s, getChannelMessageStatus)
	h.ListChannelMessages = handle(s, listChannelMessages)
}

// visible reports whether a user may see a message of a channel that the user may read: a targeted one is for its
// sender and its target, one that is not sent yet for its sender.
func (m *message) visible(u *user) bool {
	if m.sender == u {
		return true
	}
	if m.info.Status.Value != types.ChannelMessageStatusSent {
		return false
	}
	return len(m.info.Target) == 0 || slices.ContainsFunc(m.info.Target, func(t types.Target) bool { return aws.ToString(t.MemberArn) == u.arn })
}

// view returns a message as the bearer sees it: its sender also sees that an edit waits.
func (r *request) view(m *message) types.ChannelMessage {
	info, ok := m.versions.See(r.Moment, "")
	if !ok {
		info = m.info
	}
	if m.waits != nil && m.waits.edit && r.choices().ShowPendingEdits {
		info = m.waits.proposed
	}
	if m.sender == r.user && m.waits != nil {
		info.Status = status(types.ChannelMessageStatusPending)
	}
	return info
}

func getChannelMessage(r *request, in *chimemessaging.GetChannelMessageInput) (*chimemessaging.GetChannelMessageOutput, error) {
	ch, m, err := r.message(in.ChannelArn, in.MessageId, in.SubChannelId)
	if err != nil {
		return nil, err
	}
	if _, ok := ch.messages.See(r.Moment, *in.MessageId); !ok {
		return nil, r.missing("message")
	}
	info := r.view(m)
	return &chimemessaging.GetChannelMessageOutput{ChannelMessage: &info}, nil
}

func getChannelMessageStatus(r *request, in *chimemessaging.GetChannelMessageStatusInput) (*chimemessaging.GetChannelMessageStatusOutput, error) {
	ch, m, err := r.message(in.ChannelArn, in.MessageId, in.SubChannelId)
	if err != nil {
		return nil, err
	}
	if err := r.allow(ch, roleAdmin, roleModerator, roleMember, roleHiddenMember); err != nil {
		return nil, err
	}
	if m.sender != r.user {
		return nil, forbidden("Only its sender may ask for the status of a message.")
	}
	return &chimemessaging.GetChannelMessageStatusOutput{Status: r.view(m).Status}, nil
}

func listChannelMessages(r *request, in *chimemessaging.ListChannelMessagesInput) (*chimemessaging.ListChannelMessagesOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.reads(ch); err != nil {
		return nil, err
	}
	if err := r.checkPlace(ch, in.SubChannelId); err != nil {
		return nil, err
	}
	rows := ch.messages.Rows(r.Moment, func(m *message) bool {
		at := *m.info.CreatedTimestamp
		return m.visible(r.user) && aws.ToString(m.info.SubChannelId) == aws.ToString(in.SubChannelId) &&
			(in.NotBefore == nil || !at.Before(*in.NotBefore)) && (in.NotAfter == nil || !at.After(*in.NotAfter))
	})
	page, next, err := list(r, rows, in, in.SortOrder != types.SortOrderAscending, func(m *message) types.ChannelMessageSummary {
		return summaryOf(r.view(m))
	})
	return &chimemessaging.ListChannelMessagesOutput{
		ChannelArn: ch.info.ChannelArn, ChannelMessages: page, NextToken: next, SubChannelId: in.SubChannelId,
	}, err
}

// Messages returns the messages of a channel that are kept, oldest first: those that wait for a processor or failed
// included, whoever may see them.
func (s *Server) Messages(channelARN string) []types.ChannelMessage {
	return read(s, func(r *request) ([]types.ChannelMessage, error) {
		ch, err := r.channel(&channelARN)
		if err != nil {
			return nil, err
		}
		var out []types.ChannelMessage
		for _, m := range ch.messages.All() {
			out = append(out, m.info)
		}
		return out, nil
	})
}
