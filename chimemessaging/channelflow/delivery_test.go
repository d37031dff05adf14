package channelflow_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
)

const (
	messages = 60
	copies   = 5 // deliveries of each event at the same time
)

// checker is a handler that counts its calls for each event, and can fail the first.
type checker struct {
	mu    sync.Mutex
	calls map[string]int
	flaky bool
}

func (c *checker) handle(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.calls == nil {
		c.calls = map[string]int{}
	}
	c.calls[e.Key()]++
	switch {
	case c.flaky && c.calls[e.Key()] == 1:
		return channelflow.Decision{}, errors.New("failed")
	case c.flaky && c.calls[e.Key()] == 2:
		panic("failed again")
	}
	return channelflow.UpdateContent("checked " + e.ChannelMessage.Content), nil
}

// lambda delivers each event several times at once, and each failed delivery again, as Lambda does.
func lambda(t *testing.T, p *channelflow.Processor, events []json.RawMessage, retries int) {
	t.Helper()
	var deliveries sync.WaitGroup
	for _, event := range events {
		for range copies {
			deliveries.Go(func() {
				var err error
				for range 1 + retries {
					ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
					err = p.Handle(ctx, event)
					cancel()
					if err == nil {
						return
					}
				}
				assert.NoError(t, err, "after %d retries", retries)
			})
		}
	}
	deliveries.Wait()
}

func contents(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("message %d", i)
	}
	return all
}

// assertDecidedOnce checks that each message was changed once and that the service, by its record, accepted one verdict for
// each. If answers are lost, the record cannot distinguish a verdict that was accepted from one that did not arrive.
func (s *scene) assertDecidedOnce(lost bool) {
	s.t.Helper()
	var want, got []string
	for _, content := range contents(messages) {
		want = append(want, "checked "+content)
	}
	for _, m := range s.srv.Messages(s.channel) {
		got = append(got, *m.Content)
	}
	assert.ElementsMatch(s.t, want, got)
	callbacks := s.callbacks()
	assert.Len(s.t, callbacks, messages)
	for id, requests := range callbacks {
		taken := 0
		for _, r := range requests {
			if r.Status == http.StatusOK {
				taken++
			}
		}
		if lost {
			assert.LessOrEqual(s.t, taken, 1, "message %s", id)
		} else {
			assert.Equal(s.t, 1, taken, "message %s", id)
		}
	}
}

// Without a store, copies of an event run the handler, and the service accepts the first verdict.
func TestDuplicates(t *testing.T) {
	s := newScene(t)
	var told reports
	checks := new(checker)
	events := s.events(contents(messages)...)
	lambda(t, channelflow.New(s.srv.Client(), checks.handle, told.collect), events, 0)
	s.assertDecidedOnce(false)
	assert.Equal(t, map[channelflow.Outcome]int{
		channelflow.OutcomeDecided: messages, channelflow.OutcomeNothingToDecide: messages * (copies - 1),
	}, told.count())
}

// With a store, copies of an event run the handler once and make one call, even those that come much later.
func TestDuplicatesWithStore(t *testing.T) {
	s := newScene(t)
	var told reports
	checks := new(checker)
	events := s.events(contents(messages)...)
	withStore := func(o *channelflow.Options) { o.Store = new(channelflow.MemoryStore) }
	p := channelflow.New(s.srv.Client(), checks.handle, told.collect, withStore)
	lambda(t, p, events, 0)
	s.clock.Advance(49 * time.Hour)
	lambda(t, p, events, 0)
	s.assertDecidedOnce(false)
	for key, n := range checks.calls {
		assert.Equal(t, 1, n, key)
	}
	for id, requests := range s.callbacks() {
		assert.Len(t, requests, 1, id)
	}
	assert.Equal(t, map[channelflow.Outcome]int{
		channelflow.OutcomeDecided: messages, channelflow.OutcomeDecidedBefore: messages * (2*copies - 1),
	}, told.count())
}

// A handler that fails and panics, a service that throttles and loses answers: in the end, each message is decided once.
func TestFailures(t *testing.T) {
	s := newScene(t)
	var told reports
	checks := &checker{flaky: true}
	events := s.events(contents(messages)...)
	s.srv.FailRandomly("ChannelFlowCallback", chimemessagingtest.Throttle(), 0.3, 1)
	s.srv.FailRandomly("ChannelFlowCallback", chimemessagingtest.ResetAfter(), 0.2, 2)
	s.srv.FailRandomly("ChannelFlowCallback", chimemessagingtest.ResetBefore(), 0.1, 3)
	p := channelflow.New(s.srv.Client(), checks.handle, told.collect, func(o *channelflow.Options) {
		o.Store, o.Backoff = new(channelflow.MemoryStore), func(int) time.Duration { return time.Millisecond }
		o.Attempts = 100 // about half of the calls fail
	})
	lambda(t, p, events, 2)
	s.assertDecidedOnce(true)
	for key, n := range checks.calls {
		assert.Equal(t, 3, n, "the handler of %s fails twice", key)
	}
	n := told.count()
	assert.Equal(t, 2*messages, n[channelflow.OutcomeFailed])
	assert.Equal(t, messages, n[channelflow.OutcomeDecided]+n[channelflow.OutcomeNothingToDecide])
	assert.Equal(t, messages*(copies-1), n[channelflow.OutcomeDecidedBefore])
	assert.NotZero(t, n[channelflow.OutcomeNothingToDecide], "an answer was lost, and the next attempt came too late")
	throttled := 0
	for _, requests := range s.callbacks() {
		for _, r := range requests {
			if r.Status == http.StatusTooManyRequests {
				throttled++
			}
		}
	}
	assert.NotZero(t, throttled)
}

// After 48 hours the service accepts no verdict; that is reported, but not as a failure.
func TestLateDelivery(t *testing.T) {
	s := newScene(t)
	var told reports
	events := s.events("hello")
	s.clock.Advance(49 * time.Hour)
	require.NoError(t, channelflow.New(s.srv.Client(), always(channelflow.Allow()), told.collect).Handle(t.Context(), events[0]))
	r := told.only(t)
	assert.Equal(t, channelflow.OutcomeNothingToDecide, r.Outcome)
	require.ErrorContains(t, r.Err, "ForbiddenException")
}

// The copies that the fake makes are handled like those of the service; so is an edit, which is another event of the same message.
func TestFakeDuplicates(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) { o.DuplicateDelivery = true })
	var told reports
	checks := new(checker)
	s.srv.SetProcessor(function, channelflow.New(s.srv.Client(), checks.handle, told.collect, func(o *channelflow.Options) {
		o.Store = new(channelflow.MemoryStore)
	}).Handle)
	id := s.send(s.alice, "hello")
	s.srv.WaitForProcessors()
	s.edit(id, "goodbye")
	s.srv.WaitForProcessors()
	assert.Equal(t, "checked goodbye", *s.onlyMessage().Content)
	assert.Equal(t, map[channelflow.Outcome]int{channelflow.OutcomeDecided: 2, channelflow.OutcomeDecidedBefore: 2}, told.count())
	assert.Len(t, checks.calls, 2)
	assert.True(t, told.all[2].Event.IsEdit())
	assert.False(t, told.all[0].Event.IsEdit())
}
