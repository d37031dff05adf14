package chimemessagingtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Processor is a Go function in place of the Lambda function of a channel flow. The event is the JSON object that a Lambda
// function gets, a [channelflow.Event]; the Handle method of a [channelflow.Processor] is a Processor. Its verdict is a call of ChannelFlowCallback, not its result:
// an error says that the function could not be invoked.
type Processor func(ctx context.Context, event json.RawMessage) error

// SetProcessor registers a function for the ARN of a Lambda function; nil removes it. The function runs in a goroutine of
// its own for each message of a channel whose flow names the ARN; its context ends when the server is closed.
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

// end stops the processors and the connections of messaging sessions before the server closes; the function it returns waits for them.
func (s *state) end() (wait func()) {
	waitSockets := s.endSockets()
	s.stop()
	return func() {
		waitSockets()
		if !fake.WaitFor(s.server.WaitForProcessors) {
			s.server.options.Logf("a processor still runs though its server was closed")
		}
	}
}

// eventTime formats a timestamp as events have it.
func eventTime(t *time.Time) channelflow.Timestamp {
	if t == nil {
		return ""
	}
	return channelflow.NewTimestamp(*t)
}

func (d *delivery) event() (json.RawMessage, error) {
	m := d.proposed
	e := channelflow.Event{
		EventType: channelflow.EventTypeChannelMessage, CallbackId: d.id,
		ChannelMessage: channelflow.Message{
			MessageId: *m.MessageId, ChannelArn: *m.ChannelArn, Content: aws.ToString(m.Content), Metadata: aws.ToString(m.Metadata),
			Sender: channelflow.Sender{Arn: d.message.sender.arn, Name: d.message.sender.name}, Persistence: m.Persistence, Type: m.Type,
			CreatedTimestamp: eventTime(m.CreatedTimestamp), LastEditedTimestamp: eventTime(m.LastEditedTimestamp),
			ContentType: aws.ToString(m.ContentType), SubChannelId: aws.ToString(m.SubChannelId),
			MessageAttributes: map[string]channelflow.Attribute{},
		},
	}
	for name, value := range m.MessageAttributes {
		e.ChannelMessage.MessageAttributes[name] = channelflow.Attribute{StringValues: value.StringValues}
	}
	for _, target := range m.Target {
		e.ChannelMessage.Target = append(e.ChannelMessage.Target, channelflow.Target{MemberArn: aws.ToString(target.MemberArn)})
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

// ran is called when the processor of a delivery has ended.
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

// run calls a processor. One that panics has failed, which is also reported through Logf.
func (s *state) run(p Processor, event json.RawMessage) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			s.server.options.Logf("a processor panicked: %v\n%s", reason, debug.Stack())
			err = fmt.Errorf("the processor panicked: %v", reason)
		}
	}()
	return p(s.ctx, event)
}
