package chimemessagingtest_test

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Everything that the fake keeps can be added without a call, and read back.
func ExampleServer_AddChannel() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice, bob := srv.AddUser(instance, "alice", "Alice"), srv.AddUser(instance, "bob", "Bob")
	channel := srv.AddChannel(instance, types.Channel{Name: aws.String("General"), Mode: types.ChannelModeUnrestricted})
	srv.AddMember(channel, alice, types.ChannelMembershipTypeDefault)
	srv.AddMessage(channel, alice, types.ChannelMessage{Content: aws.String("Hello")})

	_, err := srv.Client().CreateChannelMembership(context.Background(), &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: &channel, MemberArn: &bob, Type: types.ChannelMembershipTypeDefault, ChimeBearer: &alice,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range srv.Members(channel) {
		fmt.Println(*m.Member.Name, "invited by", *m.InvitedBy.Name)
	}
	fmt.Println(len(srv.Messages(channel)), "message")
	// Output:
	// Alice invited by Alice
	// Bob invited by Alice
	// 1 message
}
