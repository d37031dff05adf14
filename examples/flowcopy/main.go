// Command flowcopy copies contact flows and flow modules from one instance of Amazon Connect to another, such as from test to
// production.
//
//	go run ./examples/flowcopy
//
// shows it with two instances of a fake service inside the program. With -live it works on your account, or on two:
//
//	go run ./examples/flowcopy -live -from ARN -to ARN -mapping mapping.json -dry-run
//	go run ./examples/flowcopy -live -from ARN -to ARN -mapping mapping.json
//
// A flow is full of ARNs of its instance. Those of queues, hours of operation, prompts, flows, flow modules, quick connects,
// agents, views, task templates and data tables are replaced by those of what has the same name in the other instance.
// Everything else, such as Lambda functions, Lex bots and phone numbers, is looked up in the mapping file, a JSON object from the
// value here to the value there:
//
//	{"arn:aws:lambda:us-east-1:111122223333:function:crm-test": "arn:aws:lambda:us-east-1:444455556666:function:crm"}
//
// The file takes precedence over names. If something cannot be replaced, the program lists everything that is missing, with
// the lines to add to the mapping file, and changes nothing.
//
// Then it prints the differences, flow by flow; -dry-run ends here, and -live asks before it continues. Flows may refer to
// each other, so new ones are created first, with content that only ends the contact or the flow, and filled when all have
// their ARNs: modules before flows, and each before those that call it. A flow that does the same as its copy is left
// alone, wherever its actions stand in the editor. So when a run is stopped or fails, the same command does the rest.
//
// Content is copied, and the contract of modules; description and tags are given to what is new. Only what is published is copied,
// and only the latest version; flows of outbound campaigns are left out. Nothing is ever deleted. With -flow NAME, which may be repeated, only the flows and modules with
// these names are copied.
//
// Credentials come from where all AWS tools take them; -from-profile and -to-profile name profiles of two accounts.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait for anything
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "flowcopy:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	live, dryRun, yes      bool
	from, to               string
	fromProfile, toProfile string
	mapping                string
	flows                  []string
}

func parse(args []string, messages io.Writer) (s settings, err error) {
	set := flag.NewFlagSet("flowcopy", flag.ContinueOnError)
	set.SetOutput(messages)
	set.BoolVar(&s.live, "live", false, "call AWS instead of the fakes in this program; needs -from and -to")
	set.BoolVar(&s.dryRun, "dry-run", false, "print what would change, and change nothing")
	set.BoolVar(&s.yes, "yes", false, "with -live: do not ask before the first change")
	set.StringVar(&s.from, "from", "", "`ARN` of the instance to copy from")
	set.StringVar(&s.to, "to", "", "`ARN` of the instance to copy to")
	set.StringVar(&s.fromProfile, "from-profile", "", "`profile` with the credentials for -from")
	set.StringVar(&s.toProfile, "to-profile", "", "`profile` with the credentials for -to")
	set.StringVar(&s.mapping, "mapping", "", "JSON `file` with what is not found by name")
	set.Func("flow", "`name` of a flow or module to copy; all by default", func(name string) error {
		s.flows = append(s.flows, name)
		return nil
	})
	if err := set.Parse(args); err != nil {
		return s, err
	}
	switch {
	case set.NArg() > 0:
		return s, fmt.Errorf("unexpected argument %q", set.Arg(0))
	case s.live && (s.from == "" || s.to == ""):
		return s, errors.New("-live needs -from and -to")
	case !s.live && s.from+s.to+s.fromProfile+s.toProfile != "":
		return s, errors.New("-from, -to and profiles are for -live only")
	}
	return s, nil
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout io.Writer) error {
	s, err := parse(args, stdout)
	if err != nil {
		return err
	}
	open := openFakes
	if s.live {
		open = openAccounts
	}
	c, stop, err := open(ctx, s)
	if err != nil {
		return err
	}
	defer stop()
	c.out, c.names = stdout, s.flows
	if s.mapping != "" {
		if c.mapping, err = readMapping(s.mapping); err != nil {
			return err
		}
	}
	return c.copyFlows(ctx, s.dryRun, func() error {
		if !s.live || s.yes {
			return nil
		}
		return confirm(stdin, stdout, s.to)
	})
}

func readMapping(file string) (map[string]string, error) {
	text, err := os.ReadFile(file) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	mapping := map[string]string{}
	if err := json.Unmarshal(text, &mapping); err != nil {
		return nil, fmt.Errorf("%s is not a JSON object of strings: %w", file, err)
	}
	return mapping, nil
}

// confirm asks before the first change.
func confirm(stdin io.Reader, stdout io.Writer, to string) error {
	fmt.Fprintf(stdout, "\nChange %s? Type yes: ", to)
	answer, err := bufio.NewReader(stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(answer) != "yes" {
		return errors.New("the answer was not yes; nothing was changed")
	}
	return nil
}
