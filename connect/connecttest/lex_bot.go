package connecttest

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

func (s *state) declareLexBots(h *Handlers) {
	bots := &s.lexBots // of the instance
	attach(&s.instances, bots, "associated bot", botKey)
	changeAttached(&s.instances, &h.AssociateLexBot, func(r *request, _ *types.Instance, in *connect.AssociateLexBotInput, instanceID string) error {
		return r.associateBot(instanceID, types.LexBotConfig{LexBot: in.LexBot})
	})
	changeAttached(&s.instances, &h.AssociateBot, func(r *request, _ *types.Instance, in *connect.AssociateBotInput, instanceID string) error {
		return r.associateBot(instanceID, types.LexBotConfig{LexBot: in.LexBot, LexV2Bot: in.LexV2Bot})
	})
	disassociate(&s.instances, bots, &h.DisassociateLexBot, func(in *connect.DisassociateLexBotInput) []string {
		return []string{botKey(types.LexBotConfig{LexBot: &types.LexBot{Name: in.BotName, LexRegion: in.LexRegion}})}
	})
	changeAttached(&s.instances, &h.DisassociateBot, func(r *request, _ *types.Instance, in *connect.DisassociateBotInput, instanceID string) error {
		bot := types.LexBotConfig{LexBot: in.LexBot, LexV2Bot: in.LexV2Bot}
		if err := oneBot(bot); err != nil {
			return err
		}
		return bots.remove(r, nil, instanceID, botKey(bot))
	})
	h.ListLexBots = handle(s, listLexBots)
	h.ListBots = handle(s, listBots)
}

// botKey returns the key of a bot in an instance: name and Region for V1, the ARN of the alias for V2.
func botKey(bot types.LexBotConfig) string {
	if bot.LexV2Bot != nil {
		return aws.ToString(bot.LexV2Bot.AliasArn)
	}
	return aws.ToString(bot.LexBot.LexRegion) + "/" + aws.ToString(bot.LexBot.Name)
}

// oneBot refuses a request that does not name exactly one bot.
func oneBot(bot types.LexBotConfig) error {
	if (bot.LexBot == nil) == (bot.LexV2Bot == nil) || bot.LexV2Bot != nil && aws.ToString(bot.LexV2Bot.AliasArn) == "" {
		return &types.InvalidRequestException{Message: aws.String("Set either LexBot or LexV2Bot.")}
	}
	return nil
}

func (r *request) associateBot(instanceID string, bot types.LexBotConfig) error {
	if err := oneBot(bot); err != nil {
		return err
	}
	if bot.LexV2Bot != nil && !r.isAlias(*bot.LexV2Bot.AliasArn) {
		return &types.InvalidRequestException{Message: aws.String("AliasArn: must be the ARN of a bot alias in the account and Region of the instance.")}
	}
	if r.lexBots.has(nil, instanceID, bot) {
		return &types.ResourceConflictException{Message: aws.String("The bot is already associated with the instance.")}
	}
	r.lexBots.put(r, nil, instanceID, bot)
	return nil
}

// isAlias reports whether an ARN can be that of the alias of an Amazon Lex V2 bot that an instance of the account can use.
func (r *request) isAlias(arn string) bool {
	rest, ok := strings.CutPrefix(arn, "arn:"+endpoint.PartitionOf(r.region)+":lex:"+r.region+":"+r.server.options.AccountID+":bot-alias/")
	bot, alias, two := strings.Cut(rest, "/")
	return ok && two && bot != "" && alias != "" && !strings.Contains(alias, "/")
}

func listLexBots(r *request, in *connect.ListLexBotsInput) (*connect.ListLexBotsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.lexBots.of(nil, *inst.Id).Rows(r.Moment, func(b types.LexBotConfig) bool { return b.LexBot != nil })
	out := new(connect.ListLexBotsOutput)
	return out, paged(r, in, out, rows, func(b types.LexBotConfig) types.LexBot { return *b.LexBot })
}

func listBots(r *request, in *connect.ListBotsInput) (*connect.ListBotsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	v2 := in.LexVersion == types.LexVersionV2
	rows := r.lexBots.of(nil, *inst.Id).Rows(r.Moment, func(b types.LexBotConfig) bool { return (b.LexV2Bot != nil) == v2 })
	out := new(connect.ListBotsOutput)
	return out, paged(r, in, out, rows, same)
}

// AddLexBot associates a bot, V1 or V2, with an instance. The zero value is a V1 bot with a name of its own.
func (s *Server) AddLexBot(instanceID string, bot types.LexBotConfig) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		bot = fake.Copy(bot)
		if bot.LexBot == nil && bot.LexV2Bot == nil {
			bot.LexBot = new(types.LexBot)
		}
		if b := bot.LexBot; b != nil && b.Name == nil {
			b.Name = aws.String(fmt.Sprint("Bot", r.lexBots.of(nil, *inst.Id).Len()+1))
		}
		if b := bot.LexBot; b != nil && b.LexRegion == nil {
			b.LexRegion = &r.region
		}
		return struct{}{}, r.associateBot(*inst.Id, bot)
	})
}

// LexBots returns the bots of an instance, V1 and V2, in the order of their association.
func (s *Server) LexBots(instanceID string) []types.LexBotConfig {
	return read(s, func(r *request) ([]types.LexBotConfig, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return r.lexBots.of(nil, *inst.Id).All(), nil
	})
}
