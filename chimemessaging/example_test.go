package chimemessaging_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A client takes its Region and credentials from where all AWS tools do. Most operations also say for whom they act.
func Example() {
	defer standIn()() // a fake service in place of AWS, so that this example has an output

	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := chimemessaging.NewFromConfig(cfg)

	out, err := client.CreateChannel(ctx, &chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String("arn:aws:chime:us-east-1:123456789012:app-instance/shop"),
		ChannelId:      aws.String("orders"),
		Name:           aws.String("Orders"),
		ChimeBearer:    aws.String("arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.ChannelArn))
	// Output: arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders
}

// A client may act for one user or bot; if an input names another, that one is used.
func Example_bearer() {
	srv := newServer()
	defer srv.Close()
	ctx, cfg, alice, bob := context.Background(), srv.config(), srv.alice, srv.bob

	client := chimemessaging.NewFromConfig(cfg, func(o *chimemessaging.Options) {
		o.ChimeBearer = alice
	})
	if _, err := client.SendChannelMessage(ctx, message(srv.channel, "Hello, who is there?")); err != nil {
		log.Fatal(err)
	}
	reply := message(srv.channel, "Me!")
	reply.ChimeBearer = aws.String(bob)
	if _, err := client.SendChannelMessage(ctx, reply); err != nil {
		log.Fatal(err)
	}

	out, err := client.ListChannelMessages(ctx, &chimemessaging.ListChannelMessagesInput{
		ChannelArn: aws.String(srv.channel),
		SortOrder:  types.SortOrderAscending,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range out.ChannelMessages {
		fmt.Println(aws.ToString(m.Sender.Name)+":", aws.ToString(m.Content))
	}
	// Output:
	// Alice: Hello, who is there?
	// Bob: Me!
}

// A channel flow has messages checked by a Lambda function before the members of a channel see them.
func Example_channelFlow() {
	srv := newServer()
	defer srv.Close()
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice))

	flow, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(srv.appInstance),
		Name:           aws.String("moderation"),
		Processors: []types.Processor{{
			Name:           aws.String("word filter"),
			ExecutionOrder: aws.Int32(1),
			FallbackAction: types.FallbackActionAbort, // deliver nothing when the function cannot be invoked
			Configuration: &types.ProcessorConfiguration{Lambda: &types.LambdaConfiguration{
				ResourceArn:    aws.String("arn:aws:lambda:us-east-1:123456789012:function:word-filter"),
				InvocationType: types.InvocationTypeAsync,
			}},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn:     aws.String(srv.channel),
		ChannelFlowArn: flow.ChannelFlowArn,
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{ChannelArn: aws.String(srv.channel)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("the channel has the flow:", *out.Channel.ChannelFlowArn == *flow.ChannelFlowArn)
	// Output: the channel has the flow: true
}

// Errors are told apart by type or by kind; any of them has the HTTP response.
func Example_errors() {
	srv := newServer()
	defer srv.Close()
	client := srv.Client(srv.as(srv.bob)) // a member, not a moderator

	_, err := client.DisassociateChannelFlow(context.Background(), &chimemessaging.DisassociateChannelFlowInput{
		ChannelArn:     aws.String(srv.channel),
		ChannelFlowArn: aws.String(srv.appInstance + "/channel-flow/moderation"),
	})

	var forbidden *types.ForbiddenException
	if errors.As(err, &forbidden) {
		fmt.Println("only administrators and moderators may do this")
	}
	if errors.Is(err, chimeconnect.ErrAccessDenied) {
		fmt.Println("access denied")
	}
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		fmt.Println("status", response.HTTPStatusCode())
	}
	// Output:
	// only administrators and moderators may do this
	// access denied
	// status 403
}

// A request whose answer was lost is repeated with the same token, so that it takes effect once.
func Example_idempotency() {
	srv := newServer()
	defer srv.Close()
	srv.Fail("SendChannelMessage", chimemessagingtest.ResetAfter(), 1)
	ctx, client := context.Background(), srv.Client(srv.as(srv.alice))

	out, err := client.SendChannelMessage(ctx, message(srv.channel, "Hello"))
	if err != nil {
		log.Fatal(err)
	}
	token, _ := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
	for _, request := range srv.Requests() {
		sent := request.Input.(*chimemessaging.SendChannelMessageInput)
		fmt.Println("attempt", request.Attempt, "with the same token:", *sent.ClientRequestToken == token)
	}
	list, err := client.ListChannelMessages(ctx, &chimemessaging.ListChannelMessagesInput{ChannelArn: aws.String(srv.channel)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(list.ChannelMessages), "message in the channel")
	// Output:
	// attempt 1 with the same token: true
	// attempt 2 with the same token: true
	// 1 message in the channel
}

// Lists come in pages; a paginator asks for one after the other.
func Example_paging() {
	srv := newServer()
	defer srv.Close()
	client := srv.Client(srv.as(srv.alice))

	pages := chimemessaging.NewListChannelMembershipsPaginator(client, &chimemessaging.ListChannelMembershipsInput{
		ChannelArn: aws.String(srv.channel),
		MaxResults: aws.Int32(1),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(context.Background())
		if err != nil {
			log.Fatal(err)
		}
		for _, membership := range page.ChannelMemberships {
			fmt.Println(aws.ToString(membership.Member.Name))
		}
	}
	// Output:
	// Alice
	// Bob
}
