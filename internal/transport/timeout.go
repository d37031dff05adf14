package transport

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// attemptContext is the context of one attempt, which ends after the AttemptTimeout, headers and body. It makes a timer
// once somebody asks for its end, as net/http does. A client that answers from memory never does, and a timer would take
// longer than writing a small request.
type attemptContext struct {
	context.Context //nolint:containedctx // the context of the call: this is one itself
	limit           *AttemptTimeoutError
	end             time.Time

	mu    sync.Mutex
	timed context.Context //nolint:containedctx // with the timer, nil before
	stop  context.CancelFunc
	over  bool
}

// attemptContext bounds an attempt from now on, in the room that there is for its context. The context is like one of
// [context.WithTimeoutCause]; the room has its cancel function.
func (core *Core) attemptContext(ctx context.Context, room *attemptContext) context.Context {
	if core.timedOut == nil {
		return ctx
	}
	room.Context, room.limit, room.end = ctx, core.timedOut, time.Now().Add(core.timedOut.Limit)
	return room
}

func (c *attemptContext) Deadline() (time.Time, bool) { return c.withTimer().Deadline() }

func (c *attemptContext) Done() <-chan struct{} { return c.withTimer().Done() }

func (c *attemptContext) Err() error { return c.withTimer().Err() }

// String is there for whoever prints contexts: without it they would read what changes under the lock. Like package
// context it shows no more than the type of a context that has no text.
func (c *attemptContext) String() string {
	parent, ok := c.Context.(fmt.Stringer)
	if !ok {
		return fmt.Sprintf("%T.WithTimeout(%v)", c.Context, c.limit.Limit)
	}
	return fmt.Sprintf("%v.WithTimeout(%v)", parent, c.limit.Limit)
}

// Value finds the timer too, so that contexts that derive from this one and [context.Cause] know it.
func (c *attemptContext) Value(key any) any {
	c.mu.Lock()
	timed := c.timed
	c.mu.Unlock()
	if timed == nil {
		timed = c.Context
	}
	return timed.Value(key)
}

func (c *attemptContext) withTimer() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timed == nil {
		parent := c.Context
		if c.over { // ended before its time, however late somebody asks
			ended, end := context.WithCancel(parent)
			end()
			parent = ended
		}
		c.timed, c.stop = context.WithDeadlineCause(parent, c.end, c.limit)
	}
	return c.timed
}

// cancel ends the attempt.
func (c *attemptContext) cancel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over = true
	if c.stop != nil {
		c.stop()
	}
}

// interrupted is the error of an attempt whose context has ended, nil while it has not.
func (core *Core) interrupted(ctx context.Context) error {
	switch {
	case ctx.Err() == nil:
		return nil
	case core.timedOut != nil && errors.Is(context.Cause(ctx), core.timedOut):
		return core.timedOut
	}
	return canceled(ctx, nil)
}
