package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A message to all members, which the channel keeps.
func ExampleClient_SendChannelMessage() {
	srv := newServer()
	defer srv.Close()
	channel := srv.channel
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice)) // in a program: chimemessaging.NewFromConfig(cfg)

	sent, err := client.SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
		ChannelArn:  aws.String(channel),
		Content:     aws.String("The shop opens at nine."),
		Type:        types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent,
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetChannelMessage(ctx, &chimemessaging.GetChannelMessageInput{
		ChannelArn: aws.String(channel),
		MessageId:  sent.MessageId,
	})
	if err != nil {
		log.Fatal(err)
	}
	message := out.ChannelMessage
	fmt.Println(aws.ToString(message.Sender.Name)+":", aws.ToString(message.Content))
	// Output: Alice: The shop opens at nine.
}
