package connecttest

import (
	"maps"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

const (
	// maxContactTags is how many tags a contact can have.
	maxContactTags = 6
	// maxSchedule is how far ahead a task can be scheduled.
	maxSchedule = 6 * 24 * time.Hour
	// maxTemplateChanges is how often the template of a task can be changed.
	maxTemplateChanges = 5
)

// declareContactData declares what is known about a contact: attributes, tags and details.
func (s *state) declareContactData(h *Handlers) {
	attach(&s.contacts, &s.templateChanges, "template of the contact", func(at templateChange) string { return at.id })
	h.GetContactAttributes = handle(s, getContactAttributes)
	h.UpdateContactAttributes = handle(s, updateContactAttributes)
	changeContact(s, &h.TagContact, tagContact)
	changeContact(s, &h.UntagContact, func(_ *request, _ *types.Instance, in *connect.UntagContactInput, c *types.Contact) error {
		maps.DeleteFunc(c.Tags, func(key, _ string) bool { return slices.Contains(in.TagKeys, key) })
		return nil
	})
	changeContact(s, &h.UpdateContact, updateContact)
	changeContact(s, &h.UpdateContactSchedule, updateContactSchedule)
	changeContact(s, &h.UpdateContactRoutingData, updateContactRoutingData)
	changeContact(s, &h.UpdateContactTaskTemplate, updateContactTaskTemplate)
	changeContact(s, &h.DeleteContactData, deleteContactData)
}

// templateChange is a change of a task's template.
type templateChange struct{ id string }

func getContactAttributes(r *request, in *connect.GetContactAttributesInput) (*connect.GetContactAttributesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.see(r, inst, in.InitialContactId)
	if err != nil {
		return nil, err
	}
	attributes := map[string]string{}
	maps.Copy(attributes, r.attributesOf(inst, c))
	return &connect.GetContactAttributesOutput{Attributes: attributes}, nil
}

func updateContactAttributes(r *request, in *connect.UpdateContactAttributesInput) (*connect.UpdateContactAttributesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.find(r, inst, in.InitialContactId)
	if err != nil {
		return nil, err
	}
	return nil, r.setAttributes(inst, c.InitialContactId, in.Attributes)
}

// setAttributes adds attributes to those of a chain of contacts.
func (r *request) setAttributes(inst *types.Instance, initial *string, attributes map[string]string) error {
	if len(attributes) == 0 {
		return nil
	}
	_, err := r.contacts.change(r, inst, initial, func(c *types.Contact) error {
		if c.Attributes == nil {
			c.Attributes = map[string]string{}
		}
		maps.Copy(c.Attributes, attributes)
		return r.checkAttributes(c.Attributes)
	})
	return err
}

func tagContact(r *request, _ *types.Instance, in *connect.TagContactInput, c *types.Contact) error {
	if c.Tags == nil {
		c.Tags = map[string]string{}
	}
	maps.Copy(c.Tags, in.Tags)
	if len(c.Tags) > maxContactTags {
		return r.refused("A contact can have at most %d tags.", maxContactTags)
	}
	return nil
}

// updateContact changes the details of a contact. Queue, user and endpoints can be changed only for calls of other systems.
func updateContact(r *request, inst *types.Instance, in *connect.UpdateContactInput, c *types.Contact) error {
	external := in.QueueInfo != nil || in.UserInfo != nil || in.CustomerEndpoint != nil || in.SystemEndpoint != nil
	if !external && in.Name == nil && in.Description == nil && in.References == nil && in.SegmentAttributes == nil {
		return r.refused("The request changes nothing.")
	}
	if external && subtypeOf(c) != subtypeExternalAudio {
		return r.refused("Queue, user and endpoints can be changed only on contacts with external audio.")
	}
	if err := r.checkReferences(in.References); err != nil {
		return err
	}
	copyMembers(c, in, "Contact", "InstanceId", "ContactId", "QueueInfo", "UserInfo", "References", "SegmentAttributes", "CustomerEndpoint", "SystemEndpoint")
	addSegmentAttributes(c, in.SegmentAttributes)
	c.CustomerEndpoint, c.SystemEndpoint = endpointOr(in.CustomerEndpoint, c.CustomerEndpoint), endpointOr(in.SystemEndpoint, c.SystemEndpoint)
	if in.UserInfo != nil { // before the queue, so that a user that does not exist is found before anything is changed
		if _, err := r.users.find(r, inst, in.UserInfo.UserId); err != nil {
			return err
		}
	}
	if in.QueueInfo != nil {
		if err := r.enqueue(inst, c, in.QueueInfo.Id); err != nil {
			return err
		}
	}
	r.putReferences(inst, *c.Id, in.References)
	if in.UserInfo != nil {
		return r.offer(inst, c, in.UserInfo.UserId, types.ContactStateConnected)
	}
	return nil
}

// addSegmentAttributes adds to the segment attributes of a contact.
func addSegmentAttributes(c *types.Contact, attributes map[string]types.SegmentAttributeValue) {
	if len(attributes) == 0 {
		return
	}
	if c.SegmentAttributes == nil {
		c.SegmentAttributes = map[string]types.SegmentAttributeValue{}
	}
	maps.Copy(c.SegmentAttributes, attributes)
}

// endpointOr converts the endpoint of an input to that of a contact; without one it returns otherwise.
func endpointOr(e *types.Endpoint, otherwise *types.EndpointInfo) *types.EndpointInfo {
	if e == nil {
		return otherwise
	}
	return &types.EndpointInfo{Type: e.Type, Address: e.Address}
}

// checkSchedule checks when a task is to begin.
func (r *request) checkSchedule(at time.Time) error {
	if at.Before(r.Now) || at.Sub(r.Now) > maxSchedule {
		return r.invalid("ScheduledTime: must be within the next six days")
	}
	return nil
}

func updateContactSchedule(r *request, _ *types.Instance, in *connect.UpdateContactScheduleInput, c *types.Contact) error {
	if c.Channel != types.ChannelTask || !isScheduled(r.Now, c) {
		return r.refused("The contact is not a scheduled task.")
	}
	c.ScheduledTimestamp = in.ScheduledTime
	return r.checkSchedule(*in.ScheduledTime)
}

func updateContactRoutingData(r *request, _ *types.Instance, in *connect.UpdateContactRoutingDataInput, c *types.Contact) error {
	if in.QueuePriority != nil && in.QueueTimeAdjustmentSeconds != nil {
		return r.refused("Set QueuePriority or QueueTimeAdjustmentSeconds, not both.")
	}
	if err := r.running(c); err != nil {
		return err
	}
	switch {
	case in.QueuePriority != nil:
		c.QueuePriority, c.QueueTimeAdjustmentSeconds = in.QueuePriority, nil
	case in.QueueTimeAdjustmentSeconds != nil:
		c.QueueTimeAdjustmentSeconds, c.QueuePriority = in.QueueTimeAdjustmentSeconds, nil
	}
	if in.RoutingCriteria != nil {
		c.RoutingCriteria = routingCriteria(r.Now, in.RoutingCriteria)
	}
	return nil
}

// routingCriteria starts routing criteria: the first step is active and ends when it expires.
func routingCriteria(now time.Time, in *types.RoutingCriteriaInput) *types.RoutingCriteria {
	out := &types.RoutingCriteria{ActivationTimestamp: &now, Index: aws.Int32(0)}
	for i, s := range in.Steps {
		step := types.Step{Expression: s.Expression, Status: types.RoutingCriteriaStepStatusInactive}
		if s.Expiry != nil {
			step.Expiry = &types.Expiry{DurationInSeconds: s.Expiry.DurationInSeconds}
		}
		if i == 0 {
			step.Status = types.RoutingCriteriaStepStatusActive
			if s.Expiry != nil && s.Expiry.DurationInSeconds != nil {
				step.Expiry.ExpiryTimestamp = aws.Time(now.Add(time.Duration(*s.Expiry.DurationInSeconds) * time.Second))
			}
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

func updateContactTaskTemplate(r *request, inst *types.Instance, in *connect.UpdateContactTaskTemplateInput, c *types.Contact) error {
	if c.Channel != types.ChannelTask || c.DisconnectTimestamp != nil || c.AgentInfo != nil {
		return r.refused("The contact is not a running task without an agent.")
	}
	template, err := r.taskTemplates.find(r, inst, in.TaskTemplateId)
	if err != nil {
		return err
	}
	if c.TaskTemplateInfo != nil && aws.ToString(c.TaskTemplateInfo.Arn) == *template.Arn {
		return r.refused("The task already has the template.")
	}
	if err := r.fitsTemplate(inst, c, template); err != nil {
		return err
	}
	if r.templateChanges.of(inst, *c.Id).Len() >= maxTemplateChanges {
		return &types.LimitExceededException{Message: aws.String("The template of the task has been changed five times.")}
	}
	r.templateChanges.put(r, inst, *c.Id, templateChange{r.newID()})
	c.TaskTemplateInfo = &types.TaskTemplateInfoV2{Arn: template.Arn}
	return nil
}

// fitsTemplate checks that a task has a reference for each required field of a template, and each of the type of its field.
// Fields that set a part of the task itself need no reference.
func (r *request) fitsTemplate(inst *types.Instance, c *types.Contact, template *taskTemplate) error {
	kinds := map[types.TaskTemplateFieldType]types.ReferenceType{
		types.TaskTemplateFieldTypeText: types.ReferenceTypeString, types.TaskTemplateFieldTypeTextArea: types.ReferenceTypeString,
		types.TaskTemplateFieldTypeBoolean: types.ReferenceTypeString, types.TaskTemplateFieldTypeSingleSelect: types.ReferenceTypeString,
		types.TaskTemplateFieldTypeNumber: types.ReferenceTypeNumber, types.TaskTemplateFieldTypeDateTime: types.ReferenceTypeDate,
		types.TaskTemplateFieldTypeUrl: types.ReferenceTypeUrl, types.TaskTemplateFieldTypeEmail: types.ReferenceTypeEmail,
	}
	var wrong []types.PropertyValidationExceptionProperty
	for _, f := range template.Fields {
		name, required := fieldName(f.Id), template.requires(f.Id)
		ref, there := r.contactReferences.of(inst, *c.Id).Get(name)
		reason := types.PropertyValidationExceptionReasonInvalidFormat
		if !there {
			reason = types.PropertyValidationExceptionReasonRequiredPropertyMissing
		}
		if kind := kinds[f.Type]; kind != "" && (there || required) && kind != ref.Type {
			wrong = append(wrong, types.PropertyValidationExceptionProperty{
				PropertyPath: aws.String("References." + name), Reason: reason, Message: aws.String("There must be a reference of the type " + string(kind) + "."),
			})
		}
	}
	if wrong == nil {
		return nil
	}
	return &types.PropertyValidationException{Message: aws.String("The references of the task do not fit the template."), PropertyList: wrong}
}

func deleteContactData(_ *request, _ *types.Instance, in *connect.DeleteContactDataInput, c *types.Contact) error {
	if c.DisconnectTimestamp == nil {
		return &types.ContactNotTerminatedException{Message: aws.String("The contact has not ended.")}
	}
	for _, field := range in.ContactFields {
		switch field {
		case types.ContactFieldCustomerEndpoint:
			c.CustomerEndpoint = nil
		case types.ContactFieldAdditionalEmailRecipients:
			c.AdditionalEmailRecipients = nil
		case types.ContactFieldEmailSubject:
			delete(c.SegmentAttributes, emailSubject)
		}
	}
	return nil
}
