package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// A module is a piece of flow that other flows invoke.
func ExampleClient_CreateContactFlowModule() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	b := flow.NewBuilder(func(o *flow.BuilderOptions) { o.FlowType = flow.Module })
	b.Add("greet", flow.MessageParticipant{Text: "Hello!"})
	b.Add("return", flow.EndFlowModuleExecution{})
	module, err := b.Else("return").Build()
	if err != nil {
		log.Fatal(err)
	}
	created, err := client.CreateContactFlowModule(ctx, &connect.CreateContactFlowModuleInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Greeting"),
		Content:    aws.String(module.String()),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeContactFlowModule(ctx, &connect.DescribeContactFlowModuleInput{
		InstanceId:          aws.String(instance),
		ContactFlowModuleId: created.Id,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("module", aws.ToString(out.ContactFlowModule.Name), out.ContactFlowModule.Status)
	// Output: module Greeting PUBLISHED
}
