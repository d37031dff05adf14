package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A customer who has closed the app is notified of new messages in a chat.
func ExampleClient_CreatePushNotificationRegistration() {
	srv := newServer()
	defer srv.Close()
	chat := srv.AddContact(srv.instance, types.Contact{Channel: types.ChannelChat})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreatePushNotificationRegistration(ctx, &connect.CreatePushNotificationRegistrationInput{
		InstanceId:           aws.String(instance),
		PinpointAppArn:       aws.String("arn:aws:mobiletargeting:us-east-1:123456789012:apps/app-1"),
		DeviceToken:          aws.String("token of the device"),
		DeviceType:           types.DeviceTypeApns,
		ContactConfiguration: &types.ContactConfiguration{ContactId: aws.String(chat), ParticipantRole: types.ParticipantRoleCustomer},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, kept := range srv.PushNotificationRegistrations(instance) {
		fmt.Println(kept.DeviceType, aws.ToString(kept.RegistrationId) == aws.ToString(out.RegistrationId))
	}
	// Output: APNS true
}
