package chimemessagingtest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestChannelFlowLife(t *testing.T) {
	s := newScene(t)
	arn := s.flow(types.FallbackActionAbort, lambdaARN)
	got, err := s.client.DescribeChannelFlow(t.Context(), &chimemessaging.DescribeChannelFlowInput{ChannelFlowArn: &arn})
	require.NoError(t, err)
	assert.Equal(t, lambdaARN, *got.ChannelFlow.Processors[0].Configuration.Lambda.ResourceArn)
	channel, err := s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.alice})
	require.NoError(t, err)
	assert.Equal(t, arn, *channel.Channel.ChannelFlowArn)
	with, err := s.client.ListChannelsAssociatedWithChannelFlow(t.Context(), &chimemessaging.ListChannelsAssociatedWithChannelFlowInput{ChannelFlowArn: &arn})
	require.NoError(t, err)
	require.Len(t, with.Channels, 1)

	_, err = s.client.UpdateChannelFlow(t.Context(), &chimemessaging.UpdateChannelFlowInput{
		ChannelFlowArn: &arn, Name: aws.String("renamed"), Processors: got.ChannelFlow.Processors,
	})
	require.NoError(t, err)
	assert.Equal(t, "renamed", *s.srv.ChannelFlows()[0].Name)

	_, err = s.client.DeleteChannelFlow(t.Context(), &chimemessaging.DeleteChannelFlowInput{ChannelFlowArn: &arn})
	requireError[*types.ConflictException](t, err)
	off := &chimemessaging.DisassociateChannelFlowInput{ChannelArn: &s.channel, ChannelFlowArn: &arn, ChimeBearer: &s.alice}
	_, err = s.client.DisassociateChannelFlow(t.Context(), off)
	requireError[*types.ForbiddenException](t, err)
	off.ChimeBearer = &s.root
	_, err = s.client.DisassociateChannelFlow(t.Context(), off)
	require.NoError(t, err)
	_, err = s.client.DisassociateChannelFlow(t.Context(), off)
	requireError[*types.NotFoundException](t, err)
	_, err = s.client.DeleteChannelFlow(t.Context(), &chimemessaging.DeleteChannelFlowInput{ChannelFlowArn: &arn})
	require.NoError(t, err)
	_, err = s.client.DescribeChannelFlow(t.Context(), &chimemessaging.DescribeChannelFlowInput{ChannelFlowArn: &arn})
	requireError[*types.ForbiddenException](t, err)
}

func TestAssociateChannelFlowRefuses(t *testing.T) {
	s := newScene(t)
	arn := s.flow(types.FallbackActionAbort, lambdaARN)
	on := func(bearer, channel, flow string) error {
		_, err := s.client.AssociateChannelFlow(t.Context(), &chimemessaging.AssociateChannelFlowInput{ChannelArn: &channel, ChannelFlowArn: &flow, ChimeBearer: &bearer})
		return err
	}
	requireError[*types.ForbiddenException](t, on(s.alice, s.channel, arn))
	requireError[*types.ConflictException](t, on(s.moe, s.channel, arn))
	requireError[*types.NotFoundException](t, on(s.moe, s.channel, arn+"x"))
	requireError[*types.NotFoundException](t, on(s.moe, s.channel+"x", arn))
	other := s.srv.AddAppInstance("other")
	foreign, err := s.client.CreateChannelFlow(t.Context(), &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &other, Name: aws.String("flow"), Processors: s.srv.ChannelFlows()[0].Processors,
	})
	require.NoError(t, err)
	requireError[*types.BadRequestException](t, on(s.moe, s.create("Other"), *foreign.ChannelFlowArn))
}

func TestChannelFlowLimits(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) { o.Limits.FlowsPerAppInstance = 2 })
	arn := s.flow(types.FallbackActionAbort, lambdaARN)
	processors := s.srv.ChannelFlows()[0].Processors
	second := processors[0]
	second.ExecutionOrder = aws.Int32(2)
	two := []types.Processor{processors[0], second}
	create := func(n int, p []types.Processor) error {
		_, err := s.client.CreateChannelFlow(t.Context(), &chimemessaging.CreateChannelFlowInput{
			AppInstanceArn: &s.instance, Name: aws.String(fmt.Sprint("flow ", n)), Processors: p,
		})
		return err
	}
	requireError[*types.ResourceLimitExceededException](t, create(1, two))
	_, err := s.client.UpdateChannelFlow(t.Context(), &chimemessaging.UpdateChannelFlowInput{ChannelFlowArn: &arn, Name: aws.String("x"), Processors: two})
	requireError[*types.BadRequestException](t, err)
	require.NoError(t, create(2, processors))
	requireError[*types.ResourceLimitExceededException](t, create(3, processors))
	list, err := s.client.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &s.instance, MaxResults: aws.Int32(1)})
	require.NoError(t, err)
	assert.Len(t, list.ChannelFlows, 1)
	assert.NotNil(t, list.NextToken)
}
