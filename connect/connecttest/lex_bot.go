package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) lexBotHandlers(h *Handlers) {
	h.AssociateLexBot = handle(s, associateLexBot)
	h.DisassociateLexBot = handle(s, disassociateLexBot)
	h.ListLexBots = handle(s, listLexBots)
	h.AssociateBot = handle(s, associateBot)
	h.DisassociateBot = handle(s, disassociateBot)
	h.ListBots = handle(s, listBots)
}

// botKey is how an instance knows a bot: V1 by name and Region, V2 by the ARN of its alias.
func botKey(v1 *types.LexBot, v2 *types.LexV2Bot) string {
	if v2 != nil {
		return aws.ToString(v2.AliasArn)
	}
	return aws.ToString(v1.LexRegion) + "/" + aws.ToString(v1.Name)
}

func (r *request) associateBot(instanceID *string, v1 *types.LexBot, v2 *types.LexV2Bot) error {
	inst, err := r.instance(instanceID)
	if err != nil {
		return err
	}
	key := botKey(v1, v2)
	if _, ok := inst.lexBots.Get(key); ok {
		return &types.ResourceConflictException{Message: aws.String("The bot is associated with the instance already.")}
	}
	inst.lexBots.Put(r.Moment, key, &types.LexBotConfig{LexBot: v1, LexV2Bot: v2})
	return nil
}

func (r *request) disassociateBot(instanceID *string, v1 *types.LexBot, v2 *types.LexV2Bot) error {
	inst, err := r.instance(instanceID)
	if err != nil {
		return err
	}
	key := botKey(v1, v2)
	if _, ok := inst.lexBots.Get(key); !ok {
		return r.notFound("associated bot", &key)
	}
	inst.lexBots.Delete(r.Moment, key)
	return nil
}

func associateLexBot(r *request, in *connect.AssociateLexBotInput) (*connect.AssociateLexBotOutput, error) {
	return nil, r.associateBot(in.InstanceId, in.LexBot, nil)
}

func disassociateLexBot(r *request, in *connect.DisassociateLexBotInput) (*connect.DisassociateLexBotOutput, error) {
	return nil, r.disassociateBot(in.InstanceId, &types.LexBot{Name: in.BotName, LexRegion: in.LexRegion}, nil)
}

func listLexBots(r *request, in *connect.ListLexBotsInput) (*connect.ListLexBotsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.lexBots, in, func(b *types.LexBotConfig) bool { return b.LexBot != nil },
		func(b *types.LexBotConfig) types.LexBot { return *b.LexBot })
	return &connect.ListLexBotsOutput{LexBots: page, NextToken: next}, err
}

// oneBot refuses a request that names no bot or two.
func oneBot(v1 *types.LexBot, v2 *types.LexV2Bot) error {
	if (v1 == nil) == (v2 == nil) || v2 != nil && aws.ToString(v2.AliasArn) == "" {
		return &types.InvalidRequestException{Message: aws.String("Name one bot: LexBot or LexV2Bot.")}
	}
	return nil
}

func associateBot(r *request, in *connect.AssociateBotInput) (*connect.AssociateBotOutput, error) {
	if err := oneBot(in.LexBot, in.LexV2Bot); err != nil {
		return nil, err
	}
	return nil, r.associateBot(in.InstanceId, in.LexBot, in.LexV2Bot)
}

func disassociateBot(r *request, in *connect.DisassociateBotInput) (*connect.DisassociateBotOutput, error) {
	if err := oneBot(in.LexBot, in.LexV2Bot); err != nil {
		return nil, err
	}
	return nil, r.disassociateBot(in.InstanceId, in.LexBot, in.LexV2Bot)
}

func listBots(r *request, in *connect.ListBotsInput) (*connect.ListBotsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	v2 := in.LexVersion == types.LexVersionV2
	page, next, err := list(r, &inst.lexBots, in, func(b *types.LexBotConfig) bool { return (b.LexV2Bot != nil) == v2 }, deref)
	return &connect.ListBotsOutput{LexBots: page, NextToken: next}, err
}

// AddLexBot associates a bot, V1 or V2, with an instance.
func (s *Server) AddLexBot(instanceID string, bot types.LexBotConfig) {
	seed(s, func(r *request) (struct{}, error) {
		return struct{}{}, r.associateBot(&instanceID, bot.LexBot, bot.LexV2Bot)
	})
}

// LexBots returns the bots of an instance, V1 and V2, in the order of their association.
func (s *Server) LexBots(instanceID string) []types.LexBotConfig {
	return read(s, func(r *request) ([]types.LexBotConfig, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.lexBots, deref), nil
	})
}
