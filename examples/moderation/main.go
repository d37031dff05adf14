// Command moderation shows a chat with a channel flow, and what each of its users sees, live:
//
//	go run ./examples/moderation
//
// The service runs inside the program, so it needs no credentials and no network. Alice and Bob are members of a channel. Its
// flow has one processor, [moderate], that masks swear words and denies links. Each user has a messaging session, whose events
// are printed in the user's column: the sender alone sees what is pending or denied, both see what was delivered.
//
// With -talk, the messages come from the standard input, a line each:
//
//	echo 'bob: damn, look at https://example.com' | go run ./examples/moderation -talk
//
// In a program for AWS, the client comes from the configuration, and [moderate] runs in a Lambda function. Everything else
// stays.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "moderation:", err)
		os.Exit(1)
	}
}

// run is main, for tests.
func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("moderation", flag.ContinueOnError)
	flags.SetOutput(out)
	color := flags.Bool("color", isTerminal(out), "print with colors")
	pause := flags.Duration("pause", 700*time.Millisecond, "time between two messages of the story")
	talk := flags.Bool("talk", false, "read messages from the standard input, as lines such as \"bob: Hello\"")
	if err := flags.Parse(args); err != nil {
		return err
	}
	turns := slowly(ctx, slices.Values(story()), *pause)
	if *talk {
		turns = spoken(in, out)
	}

	chat, err := openChat(ctx)
	if err != nil {
		return err
	}
	defer chat.close()
	screen := newScreen(out, *color)
	screen.head()
	for turn := range turns {
		if err := chat.play(ctx, turn, screen); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// slowly yields turns with pauses, as people would talk.
func slowly(ctx context.Context, turns iter.Seq[turn], pause time.Duration) iter.Seq[turn] {
	return func(yield func(turn) bool) {
		for t := range turns {
			select {
			case <-time.After(pause):
			case <-ctx.Done():
				return
			}
			if !yield(t) {
				return
			}
		}
	}
}

// isTerminal reports whether colors make sense.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
