// Command ours1 makes one call with this library.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

type keys struct{}

func (keys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
}

func main() {
	if len(os.Args) == 1 {
		return // only what happens before main is of interest
	}
	ctx := context.Background()
	client := connect.New(connect.Options{Region: "us-west-2", Credentials: keys{}})
	{
		out, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{})
		fmt.Println(out != nil, err)
	}
}
