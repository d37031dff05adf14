package main

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// controlRoutes are those of docs/control.md.
func (s *service) controlRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /_control/state", s.getState)
	mux.HandleFunc("POST /_control/seed", s.postSeed)
	mux.HandleFunc("POST /_control/reset", s.postReset)
	mux.HandleFunc("GET /_control/requests", s.getRequests)
	mux.HandleFunc("GET /_control/events", s.events)
	mux.HandleFunc("GET /_control/faults", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.allFaults()) })
	mux.HandleFunc("POST /_control/faults", s.postFault)
	mux.HandleFunc("DELETE /_control/faults", s.deleteFaults)
	mux.HandleFunc("GET /_control/clock", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.clock.show()) })
	mux.HandleFunc("PUT /_control/clock", s.putClock)
	mux.HandleFunc("DELETE /_control/clock", func(w http.ResponseWriter, _ *http.Request) {
		s.clock.set(clockSetting{})
		answer(w, http.StatusOK, s.clock.show())
	})
	mux.HandleFunc("GET /_control/callbacks", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.pending.all()) })
	mux.HandleFunc("POST /_control/callbacks/{id}", s.postCallback)
	mux.HandleFunc("GET /_control/processors", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.allProcessors()) })
	mux.HandleFunc("PUT /_control/processors", s.putProcessor)
	mux.HandleFunc("POST /_control/app-instances", s.postAppInstance)
	mux.HandleFunc("POST /_control/users", s.postUser)
	mux.HandleFunc("GET /_control/stats", s.getStats)
}

// answer sends a value as JSON.
func answer(w http.ResponseWriter, status int, v any) {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"error": "the answer cannot be encoded"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n'))
}

func fail(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]string{"error": message})
}

// read decodes the body of a request. It reports false if it has answered, because the body is wrong.
func read(w http.ResponseWriter, r *http.Request, v any) bool {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = strict(text, v)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, "body: "+err.Error())
		return false
	}
	return true
}

func (s *service) getState(w http.ResponseWriter, r *http.Request) {
	messages := -1
	if text := r.URL.Query().Get("messages"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			fail(w, http.StatusBadRequest, "messages must be a number")
			return
		}
		messages = n
	}
	state, err := s.dump(messages)
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error())
		return
	}
	answer(w, http.StatusOK, state)
}

func (s *service) postSeed(w http.ResponseWriter, r *http.Request) {
	seeds, ok := readSeeds(w, r)
	if !ok {
		return
	}
	all := map[string]string{}
	for _, sd := range seeds {
		names, err := s.sow(r.Context(), sd)
		if err != nil {
			fail(w, http.StatusBadRequest, err.Error())
			return
		}
		maps.Copy(all, names)
	}
	answer(w, http.StatusOK, all)
}

func readSeeds(w http.ResponseWriter, r *http.Request) ([]seed, bool) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var seeds []seed
	if err == nil {
		seeds, err = parseSeeds(text)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, "body: "+err.Error())
		return nil, false
	}
	return seeds, true
}

func (s *service) postReset(w http.ResponseWriter, r *http.Request) {
	seeds := s.initial
	if r.URL.Query().Get("empty") == "true" {
		seeds = nil
	}
	if err := s.reset(r.Context(), seeds); err != nil {
		fail(w, http.StatusInternalServerError, err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// getRequests returns the last requests, of one operation if the query names it.
func (s *service) getRequests(w http.ResponseWriter, r *http.Request) {
	entries, count := s.history.all()
	if operation := r.URL.Query().Get("operation"); operation != "" {
		entries = slices.DeleteFunc(entries, func(e entry) bool { return e.Operation != operation })
	}
	answer(w, http.StatusOK, map[string]any{"count": count, "last": entries})
}

func (s *service) allFaults() []fault {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return append([]fault{}, s.faults...)
}

// maxFaults bounds what is kept until faults are deleted: used up or not, they are in the list.
const maxFaults = 1000

func (s *service) postFault(w http.ResponseWriter, r *http.Request) {
	var f fault
	if !read(w, r, &f) {
		return
	}
	if err := f.check(); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.faults) == maxFaults {
		fail(w, http.StatusConflict, "there are too many faults: delete them first")
		return
	}
	s.faults = append(s.faults, f)
	for _, to := range s.places {
		f.apply(to)
	}
	answer(w, http.StatusCreated, f)
}

func (s *service) deleteFaults(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	for _, f := range s.places {
		f.connect.ClearFaults()
		f.messaging.ClearFaults()
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *service) putClock(w http.ResponseWriter, r *http.Request) {
	var ch clockChange
	if !read(w, r, &ch) {
		return
	}
	if err := s.clock.change(ch); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusOK, s.clock.show())
}

func (s *service) postCallback(w http.ResponseWriter, r *http.Request) {
	var v verdict
	if !read(w, r, &v) {
		return
	}
	err := s.decide(r.Context(), r.PathValue("id"), v)
	switch {
	case errors.Is(err, errNoCallback):
		fail(w, http.StatusNotFound, err.Error())
	case err != nil:
		fail(w, http.StatusBadRequest, codeOf(err))
	default:
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	}
}

func (s *service) putProcessor(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Arn string `json:"arn"`
		URL string `json:"url"` // empty: none any more
	}
	if !read(w, r, &in) {
		return
	}
	target := in.URL
	if target == "" {
		target = hold
	}
	err := checkProcessor(in.Arn, target)
	if err == nil {
		err = s.setProcessor(in.Arn, in.URL)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusOK, s.allProcessors())
}

func (s *service) postAppInstance(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Account string `json:"account"`
		Region  string `json:"region"`
		appInstance
	}
	if !read(w, r, &in) {
		return
	}
	names, err := s.sow(r.Context(), seed{Account: in.Account, Region: in.Region, AppInstances: []appInstance{in.appInstance}})
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusCreated, names)
}

func (s *service) postUser(w http.ResponseWriter, r *http.Request) {
	var in struct {
		AppInstanceArn string `json:"appInstanceArn"`
		identity
	}
	if !read(w, r, &in) {
		return
	}
	parts := strings.Split(in.AppInstanceArn, ":")
	if len(parts) != 6 || !regionName.MatchString(parts[3]) || !accountID.MatchString(parts[4]) || !strings.HasPrefix(parts[5], "app-instance/") {
		fail(w, http.StatusBadRequest, "appInstanceArn must be the ARN of an app instance")
		return
	}
	f, err := s.fakesOf(place{account: parts[4], region: parts[3]})
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusCreated, f.addIdentity(in.AppInstanceArn, in.identity))
}

// getStats answers with what a load test measures. It collects garbage first, so that the heap is what is in use.
func (s *service) getStats(w http.ResponseWriter, _ *http.Request) {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	_, count := s.history.all()
	answer(w, http.StatusOK, map[string]any{
		"time": time.Now().UTC(), "requests": count, "heapBytes": memory.HeapAlloc, "systemBytes": memory.Sys,
		"goroutines": runtime.NumGoroutine(), "places": len(s.allPlaces()),
	})
}
