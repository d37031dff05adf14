package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// Bob may now moderate the channel too.
func ExampleClient_CreateChannelModerator() {
	srv := newServer()
	defer srv.Close()
	channel, bob := srv.channel, srv.bob
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice)) // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.CreateChannelModerator(ctx, &chimemessaging.CreateChannelModeratorInput{
		ChannelArn:          aws.String(channel),
		ChannelModeratorArn: aws.String(bob),
	})
	if err != nil {
		log.Fatal(err)
	}
	moderators := chimemessaging.NewListChannelModeratorsPaginator(client, &chimemessaging.ListChannelModeratorsInput{
		ChannelArn: aws.String(channel),
	})
	for moderator, err := range moderators.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(moderator.Moderator.Name))
	}
	// Output:
	// Alice
	// Bob
}
