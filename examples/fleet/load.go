package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

func loadFlags(set *flag.FlagSet, s *settings) {
	set.StringVar(&s.items, "items", "items.csv", "the CSV file with the columns kind, instance_id, id and region")
	set.BoolVar(&s.dryRun, "dry-run", false, "check the items, and neither send nor store anything")
}

// load puts the items into the store. It can be repeated, after it was stopped or with more items.
func load(ctx context.Context, s settings, messages *os.File) error {
	items, err := readItems(s.items)
	if err != nil {
		return err
	}
	if err := checkItems(items, s.run); err != nil {
		return err
	}
	if s.dryRun {
		say(messages, "%d items, all of them fit to be sent; nothing was sent or stored", len(items))
		return nil
	}
	store, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	left, err := newLedger(store, s.run).add(ctx, items)
	if err != nil {
		return err
	}
	added, err := enqueue(ctx, s, store, left)
	say(messages, "%d items, %d of them put into the queue now, %d done before", len(items), added, len(items)-len(left))
	return err
}

// enqueue puts items into the queue that are not in it already.
func enqueue(ctx context.Context, s settings, store *redis.Client, items []item) (added int, err error) {
	client := asynq.NewClientFromRedisClient(store)
	for _, it := range alternate(items) {
		t, options := task(s, it)
		switch _, err := client.EnqueueContext(ctx, t, options...); {
		case err == nil:
			added++
		case !errors.Is(err, asynq.ErrTaskIDConflict):
			return added, fmt.Errorf("%d of %d items are in the queue; the same command continues: %w", added, len(items), err)
		}
	}
	return added, nil
}

// alternate takes numbers and bots in turns: each operation has a quota of its own, and both should be used all the
// time.
func alternate(items []item) []item {
	seen := map[string]int{}
	place := make(map[string]int, len(items))
	for _, it := range items {
		place[it.key()] = seen[it.Kind]
		seen[it.Kind]++
	}
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(place[a.key()], place[b.key()]) })
	return items
}

// resume continues a run that has stopped, and tries the denied items again.
func resume(ctx context.Context, s settings, messages *os.File) error {
	store, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	left, err := newLedger(store, s.run).reopen(ctx)
	if err != nil {
		return err
	}
	added, err := enqueue(ctx, s, store, left)
	say(messages, "%d items are left, %d of them put into the queue now", len(left), added)
	return err
}
