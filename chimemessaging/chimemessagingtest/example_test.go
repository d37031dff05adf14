package chimemessagingtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// start is chimemessagingtest.NewServer for examples, which have no *testing.T.
func start(optFns ...func(*chimemessagingtest.Options)) *chimemessagingtest.Server {
	srv, err := chimemessagingtest.Start("", append(optFns, func(o *chimemessagingtest.Options) { o.KeepRequests = -1 })...)
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// channelOf creates a channel on behalf of the user.
func channelOf(srv *chimemessagingtest.Server, instance, user string) *string {
	out, err := srv.Client().CreateChannel(context.Background(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &instance, Name: aws.String("General"), ChimeBearer: &user,
	})
	if err != nil {
		log.Fatal(err)
	}
	return out.ChannelArn
}

// The built-in state enforces who may do what.
func ExampleNewServer() {
	srv := start() // in a test: chimemessagingtest.NewServer(t)
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice, bob := srv.AddUser(instance, "alice", "Alice"), srv.AddUser(instance, "bob", "Bob")
	channel := channelOf(srv, instance, alice)

	for _, user := range []string{alice, bob} {
		_, err := srv.Client().SendChannelMessage(context.Background(), &chimemessaging.SendChannelMessageInput{
			ChannelArn: channel, Content: aws.String("Hello"), Type: types.ChannelMessageTypeStandard,
			Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &user,
		})
		var forbidden *types.ForbiddenException
		fmt.Println("forbidden:", errors.As(err, &forbidden))
	}
	fmt.Println(len(srv.Messages(*channel)), "message")
	// Output:
	// forbidden: false
	// forbidden: true
	// 1 message
}

// A Go function stands for the Lambda function of a channel flow: messages wait for its callback.
func ExampleServer_SetProcessor() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice := srv.AddUser(instance, "alice", "Alice")
	channel := channelOf(srv, instance, alice)
	client := srv.Client()
	ctx := context.Background()

	const function = "arn:aws:lambda:us-east-1:123456789012:function:word-filter"
	srv.SetProcessor(function, func(ctx context.Context, event json.RawMessage) error {
		var e struct {
			CallbackId     string
			ChannelMessage struct{ MessageId, ChannelArn, Content string }
		}
		if err := json.Unmarshal(event, &e); err != nil {
			return err
		}
		_, err := client.ChannelFlowCallback(ctx, &chimemessaging.ChannelFlowCallbackInput{
			CallbackId: &e.CallbackId, ChannelArn: &e.ChannelMessage.ChannelArn, ChannelMessage: &types.ChannelMessageCallback{
				MessageId: &e.ChannelMessage.MessageId, Content: aws.String(e.ChannelMessage.Content + " (checked)"),
			},
		})
		return err
	})
	flow, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &instance, Name: aws.String("filter"), Processors: []types.Processor{{
			Name: aws.String("words"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{
				Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(function), InvocationType: types.InvocationTypeAsync},
			},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: channel, ChannelFlowArn: flow.ChannelFlowArn, ChimeBearer: &alice,
	})
	if err != nil {
		log.Fatal(err)
	}

	sent, err := client.SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
		ChannelArn: channel, Content: aws.String("Hello"), Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &alice,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sent.Status.Value)
	srv.WaitForProcessors()
	message := srv.Messages(*channel)[0]
	fmt.Println(message.Status.Value, *message.Content)
	// Output:
	// PENDING
	// SENT Hello (checked)
}

// Requests shows what arrived, decoded.
func ExampleServer_Requests() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	channelOf(srv, instance, srv.AddUser(instance, "alice", "Alice"))

	for _, r := range srv.Requests() {
		if in, ok := r.Input.(*chimemessaging.CreateChannelInput); ok {
			fmt.Println(r.Operation, *in.Name, r.Header.Get("X-Amz-Chime-Bearer") == *in.ChimeBearer, r.Status)
		}
	}
	// Output: CreateChannel General true 201
}

// Fail injects the errors of the service.
func ExampleServer_Fail() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	srv.Fail("ListChannelFlows", chimemessagingtest.Error(&types.ForbiddenException{Message: aws.String("not today")}), 1)

	_, err := srv.Client().ListChannelFlows(context.Background(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &instance})
	var forbidden *types.ForbiddenException
	fmt.Println(errors.As(err, &forbidden), forbidden.Code, forbidden.ErrorMessage())
	_, err = srv.Client().ListChannelFlows(context.Background(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &instance})
	fmt.Println(err)
	// Output:
	// true Forbidden not today
	// <nil>
}
