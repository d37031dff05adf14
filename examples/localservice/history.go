package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// kept is how many requests are remembered.
const kept = 200

// history remembers the last requests, and passes them on to watchers.
type history struct {
	mu       sync.Mutex
	entries  []entry
	count    int64
	watchers map[chan entry]bool
}

func (h *history) add(e entry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	if len(h.entries) == kept {
		copy(h.entries, h.entries[1:])
		h.entries = h.entries[:kept-1]
	}
	h.entries = append(h.entries, e)
	for w := range h.watchers {
		select {
		case w <- e:
		default: // a page that is slow reads the state again with the next request
		}
	}
}

// all returns the last requests, oldest first, and how many there were.
func (h *history) all() ([]entry, int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.entries), h.count
}

func (h *history) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.entries, h.count = nil, 0
}

// watch returns the requests from now on, until stop is called.
func (h *history) watch() (entries <-chan entry, stop func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	w := make(chan entry, 100)
	if h.watchers == nil {
		h.watchers = map[chan entry]bool{}
	}
	h.watchers[w] = true
	return w, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers, w)
	}
}

// events sends requests to a page as they are answered, as server-sent events.
func (s *service) events(w http.ResponseWriter, r *http.Request) {
	entries, stop := s.history.watch()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	stream := http.NewResponseController(w)
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	line := ": watching\n\n"
	for {
		_ = stream.SetWriteDeadline(time.Now().Add(time.Minute)) // each line has its own
		_, err := fmt.Fprint(w, line)
		if err != nil || stream.Flush() != nil {
			return
		}
		select {
		case e := <-entries:
			text, err := json.Marshal(e)
			if err != nil {
				return
			}
			line = "data: " + string(text) + "\n\n"
		case <-beat.C:
			line = ": still here\n\n"
		case <-r.Context().Done():
			return
		case <-s.stopping:
			return
		}
	}
}
