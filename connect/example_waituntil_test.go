package connect_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Right after a create, a read may say that the resource does not exist. WaitUntil reads until it does.
func ExampleWaitUntil() {
	srv := newServer()
	defer srv.Close()
	hours := srv.AddHoursOfOperation(srv.instance, types.HoursOfOperation{Name: aws.String("always")})
	srv.SetVisibilityDelay(100 * time.Millisecond)
	ctx, client, instance := context.Background(), srv.Client(), srv.instance

	created, err := client.CreateQueue(ctx, &connect.CreateQueueInput{
		InstanceId:         aws.String(instance),
		Name:               aws.String("orders"),
		HoursOfOperationId: aws.String(hours),
	})
	if err != nil {
		log.Fatal(err)
	}
	describe := func(ctx context.Context) (*connect.DescribeQueueOutput, error) {
		return client.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: aws.String(instance), QueueId: created.QueueId})
	}
	out, err := chimeconnect.WaitUntil(ctx, describe, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.Queue.Name), out.Queue.Status)

	fmt.Println("reads:", len(srv.Requests()) > 2) // the first ones did not find it

	// The condition can be anything, such as that a resource is gone. The error wraps that of the last read.
	_, err = chimeconnect.WaitUntil(ctx, describe, func(_ *connect.DescribeQueueOutput, err error) bool {
		return errors.Is(err, chimeconnect.ErrNotFound)
	}, func(o *chimeconnect.WaitOptions) { o.MaxWait = 500 * time.Millisecond })
	var late *chimeconnect.WaitError
	fmt.Println(errors.As(err, &late), late.Last)
	// Output:
	// orders ENABLED
	// reads: true
	// true <nil>
}
