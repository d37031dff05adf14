package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestNotifications(t *testing.T) {
	s := newScene(t)
	s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	s.srv.AddUser(s.instance, types.User{Username: aws.String("bob")})
	users := s.srv.Users(s.instance)
	alice, bob := users[0], users[1]
	create := func(change func(*connect.CreateNotificationInput)) (*connect.CreateNotificationOutput, error) {
		in := &connect.CreateNotificationInput{
			InstanceId: &s.instance, Recipients: []string{*alice.Arn}, Priority: types.ConfigurableNotificationPriorityHigh,
			Content: map[string]string{"en_US": "Fire drill"},
		}
		change(in)
		return s.client.CreateNotification(t.Context(), in)
	}
	created, err := create(func(*connect.CreateNotificationInput) {})
	require.NoError(t, err)
	for name, change := range map[string]func(*connect.CreateNotificationInput){
		"expired": func(in *connect.CreateNotificationInput) { in.ExpiresAt = aws.Time(s.clock.Time().Add(-time.Hour)) },
		"not a user": func(in *connect.CreateNotificationInput) {
			in.Recipients = []string{"arn:aws:connect:us-east-1:123456789012:instance/other"}
		},
		"not an ARN too": func(in *connect.CreateNotificationInput) {
			in.Recipients = []string{*alice.Arn, *s.srv.Queues(s.instance)[0].QueueArn}
		},
	} {
		t.Run(name, func(t *testing.T) { requireError[*types.InvalidParameterException](t, second(create(change))) })
	}
	for name, want := range map[string]int{"alice": 1, "bob": 0} {
		user := map[string]*string{"alice": alice.Id, "bob": bob.Id}[name]
		list, err := s.client.ListUserNotifications(t.Context(), &connect.ListUserNotificationsInput{InstanceId: &s.instance, UserId: user})
		require.NoError(t, err)
		require.Len(t, list.UserNotifications, want, name)
	}
	status := func(user *string) error {
		return second(s.client.UpdateUserNotificationStatus(t.Context(), &connect.UpdateUserNotificationStatusInput{
			InstanceId: &s.instance, NotificationId: created.NotificationId, UserId: user, Status: types.NotificationStatusRead,
		}))
	}
	requireError[*types.ResourceNotFoundException](t, status(bob.Id))
	require.NoError(t, status(alice.Id))
	list := &connect.ListUserNotificationsInput{InstanceId: &s.instance, UserId: alice.Id}
	got, err := s.client.ListUserNotifications(t.Context(), list)
	require.NoError(t, err)
	assert.Equal(t, types.NotificationStatusRead, got.UserNotifications[0].NotificationStatus)
	require.NoError(t, second(s.client.UpdateNotificationContent(t.Context(), &connect.UpdateNotificationContentInput{
		InstanceId: &s.instance, NotificationId: created.NotificationId, Content: map[string]string{"en_US": "All clear"},
	})))
	described, err := s.client.DescribeNotification(t.Context(), &connect.DescribeNotificationInput{InstanceId: &s.instance, NotificationId: created.NotificationId})
	require.NoError(t, err)
	assert.Equal(t, "All clear", described.Notification.Content["en_US"])
	assert.Equal(t, types.NotificationPriorityHigh, described.Notification.Priority)
	found, err := s.client.SearchNotifications(t.Context(), &connect.SearchNotificationsInput{InstanceId: &s.instance, SearchCriteria: &types.NotificationSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("message"), Value: aws.String("clear"), ComparisonType: types.StringComparisonTypeContains},
	}})
	require.NoError(t, err)
	require.Len(t, found.Notifications, 1)
	assert.Equal(t, s.instance, *found.Notifications[0].InstanceId)
	newer := s.srv.AddNotification(s.instance, types.Notification{Content: map[string]string{"en_US": "Lunch"}})
	newest, err := s.client.SearchNotifications(t.Context(), &connect.SearchNotificationsInput{InstanceId: &s.instance, MaxResults: aws.Int32(1)})
	require.NoError(t, err)
	assert.Equal(t, newer, *newest.Notifications[0].Id)
	next, err := s.client.SearchNotifications(t.Context(), &connect.SearchNotificationsInput{InstanceId: &s.instance, MaxResults: aws.Int32(1), NextToken: newest.NextToken})
	require.NoError(t, err)
	assert.Equal(t, created.NotificationId, next.Notifications[0].Id)
	require.NoError(t, second(s.client.DeleteNotification(t.Context(), &connect.DeleteNotificationInput{InstanceId: &s.instance, NotificationId: &newer})))
	s.clock.Advance(8 * 24 * time.Hour)
	got, err = s.client.ListUserNotifications(t.Context(), list)
	require.NoError(t, err)
	assert.Empty(t, got.UserNotifications, "it has expired")
	require.NoError(t, second(s.client.DeleteNotification(t.Context(), &connect.DeleteNotificationInput{InstanceId: &s.instance, NotificationId: created.NotificationId})))
	s.srv.AddNotification(s.instance, types.Notification{Content: map[string]string{"en_US": "Hello"}})
	all, err := s.client.ListNotifications(t.Context(), &connect.ListNotificationsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, all.NotificationSummaryList, 1)
	assert.Equal(t, s.srv.Notifications(s.instance)[0].Content, all.NotificationSummaryList[0].Content)
}

func TestPushNotificationRegistrations(t *testing.T) {
	s := newScene(t)
	chat := s.srv.AddContact(s.instance, types.Contact{Channel: types.ChannelChat})
	contact := &chat
	create := func(role types.ParticipantRole) (*connect.CreatePushNotificationRegistrationOutput, error) {
		return s.client.CreatePushNotificationRegistration(t.Context(), &connect.CreatePushNotificationRegistrationInput{
			InstanceId: &s.instance, PinpointAppArn: aws.String("arn:aws:mobiletargeting:us-east-1:123456789012:apps/a"), DeviceToken: aws.String("token"),
			DeviceType: types.DeviceTypeGcm, ContactConfiguration: &types.ContactConfiguration{ContactId: contact, ParticipantRole: role},
		})
	}
	created, err := create(types.ParticipantRoleCustomer)
	require.NoError(t, err)
	requireError[*types.InvalidParameterException](t, second(create(types.ParticipantRoleAgent)))
	contact = aws.String("none")
	requireError[*types.ResourceNotFoundException](t, second(create(types.ParticipantRoleCustomer)))
	contact = aws.String(s.srv.AddContact(s.instance, types.Contact{}))
	requireError[*types.InvalidParameterException](t, second(create(types.ParticipantRoleCustomer)))
	kept := s.srv.PushNotificationRegistrations(s.instance)
	require.Len(t, kept, 1)
	assert.Equal(t, []string{"token", chat}, []string{*kept[0].DeviceToken, *kept[0].ContactId})
	s.srv.AddPushNotificationRegistration(s.instance, connecttest.PushNotificationRegistration{ContactId: aws.String("other")})
	remove := &connect.DeletePushNotificationRegistrationInput{InstanceId: &s.instance, RegistrationId: created.RegistrationId, ContactId: aws.String("other")}
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeletePushNotificationRegistration(t.Context(), remove)))
	remove.ContactId = &chat
	require.NoError(t, second(s.client.DeletePushNotificationRegistration(t.Context(), remove)))
	assert.Len(t, s.srv.PushNotificationRegistrations(s.instance), 1)
}
