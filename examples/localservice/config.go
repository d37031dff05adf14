package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"regexp"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// config has the values of the flags.
type config struct {
	addr        string
	account     string
	region      string
	credentials []aws.Credentials // empty: any
	seedFile    string
	permissions []string          // of security profiles, besides those that AWS lists
	processors  map[string]string // by ARN of the Lambda function
	logFormat   string
	envOnly     bool
	timeout     time.Duration // for a client to send a request, and to take the answer
}

var (
	accountID  = regexp.MustCompile(`^\d{12}$`)
	regionName = regexp.MustCompile(`^[a-z]{2,3}(-[a-z]+){1,3}-\d{1,2}$`)
)

func parseFlags(args []string, out io.Writer) (*config, error) {
	c := &config{processors: map[string]string{}}
	flags := flag.NewFlagSet("localservice", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&c.addr, "addr", "127.0.0.1:8080", "address to listen on; without a host it is the loopback interface, 0.0.0.0 is all of them; port 0 takes a free one")
	flags.StringVar(&c.account, "account", connecttest.AccountID, "account of credentials whose access key ID is not one")
	flags.StringVar(&c.region, "region", connecttest.Region, "Region that is seeded, and that the settings name")
	flags.Func("credentials", "`ID:SECRET[:TOKEN]` that requests must be signed with; may be repeated; any are accepted without", c.addCredentials)
	flags.StringVar(&c.seedFile, "seed", "", "JSON `file` with what to begin with, see docs/control.md")
	flags.Func("processor", "`ARN=URL` of a Lambda function of channel flows and the web server that plays it, or ARN=hold; may be repeated", c.addProcessor)
	flags.Func("permission", "`name` of a permission that security profiles can have besides those that AWS lists; may be repeated", func(name string) error {
		c.permissions = append(c.permissions, name)
		return nil
	})
	flags.StringVar(&c.logFormat, "log", "text", "format of the log: text, json or off")
	flags.BoolVar(&c.envOnly, "env", false, "print the environment variables that make AWS tools use the service at -addr, and end")
	flags.DurationVar(&c.timeout, "timeout", time.Minute, "how long a client may take to send a request")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	err := c.check(flags)
	return c, err
}

func (c *config) check(flags *flag.FlagSet) error {
	host, port, err := net.SplitHostPort(c.addr)
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case err != nil:
		return fmt.Errorf("-addr: %w", err)
	case c.envOnly && port == "0":
		return errors.New("-env needs the port of -addr")
	case !accountID.MatchString(c.account):
		return errors.New("-account must have 12 digits")
	case !regionName.MatchString(c.region):
		return errors.New("-region must be the name of a Region, such as us-east-1")
	case c.logFormat != "text" && c.logFormat != "json" && c.logFormat != "off":
		return errors.New("-log must be text, json or off")
	case host == "":
		c.addr = net.JoinHostPort("127.0.0.1", port)
	}
	return nil
}

func (c *config) addCredentials(value string) error {
	id, rest, _ := strings.Cut(value, ":")
	secret, token, _ := strings.Cut(rest, ":")
	if id == "" || secret == "" {
		return errors.New("must be ID:SECRET or ID:SECRET:TOKEN")
	}
	c.credentials = append(c.credentials, aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: token})
	return nil
}

func (c *config) addProcessor(value string) error {
	arn, target, _ := strings.Cut(value, "=")
	if err := checkProcessor(arn, target); err != nil {
		return err
	}
	c.processors[arn] = target
	return nil
}

// environment returns shell commands that make AWS tools use the service at an address.
func (c *config) environment(addr string) string {
	host, port, _ := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		addr = net.JoinHostPort("127.0.0.1", port)
	}
	credentials := connecttest.Credentials()
	if len(c.credentials) > 0 {
		credentials = c.credentials[0]
	}
	var b strings.Builder
	export := func(name, value string) {
		fmt.Fprintf(&b, "export %s='%s'\n", name, strings.ReplaceAll(value, "'", `'\''`))
	}
	export("AWS_ENDPOINT_URL_CONNECT", "http://"+addr)
	export("AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING", "http://"+addr)
	export("AWS_REGION", c.region)
	export("AWS_DEFAULT_REGION", c.region)
	export("AWS_ACCESS_KEY_ID", credentials.AccessKeyID)
	export("AWS_SECRET_ACCESS_KEY", credentials.SecretAccessKey)
	if credentials.SessionToken == "" {
		b.WriteString("unset AWS_SESSION_TOKEN\n") // one of the shell's would not fit
	} else {
		export("AWS_SESSION_TOKEN", credentials.SessionToken)
	}
	return b.String()
}
