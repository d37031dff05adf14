package connecttest_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// contactScene is an instance with a flow and a user.
type contactScene struct {
	*scene
	flow, user, queue string
}

func newContactScene(t *testing.T) *contactScene {
	t.Helper()
	s := newScene(t)
	return &contactScene{
		scene: s, flow: s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Main"), Content: aws.String("{}"), Type: types.ContactFlowTypeContactFlow}),
		user:  s.srv.AddUser(s.instance, types.User{Username: aws.String("jane")}),
		queue: *s.srv.Queues(s.instance)[0].QueueId,
	}
}

func (s *contactScene) task(change ...func(*connect.StartTaskContactInput)) (string, error) {
	in := &connect.StartTaskContactInput{InstanceId: &s.instance, ContactFlowId: &s.flow, Name: aws.String("Call back")}
	for _, c := range change {
		c(in)
	}
	out, err := s.client.StartTaskContact(s.t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.ContactId, nil
}

func (s *contactScene) mustTask(change ...func(*connect.StartTaskContactInput)) string {
	s.t.Helper()
	id, err := s.task(change...)
	require.NoError(s.t, err)
	return id
}

func (s *contactScene) chat(change ...func(*connect.StartChatContactInput)) (*connect.StartChatContactOutput, error) {
	in := &connect.StartChatContactInput{
		InstanceId: &s.instance, ContactFlowId: &s.flow, ParticipantDetails: &types.ParticipantDetails{DisplayName: aws.String("Ann")},
	}
	for _, c := range change {
		c(in)
	}
	return s.client.StartChatContact(s.t.Context(), in)
}

func (s *contactScene) contact(id string) *types.Contact {
	s.t.Helper()
	out, err := s.client.DescribeContact(s.t.Context(), &connect.DescribeContactInput{InstanceId: &s.instance, ContactId: &id})
	require.NoError(s.t, err)
	return out.Contact
}

func (s *contactScene) stop(id string) error {
	_, err := s.client.StopContact(s.t.Context(), &connect.StopContactInput{InstanceId: &s.instance, ContactId: &id})
	return err
}

// startOf is an operation that begins a contact, and the contact that it is to begin.
type startOf struct {
	start   func() (*string, error)
	channel types.Channel
	method  types.ContactInitiationMethod
	subtype string
}

// starts are the operations with which customers begin contacts.
func (s *contactScene) starts() map[string]startOf {
	who := &types.ParticipantDetails{DisplayName: aws.String("Ann")}
	mail := func(address string) *types.EmailAddressInfo { return &types.EmailAddressInfo{EmailAddress: &address} }
	ctx := s.t.Context()
	return map[string]startOf{
		"chat": {func() (*string, error) {
			out, err := s.chat()
			return out.ContactId, err
		}, types.ChannelChat, types.ContactInitiationMethodApi, "connect:Chat"},
		"assistant": {func() (*string, error) {
			out, err := s.client.StartAssistantContact(ctx, &connect.StartAssistantContactInput{
				InstanceId: &s.instance, ParticipantDetails: who, AiAgent: &types.AiAgentInput{AiAgentId: aws.String("helper")},
			})
			return out.ContactId, err
		}, types.ChannelChat, types.ContactInitiationMethodApi, "connect:Chat"},
		"task": {func() (*string, error) {
			id, err := s.task()
			return &id, err
		}, types.ChannelTask, types.ContactInitiationMethodApi, "connect:Task"},
		"web call": {func() (*string, error) {
			out, err := s.client.StartWebRTCContact(ctx, &connect.StartWebRTCContactInput{InstanceId: &s.instance, ContactFlowId: &s.flow, ParticipantDetails: who})
			assert.NotNil(s.t, out.ConnectionData.Meeting.MediaPlacement.SignalingUrl)
			return out.ContactId, err
		}, types.ChannelVoice, types.ContactInitiationMethodWebrtcApi, "connect:WebRTC"},
		"email": {func() (*string, error) {
			out, err := s.client.StartEmailContact(ctx, &connect.StartEmailContactInput{
				InstanceId: &s.instance, FromEmailAddress: mail("ann@example.com"), DestinationEmailAddress: aws.String("help@example.com"),
				EmailMessage: &types.InboundEmailContent{MessageSourceType: types.InboundMessageSourceTypeRaw, RawMessage: &types.InboundRawMessage{
					Subject: aws.String("Hello"), Body: aws.String("Hello"), ContentType: aws.String("text/plain"),
				}},
			})
			return out.ContactId, err
		}, types.ChannelEmail, types.ContactInitiationMethodInbound, "connect:Email"},
	}
}

// outboundStarts are the operations with which an instance begins contacts.
func (s *contactScene) outboundStarts() map[string]startOf {
	ctx := s.t.Context()
	s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	numberARN := *s.srv.PhoneNumbers()[0].PhoneNumberArn
	return map[string]startOf{
		"call": {func() (*string, error) {
			out, err := s.client.StartOutboundVoiceContact(ctx, &connect.StartOutboundVoiceContactInput{
				InstanceId: &s.instance, ContactFlowId: &s.flow, DestinationPhoneNumber: aws.String("+12065550199"), SourcePhoneNumber: aws.String("+12065550100"),
			})
			return out.ContactId, err
		}, types.ChannelVoice, types.ContactInitiationMethodApi, "connect:Telephony"},
		"text message": {func() (*string, error) {
			out, err := s.client.StartOutboundChatContact(ctx, &connect.StartOutboundChatContactInput{
				InstanceId: &s.instance, ContactFlowId: &s.flow,
				SourceEndpoint:      &types.Endpoint{Type: types.EndpointTypeConnectPhonenumberArn, Address: &numberARN},
				DestinationEndpoint: &types.Endpoint{Type: types.EndpointTypeTelephoneNumber, Address: aws.String("+12065550199")},
				SegmentAttributes:   map[string]types.SegmentAttributeValue{"connect:Subtype": {ValueString: aws.String("connect:SMS")}},
			})
			return out.ContactId, err
		}, types.ChannelChat, types.ContactInitiationMethodOutbound, "connect:SMS"},
		"draft": {func() (*string, error) {
			out, err := s.client.CreateContact(ctx, &connect.CreateContactInput{
				InstanceId: &s.instance, Channel: types.ChannelEmail, InitiationMethod: types.ContactInitiationMethodOutbound,
				UserInfo: &types.UserInfo{UserId: &s.user},
			})
			return out.ContactId, err
		}, types.ChannelEmail, types.ContactInitiationMethodOutbound, "connect:Email"},
	}
}

func TestEveryStartMakesAContact(t *testing.T) {
	s := newContactScene(t)
	starts := s.starts()
	maps.Copy(starts, s.outboundStarts())
	for name, c := range starts {
		t.Run(name, func(t *testing.T) {
			id, err := c.start()
			require.NoError(t, err)
			got := s.contact(*id)
			assert.Equal(t, c.channel, got.Channel)
			assert.Equal(t, c.method, got.InitiationMethod)
			assert.Equal(t, c.subtype, *got.SegmentAttributes["connect:Subtype"].ValueString)
			assert.Equal(t, *id, *got.InitialContactId)
			assert.True(t, strings.HasSuffix(*got.Arn, "/contact/"+*id))
			require.NoError(t, s.stop(*id))
			assert.Equal(t, "API", *s.contact(*id).DisconnectReason)
			requireError[*types.InvalidRequestException](t, s.stop(*id))
		})
	}
}

func TestStartTaskContactIsChecked(t *testing.T) {
	s := newContactScene(t)
	saved := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("Draft"), Content: aws.String("{}"), Status: types.ContactFlowStatusSaved})
	now := s.clock.Time()
	for name, change := range map[string]func(in *connect.StartTaskContactInput){
		"no flow":           func(in *connect.StartTaskContactInput) { in.ContactFlowId = nil },
		"flow and template": func(in *connect.StartTaskContactInput) { in.TaskTemplateId = aws.String("t") },
		"unknown flow":      func(in *connect.StartTaskContactInput) { in.ContactFlowId = aws.String("none") },
		"saved flow":        func(in *connect.StartTaskContactInput) { in.ContactFlowId = &saved },
		"unknown instance":  func(in *connect.StartTaskContactInput) { in.InstanceId = aws.String("none") },
		"unknown contact":   func(in *connect.StartTaskContactInput) { in.RelatedContactId = aws.String("none") },
		"past":              func(in *connect.StartTaskContactInput) { in.ScheduledTime = aws.Time(now.Add(-time.Minute)) },
		"too far ahead":     func(in *connect.StartTaskContactInput) { in.ScheduledTime = aws.Time(now.Add(7 * 24 * time.Hour)) },
		"name of attribute": func(in *connect.StartTaskContactInput) { in.Attributes = map[string]string{"a b": "c"} },
		"size of attributes": func(in *connect.StartTaskContactInput) {
			in.Attributes = map[string]string{"a": strings.Repeat("x", 32767), "b": "y"}
		},
		"attachment": func(in *connect.StartTaskContactInput) {
			in.References = map[string]types.Reference{"x": {Type: types.ReferenceTypeAttachment}}
		},
		"reference of system": func(in *connect.StartTaskContactInput) {
			in.References = map[string]types.Reference{"x": {Type: types.ReferenceTypeEmailMessage}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.task(change)
			require.Error(t, err)
			assert.Empty(t, s.srv.Contacts(s.instance))
		})
	}
}

// Which of several mistakes is named does not depend on the order of a map.
func TestFirstOfWrongReferencesIsNamed(t *testing.T) {
	s := newContactScene(t)
	for range 20 {
		err := second(s.task(func(in *connect.StartTaskContactInput) {
			in.References = map[string]types.Reference{"b": {Type: types.ReferenceTypeEmailMessage}, "a": {Type: types.ReferenceTypeAttachment}, "c": {Type: types.ReferenceTypeAttachment}}
		}))
		require.ErrorContains(t, err, "References: a has")
	}
}

func TestStartContactTokenMakesOneContact(t *testing.T) {
	s := newContactScene(t)
	token := func(in *connect.StartTaskContactInput) { in.ClientToken = aws.String("token") }
	first, again := s.mustTask(token), s.mustTask(token)
	assert.Equal(t, first, again)
	assert.Len(t, s.srv.Contacts(s.instance), 1)
	_, err := s.task(token, func(in *connect.StartTaskContactInput) { in.Name = aws.String("Other") })
	assert.Error(t, err)
}

func TestContactAttributesBelongToTheChain(t *testing.T) {
	s := newContactScene(t)
	first := s.mustTask(func(in *connect.StartTaskContactInput) { in.Attributes = map[string]string{"a": "1"} })
	next := s.mustTask(func(in *connect.StartTaskContactInput) {
		in.PreviousContactId, in.Attributes = &first, map[string]string{"b": "2"}
	})
	copied := s.mustTask(func(in *connect.StartTaskContactInput) { in.RelatedContactId = &first })
	_, err := s.client.UpdateContactAttributes(t.Context(), &connect.UpdateContactAttributesInput{
		InstanceId: &s.instance, InitialContactId: &next, Attributes: map[string]string{"a": "3"},
	})
	require.NoError(t, err)
	for id, want := range map[string]map[string]string{first: {"a": "3", "b": "2"}, next: {"a": "3", "b": "2"}, copied: {"a": "1", "b": "2"}} {
		out, err := s.client.GetContactAttributes(t.Context(), &connect.GetContactAttributesInput{InstanceId: &s.instance, InitialContactId: &id})
		require.NoError(t, err)
		assert.Equal(t, want, out.Attributes)
		assert.Equal(t, want, s.contact(id).Attributes)
	}
	associated, err := s.client.ListAssociatedContacts(t.Context(), &connect.ListAssociatedContactsInput{InstanceId: &s.instance, ContactId: &copied})
	require.NoError(t, err)
	assert.Len(t, associated.ContactSummaryList, 3)
	for range 10 {
		next = s.mustTask(func(in *connect.StartTaskContactInput) { in.PreviousContactId = &next })
	}
	_, err = s.task(func(in *connect.StartTaskContactInput) { in.PreviousContactId = &next })
	requireError[*types.ServiceQuotaExceededException](t, err)
}

func TestContactDetails(t *testing.T) {
	s := newContactScene(t)
	id := s.mustTask(func(in *connect.StartTaskContactInput) {
		in.References = map[string]types.Reference{"site": {Type: types.ReferenceTypeUrl, Value: aws.String("https://example.com")}}
	})
	ctx := t.Context()
	_, err := s.client.UpdateContact(ctx, &connect.UpdateContactInput{
		InstanceId: &s.instance, ContactId: &id, Name: aws.String("Renamed"),
		References: map[string]types.Reference{"count": {Type: types.ReferenceTypeNumber, Value: aws.String("7")}},
	})
	require.NoError(t, err)
	assert.Equal(t, "Renamed", *s.contact(id).Name)
	_, err = s.client.UpdateContact(ctx, &connect.UpdateContactInput{InstanceId: &s.instance, ContactId: &id})
	requireError[*types.InvalidRequestException](t, err)
	_, err = s.client.UpdateContact(ctx, &connect.UpdateContactInput{InstanceId: &s.instance, ContactId: &id, UserInfo: &types.UserInfo{UserId: &s.user}})
	requireError[*types.InvalidRequestException](t, err)
	s.srv.AddContactReferences(s.instance, id, map[string]types.Reference{"mail": {Type: types.ReferenceTypeEmailMessage, Arn: aws.String("arn:aws:connect:us-east-1:123456789012:x")}})
	refs, err := s.client.ListContactReferences(ctx, &connect.ListContactReferencesInput{
		InstanceId: &s.instance, ContactId: &id, ReferenceTypes: []types.ReferenceType{types.ReferenceTypeUrl, types.ReferenceTypeEmailMessage},
	})
	require.NoError(t, err)
	assert.Len(t, refs.ReferenceSummaryList, 2)
	assert.Len(t, s.srv.ContactReferences(s.instance, id), 3)

	_, err = s.client.TagContact(ctx, &connect.TagContactInput{InstanceId: &s.instance, ContactId: &id, Tags: map[string]string{"team": "a", "cost": "b"}})
	require.NoError(t, err)
	_, err = s.client.UntagContact(ctx, &connect.UntagContactInput{InstanceId: &s.instance, ContactId: &id, TagKeys: []string{"team"}})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"cost": "b"}, s.contact(id).Tags)
	_, err = s.client.DeleteContactData(ctx, &connect.DeleteContactDataInput{
		InstanceId: &s.instance, ContactId: &id, ContactFields: []types.ContactField{types.ContactFieldCustomerEndpoint},
	})
	requireError[*types.ContactNotTerminatedException](t, err)
}

func TestUpdateContactSchedule(t *testing.T) {
	s := newContactScene(t)
	at := s.clock.Time().Add(time.Hour).Truncate(time.Second)
	id := s.mustTask(func(in *connect.StartTaskContactInput) { in.ScheduledTime = &at })
	later := at.Add(time.Hour)
	in := &connect.UpdateContactScheduleInput{InstanceId: &s.instance, ContactId: &id, ScheduledTime: &later}
	_, err := s.client.UpdateContactSchedule(t.Context(), in)
	require.NoError(t, err)
	assert.True(t, later.Equal(*s.contact(id).ScheduledTimestamp))
	_, err = s.client.PauseContact(t.Context(), &connect.PauseContactInput{InstanceId: &s.instance, ContactId: &id})
	requireError[*types.InvalidRequestException](t, err)
	s.clock.Advance(3 * time.Hour)
	_, err = s.client.UpdateContactSchedule(t.Context(), in)
	requireError[*types.InvalidRequestException](t, err)
}

func TestUnknownContact(t *testing.T) {
	s := newContactScene(t)
	requireError[*types.ContactNotFoundException](t, s.stop("none"))
	_, err := s.client.DescribeContact(t.Context(), &connect.DescribeContactInput{InstanceId: &s.instance, ContactId: aws.String("none")})
	requireError[*types.ResourceNotFoundException](t, err)
	nobody := s.srv.AddContact(s.instance, types.Contact{AgentInfo: &types.AgentInfo{}, QueueInfo: &types.QueueInfo{EnqueueTimestamp: aws.Time(s.clock.Time())}})
	require.NoError(t, s.stop(nobody))
	assert.Panics(t, func() { s.srv.SetContactState(s.instance, nobody, types.ContactStateMissed) })
	assert.Panics(t, func() { s.srv.EndContact(s.instance, "none", "") })
	assert.Panics(t, func() { s.srv.AddContact(s.instance, types.Contact{PreviousContactId: aws.String("none")}) })
	assert.Equal(t, []connecttest.Participant(nil), s.srv.Participants(s.instance, s.srv.AddContact(s.instance, types.Contact{})))
}

func TestUpdateContactTaskTemplate(t *testing.T) {
	s := newContactScene(t)
	in := s.taskTemplate(s.flow)
	order, when := &types.TaskTemplateFieldIdentifier{Name: aws.String("order")}, &types.TaskTemplateFieldIdentifier{Name: aws.String("when")}
	in.Fields = append(in.Fields, types.TaskTemplateField{Id: order, Type: types.TaskTemplateFieldTypeNumber}, types.TaskTemplateField{Id: when, Type: types.TaskTemplateFieldTypeDateTime})
	in.Constraints.RequiredFields = append(in.Constraints.RequiredFields, types.RequiredFieldInfo{Id: order})
	template, err := s.client.CreateTaskTemplate(t.Context(), in)
	require.NoError(t, err)
	task := s.mustTask()
	give := func(name string, kind types.ReferenceType) {
		s.srv.AddContactReferences(s.instance, task, map[string]types.Reference{name: {Type: kind, Value: aws.String("17")}})
	}
	update := func() error {
		return second(s.client.UpdateContactTaskTemplate(t.Context(), &connect.UpdateContactTaskTemplateInput{InstanceId: &s.instance, ContactId: &task, TaskTemplateId: template.Id}))
	}
	requireError[*types.PropertyValidationException](t, update())
	give("order", types.ReferenceTypeString)
	requireError[*types.PropertyValidationException](t, update())
	give("order", types.ReferenceTypeNumber)
	give("when", types.ReferenceTypeString)
	requireError[*types.PropertyValidationException](t, update())
	give("when", types.ReferenceTypeDate)
	require.NoError(t, update())
	assert.Equal(t, template.Arn, s.contact(task).TaskTemplateInfo.Arn)
	requireError[*types.InvalidRequestException](t, update())
	task = s.srv.AddContact(s.instance, types.Contact{Channel: types.ChannelTask, TaskTemplateInfo: &types.TaskTemplateInfoV2{Name: aws.String("Without ARN")}})
	give("order", types.ReferenceTypeNumber)
	require.NoError(t, update())
}

func TestStartTaskContactNeedsATemplateWithAFlow(t *testing.T) {
	s := newContactScene(t)
	in := s.taskTemplate(s.flow)
	in.ContactFlowId = nil
	in.Fields = append(in.Fields, types.TaskTemplateField{Id: &types.TaskTemplateFieldIdentifier{Name: aws.String("to")}, Type: types.TaskTemplateFieldTypeQuickConnect})
	template, err := s.client.CreateTaskTemplate(t.Context(), in)
	require.NoError(t, err)
	start := func(in *connect.StartTaskContactInput) { in.ContactFlowId, in.TaskTemplateId = nil, template.Id }
	requireError[*types.InvalidRequestException](t, second(s.task(start)))
	template, err = s.client.CreateTaskTemplate(t.Context(), func() *connect.CreateTaskTemplateInput {
		in := s.taskTemplate(s.flow)
		in.Name = aws.String("With a flow")
		return in
	}())
	require.NoError(t, err)
	assert.Equal(t, template.Arn, s.contact(s.mustTask(start)).TaskTemplateInfo.Arn)
}
