package main

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// nobody is the ID of a phone number that no account has.
const nobody = "00000000-0000-4000-8000-000000000000"

// connectStory links a Lex bot and a phone number's flow to an instance, and removes both links again.
type connectStory struct {
	*stage
	*report
}

func (s *connectStory) run(ctx context.Context) error {
	s.heading("A Lex bot: the contact flows of an instance may use it")
	if err := s.useBot(ctx); err != nil {
		return err
	}
	s.heading("A phone number: the contact flow that its callers reach")
	if err := s.useNumber(ctx); err != nil {
		return err
	}
	return s.provoke(ctx)
}

// useBot associates the bot, shows it and disassociates it, even when showing it fails.
func (s *connectStory) useBot(ctx context.Context) error {
	began := time.Now()
	_, err := s.connectClient.AssociateLexBot(ctx, &connect.AssociateLexBotInput{
		InstanceId: aws.String(s.instance),
		LexBot:     &types.LexBot{Name: aws.String(s.bot), LexRegion: aws.String(s.botRegion)},
	})
	if err := s.did("AssociateLexBot", s.bot+" in "+s.botRegion, began, err); err != nil {
		return err
	}
	return errors.Join(s.showBots(ctx), s.dropBot(context.WithoutCancel(ctx)))
}

func (s *connectStory) showBots(ctx context.Context) error {
	pages := connect.NewListLexBotsPaginator(s.connectClient, &connect.ListLexBotsInput{InstanceId: aws.String(s.instance)})
	for pages.HasMorePages() {
		began := time.Now()
		page, err := pages.NextPage(ctx)
		if err := s.did("ListLexBots", "the bots of the instance", began, err); err != nil {
			return err
		}
		for _, bot := range page.LexBots {
			s.note("bot        %s in %s", aws.ToString(bot.Name), aws.ToString(bot.LexRegion))
		}
	}
	return nil
}

func (s *connectStory) dropBot(ctx context.Context) error {
	began := time.Now()
	_, err := s.connectClient.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
		InstanceId: aws.String(s.instance),
		BotName:    aws.String(s.bot),
		LexRegion:  aws.String(s.botRegion),
	})
	return s.did("DisassociateLexBot", "the flows may not use it any more", began, err)
}

func (s *connectStory) useNumber(ctx context.Context) error {
	began := time.Now()
	_, err := s.connectClient.AssociatePhoneNumberContactFlow(ctx, &connect.AssociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(s.instance),
		ContactFlowId: aws.String(s.contactFlow),
		PhoneNumberId: aws.String(s.phoneNumber),
	})
	if err := s.did("AssociatePhoneNumberContactFlow", "callers reach the flow", began, err); err != nil {
		return err
	}
	s.note("number     %s", s.phoneNumber)
	s.note("flow       %s", s.contactFlow)
	return s.dropFlow(context.WithoutCancel(ctx))
}

func (s *connectStory) dropFlow(ctx context.Context) error {
	began := time.Now()
	_, err := s.connectClient.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(s.instance),
		PhoneNumberId: aws.String(s.phoneNumber),
	})
	return s.did("DisassociatePhoneNumberContactFlow", "the number has no flow", began, err)
}

// provoke makes a call that cannot succeed and reads the error.
func (s *connectStory) provoke(ctx context.Context) error {
	began := time.Now()
	_, err := s.connectClient.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(s.instance),
		PhoneNumberId: aws.String(nobody),
	})
	if err := s.refused("DisassociatePhoneNumberContactFlow", "there is no such number", began, err); err != nil {
		return err
	}
	var notFound *types.ResourceNotFoundException
	if errors.As(err, &notFound) {
		s.reading("errors.As *types.ResourceNotFoundException", "%s", notFound.ErrorMessage())
	}
	s.reading("errors.Is chimeconnect.ErrNotFound", "%t", errors.Is(err, chimeconnect.ErrNotFound))
	s.explain(err)
	return nil
}
