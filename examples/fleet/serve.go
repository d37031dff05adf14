package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func serveFlags(set *flag.FlagSet, s *settings) {
	set.StringVar(&s.address, "address", "127.0.0.1:8080", "where the fake listens")
	set.StringVar(&s.items, "items", "items.csv", "the CSV file that gets the items")
	set.IntVar(&s.numbers, "numbers", 100, "how many phone numbers have a flow")
	set.IntVar(&s.bots, "bots", 100, "how many bots are linked")
	set.Float64Var(&s.rate, "rate", 2, "calls per second that the fake allows for each operation")
}

// serve runs a fake of the service with something to unlink. When it is stopped, it prints what was requested.
func serve(ctx context.Context, s settings, messages *os.File) error {
	srv, err := connecttest.Start(s.address, func(o *connecttest.Options) { o.KeepRequests = -1 }) // all of them: audit wants to see them
	if err != nil {
		return err
	}
	defer srv.Close()
	items, err := furnish(ctx, srv, s.numbers, s.bots)
	if err != nil {
		return err
	}
	limit(srv, s.rate)
	if err := writeItems(s.items, items); err != nil {
		return err
	}
	credentials := connecttest.Credentials()
	say(messages, "%d items are in %s. In the other terminals:\n", len(items), s.items)
	say(messages, "  export AWS_ENDPOINT_URL_CONNECT=%s AWS_REGION=%s", srv.URL(), connecttest.Region)
	say(messages, "  export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s\n", credentials.AccessKeyID, credentials.SecretAccessKey)
	<-ctx.Done()
	r, err := audit(srv.Requests(), items)
	say(messages, "%s", r)
	return err
}

// limit makes the fake allow that many requests per second, in bursts of 5 as the service does or, at higher rates than
// the service has, of half a second's requests: hosts that share a busy machine are late by that much.
func limit(srv *connecttest.Server, rate float64) {
	burst := max(5, int(rate/2))
	for _, operation := range []string{"DisassociatePhoneNumberContactFlow", "DisassociateLexBot", "BatchGetFlowAssociation"} {
		srv.RateLimit(operation, rate, burst)
	}
}

// furnish gives the fake an instance with linked numbers and bots.
func furnish(ctx context.Context, srv *connecttest.Server, numbers, bots int) (items []item, err error) {
	instance := srv.AddInstance(types.Instance{InstanceAlias: aws.String("fleet")})
	flow := srv.AddContactFlow(instance, types.ContactFlow{Name: aws.String("Welcome"), Type: types.ContactFlowTypeContactFlow})
	associate := srv.Builtin().AssociatePhoneNumberContactFlow
	for i := range numbers {
		number := srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{
			PhoneNumber: aws.String(fmt.Sprintf("+1206555%05d", i)), InstanceId: &instance,
		})
		if _, err := associate(ctx, &connect.AssociatePhoneNumberContactFlowInput{
			InstanceId: &instance, PhoneNumberId: &number, ContactFlowId: &flow,
		}); err != nil {
			return nil, err
		}
		items = append(items, item{Kind: "number", Instance: instance, ID: number})
	}
	for i := range bots {
		it := item{Kind: "bot", Instance: instance, ID: fmt.Sprintf("Bot%05d", i), Region: "us-east-1"}
		srv.AddLexBot(instance, types.LexBotConfig{LexBot: &types.LexBot{Name: &it.ID, LexRegion: &it.Region}})
		items = append(items, it)
	}
	return items, nil
}

func writeItems(path string, items []item) error {
	rows := [][]string{columns}
	for _, it := range items {
		rows = append(rows, []string{it.Kind, it.Instance, it.ID, it.Region})
	}
	file, err := os.Create(path) //nolint:gosec // the file is named on the command line
	if err != nil {
		return err
	}
	return errors.Join(csv.NewWriter(file).WriteAll(rows), file.Close())
}
