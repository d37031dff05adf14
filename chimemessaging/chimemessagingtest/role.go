package chimemessagingtest

import "github.com/seed-086a074d/chimeconnect/chimemessaging/types"

// role is a role of a user in a channel.
type role int

const (
	roleAdmin role = iota
	roleModerator
	roleMember       // with a DEFAULT membership
	roleHiddenMember // with a HIDDEN membership
	rolePublic       // anyone, where the channel is public
)

// is reports whether the user has the role in the channel.
func (u *user) is(ch *channel, wanted role) bool {
	if u.instance != ch.instance {
		return false
	}
	switch wanted {
	case roleAdmin:
		return u.admin()
	case roleModerator:
		_, ok := ch.moderators.Get(u.arn)
		return ok
	case roleMember, roleHiddenMember:
		m, ok := ch.members.Get(u.arn)
		return ok && (m.kind == types.ChannelMembershipTypeHidden) == (wanted == roleHiddenMember)
	default:
		_, banned := ch.bans.Get(u.arn)
		return ch.info.Privacy == types.ChannelPrivacyPublic && !banned
	}
}

// allow refuses a bearer who has none of the roles.
func (r *request) allow(ch *channel, roles ...role) error {
	for _, wanted := range roles {
		if r.user.is(ch, wanted) {
			return nil
		}
	}
	return forbidden("The bearer's role in the channel does not allow %s.", r.op.Name)
}

// manages refuses a bearer who neither moderates the channel nor administers its app instance.
func (r *request) manages(ch *channel) error { return r.allow(ch, roleAdmin, roleModerator) }

// reads refuses a bearer who may not see the channel.
func (r *request) reads(ch *channel) error {
	return r.allow(ch, roleAdmin, roleModerator, roleMember, roleHiddenMember, rolePublic)
}

// selfOrFellow refuses a bearer who asks about another user and has no part in the channel. Members and administrators
// cannot do so in an elastic channel.
func (r *request) selfOrFellow(ch *channel, arn *string) (*user, error) {
	if arn == nil || *arn == r.user.arn {
		return r.user, nil
	}
	allowed := []role{roleModerator}
	if !ch.elastic() {
		allowed = append(allowed, roleAdmin, roleMember)
	}
	if err := r.allow(ch, allowed...); err != nil {
		return nil, err
	}
	return r.member(ch, arn)
}

// self refuses a bearer who asks about another user, unless it is an administrator. A nil ARN is the bearer's.
func (r *request) self(arn *string) (*user, error) {
	if arn == nil || *arn == r.user.arn {
		return r.user, nil
	}
	if other := r.known(*arn); other != nil && r.user.admin() && other.instance == r.user.instance {
		return other, nil
	}
	return nil, forbidden("Only an administrator may ask about another user.")
}
