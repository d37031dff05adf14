package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Agents transfer to a quick connect, here a phone number. The type says which configuration is set.
func ExampleClient_CreateQuickConnect() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateQuickConnect, &connect.CreateQuickConnectOutput{QuickConnectId: aws.String("quick-connect-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateQuickConnect(ctx, &connect.CreateQuickConnectInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Warehouse"),
		QuickConnectConfig: &types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypePhoneNumber,
			PhoneConfig:      &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+12065550100")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("quick connect", aws.ToString(out.QuickConnectId))
	// Output: quick connect quick-connect-1
}
