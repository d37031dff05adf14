package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A Lex V1 bot is identified by its name and Region. AssociateBot accepts Lex V2 bots as well.
func ExampleClient_AssociateLexBot() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.AssociateLexBot(ctx, &connect.AssociateLexBotInput{
		InstanceId: aws.String(instance),
		LexBot:     &types.LexBot{Name: aws.String("OrderFlowers"), LexRegion: aws.String("us-east-1")},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.ListBots(ctx, &connect.ListBotsInput{
		InstanceId: aws.String(instance),
		LexVersion: types.LexVersionV1,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, bot := range out.LexBots {
		fmt.Println(aws.ToString(bot.LexBot.Name), "in", aws.ToString(bot.LexBot.LexRegion))
	}
	// Output: OrderFlowers in us-east-1
}

// The flows of the instance can no longer use the bot. A Lex V1 bot is identified by its name and Region.
func ExampleClient_DisassociateLexBot() {
	srv := newServer()
	defer srv.Close()
	srv.addBots("OrderFlowers")
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
		InstanceId: aws.String(instance),
		BotName:    aws.String("OrderFlowers"),
		LexRegion:  aws.String("us-east-1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(srv.LexBots(instance)), "bots")
	// Output: 0 bots
}
