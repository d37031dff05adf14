// Command localservice runs fakes of Amazon Connect and Amazon Chime SDK Messaging for other programs, in whatever
// language: the AWS CLI, boto3, the JavaScript SDK, a Go program with the clients of this module.
//
//	go install github.com/seed-086a074d/chimeconnect/examples/localservice@latest
//	localservice
//
// Its standard output has the commands for a shell to make AWS tools use it, and is printed once the service is ready;
// requests are logged to the standard error. In another shell:
//
//	eval "$(localservice -env)"
//	aws connect list-instances
//
// Any credentials are accepted, for any Region. Each Region of an account has resources of its own; the account is the
// access key ID if that has 12 digits, else that of -account. With -credentials, only those are accepted, and signatures are
// checked.
//
// A page at / shows the state and the requests, live. Tests and scripts control the service over HTTP: they seed, dump and
// reset its state, make calls fail, move its clock, and decide about messages that wait for a channel flow. See docs/control.md.
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

func main() {
	// The reader of the output may go away; the service stays.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "localservice:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c, err := parseFlags(args, stderr)
	if err != nil {
		return err
	}
	if c.envOnly {
		_, err := io.WriteString(stdout, c.environment(c.addr))
		return err
	}
	log := newLogger(stderr, c.logFormat)
	defer log.close()
	s, err := newService(c, log)
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.listen(ctx); err != nil {
		return err
	}
	settings := newLineWriter(stdout) // it may be a pipe that nobody reads
	defer settings.close()
	settings.write([]byte(s.settings()))
	log.event("info", "ready at "+s.url())
	<-ctx.Done()
	log.event("info", "stopping")
	return nil
}
