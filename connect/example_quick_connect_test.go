package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Agents transfer to a quick connect, here a phone number. The type says which configuration is set. Agents of a queue
// see it once it is associated with the queue.
func ExampleClient_CreateQuickConnect() {
	srv := newServer()
	defer srv.Close()
	queue := srv.AddQueue(srv.instance, types.Queue{Name: aws.String("orders")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateQuickConnect(ctx, &connect.CreateQuickConnectInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Warehouse"),
		QuickConnectConfig: &types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypePhoneNumber,
			PhoneConfig:      &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+12065550100")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.AssociateQueueQuickConnects(ctx, &connect.AssociateQueueQuickConnectsInput{
		InstanceId:      aws.String(instance),
		QueueId:         aws.String(queue),
		QuickConnectIds: []string{aws.ToString(out.QuickConnectId)},
	})
	if err != nil {
		log.Fatal(err)
	}
	quickConnects := connect.NewListQueueQuickConnectsPaginator(client, &connect.ListQueueQuickConnectsInput{
		InstanceId: aws.String(instance),
		QueueId:    aws.String(queue),
	})
	for quickConnect, err := range quickConnects.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(quickConnect.Name), quickConnect.QuickConnectType)
	}
	// Output: Warehouse PHONE_NUMBER
}
