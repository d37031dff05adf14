package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A bot of your own joins a chat. The token is for the participant service.
func ExampleClient_CreateParticipant() {
	srv := newServer()
	defer srv.Close()
	chat := srv.AddContact(srv.instance, types.Contact{Channel: types.ChannelChat})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateParticipant(ctx, &connect.CreateParticipantInput{
		InstanceId: aws.String(instance),
		ContactId:  aws.String(chat),
		ParticipantDetails: &types.ParticipantDetailsToAdd{
			ParticipantRole: types.ParticipantRoleCustomBot,
			DisplayName:     aws.String("Helper"),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("has a token:", out.ParticipantCredentials.ParticipantToken != nil)
	for _, who := range srv.Participants(instance, chat) {
		fmt.Println(who.Role, who.DisplayName, who.ID == aws.ToString(out.ParticipantId))
	}
	// Output:
	// has a token: true
	// CUSTOM_BOT Helper true
}
