package channelflow

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Store remembers which events were decided, so that a handler runs once for an event that is delivered more than once.
// It must be shared by all instances of a Lambda function to be of use: AWS has been seen to invoke two of them at the same
// time with the same event. Keys are those of [Event.Key].
//
// With DynamoDB, Claim is a conditional put of the key with the time at which the claim ends, on the condition that there is
// no such item or that its claim has ended. If the condition fails, the existing item is claimed if it has such a time and
// decided if not. Complete replaces the item with one that has a time to live and no time at which the claim ends; Release
// deletes the item, unless it is decided.
type Store interface {
	// Claim reserves an event for the caller and returns [StateFree]. If another caller has the event, it changes nothing
	// and returns [StateClaimed]; after Complete, [StateDecided]. A claim ends by itself after the lease.
	Claim(ctx context.Context, key string, lease time.Duration) (State, error)
	// Complete remembers an event as decided, for at least the 48 hours in which the service accepts a verdict.
	Complete(ctx context.Context, key string) error
	// Release ends the claim of a caller that could not decide. It keeps a decision.
	Release(ctx context.Context, key string) error
}

// State is the state of an event in a [Store] before a claim.
type State int

// The states of an event.
const (
	// StateFree: nobody had it. The caller has it now.
	StateFree State = iota
	// StateClaimed: another caller has it.
	StateClaimed
	// StateDecided: it was decided.
	StateDecided
)

// ErrInProgress is what Handle returns while another delivery of the same event is being handled.
var ErrInProgress = errors.New("channelflow: another delivery of the event is in progress")

// callbackTime is how long the service accepts a verdict.
const callbackTime = 48 * time.Hour

// MemoryStore is a [Store] in memory, for tests and for programs of one process. In Lambda it sees only the repetitions that
// reach the same instance. It forgets decided events after 48 hours. The zero value is ready to use. It is safe for
// concurrent use.
type MemoryStore struct {
	mu      sync.Mutex
	entries map[string]entry
	sweep   time.Time // when to look for entries that have ended
}

type entry struct {
	decided bool
	end     time.Time
}

// Claim reserves an event. It never fails.
func (s *MemoryStore) Claim(_ context.Context, key string, lease time.Duration) (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if known, ok := s.entries[key]; ok && now.Before(known.end) {
		if known.decided {
			return StateDecided, nil
		}
		return StateClaimed, nil
	}
	s.put(key, entry{end: now.Add(lease)}, now)
	return StateFree, nil
}

// Complete remembers an event as decided. It never fails.
func (s *MemoryStore) Complete(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.put(key, entry{decided: true, end: now.Add(callbackTime)}, now)
	return nil
}

// Release ends a claim, but does not forget a decision. It never fails.
func (s *MemoryStore) Release(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.entries[key].decided {
		delete(s.entries, key)
	}
	return nil
}

// put stores an entry and, once an hour, drops those that have ended. The lock is held.
func (s *MemoryStore) put(key string, e entry, now time.Time) {
	if s.entries == nil {
		s.entries = map[string]entry{}
	}
	s.entries[key] = e
	if now.Before(s.sweep) {
		return
	}
	s.sweep = now.Add(time.Hour)
	for k, other := range s.entries {
		if !now.Before(other.end) {
			delete(s.entries, k)
		}
	}
}
