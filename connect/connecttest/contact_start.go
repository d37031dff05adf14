package connecttest

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Segment attributes that the service sets itself.
const (
	segmentSubtype       = "connect:Subtype"
	subtypeExternalAudio = "connect:ExternalAudio"
	emailSubject         = "connect:EmailSubject"
	contactExpiry        = "connect:ContactExpiry"
)

// maxTaskChain is how many tasks a chain may have.
const maxTaskChain = 12

// declareContactStarts declares the operations with which customers and programs begin contacts.
func (s *state) declareContactStarts(h *Handlers) {
	h.CreateContact = handle(s, createContact)
	h.StartChatContact = handle(s, startChatContact)
	h.StartAssistantContact = handle(s, startAssistantContact)
	h.StartTaskContact = handle(s, startTaskContact)
	h.StartWebRTCContact = handle(s, startWebRTCContact)
	h.StartEmailContact = handle(s, startEmailContact)
}

// begin stores a contact that an input asks for: attributes, references and relations have the same names in all inputs.
// Attributes of a related contact are copied.
func (r *request) begin(inst *types.Instance, in any, subtype string, c *types.Contact) error {
	attributes := *member[map[string]string](in, "Attributes")
	if err := r.checkAttributes(attributes); err != nil {
		return err
	}
	references := *member[map[string]types.Reference](in, "References")
	if err := r.checkReferences(references, unsupportedReferences(in)...); err != nil {
		return err
	}
	c.Attributes, c.Name, c.Description = attributes, *member[*string](in, "Name"), *member[*string](in, "Description")
	if related := *member[*string](in, "RelatedContactId"); related != nil {
		other, err := r.contacts.find(r, inst, related)
		if err != nil {
			return err
		}
		c.RelatedContactId, c.ContactAssociationId = other.Id, other.ContactAssociationId
		c.Attributes = maps.Clone(r.attributesOf(inst, other))
		if c.Attributes == nil {
			c.Attributes = map[string]string{}
		}
		maps.Copy(c.Attributes, attributes)
	}
	addSegmentAttributes(c, map[string]types.SegmentAttributeValue{segmentSubtype: {ValueString: &subtype}})
	addSegmentAttributes(c, *member[map[string]types.SegmentAttributeValue](in, "SegmentAttributes"))
	if err := r.addContact(inst, c); err != nil {
		return err
	}
	r.putReferences(inst, *c.Id, references)
	return nil
}

func subtypeOf(c *types.Contact) string {
	return aws.ToString(c.SegmentAttributes[segmentSubtype].ValueString)
}

// flow finds the flow that a contact is to run: it must be published and active. A nil id means no flow.
func (r *request) flow(inst *types.Instance, idOrARN *string) error {
	if idOrARN == nil {
		return nil
	}
	f, err := r.flows.find(r, inst, idOrARN)
	switch {
	case err != nil:
		return err
	case f.Status == types.ContactFlowStatusSaved || f.State == types.ContactFlowStateArchived:
		return r.refused("The contact flow %s is not published or is archived.", *f.Id)
	}
	return nil
}

// instanceAndFlow finds the instance and the flow that an input names.
func (r *request) instanceAndFlow(in any) (*types.Instance, error) {
	inst, err := r.instance(*member[*string](in, "InstanceId"))
	if err != nil {
		return nil, err
	}
	return inst, r.flow(inst, *member[*string](in, "ContactFlowId"))
}

func createContact(r *request, in *connect.CreateContactInput) (*connect.CreateContactOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	subtype, err := r.checkCreation(in)
	if err != nil {
		return nil, err
	}
	c := &types.Contact{Channel: in.Channel, InitiationMethod: in.InitiationMethod, PreviousContactId: in.PreviousContactId}
	if in.UserInfo != nil {
		if _, err := r.users.find(r, inst, in.UserInfo.UserId); err != nil {
			return nil, err
		}
	}
	if minutes := in.ExpiryDurationInMinutes; minutes != nil {
		addSegmentAttributes(c, map[string]types.SegmentAttributeValue{contactExpiry: {ValueMap: map[string]types.SegmentAttributeValue{
			"ExpiryDuration": {ValueInteger: minutes},
		}}})
	}
	if err := r.begin(inst, in, subtype, c); err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error {
		switch {
		case in.InitiateAs == types.InitiateAsCompleted:
			r.end(inst, c, "")
		case in.UserInfo != nil && in.InitiateAs == types.InitiateAsConnectedToUser:
			return r.offer(inst, c, in.UserInfo.UserId, types.ContactStateConnected)
		case in.UserInfo != nil:
			c.AgentInfo = &types.AgentInfo{Id: aws.String(idOf(in.UserInfo.UserId))}
		}
		return nil
	})
	return &connect.CreateContactOutput{ContactId: c.Id, ContactArn: c.Arn}, err
}

// checkCreation checks which contacts CreateContact can make, and returns their subtype.
func (r *request) checkCreation(in *connect.CreateContactInput) (subtype string, err error) {
	allowed := map[types.Channel][]types.ContactInitiationMethod{
		types.ChannelVoice: {types.ContactInitiationMethodTransfer},
		types.ChannelEmail: {types.ContactInitiationMethodOutbound, types.ContactInitiationMethodAgentReply, types.ContactInitiationMethodFlow},
		types.ChannelTask:  {types.ContactInitiationMethodApi},
	}
	switch {
	case !slices.Contains(allowed[in.Channel], in.InitiationMethod):
		return "", r.refused("InitiationMethod: %s is not supported for %s", in.InitiationMethod, in.Channel)
	case in.InitiateAs == types.InitiateAsCompleted && in.Channel != types.ChannelTask:
		return "", r.refused("InitiateAs: only tasks can be created as COMPLETED")
	case in.InitiateAs == types.InitiateAsConnectedToUser && in.UserInfo == nil:
		return "", r.refused("UserInfo: must be set for CONNECTED_TO_USER")
	case in.Channel == types.ChannelEmail && in.InitiationMethod != types.ContactInitiationMethodFlow && in.UserInfo == nil:
		return "", r.refused("UserInfo: must be set for %s", in.InitiationMethod)
	case in.PreviousContactId != nil && in.Channel != types.ChannelVoice:
		return "", r.refused("PreviousContactId: only contacts with external audio can have it")
	}
	return map[types.Channel]string{
		types.ChannelVoice: subtypeExternalAudio, types.ChannelEmail: "connect:Email", types.ChannelTask: "connect:ExternalTask",
	}[in.Channel], nil
}

func startChatContact(r *request, in *connect.StartChatContactInput) (*connect.StartChatContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	if in.SupportedMessagingContentTypes != nil && !slices.Contains(in.SupportedMessagingContentTypes, "text/plain") {
		return nil, r.invalid("SupportedMessagingContentTypes: must contain text/plain")
	}
	c := &types.Contact{Channel: types.ChannelChat, InitiationMethod: types.ContactInitiationMethodApi, CustomerId: in.CustomerId}
	who, continued, err := r.beginChat(inst, in, c, in.PersistentChat, in.ParticipantDetails)
	if err != nil {
		return nil, err
	}
	return &connect.StartChatContactOutput{
		ContactId: c.Id, ParticipantId: &who.ID, ParticipantToken: aws.String(r.newID()), ContinuedFromContactId: continued,
	}, nil
}

// beginChat stores a chat with its customer. It returns the contact that it continues, if there is one.
func (r *request) beginChat(inst *types.Instance, in any, c *types.Contact, persistent *types.PersistentChat, details *types.ParticipantDetails) (
	who Participant, continued *string, err error,
) {
	if persistent != nil {
		if *member[*string](in, "RelatedContactId") != nil {
			return who, nil, r.refused("Set RelatedContactId or PersistentChat, not both.")
		}
		continued, err = r.rehydrate(inst, persistent.RehydrationType, persistent.SourceContactId)
		c.RelatedContactId = continued
	}
	if err == nil {
		err = r.begin(inst, in, "connect:Chat", c)
	}
	if err != nil {
		return who, nil, err
	}
	who = Participant{Role: types.ParticipantRoleCustomer}
	if details != nil {
		who.DisplayName = aws.ToString(details.DisplayName)
	}
	return r.addParticipant(inst, *c.Id, who), continued, nil
}

func startAssistantContact(r *request, in *connect.StartAssistantContactInput) (*connect.StartAssistantContactOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c := &types.Contact{
		Channel: types.ChannelChat, InitiationMethod: types.ContactInitiationMethodApi,
		WisdomInfo: &types.WisdomInfo{AiAgents: []types.AiAgentInfo{{AiAgentVersionId: in.AiAgent.AiAgentId}}},
	}
	who, continued, err := r.beginChat(inst, in, c, in.PersistentChat, in.ParticipantDetails)
	if err != nil {
		return nil, err
	}
	return &connect.StartAssistantContactOutput{
		ContactId: c.Id, ParticipantId: &who.ID, ParticipantToken: aws.String(r.newID()), ContinuedFromContactId: continued,
	}, nil
}

func startTaskContact(r *request, in *connect.StartTaskContactInput) (*connect.StartTaskContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	set := 0
	for _, id := range []*string{in.ContactFlowId, in.QuickConnectId, in.TaskTemplateId} {
		if id != nil {
			set++
		}
	}
	switch {
	case set != 1:
		return nil, r.refused("Set one of ContactFlowId, QuickConnectId and TaskTemplateId.")
	case in.QuickConnectId != nil && !r.has(inst, "transfer-destination", in.QuickConnectId):
		return nil, r.notFound("quick connect", in.QuickConnectId)
	case in.PreviousContactId != nil && in.RelatedContactId != nil:
		return nil, r.refused("Set PreviousContactId or RelatedContactId, not both.")
	}
	c := &types.Contact{
		Channel: types.ChannelTask, InitiationMethod: types.ContactInitiationMethodApi, PreviousContactId: in.PreviousContactId,
		ScheduledTimestamp: in.ScheduledTime,
	}
	if in.ScheduledTime != nil {
		err = r.checkSchedule(*in.ScheduledTime)
	}
	if err == nil {
		err = r.checkTaskChain(inst, in.PreviousContactId)
	}
	if err != nil {
		return nil, err
	}
	if in.TaskTemplateId != nil {
		template, err := r.taskTemplates.find(r, inst, in.TaskTemplateId)
		if err != nil {
			return nil, err
		}
		if template.ContactFlowId == nil {
			return nil, r.refused("The task template %s has no flow.", *template.Id)
		}
		c.TaskTemplateInfo = &types.TaskTemplateInfoV2{Arn: template.Arn}
	}
	if err := r.begin(inst, in, "connect:Task", c); err != nil {
		return nil, err
	}
	return &connect.StartTaskContactOutput{ContactId: c.Id}, nil
}

// checkTaskChain refuses a task if its chain already has the maximum number.
func (r *request) checkTaskChain(inst *types.Instance, previous *string) error {
	if previous == nil {
		return nil
	}
	before, err := r.contacts.find(r, inst, previous)
	if err != nil {
		return err
	}
	if len(r.chain(inst, before)) >= maxTaskChain {
		return &types.ServiceQuotaExceededException{Message: aws.String("The chain already has the maximum number of tasks.")}
	}
	return nil
}

// chain returns the contacts that share their first contact, oldest first.
func (r *request) chain(inst *types.Instance, c *types.Contact) []*types.Contact {
	var out []*types.Contact
	for _, other := range r.contacts.in(inst).All() {
		if *other.InitialContactId == *c.InitialContactId {
			out = append(out, other)
		}
	}
	return out
}

func startWebRTCContact(r *request, in *connect.StartWebRTCContactInput) (*connect.StartWebRTCContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	c := &types.Contact{Channel: types.ChannelVoice, InitiationMethod: types.ContactInitiationMethodWebrtcApi}
	if in.AllowedCapabilities != nil {
		c.Customer = &types.Customer{Capabilities: in.AllowedCapabilities.Customer}
	}
	if err := r.begin(inst, in, "connect:WebRTC", c); err != nil {
		return nil, err
	}
	who := r.addParticipant(inst, *c.Id, Participant{Role: types.ParticipantRoleCustomer, DisplayName: aws.ToString(in.ParticipantDetails.DisplayName)})
	return &connect.StartWebRTCContactOutput{
		ContactId: c.Id, ParticipantId: &who.ID, ParticipantToken: aws.String(r.newID()),
		ConnectionData: &types.ConnectionData{
			Attendee: &types.Attendee{AttendeeId: aws.String(r.newID()), JoinToken: aws.String(r.newID())},
			Meeting:  &types.Meeting{MeetingId: aws.String(r.newID()), MediaRegion: &r.region, MediaPlacement: r.mediaPlacement()},
		},
	}, nil
}

// mediaPlacement returns addresses that look like those of the service; nothing answers them.
func (r *request) mediaPlacement() *types.MediaPlacement {
	host := "." + r.region + ".chime.aws.example"
	return &types.MediaPlacement{
		AudioHostUrl: aws.String("audio" + host + ":3478"), AudioFallbackUrl: aws.String("wss://fallback" + host + ":443/calls"),
		SignalingUrl: aws.String("wss://signal" + host + "/control"), TurnControlUrl: aws.String("https://turn" + host + "/v2/turn_sessions"),
		EventIngestionUrl: aws.String("https://events" + host + "/v1/client-events"),
	}
}

func startEmailContact(r *request, in *connect.StartEmailContactInput) (*connect.StartEmailContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	c := &types.Contact{
		Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodInbound,
		CustomerEndpoint: emailEndpoint(in.FromEmailAddress),
		SystemEndpoint:   &types.EndpointInfo{Type: types.EndpointTypeEmailAddress, Address: in.DestinationEmailAddress},
	}
	if more := in.AdditionalRecipients; more != nil {
		if len(more.ToAddresses)+len(more.CcAddresses) > maxRecipients-1 {
			return nil, r.refused("AdditionalRecipients: an email can have at most %d recipients", maxRecipients)
		}
		c.AdditionalEmailRecipients = &types.AdditionalEmailRecipients{ToList: recipients(more.ToAddresses), CcList: recipients(more.CcAddresses)}
	}
	raw := in.EmailMessage.RawMessage
	if raw == nil || *raw.ContentType != "text/plain" && *raw.ContentType != "text/html" {
		return nil, r.refused("EmailMessage: RawMessage must be set, with the content type text/plain or text/html")
	}
	addSegmentAttributes(c, map[string]types.SegmentAttributeValue{emailSubject: {ValueString: raw.Subject}})
	err = r.begin(inst, in, "connect:Email", c)
	return &connect.StartEmailContactOutput{ContactId: c.Id}, err
}
