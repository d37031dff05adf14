package connecttest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// notificationLife is how long a notification without an expiry is shown.
const notificationLife = 7 * 24 * time.Hour

// userNotification is what a user has done with a notification.
type userNotification struct {
	user   string // id
	status types.NotificationStatus
}

func (s *state) declareNotifications(h *Handlers) {
	notifications := declare(s, &s.notifications, resource[types.Notification]{
		noun: "Notification", kind: "notification", path: "notification",
		key: func(*request, *types.Instance, *types.Notification) string { return "" },
		fill: func(r *request, _ *types.Instance, n *types.Notification) {
			if n.CreatedAt == nil {
				n.CreatedAt = aws.Time(r.moment().Now)
			}
			if n.ExpiresAt == nil {
				n.ExpiresAt = aws.Time(n.CreatedAt.Add(notificationLife))
			}
		},
		summarise: func(n *types.Notification, summary any) {
			*member[*string](summary, "InstanceId") = aws.String(instanceOfARN(*n.Arn))
		},
	})
	attach(notifications, &s.userNotifications, "notification of the user", func(n userNotification) string { return n.user })
	create(notifications, &h.CreateNotification, func(r *request, inst *types.Instance, in *connect.CreateNotificationInput, n *types.Notification) error {
		n.Priority = types.NotificationPriority(in.Priority)
		if in.ExpiresAt != nil && !in.ExpiresAt.After(r.moment().Now) {
			return r.invalid("ExpiresAt: must be in the future")
		}
		return r.checkRecipients(inst, in.Recipients)
	}, "Priority", "PredefinedNotificationId")
	describe(notifications, &h.DescribeNotification)
	list(notifications, &h.ListNotifications, nil)
	search(notifications, &h.SearchNotifications, searching[types.Notification]{
		newestFirst: true,
		fields: func(_ *request, _ *types.Instance, n *types.Notification) fields {
			all := slices.Collect(maps.Values(n.Content))
			return fields{"id": texts(n.Id), "notificationid": texts(n.Id), "message": all, "content": all}
		},
	})
	update(notifications, &h.UpdateNotificationContent, nil)
	remove(notifications, &h.DeleteNotification)
	h.ListUserNotifications = handle(s, listUserNotifications)
	changeAttached(notifications, &h.UpdateUserNotificationStatus,
		func(r *request, inst *types.Instance, in *connect.UpdateUserNotificationStatusInput, id string) error {
			u, err := r.users.find(r, inst, in.UserId)
			if err != nil {
				return err
			}
			n, err := r.notifications.find(r, inst, &id)
			if err == nil && !isFor(inst, n, u) {
				err = r.notFound(r.userNotifications.kind, &id)
			}
			if err == nil {
				r.userNotifications.put(r, inst, id, userNotification{*u.Id, in.Status})
			}
			return err
		})
}

// checkRecipients makes sure that recipients are users of the instance, or all of them.
func (r *request) checkRecipients(inst *types.Instance, recipients []string) error {
	for _, arn := range recipients {
		if arn == *inst.Arn {
			continue
		}
		if !strings.HasPrefix(arn, *inst.Arn+"/agent/") {
			return r.invalid("Recipients: must be ARNs of users of the instance, or its own")
		}
		if _, err := r.users.find(r, inst, &arn); err != nil {
			return err
		}
	}
	return nil
}

// isFor reports whether a user sees a notification.
func isFor(inst *types.Instance, n *types.Notification, u *types.User) bool {
	return slices.Contains(n.Recipients, *u.Arn) || slices.Contains(n.Recipients, *inst.Arn)
}

// listUserNotifications lists those that have not expired.
func listUserNotifications(r *request, in *connect.ListUserNotificationsInput) (*connect.ListUserNotificationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	u, err := r.users.find(r, inst, in.UserId)
	if err != nil {
		return nil, err
	}
	now := r.moment().Now
	rows := r.notifications.in(inst).Rows(r.Moment, func(n *types.Notification) bool { return isFor(inst, n, u) && n.ExpiresAt.After(now) })
	out := new(connect.ListUserNotificationsOutput)
	return out, paged(r, in, out, rows, func(n *types.Notification) types.UserNotificationSummary {
		status := types.NotificationStatusUnread
		if done, ok := r.userNotifications.of(inst, *n.Id).See(r.Moment, *u.Id); ok {
			status = done.status
		}
		return types.UserNotificationSummary{
			NotificationId: n.Id, NotificationStatus: status, InstanceId: inst.Id, RecipientId: u.Id, Content: n.Content, Priority: n.Priority,
			Source: types.NotificationSourceCustomer, CreatedAt: n.CreatedAt, ExpiresAt: n.ExpiresAt,
		}
	})
}

// AddNotification adds a notification to an instance and returns its id. Recipients are ARNs of users or of the instance.
func (s *Server) AddNotification(instanceID string, info types.Notification) string {
	return addTo(s, &s.state.notifications, instanceID, info)
}

// Notifications returns the notifications of an instance, in the order of their creation.
func (s *Server) Notifications(instanceID string) []types.Notification {
	return allIn(s, &s.state.notifications, instanceID)
}
