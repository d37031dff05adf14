package connecttest

import (
	"cmp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// maxRecipients is how many recipients an email may have.
const maxRecipients = 50

// declareOutboundContacts declares the operations with which an instance reaches out to customers.
func (s *state) declareOutboundContacts(h *Handlers) {
	h.StartOutboundVoiceContact = handle(s, startOutboundVoiceContact)
	h.StartOutboundChatContact = handle(s, startOutboundChatContact)
	h.StartOutboundEmailContact = handle(s, startOutboundEmailContact)
	h.BatchPutContact = handle(s, batchPutContact)
	h.SendOutboundEmail = handle(s, sendOutboundEmail)
	h.SendOutboundWebNotification = handle(s, sendOutboundWebNotification)
	h.SendChatIntegrationEvent = handle(s, sendChatIntegrationEvent)
}

func emailEndpoint(a *types.EmailAddressInfo) *types.EndpointInfo {
	if a == nil {
		return nil
	}
	return &types.EndpointInfo{Type: types.EndpointTypeEmailAddress, Address: a.EmailAddress, DisplayName: a.DisplayName}
}

func recipients(addresses []types.EmailAddressInfo) []types.EmailRecipient {
	return fake.Map(addresses, func(a types.EmailAddressInfo) types.EmailRecipient {
		return types.EmailRecipient{Address: a.EmailAddress, DisplayName: a.DisplayName}
	})
}

func startOutboundVoiceContact(r *request, in *connect.StartOutboundVoiceContactInput) (*connect.StartOutboundVoiceContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	machine := in.AnswerMachineDetectionConfig
	switch {
	case inst.OutboundCallsEnabled != nil && !*inst.OutboundCallsEnabled:
		return nil, &types.OutboundContactNotPermittedException{Message: aws.String("The instance may not make outbound calls.")}
	case in.SourcePhoneNumber == nil && in.QueueId == nil:
		return nil, r.invalid("Set SourcePhoneNumber or QueueId.")
	case machine != nil && machine.EnableAnswerMachineDetection && in.TrafficType != types.TrafficTypeCampaign:
		return nil, r.invalid("AnswerMachineDetectionConfig: TrafficType must be CAMPAIGN")
	}
	c := &types.Contact{
		Channel: types.ChannelVoice, InitiationMethod: types.ContactInitiationMethodApi, OutboundStrategy: in.OutboundStrategy,
		CustomerEndpoint: &types.EndpointInfo{Type: types.EndpointTypeTelephoneNumber, Address: in.DestinationPhoneNumber},
	}
	if in.CampaignId != nil {
		c.Campaign = &types.Campaign{CampaignId: in.CampaignId}
	}
	if in.QueueId != nil {
		q, err := r.queues.find(r, inst, in.QueueId)
		if err != nil {
			return nil, err
		}
		c.QueueInfo = &types.QueueInfo{Id: q.QueueId}
	}
	if in.SourcePhoneNumber != nil {
		n, ok := r.numbers.byKey(nil, *in.SourcePhoneNumber)
		if !ok || !r.serves(inst, n) {
			return nil, r.notFound("phone number", in.SourcePhoneNumber)
		}
		c.SystemEndpoint = &types.EndpointInfo{Type: types.EndpointTypeTelephoneNumber, Address: in.SourcePhoneNumber}
	}
	if err := r.begin(inst, in, "connect:Telephony", c); err != nil {
		return nil, err
	}
	return &connect.StartOutboundVoiceContactOutput{ContactId: c.Id}, nil
}

// serves reports whether a number is claimed to the instance or to a traffic distribution group of it.
func (r *request) serves(inst *types.Instance, n *types.ClaimedPhoneNumberSummary) bool {
	if sameID(n.TargetArn, inst.Id) {
		return true
	}
	g, err := r.trafficGroups.find(r, nil, n.TargetArn)
	return ofTrafficGroup(n.TargetArn) && err == nil && sameID(g.InstanceArn, inst.Id)
}

func startOutboundChatContact(r *request, in *connect.StartOutboundChatContactInput) (*connect.StartOutboundChatContactOutput, error) {
	inst, err := r.instanceAndFlow(in)
	if err != nil {
		return nil, err
	}
	switch {
	case in.SourceEndpoint.Type != types.EndpointTypeConnectPhonenumberArn:
		return nil, r.refused("SourceEndpoint: the type must be CONNECT_PHONENUMBER_ARN")
	case in.DestinationEndpoint.Type != types.EndpointTypeTelephoneNumber:
		return nil, r.refused("DestinationEndpoint: the type must be TELEPHONE_NUMBER")
	case in.InitialSystemMessage != nil && in.InitialTemplatedSystemMessage != nil:
		return nil, r.refused("Set InitialSystemMessage or InitialTemplatedSystemMessage, not both.")
	case !isARN(in.SourceEndpoint.Address):
		return nil, r.refused("SourceEndpoint: the address must be the ARN of a phone number")
	}
	if n, err := r.numbers.find(r, nil, in.SourceEndpoint.Address); err != nil || !r.serves(inst, n) {
		return nil, r.notFound("phone number", in.SourceEndpoint.Address)
	}
	c := &types.Contact{
		Channel: types.ChannelChat, InitiationMethod: types.ContactInitiationMethodOutbound,
		CustomerEndpoint: endpointOr(in.DestinationEndpoint, nil), SystemEndpoint: endpointOr(in.SourceEndpoint, nil),
	}
	if _, _, err := r.beginChat(inst, in, c, nil, in.ParticipantDetails); err != nil {
		return nil, err
	}
	return &connect.StartOutboundChatContactOutput{ContactId: c.Id}, nil
}

// checkEmail checks an outbound email.
func (r *request) checkEmail(content *types.OutboundEmailContent, more *types.OutboundAdditionalRecipients) error {
	templated := content.MessageSourceType == types.OutboundMessageSourceTypeTemplate
	switch {
	case more != nil && len(more.CcEmailAddresses) >= maxRecipients:
		return r.refused("AdditionalRecipients: an email can have at most %d recipients", maxRecipients)
	case templated && content.TemplatedMessageConfig == nil, !templated && content.RawMessage == nil:
		return r.refused("EmailMessage: the content for %s must be set", content.MessageSourceType)
	}
	return nil
}

func startOutboundEmailContact(r *request, in *connect.StartOutboundEmailContactInput) (*connect.StartOutboundEmailContactOutput, error) {
	inst, c, err := r.contactOf(in)
	if err != nil {
		return nil, err
	}
	drafted := c.InitiationMethod == types.ContactInitiationMethodOutbound || c.InitiationMethod == types.ContactInitiationMethodAgentReply
	if c.Channel != types.ChannelEmail || !drafted {
		return nil, r.refused("The contact is not an email that was created as OUTBOUND or AGENT_REPLY.")
	}
	if err := r.running(c); err != nil {
		return nil, err
	}
	if err := r.checkEmail(in.EmailMessage, in.AdditionalRecipients); err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error {
		r.address(c, in.FromEmailAddress, in.DestinationEmailAddress, in.AdditionalRecipients, in.EmailMessage)
		return nil
	})
	return &connect.StartOutboundEmailContactOutput{ContactId: c.Id}, err
}

// address records the sender and the recipients of an email.
func (r *request) address(c *types.Contact, from, to *types.EmailAddressInfo, more *types.OutboundAdditionalRecipients, content *types.OutboundEmailContent) {
	c.SystemEndpoint, c.CustomerEndpoint = emailEndpoint(from), emailEndpoint(to)
	if more != nil {
		c.AdditionalEmailRecipients = &types.AdditionalEmailRecipients{CcList: recipients(more.CcEmailAddresses)}
	}
	if content.RawMessage != nil {
		addSegmentAttributes(c, map[string]types.SegmentAttributeValue{emailSubject: {ValueString: content.RawMessage.Subject}})
	}
}

// sendOutboundEmail creates an email that counts as sent immediately.
func sendOutboundEmail(r *request, in *connect.SendOutboundEmailInput) (*connect.SendOutboundEmailOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err == nil {
		err = r.checkEmail(in.EmailMessage, in.AdditionalRecipients)
	}
	if err != nil {
		return nil, err
	}
	if in.TrafficType != types.TrafficTypeCampaign || in.SourceCampaign == nil {
		return nil, r.refused("TrafficType: must be CAMPAIGN, and SourceCampaign must be set")
	}
	c := &types.Contact{
		Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodOutbound,
		Campaign: &types.Campaign{CampaignId: in.SourceCampaign.CampaignId},
	}
	r.address(c, in.FromEmailAddress, in.DestinationEmailAddress, in.AdditionalRecipients, in.EmailMessage)
	if err := r.begin(inst, in, "connect:Email", c); err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error { r.end(inst, c, ""); return nil })
	return nil, err
}

// sendOutboundWebNotification only checks the notification: there is no customer to show it to.
func sendOutboundWebNotification(r *request, in *connect.SendOutboundWebNotificationInput) (*connect.SendOutboundWebNotificationOutput, error) {
	if _, err := r.instance(in.InstanceId); err != nil {
		return nil, err
	}
	if in.ExpiresAt.Before(r.Now) {
		return nil, r.refused("ExpiresAt: must be in the future")
	}
	return nil, nil
}

// batchPutContact makes a call for each dial request; an invalid request does not affect the others.
func batchPutContact(r *request, in *connect.BatchPutContactInput) (*connect.BatchPutContactOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.BatchPutContactOutput{SuccessfulRequestList: []types.SuccessfulRequest{}, FailedRequestList: []types.FailedRequest{}}
	for _, dial := range in.ContactDataRequestList {
		id, reason := r.putContact(inst, &dial)
		if reason == "" {
			out.SuccessfulRequestList = append(out.SuccessfulRequestList, types.SuccessfulRequest{RequestIdentifier: dial.RequestIdentifier, ContactId: id})
			continue
		}
		out.FailedRequestList = append(out.FailedRequestList, types.FailedRequest{
			RequestIdentifier: dial.RequestIdentifier, FailureReasonCode: reason, FailureReasonMessage: aws.String(string(reason)),
		})
	}
	return out, nil
}

func (r *request) putContact(inst *types.Instance, dial *types.ContactDataRequest) (id *string, reason types.FailureReasonCode) {
	switch {
	case dial.Campaign == nil:
		return nil, types.FailureReasonCodeMissingCampaign
	case dial.CustomerEndpoint == nil:
		return nil, types.FailureReasonCodeMissingCustomerEndpoint
	case dial.CustomerEndpoint.Type != types.EndpointTypeTelephoneNumber || aws.ToString(dial.CustomerEndpoint.Address) == "":
		return nil, types.FailureReasonCodeInvalidCustomerEndpoint
	case dial.QueueId == nil && dial.SystemEndpoint == nil:
		return nil, types.FailureReasonCodeMissingQueueIdAndSystemEndpoint
	}
	c := &types.Contact{
		Channel: types.ChannelVoice, InitiationMethod: types.ContactInitiationMethodApi, Campaign: dial.Campaign,
		CustomerEndpoint: endpointOr(dial.CustomerEndpoint, nil), SystemEndpoint: endpointOr(dial.SystemEndpoint, nil), OutboundStrategy: dial.OutboundStrategy,
	}
	if dial.QueueId != nil {
		q, err := r.queues.find(r, inst, dial.QueueId)
		if err != nil {
			return nil, types.FailureReasonCodeInvalidQueue
		}
		c.QueueInfo = &types.QueueInfo{Id: q.QueueId}
	}
	if r.begin(inst, dial, "connect:Telephony", c) != nil {
		return nil, types.FailureReasonCodeInvalidAttributeKey
	}
	return c.Id, ""
}

// sendChatIntegrationEvent finds the chat of an external conversation, and begins one if there is none. The ARN of the
// phone number of the destination determines the instance.
func sendChatIntegrationEvent(r *request, in *connect.SendChatIntegrationEventInput) (*connect.SendChatIntegrationEventOutput, error) {
	n, err := r.numbers.find(r, nil, in.DestinationId)
	if err != nil {
		return nil, err
	}
	inst, err := r.instance(n.TargetArn)
	if err != nil {
		return nil, err
	}
	subtype := "connect:" + strings.TrimPrefix(cmp.Or(aws.ToString(in.Subtype), "sms"), "connect:")
	c, running := r.contacts.in(inst).Find(func(c *types.Contact) bool {
		return c.DisconnectTimestamp == nil && c.Channel == types.ChannelChat && subtypeOf(c) == subtype &&
			c.CustomerEndpoint != nil && aws.ToString(c.CustomerEndpoint.Address) == *in.SourceId &&
			c.SystemEndpoint != nil && aws.ToString(c.SystemEndpoint.Address) == *in.DestinationId
	})
	if !running {
		if in.Event.Type == types.ChatEventTypeDisconnect {
			return &connect.SendChatIntegrationEventOutput{NewChatCreated: aws.Bool(false)}, nil
		}
		c = &types.Contact{
			Channel: types.ChannelChat, InitiationMethod: types.ContactInitiationMethodApi,
			CustomerEndpoint: &types.EndpointInfo{Type: types.EndpointTypeTelephoneNumber, Address: in.SourceId},
			SystemEndpoint:   &types.EndpointInfo{Type: types.EndpointTypeConnectPhonenumberArn, Address: in.DestinationId},
		}
		if err := r.beginSession(inst, subtype, in.NewSessionDetails, c); err != nil {
			return nil, err
		}
	}
	if in.Event.Type == types.ChatEventTypeDisconnect {
		_, err = r.contacts.change(r, inst, c.Id, func(c *types.Contact) error { r.end(inst, c, "CUSTOMER_DISCONNECT"); return nil })
	}
	return &connect.SendChatIntegrationEventOutput{InitialContactId: c.InitialContactId, NewChatCreated: aws.Bool(!running)}, err
}

// beginSession begins a chat of an external conversation.
func (r *request) beginSession(inst *types.Instance, subtype string, details *types.NewSessionDetails, c *types.Contact) error {
	if details == nil {
		details = &types.NewSessionDetails{}
	}
	if err := r.begin(inst, details, subtype, c); err != nil {
		return err
	}
	who := Participant{Role: types.ParticipantRoleCustomer}
	if details.ParticipantDetails != nil {
		who.DisplayName = aws.ToString(details.ParticipantDetails.DisplayName)
	}
	r.addParticipant(inst, *c.Id, who)
	return nil
}
