package connect_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// unlinkBot is a function that a program might have. The example below shows how to test it.
func unlinkBot(ctx context.Context, client *connect.Client, instance, bot string) error {
	_, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
		InstanceId: aws.String(instance),
		BotName:    aws.String(bot),
		LexRegion:  aws.String("us-east-1"),
	})
	return err
}

func TestUnlinkBot(t *testing.T) {
	srv := connecttest.NewServer(t)
	instance := srv.AddInstance(types.Instance{InstanceAlias: aws.String("support")})
	srv.AddLexBot(instance, types.LexBotConfig{
		LexBot: &types.LexBot{Name: aws.String("OrderFlowers"), LexRegion: aws.String("us-east-1")},
	})
	srv.Fail("DisassociateLexBot", connecttest.ResetAfter(), 1) // the answer to the first attempt is lost

	require.NoError(t, unlinkBot(t.Context(), srv.Client(), instance, "OrderFlowers"))

	assert.Empty(t, srv.LexBots(instance))
	assert.Len(t, srv.Requests(), 2)
}
