package chimemessagingtest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// membership is a user's place in a channel.
type membership struct {
	user        *user
	invitedBy   *user
	kind        types.ChannelMembershipType
	at          time.Time
	sub         string     // of an elastic channel
	read        *time.Time // the read marker
	preferences *types.ChannelMembershipPreferences
}

func (s *state) membershipHandlers(h *Handlers) {
	h.CreateChannelMembership = handle(s, createChannelMembership)
	h.BatchCreateChannelMembership = handle(s, batchCreateChannelMembership)
	h.DescribeChannelMembership = handle(s, describeChannelMembership)
	h.DeleteChannelMembership = handle(s, deleteChannelMembership)
}

func (r *request) newMembership(u *user, kind types.ChannelMembershipType) *membership {
	return &membership{user: u, invitedBy: r.user, kind: kind, at: r.time}
}

// invites refuses a bearer who may not add a user. Members add others to unrestricted channels; only moderators add hidden
// members. Nobody adds themselves.
func (r *request) invites(ch *channel, kind types.ChannelMembershipType) error {
	if r.manages(ch) == nil {
		return nil
	}
	if kind != types.ChannelMembershipTypeHidden && ch.info.Mode == types.ChannelModeUnrestricted {
		return r.allow(ch, roleMember)
	}
	return r.allow(ch, roleModerator)
}

// join adds a user to a channel.
func (r *request) join(ch *channel, arn string, kind types.ChannelMembershipType, sub *string) (*membership, error) {
	u, err := r.member(ch, &arn)
	if err != nil {
		return nil, err
	}
	if err := r.invites(ch, kind); err != nil {
		return nil, err
	}
	if _, banned := ch.bans.Get(arn); banned {
		return nil, forbidden("The user is banned from the channel.")
	}
	if _, there := ch.members.Get(arn); there {
		return nil, conflict("The user is a member of the channel already.")
	}
	if ch.members.Len() >= r.state.server.options.Limits.MembersPerChannel {
		return nil, r.overLimit("members of the channel")
	}
	m := r.newMembership(u, kind)
	switch {
	case !ch.elastic() && sub != nil:
		return nil, badRequest("Only elastic channels have sub-channels.")
	case ch.elastic() && kind == types.ChannelMembershipTypeHidden:
		return nil, badRequest("An elastic channel has no hidden members.")
	case ch.elastic():
		if m.sub, err = r.place(ch, sub); err != nil {
			return nil, err
		}
	}
	r.addMember(ch, m)
	if in := r.op.Name; in != "BatchCreateChannelMembership" || ch.elastic() {
		r.tellOfMembership("CREATE_CHANNEL_MEMBERSHIP", ch, m)
	}
	return m, nil
}

// subID returns the sub-channel of a member, nil in a channel that is not elastic.
func (m *membership) subID() *string {
	if m.sub == "" {
		return nil
	}
	return aws.String(m.sub)
}

func createChannelMembership(r *request, in *chimemessaging.CreateChannelMembershipInput) (*chimemessaging.CreateChannelMembershipOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	m, err := r.join(ch, *in.MemberArn, in.Type, in.SubChannelId)
	if err != nil {
		return nil, err
	}
	return &chimemessaging.CreateChannelMembershipOutput{ChannelArn: ch.info.ChannelArn, Member: m.user.identity(), SubChannelId: m.subID()}, nil
}

// batchCreateChannelMembership adds the members that it can. The others are in the answer, which is a success.
func batchCreateChannelMembership(r *request, in *chimemessaging.BatchCreateChannelMembershipInput) (*chimemessaging.BatchCreateChannelMembershipOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.allow(ch, roleAdmin, roleModerator, roleMember); err != nil {
		return nil, err
	}
	kind := in.Type
	if kind == "" {
		kind = types.ChannelMembershipTypeDefault
	}
	added := &types.BatchChannelMemberships{
		ChannelArn: ch.info.ChannelArn, InvitedBy: r.user.identity(), Type: kind, SubChannelId: in.SubChannelId,
	}
	out := &chimemessaging.BatchCreateChannelMembershipOutput{BatchChannelMemberships: added}
	for _, arn := range in.MemberArns {
		m, err := r.join(ch, arn, kind, in.SubChannelId)
		if err != nil {
			code, message := codeOf(err)
			out.Errors = append(out.Errors, types.BatchCreateChannelMembershipError{MemberArn: aws.String(arn), ErrorCode: code, ErrorMessage: message})
			continue
		}
		added.Members = append(added.Members, *m.user.identity())
	}
	if len(added.Members) > 0 && !ch.elastic() {
		r.tell("BATCH_CREATE_CHANNEL_MEMBERSHIP", systemMessage, added, r.listeners(ch, anyone)...)
	}
	return out, nil
}

func describeChannelMembership(r *request, in *chimemessaging.DescribeChannelMembershipInput) (*chimemessaging.DescribeChannelMembershipOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.reads(ch); err != nil {
		return nil, err
	}
	m, ok := ch.members.See(r.Moment, *in.MemberArn)
	if !ok || in.SubChannelId != nil && *in.SubChannelId != m.sub || !r.shows(ch, m) {
		return nil, r.missing("membership")
	}
	return &chimemessaging.DescribeChannelMembershipOutput{ChannelMembership: m.info(ch)}, nil
}

// shows reports whether the bearer may know of a membership: hidden ones are shown to those who manage the channel, and to
// the member.
func (r *request) shows(ch *channel, m *membership) bool {
	return m.kind != types.ChannelMembershipTypeHidden || m.user == r.user || r.manages(ch) == nil
}

// deleteChannelMembership lets members leave and remove each other.
func deleteChannelMembership(r *request, in *chimemessaging.DeleteChannelMembershipInput) (*chimemessaging.DeleteChannelMembershipOutput, error) {
	ch, err := r.channel(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if err := r.allow(ch, roleAdmin, roleModerator, roleMember, roleHiddenMember); err != nil {
		return nil, err
	}
	m, ok := ch.members.Get(*in.MemberArn)
	if !ok || in.SubChannelId != nil && *in.SubChannelId != m.sub || !r.shows(ch, m) {
		return nil, r.missing("membership")
	}
	r.dropMember(ch, m)
	r.tellOfMembership("DELETE_CHANNEL_MEMBERSHIP", ch, m)
	return nil, nil
}
