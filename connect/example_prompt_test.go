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
	// What the fake service answers.
	answer(&srv.Handlers.CreatePrompt, &connect.CreatePromptOutput{PromptId: aws.String("prompt-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreatePrompt(ctx, &connect.CreatePromptInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Welcome"),
		S3Uri:      aws.String("s3://prompts/welcome.wav"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("prompt", aws.ToString(out.PromptId))
	// Output: prompt prompt-1
}
