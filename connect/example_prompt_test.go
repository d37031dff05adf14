package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// A prompt is a recording that flows play. It is copied from a bucket that the instance may read.
func ExampleClient_CreatePrompt() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreatePrompt(ctx, &connect.CreatePromptInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Welcome"),
		S3Uri:      aws.String("s3://prompts/welcome.wav"),
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribePrompt(ctx, &connect.DescribePromptInput{InstanceId: aws.String(instance), PromptId: out.PromptId})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("prompt", aws.ToString(described.Prompt.Name))
	// Output: prompt Welcome
}
