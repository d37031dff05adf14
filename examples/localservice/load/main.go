// Command load sends requests to a localservice on this machine and prints how much memory it uses:
//
//	go run ./examples/localservice -log off &
//	go run ./examples/localservice/load -n 100000
//
// The requests leave nothing behind in the service: resources are created, read, listed and deleted. It ends after -for at
// the latest. A million requests in half an hour are -n 1000000 -rate 560 -for 30m.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"golang.org/x/time/rate"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// usual is how long a load may take unless -for says otherwise, and longest how long it may take at all.
const (
	usual   = 2 * time.Minute
	longest = time.Hour
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// run sends the requests, and prints the memory of the service after each tenth.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	at := flags.String("url", "http://127.0.0.1:8080", "where the service is, on the loopback interface")
	n := flags.Int64("n", 100_000, "how many requests to send")
	limit := flags.Duration("for", usual, "when to stop at the latest, an hour at most")
	perSecond := flags.Float64("rate", 0, "how many requests to send per second at most; 0 is as many as can be")
	workers := flags.Int("workers", 8, "how many requests are under way at a time")
	if err := flags.Parse(args); err != nil {
		return err
	}
	u, err := url.Parse(*at)
	if err != nil || !net.ParseIP(u.Hostname()).IsLoopback() && u.Hostname() != "localhost" {
		return fmt.Errorf("-url must be on the loopback interface, not %s", *at)
	}
	ctx, cancel := context.WithTimeout(ctx, min(*limit, longest))
	defer cancel()
	l := newLoad(*at)
	if *perSecond > 0 {
		l.rounds = rate.NewLimiter(rate.Limit(*perSecond/requestsOfRound), *workers)
	}
	defer l.http.CloseIdleConnections()
	fmt.Fprintf(out, "%10s %10s %12s %10s\n", "requests", "heap MB", "goroutines", "per second")
	for tenth := range int64(11) {
		began, before := time.Now(), l.sent.Load()
		if err := l.until(ctx, *n*tenth/10, *workers); err != nil {
			return err
		}
		reached := float64(l.sent.Load()-before) / time.Since(began).Seconds()
		if err := l.print(context.WithoutCancel(ctx), out, reached); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// load sends requests with the clients of this module.
type load struct {
	url       string
	http      *http.Client
	connect   *connect.Client
	messaging *chimemessaging.Client
	sent      atomic.Int64
	rounds    *rate.Limiter
}

// requestsOfRound is how many requests a round sends.
const requestsOfRound = 7

const appInstance = "arn:aws:chime:us-east-1:123456789012:app-instance/load"

func newLoad(at string) *load {
	l := &load{url: at, rounds: rate.NewLimiter(rate.Inf, 0), http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	keys := credentials.NewStaticCredentialsProvider("AKIALOAD", "any", "")
	l.connect = connect.New(connect.Options{Region: "us-east-1", BaseEndpoint: &at, Credentials: keys, HTTPClient: l.http})
	l.messaging = chimemessaging.New(chimemessaging.Options{
		Region: "us-east-1", BaseEndpoint: &at, Credentials: keys, HTTPClient: l.http, ChimeBearer: appInstance + "/user/load",
	})
	return l
}

// until sends requests until their total is reached.
func (l *load) until(ctx context.Context, total int64, workers int) error {
	var running sync.WaitGroup
	failed := make(chan error, workers)
	for range workers {
		running.Go(func() {
			for l.sent.Load() < total && l.rounds.Wait(ctx) == nil {
				if err := l.round(ctx); err != nil {
					if ctx.Err() == nil { // else it is time to stop
						failed <- err
					}
					return
				}
			}
		})
	}
	running.Wait()
	close(failed)
	return <-failed
}

// round makes, uses and deletes a channel with a message, and a link to a bot.
func (l *load) round(ctx context.Context) error {
	channel, err := l.messaging.CreateChannel(ctx, &chimemessaging.CreateChannelInput{AppInstanceArn: aws.String(appInstance), Name: aws.String("load")})
	if err != nil {
		return err
	}
	_, err = l.messaging.SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
		ChannelArn: channel.ChannelArn, Content: aws.String("Hello"),
		Type: messagingtypes.ChannelMessageTypeStandard, Persistence: messagingtypes.ChannelMessagePersistenceTypePersistent,
	})
	if err != nil {
		return err
	}
	if _, err := l.messaging.ListChannelMessages(ctx, &chimemessaging.ListChannelMessagesInput{ChannelArn: channel.ChannelArn}); err != nil {
		return err
	}
	if _, err := l.messaging.DeleteChannel(ctx, &chimemessaging.DeleteChannelInput{ChannelArn: channel.ChannelArn}); err != nil {
		return err
	}
	instances, err := l.connect.ListInstances(ctx, &connect.ListInstancesInput{})
	if err != nil {
		return err
	}
	if len(instances.InstanceSummaryList) == 0 {
		return fmt.Errorf("the service at %s has no instance", l.url)
	}
	id, name := instances.InstanceSummaryList[0].Id, aws.String(fmt.Sprintf("load-%d", l.sent.Add(requestsOfRound-1)))
	bot := &types.LexBot{Name: name, LexRegion: aws.String("us-east-1")}
	if _, err := l.connect.AssociateLexBot(ctx, &connect.AssociateLexBotInput{InstanceId: id, LexBot: bot}); err != nil {
		return err
	}
	_, err = l.connect.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{InstanceId: id, BotName: name, LexRegion: bot.LexRegion})
	l.sent.Add(1)
	return err
}

// print prints a line of the table.
func (l *load) print(ctx context.Context, out io.Writer, perSecond float64) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+"/_control/stats", http.NoBody)
	if err != nil {
		return err
	}
	response, err := l.http.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // it is only read
	var stats struct {
		Requests   int64   `json:"requests"`
		Heap       float64 `json:"heapBytes"`
		Goroutines int     `json:"goroutines"`
	}
	if err := json.NewDecoder(response.Body).Decode(&stats); err != nil {
		return err
	}
	fmt.Fprintf(out, "%10d %10.2f %12d %10.0f\n", stats.Requests, stats.Heap/(1<<20), stats.Goroutines, perSecond)
	return nil
}
