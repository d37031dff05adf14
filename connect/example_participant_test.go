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
	// What the fake service answers.
	answer(&srv.Handlers.CreateParticipant, &connect.CreateParticipantOutput{ParticipantId: aws.String("participant-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateParticipant(ctx, &connect.CreateParticipantInput{
		InstanceId: aws.String(instance),
		ContactId:  aws.String("contact-1"),
		ParticipantDetails: &types.ParticipantDetailsToAdd{
			ParticipantRole: types.ParticipantRoleCustomBot,
			DisplayName:     aws.String("Helper"),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("participant", aws.ToString(out.ParticipantId))
	// Output: participant participant-1
}
