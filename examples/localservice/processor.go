package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// hold in place of a URL leaves messages pending until the control API, or a call of ChannelFlowCallback, decides.
const hold = "hold"

// webhookTime is how long a web server may take for an event.
const webhookTime = time.Minute

// checkProcessor returns what is wrong with the ARN of a function or with its target.
func checkProcessor(arn, target string) error {
	parts := strings.Split(arn, ":")
	if len(parts) < 7 || parts[2] != "lambda" || !regionName.MatchString(parts[3]) || !accountID.MatchString(parts[4]) {
		return fmt.Errorf("%q is not the ARN of a Lambda function", arn)
	}
	u, err := url.Parse(target)
	if target != hold && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("%q is neither the URL of a web server nor %q", target, hold)
	}
	return nil
}

// processorPlace is the account and Region of a function. Its ARN was checked.
func processorPlace(arn string) place {
	parts := strings.Split(arn, ":")
	return place{account: parts[4], region: parts[3]}
}

// setProcessor sets the target that takes the place of a Lambda function, or none if it is empty.
func (s *service) setProcessor(arn, target string) error {
	f, err := s.fakesOf(processorPlace(arn))
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if target == "" {
		delete(s.processors, arn)
		f.messaging.SetProcessor(arn, nil)
		return nil
	}
	s.processors[arn] = target
	f.messaging.SetProcessor(arn, s.processor(arn, target))
	return nil
}

func (s *service) allProcessors() map[string]string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Clone(s.processors)
}

// processor returns a function that notes an event as pending and sends it to a web server. As with Lambda, a function that
// cannot be reached cannot be invoked; one that fails is tried twice more, and leaves the message pending.
func (s *service) processor(arn, target string) chimemessagingtest.Processor {
	return func(ctx context.Context, event json.RawMessage) error {
		s.pending.add(arn, event)
		if target == hold {
			return nil
		}
		for attempt := 1; ; attempt++ {
			status, err := s.post(ctx, target, event)
			switch {
			case err != nil:
				s.log.event("warn", "the processor cannot be invoked: "+err.Error())
				s.pending.gone(event)
				return err
			case status < 300:
				return nil
			}
			s.log.event("warn", fmt.Sprintf("the processor at %s answered with status %d, attempt %d of 3", target, status, attempt))
			if attempt == 3 {
				return nil
			}
			select {
			case <-time.After(time.Duration(attempt) * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

func (s *service) post(ctx context.Context, target string, event []byte) (status int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(event))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := s.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20))
	return response.StatusCode, nil
}

// callback is an event that waits for a verdict.
type callback struct {
	Since     time.Time         `json:"since"`
	Processor string            `json:"processor"`
	Event     channelflow.Event `json:"event"`
}

// maxPending bounds the events that wait.
const maxPending = 10_000

// pending are the events of processors that are not decided yet.
type pending struct {
	mu     sync.Mutex
	events map[string]callback // by callback ID
}

func (p *pending) add(arn string, text json.RawMessage) {
	event, err := channelflow.ParseEvent(text)
	if err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.events == nil {
		p.events = map[string]callback{}
	}
	if len(p.events) < maxPending {
		p.events[event.CallbackId] = callback{Since: time.Now(), Processor: arn, Event: event}
	}
}

func (p *pending) gone(text json.RawMessage) {
	if event, err := channelflow.ParseEvent(text); err == nil {
		p.decided(event.CallbackId)
	}
}

func (p *pending) decided(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.events, id)
}

func (p *pending) get(id string) (callback, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, ok := p.events[id]
	return c, ok
}

func (p *pending) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = nil
}

// all returns the events, oldest first.
func (p *pending) all() []callback {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := slices.AppendSeq([]callback{}, maps.Values(p.events)) // a list in JSON, also where nothing waits
	slices.SortFunc(all, func(a, b callback) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Event.CallbackId, b.Event.CallbackId))
	})
	return all
}

// verdict is a decision as the control API accepts it.
type verdict struct {
	Decision string  `json:"decision"` // allow, update or deny
	Content  *string `json:"content"`  // of update
	Metadata *string `json:"metadata"` // of update
}

var errNoCallback = errors.New("nothing waits under this callback ID")

// decide answers in place of the processor of an event that waits.
func (s *service) decide(ctx context.Context, id string, v verdict) error {
	c, ok := s.pending.get(id)
	if !ok {
		return errNoCallback
	}
	f, err := s.fakesOf(processorPlace(c.Processor))
	if err != nil {
		return err
	}
	message := &types.ChannelMessageCallback{MessageId: &c.Event.ChannelMessage.MessageId, Content: aws.String(c.Event.ChannelMessage.Content)}
	switch v.Decision {
	case "allow", "deny":
	case "update":
		message.Content, message.Metadata = cmp.Or(v.Content, message.Content), v.Metadata
	default:
		return errors.New("decision must be allow, update or deny")
	}
	_, client := f.clients()
	_, err = client.ChannelFlowCallback(ctx, &chimemessaging.ChannelFlowCallbackInput{
		CallbackId: &id, ChannelArn: &c.Event.ChannelMessage.ChannelArn, ChannelMessage: message, DeleteResource: v.Decision == "deny",
	})
	return err
}
