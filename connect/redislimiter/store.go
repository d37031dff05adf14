package redislimiter

import (
	"context"
	_ "embed" // of the script
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed limit.lua
var source string

// answer is the answer of the script.
type answer struct {
	what    string  // ok, late or expired
	place   float64 // in virtual time
	virtual float64 // virtual time when the store answered
	rate    float64
	name    string // of the state: another one after the store lost it
	tail    float64
	server  float64 // the server's clock in seconds
	at      time.Time
}

// reply is the reply to a question.
type reply struct {
	values any
	err    error
}

// ask runs the script for a line, and notes whether the store is away.
func (l *Limiter) ask(ctx context.Context, line *line, verb string, args ...any) (answer, error) {
	done := l.send(ctx, line, append([]any{verb, line.quota.Rate, line.quota.Burst, randomName()}, args...))
	select {
	case r := <-done:
		return l.heard(line, r)
	case <-ctx.Done():
		go func() {
			// No caller needs the place any more.
			if a, err := l.heard(line, <-done); err == nil && verb == "take" && a.what == "ok" {
				_, _ = l.ask(context.WithoutCancel(ctx), line, "free", a.name, a.place)
			}
		}()
		return answer{}, ctx.Err()
	}
}

// send asks a question. The reply arrives in time even if the client does not stop reading when a context ends.
func (l *Limiter) send(ctx context.Context, line *line, args []any) <-chan reply {
	done := make(chan reply, 2) // the answer may come after the timeout
	asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.options.Timeout)
	timeout := time.AfterFunc(l.options.Timeout, func() { done <- reply{err: fmt.Errorf("no answer within %v", l.options.Timeout)} })
	go func() {
		defer cancel()
		defer timeout.Stop()
		values, err := l.script.Run(asking, l.store, line.keys, args...).Result()
		done <- reply{values, err}
	}()
	return done
}

// heard records an answer, or that there was none.
func (l *Limiter) heard(line *line, r reply) (answer, error) {
	var a answer
	err := r.err
	if err == nil {
		a, err = parse(r.values)
	}
	if err != nil {
		l.storeAway(err)
		return a, &noAnswerError{err}
	}
	l.storeBack(a)
	if rate, changed := line.update(a); changed && l.options.Hooks.RateChanged != nil {
		l.options.Hooks.RateChanged(line.attempt, rate)
	}
	return a, nil
}

func parse(result any) (answer, error) {
	values, ok := result.([]any)
	if !ok || len(values) != 7 {
		return answer{}, fmt.Errorf("the script answered with a %T of another form", result)
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i], _ = v.(string)
	}
	a := answer{what: texts[0], name: texts[4], at: time.Now()}
	for i, to := range map[int]*float64{1: &a.place, 2: &a.virtual, 3: &a.rate, 5: &a.tail, 6: &a.server} {
		var err error
		if *to, err = strconv.ParseFloat(texts[i], 64); err != nil {
			return answer{}, fmt.Errorf("the script answered with something that is not a number: %w", err)
		}
	}
	return a, nil
}

// Store is what the limiter needs of a Redis client: a redis.UniversalClient has it. Retries of the client itself may take
// a place that nobody uses, so it is best made with MaxRetries -1, and with ContextTimeoutEnabled.
type Store = redis.Scripter
