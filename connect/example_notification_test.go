package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Agents see a notification in their workspace, each in the language of the workspace. Recipients are the ARNs of users, or
// that of the instance for all of its users.
func ExampleClient_CreateNotification() {
	srv := newServer()
	defer srv.Close()
	srv.AddUser(srv.instance, types.User{Username: aws.String("jane")})
	jane := srv.Users(srv.instance)[0]
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.CreateNotification(ctx, &connect.CreateNotificationInput{
		InstanceId: aws.String(instance),
		Recipients: []string{aws.ToString(jane.Arn)},
		Priority:   types.ConfigurableNotificationPriorityHigh,
		Content:    map[string]string{"en_US": "The shop is down.", "de_DE": "Der Laden ist gestört."},
	})
	if err != nil {
		log.Fatal(err)
	}
	seen, err := client.ListUserNotifications(ctx, &connect.ListUserNotificationsInput{InstanceId: aws.String(instance), UserId: jane.Id})
	if err != nil {
		log.Fatal(err)
	}
	for _, notification := range seen.UserNotifications {
		fmt.Println(notification.Content["en_US"], notification.NotificationStatus)
	}
	// Output: The shop is down. UNREAD
}
