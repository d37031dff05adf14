package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A call is recorded from now on. The contact and the one that it began with are the same before a transfer.
func ExampleClient_StartContactRecording() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.StartContactRecording, &connect.StartContactRecordingOutput{})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.StartContactRecording(ctx, &connect.StartContactRecordingInput{
		InstanceId:                  aws.String(instance),
		ContactId:                   aws.String("contact-1"),
		InitialContactId:            aws.String("contact-1"),
		VoiceRecordingConfiguration: &types.VoiceRecordingConfiguration{VoiceRecordingTrack: types.VoiceRecordingTrackAll},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("recording agent and customer")
	// Output: recording agent and customer
}
