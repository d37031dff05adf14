package chimemessagingtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Processor is a Go function in place of the Lambda function of a channel flow. The event is the JSON object that a Lambda
// function gets: EventType, CallbackId and ChannelMessage. Its verdict is a call of ChannelFlowCallback, not its result:
// an error says that the function could not be invoked.
type Processor func(ctx context.Context, event json.RawMessage) error

// SetProcessor registers a function for the ARN of a Lambda function; nil takes it away. The function runs in a goroutine
// of its own for each message of a channel whose flow names the ARN; its context ends when the server is closed.
func (s *Server) SetProcessor(lambdaARN string, p Processor) {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	if p == nil {
		delete(s.state.processors, lambdaARN)
		return
	}
	s.state.processors[lambdaARN] = p
}

// WaitForProcessors returns when no processor is running.
func (s *Server) WaitForProcessors() {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	for s.state.active > 0 {
		s.state.idle.Wait()
	}
}

// end stops the processors before the server closes; the function it returns waits for them.
func (s *state) end() (wait func()) {
	s.stop()
	return func() {
		if !fake.WaitFor(s.server.WaitForProcessors) {
			s.server.options.Logf("a processor still runs though its server was closed")
		}
	}
}

// event is what a processor gets. Unlike in the API, timestamps are texts.
type event struct {
	EventType      string       `json:"EventType"`
	CallbackID     string       `json:"CallbackId"`
	ChannelMessage eventMessage `json:"ChannelMessage"`
}

type eventMessage struct {
	MessageID           string                              `json:"MessageId"`
	ChannelARN          string                              `json:"ChannelArn"`
	Content             string                              `json:"Content"`
	Metadata            string                              `json:"Metadata,omitempty"`
	Sender              eventSender                         `json:"Sender"`
	Persistence         types.ChannelMessagePersistenceType `json:"Persistence"`
	Type                types.ChannelMessageType            `json:"Type"`
	CreatedTimestamp    string                              `json:"CreatedTimestamp"`
	LastEditedTimestamp string                              `json:"LastEditedTimestamp,omitempty"`
	ContentType         string                              `json:"ContentType,omitempty"`
	SubChannelID        string                              `json:"SubChannelId,omitempty"`
	MessageAttributes   map[string]eventAttribute           `json:"MessageAttributes,omitempty"`
	Target              []eventTarget                       `json:"Target,omitempty"`
}

type eventAttribute struct {
	StringValues []string `json:"StringValues"`
}

type eventTarget struct {
	MemberARN string `json:"MemberArn"`
}

type eventSender struct {
	ARN  string `json:"Arn"`
	Name string `json:"Name"`
}

// eventTime is how timestamps are written in an event.
func eventTime(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

func (d *delivery) event() (json.RawMessage, error) {
	m := d.proposed
	e := event{
		EventType: "CHANNEL_MESSAGE_EVENT", CallbackID: d.id,
		ChannelMessage: eventMessage{
			MessageID: *m.MessageId, ChannelARN: *m.ChannelArn, Content: aws.ToString(m.Content), Metadata: aws.ToString(m.Metadata),
			Sender: eventSender{ARN: d.message.sender.arn, Name: d.message.sender.name}, Persistence: m.Persistence, Type: m.Type,
			CreatedTimestamp: eventTime(m.CreatedTimestamp), LastEditedTimestamp: eventTime(m.LastEditedTimestamp),
			ContentType: aws.ToString(m.ContentType), SubChannelID: aws.ToString(m.SubChannelId),
			MessageAttributes: map[string]eventAttribute{},
		},
	}
	for name, value := range m.MessageAttributes {
		e.ChannelMessage.MessageAttributes[name] = eventAttribute{StringValues: value.StringValues}
	}
	for _, target := range m.Target {
		e.ChannelMessage.Target = append(e.ChannelMessage.Target, eventTarget{MemberARN: aws.ToString(target.MemberArn)})
	}
	return json.Marshal(e)
}

// invoke runs the processor of a delivery in the background. The state is locked.
func (s *state) invoke(p Processor, d *delivery) {
	text, err := d.event()
	times := 1
	if s.server.options.DuplicateDelivery {
		times = 2
	}
	s.active++
	go func() {
		returned := false
		defer func() {
			if !returned { // nor panicked, which run turns into an error
				s.server.options.Logf("a processor ended its goroutine, as t.FailNow and package require do: use package assert, or return an error")
				err = errors.New("the processor ended its goroutine")
			}
			s.ran(d, err)
		}()
		for range times {
			if err == nil {
				err = s.run(p, text)
			}
		}
		returned = true
	}()
}

// ran notes that the processor of a delivery has ended.
func (s *state) ran(d *delivery, err error) {
	s.Mu.Lock()
	defer s.Mu.Unlock()
	s.active--
	if s.active == 0 {
		s.idle.Broadcast()
	}
	if err != nil && !d.done {
		s.newRequest(new(fake.Operation)).fallBack(d)
	}
}

// run calls a processor. One that panics has failed, and the user of the server is told.
func (s *state) run(p Processor, event json.RawMessage) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			s.server.options.Logf("a processor panicked: %v\n%s", reason, debug.Stack())
			err = fmt.Errorf("the processor panicked: %v", reason)
		}
	}()
	return p(s.ctx, event)
}
