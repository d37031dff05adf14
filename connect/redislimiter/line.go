package redislimiter

import (
	"sync"
	"time"

	"github.com/seed-086a074d/chimeconnect"
)

// line is the state of one limit as this process knows it, and the callers that wait here.
type line struct {
	attempt chimeconnect.Attempt
	quota   chimeconnect.Quota
	keys    []string

	mu      sync.Mutex
	last    answer        // the newest; its at is zero before the first
	changed chan struct{} // closed when places are due at other times than before
	waiting int
	held    map[*place]struct{}
	watched bool      // a goroutine asks for the rate
	used    time.Time // last

	share      *share
	inProgress map[string]time.Time // the reports under way or just made, by verb
}

// place is one in the queue, of the state with that name.
type place struct {
	name   string
	number float64
}

func newLine(attempt chimeconnect.Attempt, quota chimeconnect.Quota, keys []string) *line {
	return &line{
		attempt: attempt, quota: quota, keys: keys, changed: make(chan struct{}),
		held: map[*place]struct{}{}, inProgress: map[string]time.Time{},
	}
}

// update records an answer. Callers that wait look again if it changes when their places are due.
func (l *line) update(a answer) (rate float64, changed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a.name == l.last.name && a.server < l.last.server {
		return 0, false // overtaken
	}
	known := !l.last.at.IsZero()
	rate, changed = a.rate, known && a.rate != l.last.rate || !known && a.rate != l.quota.Rate
	moved := known && (changed || a.name != l.last.name)
	l.last = a
	if moved {
		close(l.changed)
		l.changed = make(chan struct{})
	}
	return rate, changed
}

// due returns the time at which a place is due, as far as is known, and a channel that is closed when that changes. It is
// not ok if the store has lost the place.
func (l *line) due(p *place) (at time.Time, changed <-chan struct{}, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at(p.number), l.changed, p.name == l.last.name
}

// at returns when virtual time reaches a number; the caller holds the lock.
func (l *line) at(number float64) time.Time {
	return l.last.at.Add(time.Duration((number - l.last.virtual) / l.last.rate * float64(time.Second)))
}

// hold remembers a place that a caller waits for.
func (l *line) hold(a answer) *place {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := &place{a.name, a.place}
	l.held[p] = struct{}{}
	return p
}

func (l *line) drop(p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.held, p)
}

// highest returns the name of the state and the highest place in it that is held here, -1 if none is.
func (l *line) highest() (name string, number float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	number = -1
	for p := range l.held {
		if p.name == l.last.name {
			number = max(number, p.number)
		}
	}
	return l.last.name, number
}

// rate returns how many attempts per second the fleet makes, as far as is known.
func (l *line) rate() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last.at.IsZero() {
		return l.quota.Rate
	}
	return l.last.rate
}

// enter counts a caller that waits. It reports whether the rate is not watched yet.
func (l *line) enter() (watch bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting++
	l.used = time.Now()
	watch = !l.watched
	l.watched = true
	return watch
}

func (l *line) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting--
	l.used = time.Now()
}

// idle reports whether no caller waits, which ends the watch.
func (l *line) idle() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watched = l.waiting > 0
	return !l.watched
}

// unused reports whether the line can be dropped: its state can be read from the store again.
func (l *line) unused(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.watched && l.waiting == 0 && now.Sub(l.used) > time.Minute
}
