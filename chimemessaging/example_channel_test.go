package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// The creator of a channel is its first moderator. A client that acts for Alice names her once.
func ExampleClient_CreateChannel() {
	srv := newServer()
	defer srv.Close()
	appInstance, alice := srv.appInstance, srv.alice
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	created, err := client.CreateChannel(ctx, &chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String(appInstance),
		Name:           aws.String("Orders"),
		Mode:           types.ChannelModeRestricted, // members may not add others
		Privacy:        types.ChannelPrivacyPrivate,
		ChimeBearer:    aws.String(alice),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
		ChannelArn:  created.ChannelArn,
		ChimeBearer: aws.String(alice),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.Channel.Name), out.Channel.Mode, out.Channel.Privacy)
	// Output: Orders RESTRICTED PRIVATE
}
