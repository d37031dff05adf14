package connecttest

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// maxAttributeBytes is how many bytes the attributes of a contact may have in total.
const maxAttributeBytes = 32768

// mark is a state of a contact that [types.Contact] does not show.
type mark string

const (
	markPaused     mark = "paused"
	markProcessing mark = "media processing"
	markSharing    mark = "screen sharing"
	markAnalyzed   mark = "conversational analytics"
)

// declareContacts declares contacts and the operations on them. No flow is run: a contact stays in its flow until a call
// or a test moves it on.
func (s *state) declareContacts(h *Handlers) {
	contacts := declare(s, &s.contacts, resource[types.Contact]{
		noun: "Contact", kind: "contact", path: "contact",
		key:  func(*request, *types.Instance, *types.Contact) string { return "" },
		fill: fillContact,
		show: showContact,
	})
	attach(contacts, &s.contactMarks, "state of the contact", func(m mark) string { return string(m) })
	attach(contacts, &s.contactReferences, "reference of the contact", func(ref contactReference) string { return ref.Name })
	describe(contacts, &h.DescribeContact)
	s.declareContactStarts(h)
	s.declareOutboundContacts(h)
	s.declareContactData(h)
	s.declareContactControls(h)
	s.declareContactRecordings(h)
	s.declareContactStreaming(h)
	s.declareContactSearch(h)
	s.declareContactAnalysis(h)
	s.declareParticipants(h)
}

// fillContact completes a contact.
func fillContact(r *request, inst *types.Instance, c *types.Contact) {
	now := r.moment().Now
	if c.InitiationTimestamp == nil {
		c.InitiationTimestamp = &now
	}
	c.LastUpdateTimestamp = &now
	if c.Channel == "" {
		c.Channel = types.ChannelVoice
	}
	if c.InitiationMethod == "" {
		c.InitiationMethod = types.ContactInitiationMethodInbound
	}
	if c.InitialContactId == nil {
		c.InitialContactId = c.Id
		if before, err := r.contacts.find(r, inst, c.PreviousContactId); c.PreviousContactId != nil && err == nil {
			c.InitialContactId = before.InitialContactId
		}
	}
	if c.ContactAssociationId == nil {
		c.ContactAssociationId = c.InitialContactId
	}
	if c.AgentInfo != nil && c.AgentInfo.Id == nil {
		c.AgentInfo = nil // an agent without an id is not kept
	}
}

// showContact adds to a contact what is kept elsewhere: attributes, recordings and evaluations.
func showContact(r *request, inst *types.Instance, c *types.Contact) {
	c.Attributes = r.attributesOf(inst, c)
	for _, rec := range r.recordings.of(inst, *c.Id).Rows(r.Moment, nil).All() {
		c.Recordings = append(c.Recordings, rec.info())
	}
	for _, e := range r.evaluations.in(inst).Rows(r.Moment, func(e *contactEvaluation) bool { return *e.Metadata.ContactId == *c.Id }).All() {
		if c.ContactEvaluations == nil {
			c.ContactEvaluations = map[string]types.ContactEvaluation{}
		}
		c.ContactEvaluations[*e.Form.EvaluationFormId] = e.ofContact()
	}
}

// attributesOf returns the user-defined attributes of a contact: those of the first contact of its chain, since all
// contacts of a chain share them.
func (r *request) attributesOf(inst *types.Instance, c *types.Contact) map[string]string {
	if first, err := r.contacts.find(r, inst, c.InitialContactId); err == nil {
		return first.Attributes
	}
	return c.Attributes
}

// contactOf finds the contact that an input names, and its instance.
func (r *request) contactOf(in any) (*types.Instance, *types.Contact, error) {
	inst, err := r.instance(*member[*string](in, "InstanceId"))
	if err != nil {
		return nil, nil, err
	}
	id := *member[*string](in, "ContactId")
	c, err := r.contacts.find(r, inst, id)
	if err != nil && r.op.Lists("ContactNotFoundException") {
		err = &types.ContactNotFoundException{Message: aws.String(fmt.Sprintf("There is no contact %s.", aws.ToString(id)))}
	}
	return inst, c, err
}

// changeContact declares an operation that changes a contact.
func changeContact[I, O any](s *state, h *handler[I, O], change func(r *request, inst *types.Instance, in *I, c *types.Contact) error) {
	*h = handle(s, func(r *request, in *I) (*O, error) {
		inst, c, err := r.contactOf(in)
		if err != nil {
			return nil, err
		}
		if _, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error { return change(r, inst, in, c) }); err != nil {
			return nil, err
		}
		return new(O), nil
	})
}

// refused is the error for a request that does not fit the state of what it names.
func (r *request) refused(format string, args ...any) error {
	if !r.answers("InvalidRequestException") {
		return r.invalid(format, args...)
	}
	return &types.InvalidRequestException{Message: aws.String(fmt.Sprintf(format, args...))}
}

// running refuses contacts that have ended.
func (r *request) running(c *types.Contact) error {
	if c.DisconnectTimestamp != nil {
		return r.refused("The contact %s has ended.", *c.Id)
	}
	return nil
}

// ofChannel refuses contacts whose channel is not one of those given.
func (r *request) ofChannel(c *types.Contact, channels ...types.Channel) error {
	if slices.Contains(channels, c.Channel) {
		return nil
	}
	return r.refused("The operation does not support contacts of the channel %s.", c.Channel)
}

// isQueued reports whether a contact waits in a queue.
func isQueued(c *types.Contact) bool {
	return c.QueueInfo != nil && c.QueueInfo.Id != nil && c.QueueInfo.EnqueueTimestamp != nil && c.AgentInfo == nil && c.DisconnectTimestamp == nil
}

// isScheduled reports whether a contact has not begun yet.
func isScheduled(now time.Time, c *types.Contact) bool {
	return c.ScheduledTimestamp != nil && c.ScheduledTimestamp.After(now) && c.DisconnectTimestamp == nil
}

var attributeName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// checkAttributes checks the attributes of a contact.
func (r *request) checkAttributes(attributes map[string]string) error {
	size := 0
	for name, value := range attributes {
		if !attributeName.MatchString(name) {
			return r.refused("Attributes: a name can contain only letters, digits, dashes and underscores")
		}
		size += len(name) + len(value)
	}
	if size > maxAttributeBytes {
		return r.refused("Attributes: must have at most %d bytes in total", maxAttributeBytes)
	}
	return nil
}

// has reports whether a resource of the instance exists; path comes before its id in its ARN. Where the
// server does not keep such resources, it reports true.
func (r *request) has(inst *types.Instance, path string, idOrARN *string) bool {
	kept := r.byPath[path]
	if kept == nil {
		return true
	}
	_, there := kept.seenTags(r, inst, idOf(idOrARN))
	return there
}

// AddContact adds a contact to an instance and returns its id. Without Channel it is a call, without InitiationMethod an
// inbound one, and with QueueInfo.EnqueueTimestamp it waits in that queue. Attributes become those of the chain
// that PreviousContactId links it to.
func (s *Server) AddContact(instanceID string, contact types.Contact) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		c := fake.Copy(&contact)
		err := r.addContact(inst, c)
		return aws.ToString(c.Id), err
	})
}

// Contacts returns the contacts of an instance, in the order of their creation.
func (s *Server) Contacts(instanceID string) []types.Contact {
	return allIn(s, &s.state.contacts, instanceID)
}

// addContact stores a new contact. Its attributes go to the first contact of its chain.
func (r *request) addContact(inst *types.Instance, c *types.Contact) error {
	attributes := c.Attributes
	if c.PreviousContactId != nil {
		before, err := r.contacts.find(r, inst, c.PreviousContactId)
		if err != nil {
			return err
		}
		c.PreviousContactId, c.InitialContactId, c.Attributes = before.Id, before.InitialContactId, nil
	}
	if err := r.contacts.add(r, inst, c); err != nil || c.PreviousContactId == nil {
		return err
	}
	return r.setAttributes(inst, c.InitialContactId, attributes)
}
