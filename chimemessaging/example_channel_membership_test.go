package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Carol becomes a member of the channel, which Alice may decide.
func ExampleClient_CreateChannelMembership() {
	srv := newServer()
	defer srv.Close()
	channel, carol := srv.channel, srv.AddUser(srv.appInstance, "carol", "Carol")
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice)) // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.CreateChannelMembership(ctx, &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: aws.String(channel),
		MemberArn:  aws.String(carol),
		Type:       types.ChannelMembershipTypeDefault,
	})
	if err != nil {
		log.Fatal(err)
	}
	members := chimemessaging.NewListChannelMembershipsPaginator(client, &chimemessaging.ListChannelMembershipsInput{
		ChannelArn: aws.String(channel),
	})
	for member, err := range members.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(member.Member.Name))
	}
	// Output:
	// Alice
	// Bob
	// Carol
}
