package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// PushRegistration is a device that is told of the messages of a chat.
type PushRegistration struct {
	// ID is what DeletePushNotificationRegistration takes.
	ID string
	// AppARN is the ARN of the Pinpoint application.
	AppARN string
	// DeviceType is the push service of the device.
	DeviceType types.DeviceType
	// Role is who has the device.
	Role types.ParticipantRole
}

// declarePushRegistrations declares the devices of chats. The token of a device is not kept.
func (s *state) declarePushRegistrations(h *Handlers) {
	attach(&s.contacts, &s.pushRegistrations, "push notification registration", func(p PushRegistration) string { return p.ID })
	h.CreatePushNotificationRegistration = handle(s, createPushRegistration)
	changeContact(s, &h.DeletePushNotificationRegistration,
		func(r *request, inst *types.Instance, in *connect.DeletePushNotificationRegistrationInput, c *types.Contact) error {
			return r.pushRegistrations.remove(r, inst, *c.Id, *in.RegistrationId)
		})
}

func createPushRegistration(r *request, in *connect.CreatePushNotificationRegistrationInput) (*connect.CreatePushNotificationRegistrationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.find(r, inst, in.ContactConfiguration.ContactId)
	if err == nil {
		err = r.ofChannel(c, types.ChannelChat)
	}
	if err == nil {
		err = r.running(c)
	}
	if err != nil {
		return nil, err
	}
	role := in.ContactConfiguration.ParticipantRole
	if role == "" {
		role = types.ParticipantRoleCustomer
	}
	if role != types.ParticipantRoleCustomer {
		return nil, r.invalid("ContactConfiguration: only devices of customers can be registered")
	}
	if !isARN(in.PinpointAppArn) {
		return nil, r.invalid("PinpointAppArn: must be an ARN")
	}
	reg := PushRegistration{ID: r.newID(), AppARN: aws.ToString(in.PinpointAppArn), DeviceType: in.DeviceType, Role: role}
	r.pushRegistrations.put(r, inst, *c.Id, reg)
	return &connect.CreatePushNotificationRegistrationOutput{RegistrationId: &reg.ID}, nil
}

// PushRegistrations returns the devices that were registered for a chat, in the order of their registration.
func (s *Server) PushRegistrations(instanceID, contactID string) []PushRegistration {
	return read(s, func(r *request) ([]PushRegistration, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		c, err := r.contacts.find(r, inst, &contactID)
		if err != nil {
			return nil, err
		}
		return r.pushRegistrations.of(inst, *c.Id).All(), nil
	})
}
