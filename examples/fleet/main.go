// Command fleet unlinks phone numbers from flows and bots from instances, thousands of them, with workers on many hosts.
//
//	fleet load -items items.csv   # once, anywhere: puts the items into the store
//	fleet work                    # on each host: takes items and calls the service
//	fleet watch                   # anywhere: shows the progress of all workers
//	fleet results -out FILE       # anywhere: writes the outcome of each item
//	fleet resume                  # after the run stopped: continues
//	fleet serve -items FILE       # a fake of the service, to try all this
//
// Which items are done, and which worker started which, is in Redis or Valkey: any worker, the coordinator and the store may
// be killed at any time. README.md goes through all of it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait for anything
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fleet:", err)
		os.Exit(1)
	}
}

// settings are the flags of all commands.
type settings struct {
	store, run string

	items, out string
	dryRun     bool

	concurrency, workers, denials int
	rate                          float64

	address       string
	numbers, bots int
}

// command is one of the commands, with the flags that only it has.
type command struct {
	flags func(*flag.FlagSet, *settings)
	run   func(context.Context, settings, *os.File) error
}

func commands() map[string]command {
	none := func(*flag.FlagSet, *settings) {}
	return map[string]command{
		"load":    {loadFlags, load},
		"work":    {workFlags, work},
		"watch":   {none, watch},
		"resume":  {none, resume},
		"results": {resultsFlags, results},
		"serve":   {serveFlags, serve},
	}
}

func run(ctx context.Context, args []string, messages *os.File) error {
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	c, ok := commands()[name]
	if !ok {
		return errors.New("the commands are load, work, watch, results, resume and serve; fleet COMMAND -h shows their flags")
	}
	var s settings
	set := flag.NewFlagSet("fleet "+name, flag.ContinueOnError)
	set.SetOutput(messages)
	address := os.Getenv("REDIS_URL")
	if address == "" {
		address = "redis://127.0.0.1:6379/0"
	}
	set.StringVar(&s.store, "store", "", "the URL of Redis or Valkey; the default is REDIS_URL or redis://127.0.0.1:6379/0")
	set.StringVar(&s.run, "run", "unlink", "the name of the run; idempotency tokens are made of it and of the item")
	c.flags(set, &s)
	if err := set.Parse(args[1:]); err != nil {
		return err
	}
	if s.store == "" {
		s.store = address
	}
	return c.run(ctx, s, messages)
}

// queue is the queue of the run's items.
func (s settings) queue() string { return "fleet:" + s.run }

// open connects to the store. The URL may hold a password, so no error repeats it.
func (s settings) open() (*redis.Client, error) {
	options, err := redis.ParseURL(s.store)
	if err != nil {
		return nil, errors.New("-store or REDIS_URL: want a URL such as redis://user:password@host:6379/0")
	}
	options.ContextTimeoutEnabled = true
	options.MaxRetries = -1 // the caller knows what may be repeated
	return redis.NewClient(options), nil
}

// say prints a line for people.
func say(to io.Writer, format string, args ...any) { fmt.Fprintf(to, format+"\n", args...) }

// task is an item in the queue. Its ID keeps the queue from having it twice.
func task(s settings, it item) (*asynq.Task, []asynq.Option) {
	return asynq.NewTask("unlink", it.encode()), []asynq.Option{
		asynq.Queue(s.queue()), asynq.TaskID(it.key()), asynq.MaxRetry(1 << 30), asynq.Timeout(taskTime),
	}
}
