package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestStartOutboundVoiceContactIsChecked(t *testing.T) {
	s := newContactScene(t)
	s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550101"), InstanceId: aws.String(s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("other")}))})
	for name, c := range map[string]struct {
		change func(in *connect.StartOutboundVoiceContactInput)
		ok     bool
	}{
		"number":            {func(in *connect.StartOutboundVoiceContactInput) { in.SourcePhoneNumber = aws.String("+12065550100") }, true},
		"queue":             {func(in *connect.StartOutboundVoiceContactInput) { in.QueueId = &s.queue }, true},
		"neither":           {func(*connect.StartOutboundVoiceContactInput) {}, false},
		"unknown number":    {func(in *connect.StartOutboundVoiceContactInput) { in.SourcePhoneNumber = aws.String("+12065550199") }, false},
		"number of another": {func(in *connect.StartOutboundVoiceContactInput) { in.SourcePhoneNumber = aws.String("+12065550101") }, false},
		"unknown queue":     {func(in *connect.StartOutboundVoiceContactInput) { in.QueueId = aws.String("none") }, false},
		"machine detection": {func(in *connect.StartOutboundVoiceContactInput) {
			in.QueueId, in.AnswerMachineDetectionConfig = &s.queue, &types.AnswerMachineDetectionConfig{EnableAnswerMachineDetection: true}
		}, false},
	} {
		in := &connect.StartOutboundVoiceContactInput{InstanceId: &s.instance, ContactFlowId: &s.flow, DestinationPhoneNumber: aws.String("+12065550150")}
		c.change(in)
		_, err := s.client.StartOutboundVoiceContact(t.Context(), in)
		assert.Equal(t, c.ok, err == nil, "%s: %v", name, err)
	}
	off := s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("off"), OutboundCallsEnabled: aws.Bool(false)})
	flow := s.srv.AddContactFlow(off, types.ContactFlow{Name: aws.String("Main"), Content: aws.String("{}")})
	_, err := s.client.StartOutboundVoiceContact(t.Context(), &connect.StartOutboundVoiceContactInput{
		InstanceId: &off, ContactFlowId: &flow, DestinationPhoneNumber: aws.String("+12065550150"), QueueId: s.srv.Queues(off)[0].QueueId,
	})
	requireError[*types.OutboundContactNotPermittedException](t, err)
}

func TestCreateContactIsChecked(t *testing.T) {
	s := newContactScene(t)
	user := &types.UserInfo{UserId: &s.user}
	for name, c := range map[string]struct {
		in connect.CreateContactInput
		ok bool
	}{
		"external call":    {connect.CreateContactInput{Channel: types.ChannelVoice, InitiationMethod: types.ContactInitiationMethodTransfer}, true},
		"task":             {connect.CreateContactInput{Channel: types.ChannelTask, InitiationMethod: types.ContactInitiationMethodApi, InitiateAs: types.InitiateAsCompleted}, true},
		"reply":            {connect.CreateContactInput{Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodAgentReply, UserInfo: user}, true},
		"connected":        {connect.CreateContactInput{Channel: types.ChannelTask, InitiationMethod: types.ContactInitiationMethodApi, InitiateAs: types.InitiateAsConnectedToUser, UserInfo: user}, true},
		"chat":             {connect.CreateContactInput{Channel: types.ChannelChat, InitiationMethod: types.ContactInitiationMethodApi}, false},
		"call from API":    {connect.CreateContactInput{Channel: types.ChannelVoice, InitiationMethod: types.ContactInitiationMethodApi}, false},
		"completed email":  {connect.CreateContactInput{Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodFlow, InitiateAs: types.InitiateAsCompleted}, false},
		"reply of nobody":  {connect.CreateContactInput{Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodAgentReply}, false},
		"unknown user":     {connect.CreateContactInput{Channel: types.ChannelTask, InitiationMethod: types.ContactInitiationMethodApi, UserInfo: &types.UserInfo{UserId: aws.String("none")}}, false},
		"previous of task": {connect.CreateContactInput{Channel: types.ChannelTask, InitiationMethod: types.ContactInitiationMethodApi, PreviousContactId: aws.String("none")}, false},
	} {
		c.in.InstanceId, c.in.ExpiryDurationInMinutes = &s.instance, aws.Int32(30)
		out, err := s.client.CreateContact(t.Context(), &c.in)
		require.Equal(t, c.ok, err == nil, "%s: %v", name, err)
		if c.ok {
			created := s.contact(*out.ContactId)
			assert.Equal(t, c.in.InitiateAs == types.InitiateAsCompleted, created.DisconnectTimestamp != nil, name)
			assert.Equal(t, int32(30), *created.SegmentAttributes["connect:ContactExpiry"].ValueMap["ExpiryDuration"].ValueInteger)
		}
	}
}

func TestOutboundEmail(t *testing.T) {
	s := newContactScene(t)
	draft, err := s.client.CreateContact(t.Context(), &connect.CreateContactInput{
		InstanceId: &s.instance, Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodOutbound, UserInfo: &types.UserInfo{UserId: &s.user},
	})
	require.NoError(t, err)
	content := &types.OutboundEmailContent{MessageSourceType: types.OutboundMessageSourceTypeRaw, RawMessage: &types.OutboundRawMessage{
		Subject: aws.String("Hello"), Body: aws.String("Hello"), ContentType: aws.String("text/plain"),
	}}
	in := &connect.StartOutboundEmailContactInput{
		InstanceId: &s.instance, ContactId: draft.ContactId, DestinationEmailAddress: &types.EmailAddressInfo{EmailAddress: aws.String("ann@example.com")}, EmailMessage: content,
	}
	out, err := s.client.StartOutboundEmailContact(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, draft.ContactId, out.ContactId)
	assert.Equal(t, "ann@example.com", *s.contact(*out.ContactId).CustomerEndpoint.Address)
	task := s.mustTask()
	in.ContactId, in.ClientToken = &task, aws.String("other")
	_, err = s.client.StartOutboundEmailContact(t.Context(), in)
	requireError[*types.InvalidRequestException](t, err)
}

func TestBatchPutContact(t *testing.T) {
	s := newContactScene(t)
	phone := &types.Endpoint{Type: types.EndpointTypeTelephoneNumber, Address: aws.String("+12065550150")}
	campaign := &types.Campaign{CampaignId: aws.String("c")}
	out, err := s.client.BatchPutContact(t.Context(), &connect.BatchPutContactInput{InstanceId: &s.instance, ContactDataRequestList: []types.ContactDataRequest{
		{RequestIdentifier: aws.String("good"), Campaign: campaign, CustomerEndpoint: phone, QueueId: &s.queue},
		{RequestIdentifier: aws.String("1"), CustomerEndpoint: phone, QueueId: &s.queue},
		{RequestIdentifier: aws.String("2"), Campaign: campaign, QueueId: &s.queue},
		{RequestIdentifier: aws.String("3"), Campaign: campaign, CustomerEndpoint: phone},
		{RequestIdentifier: aws.String("4"), Campaign: campaign, CustomerEndpoint: phone, QueueId: aws.String("none")},
	}})
	require.NoError(t, err)
	require.Len(t, out.SuccessfulRequestList, 1)
	assert.Equal(t, "c", *s.contact(*out.SuccessfulRequestList[0].ContactId).Campaign.CampaignId)
	var reasons []types.FailureReasonCode
	for _, failed := range out.FailedRequestList {
		reasons = append(reasons, failed.FailureReasonCode)
	}
	assert.Equal(t, []types.FailureReasonCode{
		types.FailureReasonCodeMissingCampaign, types.FailureReasonCodeMissingCustomerEndpoint,
		types.FailureReasonCodeMissingQueueIdAndSystemEndpoint, types.FailureReasonCodeInvalidQueue,
	}, reasons)
}

func TestSendChatIntegrationEvent(t *testing.T) {
	s := newContactScene(t)
	s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	in := &connect.SendChatIntegrationEventInput{
		SourceId: aws.String("+12065550150"), DestinationId: s.srv.PhoneNumbers()[0].PhoneNumberArn, Subtype: aws.String("connect:sms"),
		Event: &types.ChatEvent{Type: types.ChatEventTypeMessage, ContentType: aws.String("text/plain"), Content: aws.String("Hello")},
	}
	var ids []string
	for _, created := range []bool{true, false} {
		out, err := s.client.SendChatIntegrationEvent(t.Context(), in)
		require.NoError(t, err)
		assert.Equal(t, created, *out.NewChatCreated)
		ids = append(ids, *out.InitialContactId)
	}
	assert.Equal(t, ids[0], ids[1])
	assert.Equal(t, "connect:sms", *s.contact(ids[0]).SegmentAttributes["connect:Subtype"].ValueString)
	in.Event.Type = types.ChatEventTypeDisconnect
	_, err := s.client.SendChatIntegrationEvent(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, "CUSTOMER_DISCONNECT", *s.contact(ids[0]).DisconnectReason)
	out, err := s.client.SendChatIntegrationEvent(t.Context(), in)
	require.NoError(t, err)
	assert.False(t, *out.NewChatCreated, "there is nothing to disconnect")
	assert.Nil(t, out.InitialContactId)
}

func TestPushRegistrations(t *testing.T) {
	s := newContactScene(t)
	chat, err := s.chat()
	require.NoError(t, err)
	in := &connect.CreatePushNotificationRegistrationInput{
		InstanceId: &s.instance, PinpointAppArn: aws.String("arn:aws:mobiletargeting:us-east-1:123456789012:apps/a"), DeviceToken: aws.String("device"),
		DeviceType: types.DeviceTypeGcm, ContactConfiguration: &types.ContactConfiguration{ContactId: chat.ContactId},
	}
	out, err := s.client.CreatePushNotificationRegistration(t.Context(), in)
	require.NoError(t, err)
	require.Len(t, s.srv.PushNotificationRegistrations(s.instance), 1)
	remove := &connect.DeletePushNotificationRegistrationInput{InstanceId: &s.instance, ContactId: chat.ContactId, RegistrationId: out.RegistrationId}
	_, err = s.client.DeletePushNotificationRegistration(t.Context(), remove)
	require.NoError(t, err)
	_, err = s.client.DeletePushNotificationRegistration(t.Context(), remove)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestWebNotificationsMustNotHaveExpired(t *testing.T) {
	s := newContactScene(t)
	for offset, ok := range map[time.Duration]bool{time.Hour: true, -time.Hour: false} {
		_, err := s.client.SendOutboundWebNotification(t.Context(), &connect.SendOutboundWebNotificationInput{
			InstanceId: &s.instance, BrowserId: aws.String("b"), SessionId: aws.String("s"), ExpiresAt: aws.Time(s.clock.Time().Add(offset)),
			Source:      &types.WebNotificationSource{SourceCampaign: &types.SourceCampaign{}},
			Destination: &types.WidgetDestination{WidgetId: aws.String("w"), ProfileId: aws.String("p")},
			Content:     &types.WebNotificationContent{Type: types.NotificationTypeWidgetView},
		})
		assert.Equal(t, ok, err == nil, "%v", err)
	}
}

func TestSharedDatasets(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	known, err := s.client.ListAnalyticsDataLakeDataSets(ctx, &connect.ListAnalyticsDataLakeDataSetsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	id := *known.Results[0].DataSetId
	one, err := s.client.AssociateAnalyticsDataSet(ctx, &connect.AssociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetId: &id})
	require.NoError(t, err)
	batch, err := s.client.BatchAssociateAnalyticsDataSet(ctx, &connect.BatchAssociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetIds: []string{id, "contact_record"}})
	require.NoError(t, err)
	assert.Equal(t, one.ResourceShareId, batch.Created[0].ResourceShareId)
	list := func() int {
		out, err := s.client.ListAnalyticsDataAssociations(ctx, &connect.ListAnalyticsDataAssociationsInput{InstanceId: &s.instance})
		require.NoError(t, err)
		return len(out.Results)
	}
	assert.Equal(t, 2, list())
	_, err = s.client.DisassociateAnalyticsDataSet(ctx, &connect.DisassociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetId: &id})
	require.NoError(t, err)
	removed, err := s.client.BatchDisassociateAnalyticsDataSet(ctx, &connect.BatchDisassociateAnalyticsDataSetInput{InstanceId: &s.instance, DataSetIds: []string{id, "contact_record"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"contact_record"}, removed.Deleted)
	assert.Len(t, removed.Errors, 1)
	assert.Zero(t, list())
}

func TestOutboundEmailIsForCampaigns(t *testing.T) {
	s := newContactScene(t)
	for name, c := range map[string]struct {
		traffic  types.TrafficType
		campaign *types.SourceCampaign
		ok       bool
	}{
		"campaign":    {types.TrafficTypeCampaign, &types.SourceCampaign{CampaignId: aws.String("spring")}, true},
		"no campaign": {types.TrafficTypeCampaign, nil, false},
		"general":     {types.TrafficTypeGeneral, &types.SourceCampaign{CampaignId: aws.String("spring")}, false},
	} {
		_, err := s.client.SendOutboundEmail(t.Context(), &connect.SendOutboundEmailInput{
			InstanceId: &s.instance, TrafficType: c.traffic, SourceCampaign: c.campaign,
			FromEmailAddress:        &types.EmailAddressInfo{EmailAddress: aws.String("shop@example.com")},
			DestinationEmailAddress: &types.EmailAddressInfo{EmailAddress: aws.String("ann@example.com")},
			EmailMessage: &types.OutboundEmailContent{MessageSourceType: types.OutboundMessageSourceTypeRaw, RawMessage: &types.OutboundRawMessage{
				Subject: aws.String("Hello"), Body: aws.String("Hello"), ContentType: aws.String("text/plain"),
			}},
		})
		assert.Equal(t, c.ok, err == nil, "%s: %v", name, err)
	}
	require.Len(t, s.srv.Contacts(s.instance), 1)
	assert.Equal(t, "spring", *s.srv.Contacts(s.instance)[0].Campaign.CampaignId)
}
