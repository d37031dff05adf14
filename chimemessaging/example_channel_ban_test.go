package chimemessaging_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A member who is banned loses the membership and cannot be added again.
func ExampleClient_CreateChannelBan() {
	srv := newServer()
	defer srv.Close()
	channel, bob := srv.channel, srv.bob
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice)) // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.CreateChannelBan(ctx, &chimemessaging.CreateChannelBanInput{
		ChannelArn: aws.String(channel),
		MemberArn:  aws.String(bob),
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.CreateChannelMembership(ctx, &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: aws.String(channel),
		MemberArn:  aws.String(bob),
		Type:       types.ChannelMembershipTypeDefault,
	})
	fmt.Println("adding again is denied:", errors.Is(err, chimeconnect.ErrAccessDenied))

	bans := chimemessaging.NewListChannelBansPaginator(client, &chimemessaging.ListChannelBansInput{ChannelArn: aws.String(channel)})
	for ban, err := range bans.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(ban.Member.Name), "is banned")
	}
	// Output:
	// adding again is denied: true
	// Bob is banned
}
