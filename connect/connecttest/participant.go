package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// participantTokenLife is how long the token of an added participant is valid.
const participantTokenLife = 5 * time.Minute

// Participant is a participant of a contact.
type Participant struct {
	// ID is the participant's id.
	ID string
	// Role is what the participant does in the contact.
	Role types.ParticipantRole
	// DisplayName is the name that the others see.
	DisplayName string
}

// participantTimer is a timer of a role of a chat.
type participantTimer struct {
	types.ParticipantTimerConfiguration
}

// declareParticipants declares the participants of contacts.
func (s *state) declareParticipants(h *Handlers) {
	attach(&s.contacts, &s.participants, "participant of the contact", func(p Participant) string { return p.ID })
	attach(&s.contacts, &s.participantTimers, "timer of the contact", func(t participantTimer) string { return string(t.ParticipantRole) + " " + string(t.TimerType) })
	h.CreateParticipant = handle(s, createParticipant)
	changeContact(s, &h.UpdateParticipantRoleConfig, updateParticipantRoleConfig)
	h.UpdateParticipantAuthentication = handle(s, updateParticipantAuthentication)
	h.CreatePersistentContactAssociation = handle(s, createPersistentContactAssociation)
}

// addParticipant adds a participant to a contact.
func (r *request) addParticipant(inst *types.Instance, contact string, who Participant) Participant {
	who.ID = r.newID()
	r.participants.put(r, inst, contact, who)
	return who
}

func createParticipant(r *request, in *connect.CreateParticipantInput) (*connect.CreateParticipantOutput, error) {
	inst, c, err := r.contactOf(in)
	if err == nil {
		err = r.running(c)
	}
	if err != nil {
		return nil, err
	}
	role := in.ParticipantDetails.ParticipantRole
	chat, call := c.Channel == types.ChannelChat, c.InitiationMethod == types.ContactInitiationMethodWebrtcApi
	switch {
	case !chat && !call:
		return nil, r.refused("The contact is neither a chat nor an in-app, web or video call.")
	case chat && role != types.ParticipantRoleCustomBot, call && role != types.ParticipantRoleCustomer:
		return nil, r.refused("ParticipantDetails: %s cannot be added to the contact", role)
	}
	who := r.addParticipant(inst, *c.Id, Participant{Role: role, DisplayName: aws.ToString(in.ParticipantDetails.DisplayName)})
	return &connect.CreateParticipantOutput{ParticipantId: &who.ID, ParticipantCredentials: &types.ParticipantTokenCredentials{
		ParticipantToken: aws.String(r.newID()), Expiry: aws.String(r.Now.Add(participantTokenLife).UTC().Format(timestampFormat)),
	}}, nil
}

func updateParticipantRoleConfig(r *request, inst *types.Instance, in *connect.UpdateParticipantRoleConfigInput, c *types.Contact) error {
	if err := r.ofChannel(c, types.ChannelChat); err != nil {
		return err
	}
	if err := r.running(c); err != nil {
		return err
	}
	chat, ok := in.ChannelConfiguration.(*types.UpdateParticipantRoleConfigChannelInfoMemberChat)
	if !ok {
		return r.invalid("ChannelConfiguration: must be that of a chat")
	}
	r.participantTimers.put(r, inst, *c.Id, fake.Map(chat.Value.ParticipantTimerConfigList, func(t types.ParticipantTimerConfiguration) participantTimer {
		return participantTimer{t}
	})...)
	return nil
}

// updateParticipantAuthentication is only checked: no flow waits for a customer to sign in.
func updateParticipantAuthentication(r *request, in *connect.UpdateParticipantAuthenticationInput) (*connect.UpdateParticipantAuthenticationOutput, error) {
	if _, err := r.instance(in.InstanceId); err != nil {
		return nil, r.refused("There is no instance %s.", aws.ToString(in.InstanceId))
	}
	if (in.Code == nil) == (in.Error == nil) {
		return nil, r.refused("Set Code or Error.")
	}
	return nil, nil
}

func createPersistentContactAssociation(r *request, in *connect.CreatePersistentContactAssociationInput) (*connect.CreatePersistentContactAssociationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.find(r, inst, in.InitialContactId)
	if err == nil {
		err = r.ofChannel(c, types.ChannelChat)
	}
	if err == nil {
		err = r.running(c)
	}
	if err != nil {
		return nil, err
	}
	from, err := r.rehydrate(inst, in.RehydrationType, in.SourceContactId)
	if err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error { c.RelatedContactId = from; return nil })
	return &connect.CreatePersistentContactAssociationOutput{ContinuedFromContactId: from}, err
}

// rehydrate returns the contact that a chat continues from: one that has ended.
func (r *request) rehydrate(inst *types.Instance, how types.RehydrationType, source *string) (*string, error) {
	if source == nil {
		return nil, r.invalid("SourceContactId: must be set")
	}
	c, err := r.contacts.find(r, inst, source)
	if err == nil {
		err = r.ofChannel(c, types.ChannelChat)
	}
	if err != nil {
		return nil, err
	}
	if how == types.RehydrationTypeEntirePastSession {
		if *c.Id != *c.InitialContactId {
			return nil, r.refused("SourceContactId: must be the first contact of the chat")
		}
		chain := r.chain(inst, c)
		c = chain[len(chain)-1]
	}
	if c.DisconnectTimestamp == nil {
		return nil, r.refused("SourceContactId: the chat has not ended")
	}
	return c.Id, nil
}

// Participants returns the participants of a contact, in the order in which they were added.
func (s *Server) Participants(instanceID, contactID string) []Participant {
	return read(s, func(r *request) ([]Participant, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		c, err := r.contacts.find(r, inst, &contactID)
		if err != nil {
			return nil, err
		}
		return r.participants.of(inst, *c.Id).All(), nil
	})
}
