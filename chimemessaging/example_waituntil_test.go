package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A message in a channel with a flow is pending until its processors have answered. WaitUntil reads until it is sent.
func ExampleWaitUntil() {
	srv := newServer()
	defer srv.Close()
	ctx, client := context.Background(), srv.Client().As(srv.alice)
	sent, err := client.SendChannelMessage(ctx, message(srv.channel, "Hello!"))
	if err != nil {
		log.Fatal(err)
	}

	out, err := chimeconnect.WaitUntil(ctx, func(ctx context.Context) (*chimemessaging.GetChannelMessageStatusOutput, error) {
		return client.GetChannelMessageStatus(ctx, &chimemessaging.GetChannelMessageStatusInput{
			ChannelArn: aws.String(srv.channel), MessageId: sent.MessageId,
		})
	}, func(out *chimemessaging.GetChannelMessageStatusOutput, err error) bool {
		return err == nil && out.Status.Value != types.ChannelMessageStatusPending
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Status.Value)
	// Output: SENT
}
