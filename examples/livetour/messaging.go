package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// messagingStory associates a channel flow with a channel and removes it again.
type messagingStory struct {
	*stage
	*report
}

// run leaves nothing behind: what it creates it deletes, even when a call in between fails.
func (s *messagingStory) run(ctx context.Context) error {
	s.heading("A channel flow: a Lambda function sees messages before the members of the channel do")
	flow, err := s.create(ctx)
	if err != nil {
		return err
	}
	err = errors.Join(s.use(ctx, flow), s.remove(context.WithoutCancel(ctx), flow))
	if err != nil {
		return err
	}
	return s.provoke(ctx, flow)
}

func (s *messagingStory) create(ctx context.Context) (flow string, err error) {
	began := time.Now()
	out, err := s.messagingClient.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(s.appInstance),
		Name:           aws.String("chimeconnect live tour"),
		Processors: []types.Processor{{
			Name:           aws.String("word filter"),
			ExecutionOrder: aws.Int32(1),
			FallbackAction: types.FallbackActionContinue, // deliver unprocessed when the function cannot be invoked
			Configuration: &types.ProcessorConfiguration{Lambda: &types.LambdaConfiguration{
				ResourceArn:    aws.String(s.lambda),
				InvocationType: types.InvocationTypeAsync,
			}},
		}},
		Tags: []types.Tag{
			{Key: aws.String("project"), Value: aws.String("live tour")},
			{Key: aws.String("team"), Value: aws.String("chat")},
		},
	})
	if err := s.did("CreateChannelFlow", "one processor, two tags", began, err); err != nil {
		return "", err
	}
	s.note("flow       %s", aws.ToString(out.ChannelFlowArn))
	s.note("processor  %s", s.lambda)
	if token, ok := chimeconnect.GetIdempotencyToken(out.ResultMetadata); ok {
		s.note("token      %s, filled in: a retry cannot create a second flow", token)
	}
	return aws.ToString(out.ChannelFlowArn), nil
}

// use associates the flow with the channel, shows it there and disassociates it.
func (s *messagingStory) use(ctx context.Context, flow string) error {
	began := time.Now()
	_, err := s.messagingClient.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn:     aws.String(s.channel),
		ChannelFlowArn: aws.String(flow),
		ChimeBearer:    aws.String(s.user),
	})
	if err := s.did("AssociateChannelFlow", "new messages now wait for the function's verdict", began, err); err != nil {
		return err
	}
	return errors.Join(s.show(ctx, flow), s.disassociate(context.WithoutCancel(ctx), flow))
}

func (s *messagingStory) show(ctx context.Context, flow string) error {
	began := time.Now()
	out, err := s.messagingClient.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
		ChannelArn:  aws.String(s.channel),
		ChimeBearer: aws.String(s.user),
	})
	if err := s.did("DescribeChannel", "the channel shows its flow", began, err); err != nil {
		return err
	}
	shown := aws.ToString(out.Channel.ChannelFlowArn)
	s.note("channel    %s", s.channel)
	s.note("flow       %s", shown)
	if shown != flow {
		return fmt.Errorf("the channel shows the flow %q, not the one that was associated", shown)
	}
	return nil
}

func (s *messagingStory) disassociate(ctx context.Context, flow string) error {
	began := time.Now()
	_, err := s.messagingClient.DisassociateChannelFlow(ctx, s.disassociation(flow))
	return s.did("DisassociateChannelFlow", "messages are delivered at once again", began, err)
}

func (s *messagingStory) disassociation(flow string) *chimemessaging.DisassociateChannelFlowInput {
	return &chimemessaging.DisassociateChannelFlowInput{
		ChannelArn:     aws.String(s.channel),
		ChannelFlowArn: aws.String(flow),
		ChimeBearer:    aws.String(s.user),
	}
}

func (s *messagingStory) remove(ctx context.Context, flow string) error {
	began := time.Now()
	_, err := s.messagingClient.DeleteChannelFlow(ctx, &chimemessaging.DeleteChannelFlowInput{ChannelFlowArn: aws.String(flow)})
	return s.did("DeleteChannelFlow", "the flow is gone", began, err)
}

// provoke makes a call that cannot succeed and reads the error.
func (s *messagingStory) provoke(ctx context.Context, flow string) error {
	began := time.Now()
	_, err := s.messagingClient.DisassociateChannelFlow(ctx, s.disassociation(flow))
	if err := s.refused("DisassociateChannelFlow", "the flow does not exist any more", began, err); err != nil {
		return err
	}
	var notFound *types.NotFoundException
	if errors.As(err, &notFound) {
		s.reading("errors.As *types.NotFoundException", "%s", notFound.ErrorMessage())
	}
	s.reading("errors.Is chimeconnect.ErrNotFound", "%t", errors.Is(err, chimeconnect.ErrNotFound))
	s.explain(err)
	return nil
}
