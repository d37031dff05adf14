package channelflow_test

import (
	"context"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// lambdaRuntime stands for Lambda, in front of a fake service.
type lambdaRuntime struct {
	*chimemessagingtest.Server

	channel, alice string
}

// newRuntime starts a fake service with a channel that has a flow, and returns the configuration of its clients.
func newRuntime() (*lambdaRuntime, aws.Config) {
	srv, err := chimemessagingtest.Start("")
	if err != nil {
		log.Fatal(err)
	}
	r := &lambdaRuntime{Server: srv}
	instance := srv.AddAppInstance("shop")
	r.alice = srv.AddUser(instance, "alice", "Alice")
	ctx, client := context.Background(), srv.Client()
	flow, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &instance, Name: aws.String("moderation"), Processors: []types.Processor{{
			Name: aws.String("word filter"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{
				Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(function), InvocationType: types.InvocationTypeAsync},
			},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	channel, err := client.CreateChannel(ctx, &chimemessaging.CreateChannelInput{AppInstanceArn: &instance, Name: aws.String("Orders"), ChimeBearer: &r.alice})
	if err != nil {
		log.Fatal(err)
	}
	r.channel = *channel.ChannelArn
	_, err = client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: &r.channel, ChannelFlowArn: flow.ChannelFlowArn, ChimeBearer: &r.alice,
	})
	if err != nil {
		log.Fatal(err)
	}
	o := client.Options()
	return r, aws.Config{Region: o.Region, Credentials: o.Credentials, BaseEndpoint: o.BaseEndpoint}
}

// Start runs a handler for each event, as lambda.Start does, but returns.
func (r *lambdaRuntime) Start(handler chimemessagingtest.Processor) {
	r.SetProcessor(function, handler)
}

// say sends messages and returns what arrives.
func (r *lambdaRuntime) say(texts ...string) (arrived []string) {
	for _, text := range texts {
		_, err := r.Client().SendChannelMessage(context.Background(), &chimemessaging.SendChannelMessageInput{
			ChannelArn: &r.channel, Content: &text, Type: types.ChannelMessageTypeStandard,
			Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &r.alice,
		})
		if err != nil {
			log.Fatal(err)
		}
		r.WaitForProcessors()
	}
	for _, m := range r.Messages(r.channel) {
		arrived = append(arrived, *m.Content)
	}
	return arrived
}
