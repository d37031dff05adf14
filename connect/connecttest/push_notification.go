package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// PushNotificationRegistration is a device that is notified of the messages of a chat.
type PushNotificationRegistration struct {
	// RegistrationId is the id that CreatePushNotificationRegistration returned.
	RegistrationId *string
	// PinpointAppArn is the application through which the device is notified.
	PinpointAppArn *string
	// DeviceToken identifies the device to the push service.
	DeviceToken *string
	// DeviceType is the push service of the device.
	DeviceType types.DeviceType
	// ContactId is the chat contact.
	ContactId *string
	// ContactConfiguration is the chat contact with the role of the device's user.
	ContactConfiguration *types.ContactConfiguration
}

// declarePushNotifications declares the devices that are notified of the messages of chats.
func (s *state) declarePushNotifications(h *Handlers) {
	registrations := declare(s, &s.pushRegistrations, resource[PushNotificationRegistration]{
		noun: "Registration", kind: "push notification registration", within: "ContactId",
		key: func(*request, *types.Instance, *PushNotificationRegistration) string { return "" },
		fill: func(_ *request, _ *types.Instance, p *PushNotificationRegistration) {
			if p.ContactConfiguration != nil {
				p.ContactId = p.ContactConfiguration.ContactId
			}
		},
	})
	create(registrations, &h.CreatePushNotificationRegistration,
		func(r *request, inst *types.Instance, in *connect.CreatePushNotificationRegistrationInput, _ *PushNotificationRegistration) error {
			if role := in.ContactConfiguration.ParticipantRole; role != "" && role != types.ParticipantRoleCustomer {
				return r.invalid("ParticipantRole: only devices of customers can be registered")
			}
			c, err := r.contacts.find(r, inst, in.ContactConfiguration.ContactId)
			if err == nil {
				err = r.ofChannel(c, types.ChannelChat)
			}
			return err
		})
	remove(registrations, &h.DeletePushNotificationRegistration)
}

// AddPushNotificationRegistration adds a registration to an instance and returns its id.
func (s *Server) AddPushNotificationRegistration(instanceID string, info PushNotificationRegistration) string {
	return addTo(s, &s.state.pushRegistrations, instanceID, info)
}

// PushNotificationRegistrations returns the registrations of an instance, in the order of their creation.
func (s *Server) PushNotificationRegistrations(instanceID string) []PushNotificationRegistration {
	return allIn(s, &s.state.pushRegistrations, instanceID)
}
