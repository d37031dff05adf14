package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// fakes are the two services inside this program, with the resources that exist before the stories begin.
type fakes struct {
	stage

	messaging *chimemessagingtest.Server
	connect   *connecttest.Server
}

// startFakes starts both services on free ports of the loopback interface.
func startFakes(ctx context.Context) (*fakes, error) {
	messaging, err := chimemessagingtest.Start("", func(o *chimemessagingtest.Options) { o.KeepRequests = -1 }) // tests look at all of them
	if err != nil {
		return nil, err
	}
	centre, err := connecttest.Start("", func(o *connecttest.Options) { o.KeepRequests = -1 })
	if err != nil {
		messaging.Close()
		return nil, err
	}
	f := &fakes{messaging: messaging, connect: centre}
	f.messagingClient, f.connectClient = messaging.Client(), centre.Client()
	f.fillConnect()
	if err := f.fillMessaging(ctx); err != nil {
		f.close()
		return nil, fmt.Errorf("fill the fake service: %w", err)
	}
	return f, nil
}

func (f *fakes) close() {
	f.messaging.Close()
	f.connect.Close()
}

// fillMessaging makes an app instance with an administrator, who opens a channel.
func (f *fakes) fillMessaging(ctx context.Context) error {
	f.appInstance = f.messaging.AddAppInstance("shop")
	f.user = f.messaging.AddAdmin(f.appInstance, "alice", "Alice")
	f.lambda = "arn:aws:lambda:" + chimemessagingtest.Region + ":" + chimemessagingtest.AccountID + ":function:word-filter"
	out, err := f.messagingClient.CreateChannel(ctx, &chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String(f.appInstance),
		ChannelId:      aws.String("general"),
		Name:           aws.String("General"),
		ChimeBearer:    aws.String(f.user),
	})
	if err != nil {
		return err
	}
	f.channel = aws.ToString(out.ChannelArn)
	return nil
}

// fillConnect makes an instance with a contact flow and a phone number.
func (f *fakes) fillConnect() {
	f.instance = f.connect.AddInstance(types.Instance{InstanceAlias: aws.String("support")})
	f.contactFlow = f.connect.AddContactFlow(f.instance, types.ContactFlow{Name: aws.String("Main menu")})
	f.phoneNumber = f.connect.AddPhoneNumber(types.ClaimedPhoneNumberSummary{
		InstanceId:  aws.String(f.instance),
		PhoneNumber: aws.String("+12065550100"),
	})
	f.bot, f.botRegion = "OrderFlowers", connecttest.Region
}
