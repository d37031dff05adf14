package session

import (
	"hash/maphash"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// missed remembers what was delivered recently, so that missed messages can be found. Times are those of the service.
type missed struct {
	overlap time.Duration
	seed    maphash.Seed
	// complete is the time up to which nothing is missing: that of the latest event of a connection. Recovered messages
	// do not advance it, since other channels may still lack older ones.
	complete time.Time
	// known are the messages that were delivered and are not much older than complete, by a hash of their IDs.
	known  map[uint64]delivered
	pruned time.Time // complete, when known was last pruned
}

// delivered is the latest version of a message that was delivered.
type delivered struct {
	at        time.Time // the later one of when it was created and complete
	version   time.Time // when it was last changed
	recovered bool      // it comes out of a list, so that events about it may still arrive
}

func newMissed(overlap time.Duration) missed {
	return missed{overlap: overlap, seed: maphash.MakeSeed(), known: map[uint64]delivered{}}
}

// since returns the time from which messages may be missing.
func (m *missed) since() time.Time { return m.complete.Add(-m.overlap) }

// advance records that nothing older than t is missing.
func (m *missed) advance(t *time.Time) {
	if t == nil || !t.After(m.complete) {
		return
	}
	m.complete = *t
	if m.complete.Sub(m.pruned) < m.overlap/4 {
		return
	}
	m.pruned = m.complete
	oldest := m.since()
	for id, d := range m.known {
		if d.at.Before(oldest) {
			delete(m.known, id)
		}
	}
}

// arrived records an event of a connection and reports whether to deliver it.
func (m *missed) arrived(e *Event) bool {
	switch {
	case e.Message != nil:
		defer m.advance(e.Message.LastUpdatedTimestamp)
		defer m.advance(e.Message.CreatedTimestamp)
	case e.Membership != nil:
		m.advance(e.Membership.CreatedTimestamp)
	case e.Channel != nil:
		m.advance(e.Channel.LastUpdatedTimestamp)
	}
	switch e.Type {
	case EventTypeCreateChannelMessage:
		if _, ok := m.find(e.Message); ok {
			return false
		}
		m.remember(e.Message, false)
	case EventTypeUpdateChannelMessage, EventTypeRedactChannelMessage:
		d, ok := m.find(e.Message)
		if ok && d.recovered && !versionOf(e.Message).After(d.version) {
			return false
		}
		if ok {
			m.remember(e.Message, d.recovered)
		}
	}
	return true
}

// listed records a message of a list, and returns the type of the event to deliver for it: empty if it was delivered in
// this version.
func (m *missed) listed(message *types.ChannelMessage) EventType {
	d, ok := m.find(message)
	if ok && !versionOf(message).After(d.version) {
		return ""
	}
	m.remember(message, true)
	switch {
	case !ok:
		return EventTypeCreateChannelMessage
	case message.Redacted:
		return EventTypeRedactChannelMessage
	}
	return EventTypeUpdateChannelMessage
}

func (m *missed) key(message *types.ChannelMessage) uint64 {
	var h maphash.Hash
	h.SetSeed(m.seed)
	_, _ = h.WriteString(aws.ToString(message.ChannelArn))
	_ = h.WriteByte(0)
	_, _ = h.WriteString(aws.ToString(message.MessageId))
	return h.Sum64()
}

func (m *missed) find(message *types.ChannelMessage) (delivered, bool) {
	if message.MessageId == nil {
		return delivered{}, false // cannot be identified
	}
	d, ok := m.known[m.key(message)]
	return d, ok
}

func (m *missed) remember(message *types.ChannelMessage, recovered bool) {
	if message.MessageId == nil {
		return
	}
	at := m.complete
	if created := aws.ToTime(message.CreatedTimestamp); created.After(at) {
		at = created
	}
	m.known[m.key(message)] = delivered{at: at, version: versionOf(message), recovered: recovered}
}

// versionOf returns the time at which a message was last changed.
func versionOf(message *types.ChannelMessage) time.Time {
	version := aws.ToTime(message.LastUpdatedTimestamp)
	for _, t := range []*time.Time{message.CreatedTimestamp, message.LastEditedTimestamp} {
		if t != nil && t.After(version) {
			version = *t
		}
	}
	return version
}
