package channelflow

import (
	"context"
	"fmt"
	"time"
)

// claim reserves the event for this delivery. While another delivery has it, claim waits: most are over soon.
func (d *delivery) claim(ctx context.Context) (State, error) {
	store := d.options.Store
	if store == nil {
		return StateFree, nil
	}
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		lease := d.options.Lease
		if deadline, ok := ctx.Deadline(); ok {
			lease = min(lease, time.Until(deadline)+d.options.Reserve)
		}
		state, err := store.Claim(ctx, d.report.Event.Key(), lease)
		if err != nil {
			return state, fmt.Errorf("the store could not be asked: %w", err)
		}
		if state == StateClaimed && wait(ctx, pause) {
			continue
		}
		d.claimed = state == StateFree
		return state, nil
	}
}

// remember tells the store how the delivery ended, even if the context has ended.
func (d *delivery) remember(ctx context.Context, decided bool) {
	if d.options.Store == nil {
		return
	}
	left := time.Second
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, max(time.Until(deadline), 10*time.Millisecond))
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), left)
	defer cancel()
	key := d.report.Event.Key()
	switch {
	case decided:
		d.report.StoreErr = d.options.Store.Complete(ctx, key)
	case d.claimed:
		d.report.StoreErr = d.options.Store.Release(ctx, key)
	}
}

// wait sleeps and returns true. It returns false at once if the context would end first.
func wait(ctx context.Context, pause time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= pause {
		return false
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
