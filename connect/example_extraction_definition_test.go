package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// An extraction definition says in words what to find in a conversation.
func ExampleClient_CreateExtractionDefinition() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateExtractionDefinition(ctx, &connect.CreateExtractionDefinitionInput{
		InstanceId:              aws.String(instance),
		Name:                    aws.String("order number"),
		ExtractionConfiguration: &types.ExtractionConfiguration{PromptHint: aws.String("The number of the order that the customer speaks of")},
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeExtractionDefinition(ctx, &connect.DescribeExtractionDefinitionInput{
		InstanceId:             aws.String(instance),
		ExtractionDefinitionId: out.ExtractionDefinitionId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(described.ExtractionDefinition.Name))
	// Output: order number
}
