package redislimiter_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/redis/go-redis/v9"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/redislimiter"
)

// The limiter serves all clients of a process. Each process of the fleet makes the same limiter.
func ExampleNew() { //nolint:testableexamples // it needs a store
	cfg := aws.Config{Region: "us-east-1"} // or what config.LoadDefaultConfig returns
	store := redis.NewClient(&redis.Options{
		Addr: "redis.internal:6379", MaxRetries: -1, DialerRetries: 1, ContextTimeoutEnabled: true,
	})
	defer func() { _ = store.Close() }()
	limiter := redislimiter.New(store, func(o *redislimiter.Options) {
		// There are at most 50 processes: while the store is away, each makes a fiftieth of the calls.
		o.LocalShare = 50
		o.Quotas.Operations["ListInstances"] = chimeconnect.Quota{Rate: 20, Burst: 1} // raised for this account
	})
	client := connect.NewFromConfig(cfg, func(o *connect.Options) { o.Limiter = limiter })

	out, err := client.ListInstances(context.Background(), &connect.ListInstancesInput{})
	if err != nil {
		log.Fatal(err)
	}
	waited, _ := chimeconnect.GetLimiterWait(out.ResultMetadata)
	fmt.Println("waited", waited)
}

// Messaging has other quotas, and some of them are per channel.
func ExampleOptions_perResource() { //nolint:testableexamples // it needs a store
	store := redis.NewClient(&redis.Options{Addr: "redis.internal:6379", MaxRetries: -1, ContextTimeoutEnabled: true})
	defer func() { _ = store.Close() }()
	limiter := redislimiter.New(store, func(o *redislimiter.Options) {
		o.Quotas = chimemessaging.DefaultQuotas()
		o.PerResource = func(a chimeconnect.Attempt) bool { return a.Operation == "SendChannelMessage" }
	})
	_ = chimemessaging.New(chimemessaging.Options{Region: "us-east-1", Limiter: limiter})
}

// Hooks feed metrics and logs.
func ExampleHooks() { //nolint:testableexamples // it needs a store
	store := redis.NewClient(&redis.Options{Addr: "redis.internal:6379", MaxRetries: -1, ContextTimeoutEnabled: true})
	defer func() { _ = store.Close() }()
	_ = redislimiter.New(store, func(o *redislimiter.Options) {
		o.Hooks = redislimiter.Hooks{
			Decided: func(a chimeconnect.Attempt, d redislimiter.Decision) {
				slog.Debug("limiter", "operation", a.Operation, "waited", d.Waited, "asked", d.Asked, "local", d.Local)
			},
			RateChanged: func(a chimeconnect.Attempt, rate float64) {
				slog.Warn("another rate", "operation", a.Operation, "rate", rate)
			},
			StoreAway: func(err error) { slog.Error("the store of the limiter is away", "error", err) },
			StoreBack: func(away time.Duration) { slog.Info("the store of the limiter is back", "after", away) },
		}
	})
}

// Without a store and without a local share, calls fail before anything is sent.
func ExampleAwayError() {
	redis.SetLogger(quiet{}) // which complains on stderr
	store := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1, DialerRetries: 1})
	defer func() { _ = store.Close() }()
	client := connect.New(connect.Options{
		Region: "us-east-1", Credentials: aws.AnonymousCredentials{}, Limiter: redislimiter.New(store),
	})
	_, err := client.ListInstances(context.Background(), &connect.ListInstancesInput{})

	var away *redislimiter.AwayError
	fmt.Println(errors.As(err, &away))
	// Output: true
}

type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}
