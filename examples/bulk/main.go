// Command bulk sets the contact flow of many phone numbers. From the root of the module, against a fake service and with
// the numbers.csv beside this file:
//
//	go run -C examples/bulk . -fake
//
// Interrupt it and run it again: it continues where it was. The program is a module of its own, hence -C, which makes file
// names relative to its folder. With an account:
//
//	go run -C examples/bulk . -instance ID -in /path/to/numbers.csv -out /path/to/results.csv
//
// The input has the columns phone_number_id and contact_flow_id. The results have one row for each number, with its
// outcome. A journal beside the results records what is done: when the program is stopped with Ctrl-C, or dies, the same
// command continues where it was. A number whose flow has changed in the input is set again. After ten numbers in a row
// for which access was denied the program ends. Region and credentials come from where all AWS tools take them, and
// AWS_ENDPOINT_URL_CONNECT sends the calls to a local service.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait for anything
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bulk:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	instance, in, out, journal string

	concurrency         int
	rate                float64
	stopOnError, dryRun bool
	repeatFailed        bool
	fake                bool
}

func parse(args []string, messages io.Writer) (s settings, err error) {
	set := flag.NewFlagSet("bulk", flag.ContinueOnError)
	set.SetOutput(messages)
	set.StringVar(&s.instance, "instance", "", "the ID or ARN of the instance")
	set.StringVar(&s.in, "in", "numbers.csv", "the CSV file with the columns phone_number_id and contact_flow_id")
	set.StringVar(&s.out, "out", "results.csv", "the CSV file for the results")
	set.StringVar(&s.journal, "journal", "", "the journal; the default is the results' name with .journal after it")
	set.IntVar(&s.concurrency, "concurrency", 4, "how many calls may be under way at once")
	set.Float64Var(&s.rate, "rate", 0, "calls per second, where the account has another quota than the usual 2")
	set.BoolVar(&s.stopOnError, "stop-on-error", false, "stop after the first number that fails")
	set.BoolVar(&s.repeatFailed, "repeat-failed", false, "try again all that failed in an earlier run, not only what was denied or throttled")
	set.BoolVar(&s.fake, "fake", false, "send the calls to a fake service inside the program")
	set.BoolVar(&s.dryRun, "dry-run", false, "check the input and send nothing")
	if err := set.Parse(args); err != nil {
		return s, err
	}
	if s.fake && s.instance == "" {
		s.instance = fakeInstance
	}
	if s.instance, err = connect.InstanceID(s.instance); err != nil {
		return s, fmt.Errorf("-instance: %w", err)
	}
	if s.journal == "" {
		s.journal = s.out + ".journal"
	}
	return s, nil
}

func run(ctx context.Context, args []string, messages *os.File) error {
	s, err := parse(args, messages)
	if err != nil {
		return err
	}
	rows, err := readRows(s.in)
	if err != nil {
		return err
	}
	if s.dryRun {
		return dryRun(s, rows, messages)
	}
	client, stop, err := newClient(ctx, s)
	if err != nil {
		return err
	}
	defer stop()

	shown := newDisplay(messages, len(rows))
	results, err := chimeconnect.RunBulk(ctx, rows, row.key, func(ctx context.Context, item chimeconnect.BulkItem[row]) (struct{}, error) {
		_, err := client.AssociatePhoneNumberContactFlow(ctx, item.Value.input(s.instance))
		return struct{}{}, err
	}, func(o *chimeconnect.BulkOptions[row]) {
		o.Journal, o.Concurrency, o.StopOnError = s.journal, s.concurrency, s.stopOnError
		if s.repeatFailed {
			o.RepeatFailed = func(error) bool { return true }
		}
		o.ID = s.instance      // a journal of another instance is refused
		o.Digest = row.digest  // a number with another flow than before is set again
		o.RepeatInDoubt = true // setting the same flow twice does no harm
		o.Progress = shown.progress
	})
	shown.close()
	if results != nil {
		err = errors.Join(err, writeResults(s.out, results))
	}
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("stopped; the same command continues where this ended: %w", err)
	}
	return errors.Join(err, unfinished(s.out, results))
}

// newClient returns a client that stays within the quota.
func newClient(ctx context.Context, s settings) (client *connect.Client, stop func(), err error) {
	limiter := connect.NewLimiter()
	if s.rate > 0 {
		limiter.SetQuota("AssociatePhoneNumberContactFlow", chimeconnect.Quota{Rate: s.rate, Burst: 5})
	}
	options := func(o *connect.Options) { o.Limiter, o.ValidateInput = limiter, chimeconnect.Validate }
	if s.fake {
		return newFake(options)
	}
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, nil, err
	}
	return connect.NewFromConfig(cfg, options), func() {}, nil
}

// unfinished returns an error if not every number has its flow, so that scripts see it.
func unfinished(file string, results []chimeconnect.BulkResult[struct{}]) error {
	left := 0
	for _, r := range results {
		if r.Outcome != chimeconnect.BulkDone {
			left++
		}
	}
	if left == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d numbers are not done: %s says why", left, len(results), file)
}

// dryRun prints what would be sent.
func dryRun(s settings, rows []row, messages io.Writer) error {
	var problems []error
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.key()] {
			problems = append(problems, fmt.Errorf("%s: more than once", r.key()))
		}
		seen[r.key()] = true
		if err := chimeconnect.Validate(r.input(s.instance)); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", r.key(), err))
		}
	}
	_, err := fmt.Fprintf(messages, "%d numbers, %d of them with a problem; nothing was sent\n", len(rows), len(problems))
	return errors.Join(append(problems, err)...)
}
