// Command quickstart shows the core operations of both services.
//
//	go run ./examples/quickstart
//
// It needs no credentials and no network: the two fake services of this module run inside the program, and the clients call
// them over HTTP, as they call AWS. To call AWS, change the lines in run that make the clients, as the comment there says.
// Package examples/livetour makes the same calls in an AWS account, asks before it starts and cleans up afterwards.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	chat, err := chimemessagingtest.Start("", func(o *chimemessagingtest.Options) { o.KeepRequests = -1 })
	if err != nil {
		return err
	}
	defer chat.Close()
	centre, err := connecttest.Start("", func(o *connecttest.Options) { o.KeepRequests = -1 })
	if err != nil {
		return err
	}
	defer centre.Close()

	// In a program: cfg, err := config.LoadDefaultConfig(ctx), then chimemessaging.NewFromConfig(cfg) and
	// connect.NewFromConfig(cfg).
	messagingClient, connectClient := chat.Client(), centre.Client()

	if err := useChannelFlow(ctx, messagingClient, addChat(chat)); err != nil {
		return err
	}
	instance, contactFlow, number := addCentre(centre)
	if err := useLexBot(ctx, connectClient, instance); err != nil {
		return err
	}
	if err := usePhoneNumber(ctx, connectClient, instance, contactFlow, number); err != nil {
		return err
	}
	showRequests(chat, centre)
	return nil
}

// useChannelFlow lets a Lambda function see the messages of a new channel before its members do, and takes it away again.
func useChannelFlow(ctx context.Context, client *chimemessaging.Client, app appInstance) error {
	client = client.As(app.admin) // most operations of messaging act for a user or bot
	channel, err := client.CreateChannel(ctx, &chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String(app.arn),
		Name:           aws.String("General"),
	})
	if err != nil {
		return err
	}
	flow, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(app.arn),
		Name:           aws.String("moderation"),
		Processors: []messagingtypes.Processor{{
			Name:           aws.String("word filter"),
			ExecutionOrder: aws.Int32(1),
			FallbackAction: messagingtypes.FallbackActionContinue, // deliver unprocessed when the function cannot be invoked
			Configuration: &messagingtypes.ProcessorConfiguration{Lambda: &messagingtypes.LambdaConfiguration{
				ResourceArn:    aws.String("arn:aws:lambda:us-east-1:123456789012:function:word-filter"),
				InvocationType: messagingtypes.InvocationTypeAsync,
			}},
		}},
	})
	if err != nil {
		return err
	}
	fmt.Println("CreateChannelFlow: a flow with one processor")

	_, err = client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn:     channel.ChannelArn,
		ChannelFlowArn: flow.ChannelFlowArn,
	})
	if err != nil {
		return err
	}
	fmt.Println("AssociateChannelFlow: new messages wait for the function's verdict")

	disassociation := &chimemessaging.DisassociateChannelFlowInput{
		ChannelArn:     channel.ChannelArn,
		ChannelFlowArn: flow.ChannelFlowArn,
	}
	if _, err := client.DisassociateChannelFlow(ctx, disassociation); err != nil {
		return err
	}
	fmt.Println("DisassociateChannelFlow: messages are delivered at once again")

	// A second time, the call fails with an error whose type the API defines.
	_, err = client.DisassociateChannelFlow(ctx, disassociation)
	var notFound *messagingtypes.NotFoundException
	if !errors.As(err, &notFound) {
		return fmt.Errorf("the second DisassociateChannelFlow: %w", err)
	}
	fmt.Println("again:", notFound.ErrorMessage())
	return nil
}

// useLexBot lets the flows of an instance use an Amazon Lex V1 bot, lists the bots, and removes the bot again.
func useLexBot(ctx context.Context, client *connect.Client, instance string) error {
	_, err := client.AssociateLexBot(ctx, &connect.AssociateLexBotInput{
		InstanceId: aws.String(instance),
		LexBot:     &types.LexBot{Name: aws.String("OrderFlowers"), LexRegion: aws.String("us-east-1")},
	})
	if err != nil {
		return err
	}
	bots := connect.NewListLexBotsPaginator(client, &connect.ListLexBotsInput{InstanceId: aws.String(instance)})
	for bot, err := range bots.All(ctx) {
		if err != nil {
			return err
		}
		fmt.Println("ListLexBots:", aws.ToString(bot.Name), "in", aws.ToString(bot.LexRegion))
	}
	_, err = client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
		InstanceId: aws.String(instance),
		BotName:    aws.String("OrderFlowers"),
		LexRegion:  aws.String("us-east-1"),
	})
	if err != nil {
		return err
	}
	fmt.Println("DisassociateLexBot: the flows cannot use it any more")
	return nil
}

// usePhoneNumber gives a phone number a contact flow, and removes it again.
func usePhoneNumber(ctx context.Context, client *connect.Client, instance, contactFlow, number string) error {
	_, err := client.AssociatePhoneNumberContactFlow(ctx, &connect.AssociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(instance),
		ContactFlowId: aws.String(contactFlow),
		PhoneNumberId: aws.String(number),
	})
	if err != nil {
		return err
	}
	_, err = client.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(instance),
		PhoneNumberId: aws.String(number),
	})
	if err != nil {
		return err
	}
	fmt.Println("DisassociatePhoneNumberContactFlow: the number has no flow")

	// The kind of an error is the same for both services, whatever its type.
	_, err = client.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(instance),
		PhoneNumberId: aws.String("00000000-0000-4000-8000-000000000000"),
	})
	if !errors.Is(err, chimeconnect.ErrNotFound) {
		return fmt.Errorf("a phone number that does not exist: %w", err)
	}
	fmt.Println("a number that does not exist: chimeconnect.ErrNotFound")
	return nil
}

// appInstance is where the chat takes place. In AWS, the operations of Chime SDK Identity create it and its users.
type appInstance struct{ arn, admin string }

func addChat(srv *chimemessagingtest.Server) appInstance {
	arn := srv.AddAppInstance("shop")
	return appInstance{arn: arn, admin: srv.AddAdmin(arn, "alice", "Alice")}
}

// addCentre adds what an account already has: an instance with a contact flow and a phone number.
func addCentre(srv *connecttest.Server) (instance, contactFlow, number string) {
	instance = srv.AddInstance(types.Instance{InstanceAlias: aws.String("support")})
	contactFlow = srv.AddContactFlow(instance, types.ContactFlow{Name: aws.String("Main menu")})
	number = srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{
		InstanceId: aws.String(instance), PhoneNumber: aws.String("+12065550100"),
	})
	return instance, contactFlow, number
}

// showRequests prints the HTTP requests that the two services received.
func showRequests(chat *chimemessagingtest.Server, centre *connecttest.Server) {
	for _, r := range chat.Requests() {
		fmt.Println("HTTP", r.Method, r.Status, r.Operation)
	}
	for _, r := range centre.Requests() {
		fmt.Println("HTTP", r.Method, r.Status, r.Operation)
	}
}
