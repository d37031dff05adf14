package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A queue has hours of operation and can limit how many contacts wait in it.
func ExampleClient_CreateQueue() {
	srv := newServer()
	defer srv.Close()
	hours := srv.AddHoursOfOperation(srv.instance, types.HoursOfOperation{Name: aws.String("always")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateQueue(ctx, &connect.CreateQueueInput{
		InstanceId:         aws.String(instance),
		Name:               aws.String("orders"),
		HoursOfOperationId: aws.String(hours),
		MaxContacts:        aws.Int32(50),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeQueue(ctx, &connect.DescribeQueueInput{
		InstanceId: aws.String(instance),
		QueueId:    created.QueueId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.Queue.Name), out.Queue.Status, aws.ToInt32(out.Queue.MaxContacts))
	// Output: orders ENABLED 50
}
