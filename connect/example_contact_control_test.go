package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A task waits for an agent like a call. The flow says which queue it goes to.
func ExampleClient_StartTaskContact() {
	srv := newServer()
	defer srv.Close()
	flow := srv.AddContactFlow(srv.instance, types.ContactFlow{Name: aws.String("Tasks"), Type: types.ContactFlowTypeContactFlow})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartTaskContact(ctx, &connect.StartTaskContactInput{
		InstanceId:    aws.String(instance),
		ContactFlowId: aws.String(flow),
		Name:          aws.String("Call Jane back"),
		References: map[string]types.Reference{
			"order": {Type: types.ReferenceTypeUrl, Value: aws.String("https://shop.example.com/orders/17")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeContact(ctx, &connect.DescribeContactInput{
		InstanceId: aws.String(instance),
		ContactId:  out.ContactId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(described.Contact.Channel, aws.ToString(described.Contact.Name))
	// Output: TASK Call Jane back
}
