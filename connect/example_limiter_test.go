package connect_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// A limiter keeps all clients that share it below the quotas of the account. By default it uses AWS's default quotas.
func ExampleNewLimiter() {
	srv := newServer()
	defer srv.Close()
	cfg := srv.config()

	limiter := connect.NewLimiter(func(o *chimeconnect.RateLimiterOptions) {
		o.Operations["ListInstances"] = chimeconnect.Quota{Rate: 20, Burst: 1} // raised for this account
	})
	client := connect.NewFromConfig(cfg, func(o *connect.Options) { o.Limiter = limiter })

	for range 2 {
		out, err := client.ListInstances(context.Background(), &connect.ListInstancesInput{})
		if err != nil {
			log.Fatal(err)
		}
		waited, _ := chimeconnect.GetLimiterWait(out.ResultMetadata)
		fmt.Println("waited:", waited > 20*time.Millisecond)
	}
	metrics := chimeconnect.Attempt{Service: connect.ServiceID, Region: "us-east-1", Operation: "GetMetricData"}
	fmt.Println(limiter.Rate(metrics), "per second")
	// Output:
	// waited: false
	// waited: true
	// 5 per second
}

// table stands for a database or cache that the programs of a fleet share.
type table struct{ left int }

func (t *table) take() (ok bool, wait time.Duration) {
	t.left--
	return t.left >= 0, time.Minute
}

// fleetLimiter lets an attempt through when the shared table has room for it.
type fleetLimiter struct{ table *table }

func (l fleetLimiter) Wait(ctx context.Context, _ chimeconnect.Attempt) error {
	for {
		ok, wait := l.table.take()
		if ok {
			return nil
		}
		if deadline, bounded := ctx.Deadline(); bounded && time.Until(deadline) < wait {
			return context.DeadlineExceeded // immediately, not after waiting until the deadline
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// Any limiter can be used, such as one that a fleet shares. A call fails immediately if it cannot meet its deadline.
func Example_fleetLimiter() {
	srv := newServer()
	defer srv.Close()
	client := srv.Client(func(o *connect.Options) { o.Limiter = fleetLimiter{&table{left: 1}} })
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()

	for range 2 {
		_, err := client.ListInstances(ctx, &connect.ListInstancesInput{})
		fmt.Println(err == nil, errors.Is(err, context.DeadlineExceeded))
	}
	// Output:
	// true false
	// false true
}
