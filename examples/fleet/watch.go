package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// linePause is the time between two lines of progress, where there is no terminal.
const linePause = 10 * time.Second

// display shows the progress of all workers: a bar on a terminal, lines elsewhere.
type display struct {
	to      io.Writer
	bar     *progressbar.ProgressBar // nil where there is no terminal
	workers func() int
	next    time.Time
}

// watch shows the progress of all workers until the run ends.
func watch(ctx context.Context, s settings, messages *os.File) error {
	store, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	d := &display{to: messages, workers: func() int { return workersOf(store, s.queue()) }}
	if term.IsTerminal(int(messages.Fd())) {
		d.bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(messages), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionShowIts(), progressbar.OptionSetItsString("items"))
	}
	p, err := newLedger(store, s.run).untilEnd(ctx, d.show)
	if err != nil {
		return err
	}
	if d.bar != nil {
		_ = d.bar.Exit()
		say(messages, "")
	}
	say(messages, "%s", d.summary(p))
	if p.stopped != "" {
		return stoppedError(p)
	}
	return nil
}

func (d *display) show(p progress) {
	if d.bar != nil {
		d.bar.ChangeMax(p.total)
		d.bar.Describe(fmt.Sprintf("%d workers, %d failed, %d denied", d.workers(), p.failed, p.denied))
		_ = d.bar.Set(p.total - p.left())
		return
	}
	if now := time.Now(); !now.Before(d.next) {
		d.next = now.Add(linePause)
		say(d.to, "%s", d.summary(p))
	}
}

func (d *display) summary(p progress) string {
	return fmt.Sprintf("%d of %d items done, %d failed, %d denied, %d were in doubt after a crash; %d workers",
		p.done, p.total, p.failed, p.denied, p.inDoubt, d.workers())
}

// workersOf counts the workers that are alive.
func workersOf(store *redis.Client, queue string) (n int) {
	servers, _ := asynq.NewInspectorFromRedisClient(store).Servers() // none while the store is away
	for _, one := range servers {
		if one.Queues[queue] > 0 {
			n++
		}
	}
	return n
}

func resultsFlags(set *flag.FlagSet, s *settings) {
	set.StringVar(&s.out, "out", "results.csv", "the CSV file for the results")
}

// results writes the outcome of each item.
func results(ctx context.Context, s settings, messages *os.File) error {
	store, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	book := newLedger(store, s.run)
	items, err := book.all(ctx)
	if err != nil {
		return err
	}
	verdicts, err := book.verdicts(ctx)
	if err != nil {
		return err
	}
	rows := [][]string{append(slices.Clone(columns), "outcome", "was_in_doubt", "error")}
	for _, key := range slices.Sorted(maps.Keys(items)) {
		it, v := items[key], verdicts[key]
		rows = append(rows, []string{
			it.Kind, it.Instance, it.ID, it.Region, cmp.Or(v.Outcome, "open"), strconv.FormatBool(v.InDoubt), v.Error,
		})
	}
	file, err := os.Create(s.out)
	if err != nil {
		return err
	}
	if err := errors.Join(csv.NewWriter(file).WriteAll(rows), file.Close()); err != nil {
		return err
	}
	say(messages, "%d items in %s", len(items), s.out)
	return nil
}
