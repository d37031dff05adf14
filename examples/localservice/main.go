// Command localservice runs fakes of Amazon Connect and Amazon Chime SDK Messaging for other programs, in whatever
// language: the AWS CLI, boto3, the JavaScript SDK, a Go program with the clients of this module.
//
//	go run ./examples/localservice -addr 127.0.0.1:8080
//
// It prints the environment variables that make AWS SDKs use it, and a line for each request. Interrupt it to stop.
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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "localservice:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("localservice", flag.ContinueOnError)
	flags.SetOutput(out)
	address := flags.String("addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	region := flags.String("region", "us-east-1", "Region that both services stand for")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s := newServices(*region, out)
	defer s.close()
	if err := s.listen(ctx, *address); err != nil {
		return err
	}
	s.printSettings()
	<-ctx.Done()
	s.print("stopped")
	return nil
}
