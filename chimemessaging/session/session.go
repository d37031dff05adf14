package session

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"time"
)

// Session receives the messages of a user until it is closed, its context ends, or the service refuses it. Its methods are
// safe for concurrent use, and so is its channel: each event goes to one of its readers.
type Session struct {
	client  Client
	options Options
	backoff backoff
	missed  missed

	events  chan *Event
	cancel  context.CancelCauseFunc
	started chan struct{} // closed when the session is established
	start   sync.Once
	done    chan struct{} // closed when all has ended
	err     error         // set before done is closed
}

// errClosed is the cause of a context that Close has canceled.
var errClosed = errors.New("session: closed")

// Start connects and returns once the service has established the session. The context bounds the whole life of the
// session; [Options.GiveUpAfter] bounds its start.
//
// An error is a [CloseError], a [HandshakeError], an error of GetMessagingSessionEndpoint or one of the network; the last one
// if there were several attempts.
func Start(ctx context.Context, client Client, optFns ...func(*Options)) (*Session, error) {
	options, err := newOptions(client.Options(), optFns)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	s := &Session{
		client: client, options: options, cancel: cancel,
		backoff: backoff{longest: options.MaxBackoff, giveUp: options.GiveUpAfter},
		missed:  newMissed(options.Overlap),
		events:  make(chan *Event), started: make(chan struct{}), done: make(chan struct{}),
	}
	go s.run(ctx)
	select {
	case <-s.started:
		return s, nil
	case <-s.done:
		return nil, s.err
	}
}

// Listen starts a session and iterates over its events as they come. The last item is the error that ended the session, or
// kept it from starting: see [Start] and [Session.Err]. Leaving the loop closes the session.
func Listen(ctx context.Context, client Client, optFns ...func(*Options)) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		s, err := Start(ctx, client, optFns...)
		if err != nil {
			yield(nil, err)
			return
		}
		defer s.Close()
		s.Events()(yield)
	}
}

// Events iterates over the events as they come. It ends without an error after Close, and with [Session.Err] after any other
// end. Leaving the loop does not end the session: call Close.
func (s *Session) Events() iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		for event := range s.events {
			if !yield(event, nil) {
				return
			}
		}
		if err := s.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// C returns the channel of the events, for programs that wait for something else too. It is the one that
// [Session.Events] reads from. It is closed when the session ends; [Session.Err] says why.
func (s *Session) C() <-chan *Event { return s.events }

// Err returns why the session has ended: nil after Close, else a [CloseError], a [HandshakeError], the error of the last
// attempt to connect, or the cause of the context. It is nil as long as the session lives.
func (s *Session) Err() error {
	select {
	case <-s.done:
		return s.err
	default:
		return nil
	}
}

// Close ends the session and waits until its connection and its goroutines are gone, at most a second if the service
// does not answer. Events that nobody has read are dropped. It may be called more than once.
func (s *Session) Close() {
	s.cancel(errClosed)
	<-s.done
}

// run is the goroutine of the session.
func (s *Session) run(ctx context.Context) {
	err := s.serve(ctx)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if errors.Is(err, errClosed) {
		err = nil
	}
	s.cancel(nil)
	if s.options.ownsTransport {
		s.options.HTTPClient.CloseIdleConnections() // that of a refused handshake
	}
	s.err = err
	close(s.done)
	close(s.events)
}

// serve connects again and again. It returns when the context ends or when another attempt is pointless.
func (s *Session) serve(ctx context.Context) error {
	for {
		s.backoff.attempt(time.Now())
		err := s.connected(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if permanent(err) {
			return err
		}
		wait, ok := s.backoff.next(time.Now())
		if !ok {
			return fmt.Errorf("session: gave up after %v: %w", s.options.GiveUpAfter, err)
		}
		s.options.Logger.LogAttrs(ctx, slog.LevelInfo, "messaging session is not connected", slog.Any("error", err), slog.Duration("retryIn", wait))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// connected runs until the connection ends.
func (s *Session) connected(ctx context.Context) error {
	c, err := s.dial(ctx)
	if err != nil {
		return err
	}
	defer c.close()
	early, err := s.establish(ctx, c)
	if err != nil {
		return err
	}
	s.backoff.established()
	s.options.Logger.LogAttrs(ctx, slog.LevelInfo, "messaging session is established", slog.String("sessionId", s.options.SessionID))
	if err := s.push(ctx, early[0]); err != nil {
		return err
	}
	if err := s.recoverMissed(ctx, c); err != nil {
		return err
	}
	s.backoff.caughtUp()
	for _, event := range early[1:] {
		if err := s.deliver(ctx, event); err != nil {
			return err
		}
	}
	for {
		select {
		case event, ok := <-c.events:
			if !ok {
				return c.err
			}
			if err := s.deliver(ctx, event); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// establish waits until the service says that the session is established. It returns that event, and after it those that
// came before.
func (s *Session) establish(ctx context.Context, c *connection) ([]*Event, error) {
	timer := time.NewTimer(dialTime)
	defer timer.Stop()
	early := []*Event{nil}
	for {
		select {
		case event, ok := <-c.events:
			if !ok {
				return nil, c.err
			}
			if event.Type != EventTypeSessionEstablished {
				if len(early) > s.options.Buffer {
					return nil, errors.New("session: the service sent events but did not establish the session")
				}
				early = append(early, event)
				continue
			}
			early[0] = event
			s.start.Do(func() { close(s.started) })
			return early, nil
		case <-timer.C:
			return nil, errors.New("session: the service did not establish the session in time")
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// deliver hands an event of a connection to the reader, unless it was delivered before.
func (s *Session) deliver(ctx context.Context, event *Event) error {
	if !s.missed.arrived(event) {
		return nil
	}
	return s.push(ctx, event)
}

// push waits for the reader.
func (s *Session) push(ctx context.Context, event *Event) error {
	select {
	case s.events <- event:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
