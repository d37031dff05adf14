package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A call is recorded from this point on. Before a transfer, the contact is also the first contact of its chain.
func ExampleClient_StartContactRecording() {
	srv := newServer()
	defer srv.Close()
	call := srv.AddContact(srv.instance, types.Contact{})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.StartContactRecording(ctx, &connect.StartContactRecordingInput{
		InstanceId:                  aws.String(instance),
		ContactId:                   aws.String(call),
		InitialContactId:            aws.String(call),
		VoiceRecordingConfiguration: &types.VoiceRecordingConfiguration{VoiceRecordingTrack: types.VoiceRecordingTrackAll},
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeContact(ctx, &connect.DescribeContactInput{
		InstanceId: aws.String(instance),
		ContactId:  aws.String(call),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, recording := range described.Contact.Recordings {
		fmt.Println("recording", recording.MediaStreamType, "stopped:", recording.StopTimestamp != nil)
	}
	// Output: recording AUDIO stopped: false
}
