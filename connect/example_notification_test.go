package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Agents see a notification in their workspace, each in the language of the workspace.
func ExampleClient_CreateNotification() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateNotification, &connect.CreateNotificationOutput{
		NotificationId: aws.String("notification-1"), NotificationArn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/notification/notification-1"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateNotification(ctx, &connect.CreateNotificationInput{
		InstanceId: aws.String(instance),
		Recipients: []string{"arn:aws:connect:us-east-1:123456789012:instance/" + instance + "/agent/jane"},
		Priority:   types.ConfigurableNotificationPriorityHigh,
		Content:    map[string]string{"en_US": "The shop is down.", "de_DE": "Der Laden ist gestört."},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("notification", aws.ToString(out.NotificationId))
	// Output: notification notification-1
}
