package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Agents with this profile take one call at a time, out of one queue.
func ExampleClient_CreateRoutingProfile() {
	srv := newServer()
	defer srv.Close()
	queue := srv.AddQueue(srv.instance, types.Queue{Name: aws.String("orders")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateRoutingProfile(ctx, &connect.CreateRoutingProfileInput{
		InstanceId:             aws.String(instance),
		Name:                   aws.String("Orders"),
		Description:            aws.String("Calls about orders"),
		DefaultOutboundQueueId: aws.String(queue),
		MediaConcurrencies:     []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)}},
		QueueConfigs: []types.RoutingProfileQueueConfig{{
			QueueReference: &types.RoutingProfileQueueReference{QueueId: aws.String(queue), Channel: types.ChannelVoice},
			Priority:       aws.Int32(1),
			Delay:          aws.Int32(0),
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	queues := connect.NewListRoutingProfileQueuesPaginator(client, &connect.ListRoutingProfileQueuesInput{
		InstanceId:       aws.String(instance),
		RoutingProfileId: created.RoutingProfileId,
	})
	for queue, err := range queues.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(queue.QueueName), queue.Channel)
	}
	// Output: orders VOICE
}
