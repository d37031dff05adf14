package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// newLiveStage finds credentials as all AWS tools do and makes clients for the Regions of the resources.
func newLiveStage(ctx context.Context, f *flags) (*stage, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the AWS configuration: %w", err)
	}
	if _, err := cfg.Credentials.Retrieve(ctx); err != nil {
		return nil, fmt.Errorf("no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: %w", err)
	}
	s := &stage{
		messagingClient: chimemessaging.NewFromConfig(cfg, func(o *chimemessaging.Options) { o.Region = regionOf(f.appInstance) }),
		connectClient:   connect.NewFromConfig(cfg, func(o *connect.Options) { o.Region = regionOf(f.instance) }),

		appInstance: f.appInstance,
		channel:     f.channel,
		user:        f.user,
		lambda:      f.lambda,
		instance:    lastPart(f.instance),
		contactFlow: lastPart(f.contactFlow),
		phoneNumber: f.phoneNumber,
		bot:         f.bot,
		botRegion:   f.botRegion,
	}
	if s.botRegion == "" {
		s.botRegion = regionOf(f.instance)
	}
	return s, nil
}

// announce says what is about to change.
func announce(r *report, s *stage) {
	r.line("This calls AWS with your credentials, and will:")
	r.line("\nin Chime SDK Messaging, %s", s.messagingClient.Options().Region)
	r.line("  - create a channel flow in %s", s.appInstance)
	r.line("    whose processor is %s", s.lambda)
	r.line("  - associate it with %s", s.channel)
	r.line("    as %s:", s.user)
	r.line("    messages that are sent meanwhile go through the function")
	r.line("  - disassociate the flow and delete it")
	r.line("\nin Amazon Connect, %s, instance %s", s.connectClient.Options().Region, s.instance)
	r.line("  - associate the Lex bot %s of %s, and disassociate it", s.bot, s.botRegion)
	r.line("  - associate the contact flow %s", s.contactFlow)
	r.line("    with the phone number %s, and disassociate it:", s.phoneNumber)
	r.line("    who calls the number meanwhile reaches that flow")
	r.line("\nAfterwards all is as before. It stops now if the channel or the number has a flow, or the bot is in use.")
}

// checkLive reads what the stories are going to change, and refuses to replace anything.
func checkLive(ctx context.Context, s *stage) error {
	channel, err := s.messagingClient.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
		ChannelArn: aws.String(s.channel), ChimeBearer: aws.String(s.user),
	})
	if err != nil {
		return err
	}
	if flow := aws.ToString(channel.Channel.ChannelFlowArn); flow != "" {
		return fmt.Errorf("the channel has the flow %s", flow)
	}
	bots := connect.NewListLexBotsPaginator(s.connectClient, &connect.ListLexBotsInput{InstanceId: aws.String(s.instance)})
	for bot, err := range bots.All(ctx) {
		if err != nil {
			return err
		}
		if aws.ToString(bot.Name) == s.bot && aws.ToString(bot.LexRegion) == s.botRegion {
			return fmt.Errorf("the instance uses the bot %s of %s", s.bot, s.botRegion)
		}
	}
	return checkNumber(ctx, s)
}

func checkNumber(ctx context.Context, s *stage) error {
	flows := connect.NewListFlowAssociationsPaginator(s.connectClient, &connect.ListFlowAssociationsInput{
		InstanceId: aws.String(s.instance), ResourceType: types.ListFlowAssociationResourceTypeVoicePhoneNumber,
	})
	for association, err := range flows.All(ctx) {
		if err != nil {
			return err
		}
		if lastPart(aws.ToString(association.ResourceId)) == lastPart(s.phoneNumber) {
			return fmt.Errorf("the phone number has the flow %s", aws.ToString(association.FlowId))
		}
	}
	return nil
}

// confirm asks before the first change.
func confirm(r *report, stdin io.Reader, yes bool) error {
	if yes {
		return nil
	}
	fmt.Fprint(r.w, "\nGo on? Type yes: ")
	answer, err := bufio.NewReader(stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(answer) != "yes" {
		return errors.New("the answer was not yes")
	}
	return nil
}

// regionOf takes the Region out of an ARN.
func regionOf(s string) string {
	parsed, err := arn.Parse(s)
	if err != nil {
		return "" // checked with the flags
	}
	return parsed.Region
}

// lastPart takes the ID out of an ARN; an ID stays as it is.
func lastPart(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }
