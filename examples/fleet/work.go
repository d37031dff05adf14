package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/redislimiter"
)

const (
	taskTime   = time.Hour       // the longest time for an item, the wait for the limiter included
	retryDelay = time.Second     // after an item could not be decided
	pollPause  = time.Second     // between two looks at the run
	endTime    = 8 * time.Second // for what is under way when a worker is stopped
)

func workFlags(set *flag.FlagSet, s *settings) {
	set.IntVar(&s.concurrency, "concurrency", 4, "how many items this worker has under way at once")
	set.IntVar(&s.workers, "workers", 10, "how many workers there are at most: without the store, each has this share of the quota")
	set.IntVar(&s.denials, "denials", 20, "stop the run after so many items in a row were denied")
	set.Float64Var(&s.rate, "rate", 0, "calls per second of all workers, where the account has another quota than the usual 2")
}

// errStopped gives an item back to the queue.
var errStopped = errors.New("the run has stopped")

// worker takes items.
type worker struct {
	settings settings
	name     string
	ledger   *ledger
	client   *connect.Client
}

// work takes items until all have a verdict, the run stops, or ctx ends.
func work(ctx context.Context, s settings, messages *os.File) error {
	store, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	w, err := newWorker(ctx, s, store)
	if err != nil {
		return err
	}
	server := asynq.NewServerFromRedisClient(store, asynq.Config{
		Concurrency: s.concurrency, Queues: map[string]int{s.queue(): 1}, LogLevel: asynq.FatalLevel,
		RetryDelayFunc:           func(int, error, *asynq.Task) time.Duration { return retryDelay },
		IsFailure:                func(error) bool { return false }, // an item is tried until it has a verdict
		DelayedTaskCheckInterval: time.Second, ShutdownTimeout: endTime,
	})
	if err := server.Start(asynq.HandlerFunc(w.process)); err != nil {
		return err
	}
	say(messages, "%s takes items of the run %s", w.name, s.run)
	p, err := w.ledger.untilEnd(ctx, func(progress) {})
	server.Shutdown()
	switch {
	case err != nil:
		return fmt.Errorf("stopped; the same command continues: %w", err)
	case p.stopped != "":
		return stoppedError(p)
	}
	say(messages, "%s: all items have a verdict", w.name)
	return nil
}

func stoppedError(p progress) error {
	return fmt.Errorf("the run stopped because too many items in a row were denied; grant the permission, then run "+
		"\"fleet resume\" and the workers again: %s", p.stopped)
}

func newWorker(ctx context.Context, s settings, store *redis.Client) (*worker, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	limiter := redislimiter.New(store, func(o *redislimiter.Options) {
		o.LocalShare, o.Timeout = s.workers, 2*time.Second
		if s.rate > 0 {
			quota := chimeconnect.Quota{Rate: s.rate, Burst: 4}
			o.Quotas.Operations["DisassociatePhoneNumberContactFlow"] = quota
			o.Quotas.Operations["DisassociateLexBot"] = quota
		}
	})
	host, _ := os.Hostname() // a name for people
	w := &worker{settings: s, ledger: newLedger(store, s.run), name: fmt.Sprintf("%s:%d", host, os.Getpid())}
	w.client = connect.NewFromConfig(cfg, func(o *connect.Options) {
		o.Limiter = noter{limiter, w}
		o.RetryMaxAttempts = 1 // the queue repeats, and the answer is that of the only attempt
	})
	return w, nil
}

// beginning is the key of the item in the context of its first request.
type beginning struct{}

// noter records in the ledger that an item begins, at the last moment before its request: an item that a dead worker
// had not sent yet is not in doubt.
type noter struct {
	*redislimiter.Limiter

	worker *worker
}

// Wait returns when the request may be sent.
func (n noter) Wait(ctx context.Context, attempt chimeconnect.Attempt) error {
	if err := n.Limiter.Wait(ctx, attempt); err != nil {
		return err
	}
	it, ok := ctx.Value(beginning{}).(item)
	if !ok {
		return nil
	}
	began, err := n.worker.ledger.begin(ctx, it, n.worker.name)
	if err == nil && began != fresh {
		err = fmt.Errorf("another worker has begun it, or the run has ended: %s", began)
	}
	return err
}

// process does one item. An error gives it back to the queue.
func (w *worker) process(ctx context.Context, t *asynq.Task) error {
	values, err := decodeAll[item](map[string]string{"": string(t.Payload())})
	if err != nil {
		return fmt.Errorf("%w: %w", err, asynq.SkipRetry)
	}
	it := values[""]
	began, err := w.ledger.begin(ctx, it, "")
	if err != nil {
		return err
	}
	switch began {
	case over:
		return nil
	case halted:
		return errStopped
	case inDoubt:
		linked, err := it.linked(ctx, w.client)
		if err != nil {
			return err
		}
		if !linked {
			return w.finish(ctx, it, verdict{Outcome: done, InDoubt: true})
		}
	default:
		ctx = context.WithValue(ctx, beginning{}, it)
	}
	return w.call(ctx, it, began == inDoubt)
}

// call sends the request and decides what its answer means.
func (w *worker) call(ctx context.Context, it item, inDoubt bool) error {
	err := it.unlink(ctx, w.client, w.settings.run)
	var limited *chimeconnect.LimiterError
	switch {
	case err == nil, inDoubt && errors.Is(err, chimeconnect.ErrNotFound): // the worker before did it
		return w.finish(ctx, it, verdict{Outcome: done, InDoubt: inDoubt})
	case errors.Is(err, chimeconnect.ErrAccessDenied):
		return w.finish(ctx, it, verdict{Outcome: denied, Error: err.Error()})
	case errors.As(err, &limited):
		return err // nothing was sent
	case errors.Is(err, chimeconnect.ErrThrottled):
		if !inDoubt {
			err = errors.Join(err, w.ledger.forget(ctx, it)) // this request was not carried out
		}
		return err
	case errors.Is(err, chimeconnect.ErrNotFound), errors.Is(err, chimeconnect.ErrConflict),
		errors.Is(err, chimeconnect.ErrInvalidInput), errors.Is(err, chimeconnect.ErrQuotaExceeded):
		return w.finish(ctx, it, verdict{Outcome: failed, Error: err.Error()})
	}
	return err // it may have succeeded, so the next worker checks first
}

func (w *worker) finish(ctx context.Context, it item, v verdict) error {
	return w.ledger.finish(ctx, it, v, w.settings.denials)
}

// untilEnd waits until all items have a verdict or the run has stopped. It keeps waiting while the store is away.
func (l *ledger) untilEnd(ctx context.Context, show func(progress)) (progress, error) {
	ticker := time.NewTicker(pollPause)
	defer ticker.Stop()
	for {
		if p, err := l.progress(ctx); err == nil && p.total > 0 {
			show(p)
			if p.stopped != "" || p.left() == 0 {
				return p, nil
			}
		}
		select {
		case <-ctx.Done():
			return progress{}, ctx.Err()
		case <-ticker.C:
		}
	}
}
