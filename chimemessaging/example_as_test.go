package chimemessaging_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// As returns a client for one user or bot. It is cheap: a server that acts for many makes one for each request.
func ExampleClient_As() {
	srv := newServer()
	defer srv.Close()
	ctx, client, channel, alice := context.Background(), srv.Client(), srv.channel, srv.alice

	_, err := client.As(alice).SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
		ChannelArn:  aws.String(channel),
		Content:     aws.String("Hello, who is there?"),
		Type:        messagingtypes.ChannelMessageTypeStandard,
		Persistence: messagingtypes.ChannelMessagePersistenceTypePersistent,
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.As(srv.bob).SendChannelMessage(ctx, message(srv.channel, "Me!")); err != nil {
		log.Fatal(err)
	}
	for _, r := range srv.Requests() {
		fmt.Println(r.Operation, r.Header.Get("X-Amz-Chime-Bearer"))
	}

	_, err = client.SendChannelMessage(ctx, message(srv.channel, "Nobody says this."))
	fmt.Println(errors.Is(err, chimeconnect.ErrInvalidInput), len(srv.Requests()))
	// Output:
	// SendChannelMessage arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice
	// SendChannelMessage arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/bob
	// true 2
}

// A bearer that is not a user or bot is a common mistake. The error says so.
func ExampleBearerError() {
	srv := newServer()
	defer srv.Close()

	_, err := srv.Client().As(srv.appInstance).DescribeChannel(context.Background(), &chimemessaging.DescribeChannelInput{
		ChannelArn: aws.String(srv.channel),
	})
	var bearer *chimeconnect.BearerError
	if errors.As(err, &bearer) {
		fmt.Println("the bearer is", bearer.Problem)
	}
	// Output: the bearer is the ARN of an app instance
}
