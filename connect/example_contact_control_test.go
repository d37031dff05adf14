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
	// What the fake service answers.
	answer(&srv.Handlers.StartTaskContact, &connect.StartTaskContactOutput{ContactId: aws.String("contact-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartTaskContact(ctx, &connect.StartTaskContactInput{
		InstanceId:    aws.String(instance),
		ContactFlowId: aws.String("11111111-2222-3333-4444-555555555555"),
		Name:          aws.String("Call Jane back"),
		References: map[string]types.Reference{
			"order": {Type: types.ReferenceTypeUrl, Value: aws.String("https://shop.example.com/orders/17")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("task", aws.ToString(out.ContactId))
	// Output: task contact-1
}
