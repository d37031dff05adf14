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
	// What the fake service answers.
	answer(&srv.Handlers.CreateContactFlowModule, &connect.CreateContactFlowModuleOutput{Id: aws.String("module-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	b := flow.NewBuilder()
	b.Add("greet", flow.MessageParticipant{Text: "Hello!"})
	b.Add("return", flow.EndFlowModuleExecution{})
	module, err := b.Else("return").Build()
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.CreateContactFlowModule(ctx, &connect.CreateContactFlowModuleInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Greeting"),
		Content:    aws.String(module.String()),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("module", aws.ToString(out.Id))
	// Output: module module-1
}
