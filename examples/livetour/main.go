// Command livetour calls the core operations of both services in your AWS account, and leaves everything as it was:
//
//	go run ./examples/livetour -live -app-instance ARN -channel ARN -user ARN -lambda ARN \
//	    -instance ARN -contact-flow ARN -phone-number ARN -bot NAME
//
// It takes credentials as all AWS tools do, says what it is about to change, refuses to replace anything, and asks before it
// starts. Without -live it rehearses: the same calls go to the two fake services of this module inside the program. The
// code to start from is examples/quickstart.
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
)

// The exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main, for tests.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags, err := parseFlags(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return exitUsage
	}
	if err := play(ctx, flags, stdin, &report{w: stdout}); err != nil {
		fmt.Fprintln(stderr, "livetour:", err)
		return exitFailed
	}
	return exitDone
}

// play sets the stage and runs both stories on it.
func play(ctx context.Context, flags *flags, stdin io.Reader, r *report) error {
	open := openFakes
	if flags.live {
		open = openAccount
	}
	s, closeStage, err := open(ctx, flags, stdin, r)
	if err != nil {
		return err
	}
	defer closeStage()

	// From here on, Ctrl-C ends the calls but lets the stories clean up.
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := (&messagingStory{stage: s, report: r}).run(ctx); err != nil {
		return err
	}
	if err := (&connectStory{stage: s, report: r}).run(ctx); err != nil {
		return err
	}
	r.line("\nDone: %d calls in %s.", r.calls, r.total())
	return nil
}

// openFakes starts the fake services and says where they are.
func openFakes(ctx context.Context, _ *flags, _ io.Reader, r *report) (*stage, func(), error) {
	f, err := startFakes(ctx)
	if err != nil {
		return nil, nil, err
	}
	r.line("Two fake services run inside this program: no credentials, no network, nothing to clean up.")
	r.line("  Chime SDK Messaging  %s", f.messaging.URL())
	r.line("  Amazon Connect       %s", f.connect.URL())
	return &f.stage, f.close, nil
}

// openAccount prepares to call AWS, and returns once the user has agreed to what is going to change.
func openAccount(ctx context.Context, flags *flags, stdin io.Reader, r *report) (*stage, func(), error) {
	s, err := newLiveStage(ctx, flags)
	if err != nil {
		return nil, nil, err
	}
	announce(r, s)
	if err := checkLive(ctx, s); err != nil {
		return nil, nil, fmt.Errorf("nothing was changed: %w", err)
	}
	if err := confirm(r, stdin, flags.yes); err != nil {
		return nil, nil, fmt.Errorf("nothing was changed: %w", err)
	}
	return s, func() {}, nil
}
