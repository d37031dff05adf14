package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/arn"
)

// flags are the command line.
type flags struct {
	live bool
	yes  bool

	appInstance, channel, user, lambda string
	instance, contactFlow, phoneNumber string
	bot, botRegion                     string
}

// parseFlags reads the command line. What is wrong with it has been printed when it returns an error.
func parseFlags(args []string, stderr io.Writer) (*flags, error) {
	f := new(flags)
	set := flag.NewFlagSet("livetour", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.BoolVar(&f.live, "live", false, "call AWS instead of the fake services in this program; needs all the flags below")
	set.BoolVar(&f.yes, "yes", false, "with -live: do not ask before the first change")
	set.StringVar(&f.appInstance, "app-instance", "", "`ARN` of the Chime app instance to create the channel flow in")
	set.StringVar(&f.channel, "channel", "", "`ARN` of a channel without a flow")
	set.StringVar(&f.user, "user", "", "`ARN` of an app instance user: administrator, or moderator of the channel")
	set.StringVar(&f.lambda, "lambda", "", "`ARN` of the Lambda function that processes messages")
	set.StringVar(&f.instance, "instance", "", "`ARN` of the Connect instance")
	set.StringVar(&f.contactFlow, "contact-flow", "", "`ARN` of a contact flow of the instance")
	set.StringVar(&f.phoneNumber, "phone-number", "", "`ARN` or UUID of a claimed phone number without a flow")
	set.StringVar(&f.bot, "bot", "", "`name` of an Amazon Lex V1 bot that the instance does not use yet")
	set.StringVar(&f.botRegion, "bot-region", "", "`Region` of the bot; that of the instance if not set")
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	if err := f.check(set); err != nil {
		fmt.Fprintln(stderr, "livetour:", err)
		return nil, err
	}
	return f, nil
}

// check reports everything that is wrong at once.
func (f *flags) check(set *flag.FlagSet) error {
	if set.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", set.Arg(0))
	}
	if !f.live {
		return f.checkFake(set)
	}
	var missing []string
	var problems []error
	set.VisitAll(func(one *flag.Flag) {
		kind, _ := flag.UnquoteUsage(one)
		value := one.Value.String()
		switch {
		case value == "" && one.Name != "bot-region":
			missing = append(missing, "-"+one.Name)
		case value != "" && kind == "ARN" && !arn.IsARN(value) && one.Name != "phone-number":
			problems = append(problems, fmt.Errorf("-%s: %q is not an ARN", one.Name, value))
		}
	})
	if len(missing) > 0 {
		problems = append(problems, fmt.Errorf("-live also needs %s", strings.Join(missing, ", ")))
	}
	return errors.Join(problems...)
}

// checkFake refuses flags that would have no effect: they are for -live.
func (*flags) checkFake(set *flag.FlagSet) error {
	var useless error
	set.Visit(func(one *flag.Flag) {
		if one.Name != "live" {
			useless = fmt.Errorf("-%s has a meaning with -live only", one.Name)
		}
	})
	return useless
}
