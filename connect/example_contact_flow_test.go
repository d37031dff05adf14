package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Package flow writes the content of flows. If the service refuses it, the error lists the problems and where they are.
func ExampleClient_CreateContactFlow() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	b := flow.NewBuilder()
	b.Add("greet", flow.MessageParticipant{Text: "Hello!"})
	b.Add("bye", flow.DisconnectParticipant{})
	greeting, err := b.Else("bye").Build()
	if err != nil {
		log.Fatal(err)
	}
	created, err := client.CreateContactFlow(ctx, &connect.CreateContactFlowInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Greeting"),
		Type:       types.ContactFlowTypeContactFlow,
		Content:    aws.String(greeting.String()),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeContactFlow(ctx, &connect.DescribeContactFlowInput{
		InstanceId:    aws.String(instance),
		ContactFlowId: created.ContactFlowId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.ContactFlow.Name), out.ContactFlow.Type, out.ContactFlow.State)
	// Output: Greeting CONTACT_FLOW ACTIVE
}
