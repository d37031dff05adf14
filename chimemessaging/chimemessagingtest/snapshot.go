package chimemessagingtest

import (
	"fmt"
	"maps"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// list writes what the state keeps. The content of messages is what users wrote, and stays out of it.
func (s *state) list(l *fake.Listing) {
	var instances, users, channels, members, moderators, bans, messages, flows []string
	for _, i := range s.instances.All() {
		instances = append(instances, i.arn)
		for _, u := range i.users.All() {
			users = append(users, u.arn+administers(u))
		}
	}
	for _, ch := range s.channels.All() {
		channels = append(channels, channelRow(ch))
		for _, m := range ch.members.All() {
			members = append(members, fmt.Sprintf("%s in %s, %s", m.user.arn, ch.arn(), m.kind))
		}
		for _, m := range ch.moderators.All() {
			moderators = append(moderators, m.user.arn+" of "+ch.arn())
		}
		for _, b := range ch.bans.All() {
			bans = append(bans, b.user.arn+" from "+ch.arn())
		}
		for _, m := range ch.messages.All() {
			messages = append(messages, fmt.Sprintf("%s in %s by %s, %s", *m.info.MessageId, ch.arn(), m.sender.arn, m.info.Status.Value))
		}
	}
	for _, f := range s.flows.All() {
		flows = append(flows, fmt.Sprintf("%s, %d processors", *f.ChannelFlowArn, len(f.Processors)))
	}
	l.Rows("app instance", instances)
	l.Rows("user or bot", users)
	l.Rows("channel", channels)
	l.Rows("member", members)
	l.Rows("moderator", moderators)
	l.Rows("ban", bans)
	l.Rows("message", messages)
	l.Rows("channel flow", flows)
}

func administers(u *user) string {
	if u.admin() {
		return ", administrator"
	}
	return ""
}

// snapshot copies what the state keeps. A value that changes in place, such as a channel, is restored in place, so that all
// pointers to it stay valid. Processors and sockets stay as they are.
func (s *state) snapshot() (restore func()) {
	all := []func(){s.keepTables()}
	for _, i := range s.instances.All() {
		all = append(all, i.keep())
		for _, u := range i.users.All() {
			all = append(all, u.keep())
		}
	}
	for _, ch := range s.channels.All() {
		all = append(all, ch.keep())
	}
	for _, d := range s.callbacks {
		all = append(all, keep(d), d.message.keep())
	}
	return together(all...)
}

// keep returns a function that restores the value that p points to.
func keep[T any](p *T) (restore func()) {
	value := *p
	return func() { *p = value }
}

// keepTable does so for a table.
func keepTable[T any](t *fake.Table[T]) (restore func()) {
	kept := t.Clone()
	return func() { *t = kept.Clone() }
}

// keepMap does so for a map.
func keepMap[K comparable, V any](m map[K]V) (restore func()) {
	kept := maps.Clone(m)
	return func() {
		clear(m)
		maps.Copy(m, kept)
	}
}

func together(all ...func()) (restore func()) {
	return func() {
		for _, restore := range all {
			restore()
		}
	}
}

func (s *state) keepTables() (restore func()) {
	flows := map[string]fake.Table[*channel]{}
	for arn, t := range s.withFlow {
		flows[arn] = t.Clone()
	}
	return together(keepTable(&s.instances), keepTable(&s.channels), keepTable(&s.flows), keepMap(s.tags), keepMap(s.streaming), keepMap(s.callbacks), func() {
		s.withFlow = map[string]*fake.Table[*channel]{}
		for arn, t := range flows {
			*s.having(arn) = t.Clone()
		}
	})
}

func (i *appInstance) keep() (restore func()) {
	return together(keepTable(&i.users), keepTable(&i.public), keepTable(&i.private), keepMap(i.admins))
}

func (u *user) keep() (restore func()) {
	return together(keepTable(&u.joined), keepTable(&u.moderating))
}

func (m *message) keep() (restore func()) {
	return together(keep(&m.info), keep(&m.at), keep(&m.waits), keepTable(&m.versions))
}

func (ch *channel) keep() (restore func()) {
	all := []func(){
		keep(&ch.info), keepTable(&ch.versions), keepTable(&ch.members), keepTable(&ch.moderators), keepTable(&ch.bans),
		keepTable(&ch.messages), keepTable(&ch.subs),
	}
	for _, m := range ch.members.All() {
		all = append(all, keep(m))
	}
	for _, m := range ch.messages.All() {
		all = append(all, m.keep())
	}
	return together(all...)
}
