package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A channel flow names the Lambda functions that see messages before the members of a channel do.
func ExampleClient_CreateChannelFlow() {
	srv := newServer()
	defer srv.Close()
	appInstance := srv.appInstance
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	out, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(appInstance),
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
	flow, err := client.DescribeChannelFlow(ctx, &chimemessaging.DescribeChannelFlowInput{ChannelFlowArn: out.ChannelFlowArn})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(flow.ChannelFlow.Name), len(flow.ChannelFlow.Processors), "processor")
	// Output: moderation 1 processor
}

// From now on the messages of the channel wait for the verdict of the flow.
func ExampleClient_AssociateChannelFlow() {
	srv := newServer()
	defer srv.Close()
	channel, alice, flow := srv.channel, srv.alice, srv.addFlow()
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn:     aws.String(channel),
		ChannelFlowArn: aws.String(flow),
		ChimeBearer:    aws.String(alice), // an administrator, or a moderator of the channel
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
		ChannelArn:  aws.String(channel),
		ChimeBearer: aws.String(alice),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.Channel.ChannelFlowArn) == flow)
	// Output: true
}

// Messages are delivered at once again. The flow has to be named, though a channel has one at most.
func ExampleClient_DisassociateChannelFlow() {
	srv := newServer()
	defer srv.Close()
	channel, alice, flow := srv.channel, srv.alice, srv.addFlow()
	srv.associate(flow)
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.DisassociateChannelFlow(ctx, &chimemessaging.DisassociateChannelFlowInput{
		ChannelArn:     aws.String(channel),
		ChannelFlowArn: aws.String(flow),
		ChimeBearer:    aws.String(alice), // an administrator, or a moderator of the channel
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
		ChannelArn:  aws.String(channel),
		ChimeBearer: aws.String(alice),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("has a flow:", out.Channel.ChannelFlowArn != nil)
	// Output: has a flow: false
}
