package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *contactScene) transfer(id string, change ...func(*connect.TransferContactInput)) (string, error) {
	in := &connect.TransferContactInput{InstanceId: &s.instance, ContactId: &id, ContactFlowId: &s.flow, QueueId: &s.queue}
	for _, c := range change {
		c(in)
	}
	out, err := s.client.TransferContact(s.t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.ContactId, nil
}

func TestTransferContact(t *testing.T) {
	s := newContactScene(t)
	first := s.mustTask(func(in *connect.StartTaskContactInput) { in.Attributes = map[string]string{"a": "1"} })
	whisper := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("W"), Content: aws.String("{}"), Type: types.ContactFlowTypeAgentWhisper})
	call := s.srv.AddContact(s.instance, types.Contact{})
	for name, attempt := range map[string]func() (string, error){
		"call": func() (string, error) { return s.transfer(call) },
		"queue and user": func() (string, error) {
			return s.transfer(first, func(in *connect.TransferContactInput) { in.UserId = &s.user })
		},
		"whisper flow": func() (string, error) {
			return s.transfer(first, func(in *connect.TransferContactInput) { in.ContactFlowId = &whisper })
		},
	} {
		_, err := attempt()
		var refused *types.InvalidRequestException
		require.ErrorAs(t, err, &refused, name)
	}
	_, err := s.transfer(first, func(in *connect.TransferContactInput) { in.QueueId = aws.String("none") })
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Nil(t, s.contact(first).DisconnectTimestamp)

	id := first
	for range 11 {
		next, err := s.transfer(id)
		require.NoError(t, err)
		assert.NotNil(t, s.contact(id).DisconnectTimestamp)
		got := s.contact(next)
		assert.Equal(t, id, *got.PreviousContactId)
		assert.Equal(t, first, *got.InitialContactId)
		assert.Equal(t, s.queue, *got.QueueInfo.Id)
		assert.Equal(t, map[string]string{"a": "1"}, got.Attributes)
		id = next
	}
	_, err = s.transfer(id)
	requireError[*types.ServiceQuotaExceededException](t, err)
}

func TestPauseContact(t *testing.T) {
	s := newContactScene(t)
	id := s.mustTask()
	pause := func() error {
		_, err := s.client.PauseContact(t.Context(), &connect.PauseContactInput{InstanceId: &s.instance, ContactId: &id})
		return err
	}
	resume := func() error {
		_, err := s.client.ResumeContact(t.Context(), &connect.ResumeContactInput{InstanceId: &s.instance, ContactId: &id})
		return err
	}
	requireError[*types.InvalidRequestException](t, resume())
	for range 10 {
		require.NoError(t, pause())
		requireError[*types.InvalidRequestException](t, pause())
		s.clock.Advance(time.Minute)
		require.NoError(t, resume())
	}
	assert.EqualValues(t, 10, *s.contact(id).TotalPauseCount)
	assert.EqualValues(t, 600, *s.contact(id).TotalPauseDurationInSeconds)
	requireError[*types.LimitExceededException](t, pause())
	chat, err := s.chat()
	require.NoError(t, err)
	id = *chat.ContactId
	requireError[*types.InvalidRequestException](t, pause())
}

func TestStopContactLeavesTransferredCallsAlone(t *testing.T) {
	s := newContactScene(t)
	for method, stoppable := range map[types.ContactInitiationMethod]bool{
		types.ContactInitiationMethodInbound: true, types.ContactInitiationMethodCallback: true, types.ContactInitiationMethodTransfer: false,
		types.ContactInitiationMethodQueueTransfer: false, types.ContactInitiationMethodMonitor: false, types.ContactInitiationMethodDisconnect: false,
	} {
		err := s.stop(s.srv.AddContact(s.instance, types.Contact{InitiationMethod: method}))
		assert.Equal(t, stoppable, err == nil, method)
	}
}

func TestContactOfAgent(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	id := s.mustTask()
	assign := func() error {
		_, err := s.client.AssociateContactWithUser(ctx, &connect.AssociateContactWithUserInput{InstanceId: &s.instance, ContactId: &id, UserId: &s.user})
		return err
	}
	dismiss := func() error {
		_, err := s.client.DismissUserContact(ctx, &connect.DismissUserContactInput{InstanceId: &s.instance, ContactId: &id, UserId: &s.user})
		return err
	}
	shown := func() []types.AgentContactReference {
		out, err := s.client.GetCurrentUserData(ctx, &connect.GetCurrentUserDataInput{InstanceId: &s.instance, Filters: &types.UserDataFilters{Agents: []string{s.user}}})
		require.NoError(t, err)
		if len(out.UserDataList) == 0 {
			return nil
		}
		return out.UserDataList[0].Contacts
	}
	requireError[*types.InvalidRequestException](t, assign())
	requireError[*types.ResourceNotFoundException](t, dismiss())
	s.srv.QueueContact(s.instance, id, s.queue)
	require.NoError(t, assign())
	require.Len(t, shown(), 1)
	assert.Equal(t, types.ContactStateConnecting, shown()[0].AgentContactState)
	requireError[*types.InvalidRequestException](t, dismiss())

	s.srv.SetContactState(s.instance, id, types.ContactStateMissed)
	assert.Equal(t, types.ContactStateMissed, shown()[0].AgentContactState)
	require.NoError(t, dismiss())
	assert.Empty(t, shown())
	require.NoError(t, assign(), "the contact went back to its queue")

	s.srv.ConnectContact(s.instance, id, s.user)
	monitor := &connect.MonitorContactInput{InstanceId: &s.instance, ContactId: &id, UserId: aws.String(s.srv.AddUser(s.instance, types.User{Username: aws.String("boss")}))}
	listening, err := s.client.MonitorContact(ctx, monitor)
	require.NoError(t, err)
	assert.Equal(t, types.ContactInitiationMethodMonitor, s.contact(*listening.ContactId).InitiationMethod)
	require.NoError(t, s.stop(id))
	assert.Equal(t, types.ContactStateEnded, shown()[0].AgentContactState)
	monitor.ClientToken = aws.String("again")
	_, err = s.client.MonitorContact(ctx, monitor)
	requireError[*types.InvalidRequestException](t, err)
	s.clock.Advance(20 * time.Second)
	require.NoError(t, dismiss())
	assert.EqualValues(t, 20, *s.contact(id).AgentInfo.AfterContactWorkDuration)
	assert.Empty(t, shown())
}

func TestContactRecording(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	id := s.srv.AddContact(s.instance, types.Contact{})
	start := func() error {
		_, err := s.client.StartContactRecording(ctx, &connect.StartContactRecordingInput{
			InstanceId: &s.instance, ContactId: &id, InitialContactId: &id,
			VoiceRecordingConfiguration: &types.VoiceRecordingConfiguration{VoiceRecordingTrack: types.VoiceRecordingTrackAll},
		})
		return err
	}
	suspend := func() error {
		_, err := s.client.SuspendContactRecording(ctx, &connect.SuspendContactRecordingInput{InstanceId: &s.instance, ContactId: &id, InitialContactId: &id})
		return err
	}
	resume := func() error {
		_, err := s.client.ResumeContactRecording(ctx, &connect.ResumeContactRecordingInput{InstanceId: &s.instance, ContactId: &id, InitialContactId: &id})
		return err
	}
	stop := func() error {
		_, err := s.client.StopContactRecording(ctx, &connect.StopContactRecordingInput{InstanceId: &s.instance, ContactId: &id, InitialContactId: &id})
		return err
	}
	for i, step := range []struct {
		do func() error
		ok bool
	}{
		{suspend, false}, {stop, false}, {start, true}, {start, false}, {resume, false}, {suspend, true}, {suspend, false}, {resume, true}, {stop, true}, {stop, false}, {start, false},
	} {
		assert.Equal(t, step.ok, step.do() == nil, "step %d", i)
	}
	recordings := s.srv.Recordings(s.instance, id)
	require.Len(t, recordings, 1)
	assert.Equal(t, types.ContactRecordingTypeAgent, recordings[0].Type)
	assert.False(t, recordings[0].Stop.IsZero())
	s.srv.StartRecording(s.instance, id, types.ContactRecordingTypeScreen)
	shown := s.contact(id).Recordings
	require.Len(t, shown, 2)
	assert.Equal(t, types.MediaStreamTypeAudio, shown[0].MediaStreamType)
	assert.Equal(t, types.RecordingStatusAvailable, shown[0].Status)
	assert.WithinDuration(t, recordings[0].Stop, *shown[0].StopTimestamp, time.Second)
	assert.Equal(t, types.MediaStreamTypeVideo, shown[1].MediaStreamType)
	assert.Nil(t, shown[1].StopTimestamp)

	call := s.srv.AddContact(s.instance, types.Contact{})
	suspended := func() (out []bool) {
		for _, rec := range s.srv.Recordings(s.instance, call) {
			out = append(out, rec.Suspended)
		}
		return out
	}
	s.srv.StartRecording(s.instance, call, types.ContactRecordingTypeAgent)
	s.srv.StartRecording(s.instance, call, types.ContactRecordingTypeScreen)
	_, err := s.client.SuspendContactRecording(ctx, &connect.SuspendContactRecordingInput{InstanceId: &s.instance, ContactId: &call, InitialContactId: &call})
	require.NoError(t, err)
	assert.Equal(t, []bool{true, true}, suspended(), "without a type, all of them")
	_, err = s.client.ResumeContactRecording(ctx, &connect.ResumeContactRecordingInput{
		InstanceId: &s.instance, ContactId: &call, InitialContactId: &call, ContactRecordingType: types.ContactRecordingTypeScreen,
	})
	require.NoError(t, err)
	assert.Equal(t, []bool{true, false}, suspended())
}

func TestMediaOfContacts(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	chat, err := s.chat()
	require.NoError(t, err)
	stream := &connect.StartContactStreamingInput{
		InstanceId: &s.instance, ContactId: chat.ContactId, ClientToken: aws.String("t"),
		ChatStreamingConfiguration: &types.ChatStreamingConfiguration{StreamingEndpointArn: aws.String("arn:aws:sns:us-east-1:123456789012:chats")},
	}
	streaming, err := s.client.StartContactStreaming(ctx, stream)
	require.NoError(t, err)
	stop := &connect.StopContactStreamingInput{InstanceId: &s.instance, ContactId: chat.ContactId, StreamingId: streaming.StreamingId}
	_, err = s.client.StopContactStreaming(ctx, stop)
	require.NoError(t, err)
	_, err = s.client.StopContactStreaming(ctx, stop)
	requireError[*types.ResourceNotFoundException](t, err)
	task := s.mustTask()
	stream.ContactId, stream.ClientToken = &task, aws.String("u")
	_, err = s.client.StartContactStreaming(ctx, stream)
	requireError[*types.InvalidRequestException](t, err)
	_, err = s.client.StartScreenSharing(ctx, &connect.StartScreenSharingInput{InstanceId: &s.instance, ContactId: chat.ContactId})
	requireError[*types.InvalidRequestException](t, err)

	job := &connect.StartContactConversationalAnalyticsJobInput{
		InstanceId: &s.instance, ContactId: aws.String(s.srv.AddContact(s.instance, types.Contact{})), ClientToken: aws.String("job"),
		AnalyticsModes: []types.AnalyticsMode{types.AnalyticsModePostContact},
		AnalyticsConfiguration: &types.AnalyticsConfiguration{
			LanguageConfiguration: &types.LanguageConfiguration{}, RulesConfiguration: &types.RulesConfiguration{},
			RedactionConfiguration: &types.RedactionConfiguration{Behavior: types.BehaviorDisable, Policy: types.PolicyNone},
			SentimentConfiguration: &types.SentimentConfiguration{Behavior: types.BehaviorDisable}, SummaryConfiguration: &types.SummaryConfiguration{SummaryModes: []types.SummaryMode{}},
		},
	}
	_, err = s.client.StartContactConversationalAnalyticsJob(ctx, job)
	require.NoError(t, err)
	_, err = s.client.StartContactConversationalAnalyticsJob(ctx, job)
	require.NoError(t, err, "the second call with the token starts nothing")
	job.ClientToken = aws.String("other")
	_, err = s.client.StartContactConversationalAnalyticsJob(ctx, job)
	requireError[*types.InvalidRequestException](t, err)
}

func TestAnalysisOfAChat(t *testing.T) {
	s := newContactScene(t)
	chat, err := s.chat()
	require.NoError(t, err)
	in := &connect.ListRealtimeContactAnalysisSegmentsV2Input{
		InstanceId: &s.instance, ContactId: chat.ContactId, OutputType: types.RealTimeContactAnalysisOutputTypeRaw,
		SegmentTypes: []types.RealTimeContactAnalysisSegmentType{types.RealTimeContactAnalysisSegmentTypeTranscript},
	}
	none, err := s.client.ListRealtimeContactAnalysisSegmentsV2(t.Context(), in)
	require.NoError(t, err)
	assert.Empty(t, none.Segments)
	said := &types.RealtimeContactAnalysisSegmentMemberTranscript{Value: types.RealTimeContactAnalysisSegmentTranscript{
		Id: aws.String("1"), ParticipantId: chat.ParticipantId, ParticipantRole: types.ParticipantRoleCustomer, Content: aws.String("Hello"),
		Time: &types.RealTimeContactAnalysisTimeDataMemberAbsoluteTime{Value: s.clock.Time().UTC().Truncate(time.Millisecond)},
	}}
	s.srv.AddAnalysisSegments(s.instance, *chat.ContactId, types.RealTimeContactAnalysisOutputTypeRaw, said,
		&types.RealtimeContactAnalysisSegmentMemberCategories{Value: types.RealTimeContactAnalysisSegmentCategories{}})
	out, err := s.client.ListRealtimeContactAnalysisSegmentsV2(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, types.RealTimeContactAnalysisStatusInProgress, out.Status)
	assert.Equal(t, []types.RealtimeContactAnalysisSegment{said}, out.Segments)
	in.OutputType = types.RealTimeContactAnalysisOutputTypeRedacted
	_, err = s.client.ListRealtimeContactAnalysisSegmentsV2(t.Context(), in)
	requireError[*types.OutputTypeNotFoundException](t, err)
}

func TestParticipants(t *testing.T) {
	s := newContactScene(t)
	chat, err := s.chat()
	require.NoError(t, err)
	add := func(role types.ParticipantRole) error {
		_, err := s.client.CreateParticipant(t.Context(), &connect.CreateParticipantInput{
			InstanceId: &s.instance, ContactId: chat.ContactId, ParticipantDetails: &types.ParticipantDetailsToAdd{ParticipantRole: role, DisplayName: aws.String("Bot")},
		})
		return err
	}
	requireError[*types.InvalidRequestException](t, add(types.ParticipantRoleCustomer))
	require.NoError(t, add(types.ParticipantRoleCustomBot))
	got := s.srv.Participants(s.instance, *chat.ContactId)
	require.Len(t, got, 2)
	assert.Equal(t, connecttest.Participant{ID: *chat.ParticipantId, Role: types.ParticipantRoleCustomer, DisplayName: "Ann"}, got[0])
	assert.Equal(t, "Bot", got[1].DisplayName)
}

func TestPersistentChat(t *testing.T) {
	s := newContactScene(t)
	earlier, err := s.chat()
	require.NoError(t, err)
	continued := func(in *connect.StartChatContactInput) {
		in.PersistentChat = &types.PersistentChat{RehydrationType: types.RehydrationTypeFromSegment, SourceContactId: earlier.ContactId}
	}
	_, err = s.chat(continued)
	requireError[*types.InvalidRequestException](t, err)
	s.srv.EndContact(s.instance, *earlier.ContactId, "")
	again, err := s.chat(continued)
	require.NoError(t, err)
	assert.Equal(t, earlier.ContactId, again.ContinuedFromContactId)
	assert.Equal(t, earlier.ContactId, s.contact(*again.ContactId).RelatedContactId)
	fresh, err := s.chat()
	require.NoError(t, err)
	out, err := s.client.CreatePersistentContactAssociation(t.Context(), &connect.CreatePersistentContactAssociationInput{
		InstanceId: &s.instance, InitialContactId: fresh.ContactId, RehydrationType: types.RehydrationTypeEntirePastSession, SourceContactId: earlier.ContactId,
	})
	require.NoError(t, err)
	assert.Equal(t, earlier.ContactId, out.ContinuedFromContactId)
	assert.Equal(t, earlier.ContactId, s.contact(*fresh.ContactId).RelatedContactId)
	_, err = s.chat(continued, func(in *connect.StartChatContactInput) { in.RelatedContactId = earlier.ContactId })
	requireError[*types.InvalidRequestException](t, err)
}
