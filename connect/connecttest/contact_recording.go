package connecttest

import (
	"cmp"
	"slices"
	"time"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Recording is one of the recordings of a contact.
type Recording struct {
	// Type is what is recorded: the conversation with the agent, the automated part or the screen.
	Type types.ContactRecordingType
	// Start is when the recording began.
	Start time.Time
	// Stop is when it was stopped; zero while it goes on.
	Stop time.Time
	// Suspended is whether the recording is suspended, so that silence is recorded.
	Suspended bool
}

// recording is a recording as the state keeps it.
type recording struct{ Recording }

// info returns the recording as contacts show it. It has no location: nothing is stored.
func (rec recording) info() types.RecordingInfo {
	info := types.RecordingInfo{MediaStreamType: types.MediaStreamTypeAudio, StartTimestamp: &rec.Start}
	if rec.Type == types.ContactRecordingTypeScreen {
		info.MediaStreamType = types.MediaStreamTypeVideo
	}
	if !rec.Stop.IsZero() {
		info.StopTimestamp, info.Status = &rec.Stop, types.RecordingStatusAvailable
	}
	return info
}

// stopped returns the recording after its end.
func (rec recording) stopped(now time.Time) recording {
	if rec.Stop.IsZero() {
		rec.Stop, rec.Suspended = now, false
	}
	return rec
}

// declareContactRecordings declares the recordings of contacts.
func (s *state) declareContactRecordings(h *Handlers) {
	contacts := &s.contacts
	attach(contacts, &s.recordings, "recording of the contact", func(rec recording) string { return string(rec.Type) })
	changeContact(s, &h.StartContactRecording, startContactRecording)
	changeContact(s, &h.StopContactRecording, func(r *request, inst *types.Instance, in *connect.StopContactRecordingInput, c *types.Contact) error {
		if in.ContactRecordingType == types.ContactRecordingTypeScreen {
			return r.refused("ContactRecordingType: only voice recordings can be stopped")
		}
		return r.record(inst, c, in.InitialContactId, cmp.Or(in.ContactRecordingType, types.ContactRecordingTypeAgent), func(rec *recording) error {
			*rec = rec.stopped(r.Now)
			return nil
		})
	})
	changeContact(s, &h.SuspendContactRecording, func(r *request, inst *types.Instance, in *connect.SuspendContactRecordingInput, c *types.Contact) error {
		return r.record(inst, c, in.InitialContactId, in.ContactRecordingType, func(rec *recording) error {
			if rec.Suspended {
				return r.refused("The recording is already suspended.")
			}
			rec.Suspended = true
			return nil
		})
	})
	changeContact(s, &h.ResumeContactRecording, func(r *request, inst *types.Instance, in *connect.ResumeContactRecordingInput, c *types.Contact) error {
		return r.record(inst, c, in.InitialContactId, in.ContactRecordingType, func(rec *recording) error {
			if !rec.Suspended {
				return r.refused("The recording is not suspended.")
			}
			rec.Suspended = false
			return nil
		})
	})
}

// ofChain refuses a contact whose first contact is another one.
func (r *request) ofChain(c *types.Contact, initial *string) error {
	if *c.InitialContactId != idOf(initial) {
		return r.refused("InitialContactId: the first contact of the chain is another one")
	}
	return r.running(c)
}

func startContactRecording(r *request, inst *types.Instance, in *connect.StartContactRecordingInput, c *types.Contact) error {
	if err := r.ofChannel(c, types.ChannelVoice); err != nil {
		return err
	}
	if err := r.ofChain(c, in.InitialContactId); err != nil {
		return err
	}
	rec := recording{Recording{Type: types.ContactRecordingTypeAgent, Start: r.Now}}
	if in.VoiceRecordingConfiguration.VoiceRecordingTrack == "" && in.VoiceRecordingConfiguration.IvrRecordingTrack != "" {
		rec.Type = types.ContactRecordingTypeIvr
	}
	if r.recordings.has(inst, *c.Id, rec) {
		return r.refused("The recording has already been started.")
	}
	r.recordings.put(r, inst, *c.Id, rec)
	return nil
}

// record changes the recordings of a type that have not been stopped; an empty kind means all types.
func (r *request) record(inst *types.Instance, c *types.Contact, initial *string, kind types.ContactRecordingType, change func(rec *recording) error) error {
	if err := r.ofChain(c, initial); err != nil {
		return err
	}
	running := slices.DeleteFunc(r.recordings.of(inst, *c.Id).All(), func(rec recording) bool {
		return !rec.Stop.IsZero() || kind != "" && kind != rec.Type
	})
	if len(running) == 0 {
		return r.refused("The contact is not being recorded.")
	}
	for i := range running {
		if err := change(&running[i]); err != nil {
			return err
		}
	}
	r.recordings.put(r, inst, *c.Id, running...)
	return nil
}

// StartRecording starts a recording of a contact, as a flow does. It panics if the contact has already had one of the type.
func (s *Server) StartRecording(instanceID, contactID string, kind types.ContactRecordingType) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		rec := recording{Recording{Type: kind, Start: r.moment().Now}}
		if r.recordings.has(inst, *c.Id, rec) {
			return r.refused("The recording has already been started.")
		}
		r.recordings.put(r, inst, *c.Id, rec)
		return nil
	})
}

// Recordings returns the recordings of a contact, in the order in which they began.
func (s *Server) Recordings(instanceID, contactID string) []Recording {
	return read(s, func(r *request) ([]Recording, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		c, err := r.contacts.find(r, inst, &contactID)
		if err != nil {
			return nil, err
		}
		return fake.Map(r.recordings.of(inst, *c.Id).All(), func(rec recording) Recording { return rec.Recording }), nil
	})
}

// streaming is a stream of a chat's messages.
type streaming struct{ id, endpoint string }

// declareContactStreaming declares the other operations on the media of contacts.
func (s *state) declareContactStreaming(h *Handlers) {
	attach(&s.contacts, &s.streamings, "streaming of the contact", func(st streaming) string { return st.id })
	h.StartContactStreaming = handle(s, startContactStreaming)
	changeContact(s, &h.StopContactStreaming, func(r *request, inst *types.Instance, in *connect.StopContactStreamingInput, c *types.Contact) error {
		return r.streamings.remove(r, inst, *c.Id, *in.StreamingId)
	})
	changeContact(s, &h.StartContactMediaProcessing, startContactMediaProcessing)
	changeContact(s, &h.StopContactMediaProcessing, func(r *request, inst *types.Instance, _ *connect.StopContactMediaProcessingInput, c *types.Contact) error {
		return r.contactMarks.remove(r, inst, *c.Id, string(markProcessing))
	})
	changeContact(s, &h.StartScreenSharing, startScreenSharing)
	h.StartContactConversationalAnalyticsJob = handle(s, startConversationalAnalyticsJob)
}

func startContactStreaming(r *request, in *connect.StartContactStreamingInput) (*connect.StartContactStreamingOutput, error) {
	inst, c, err := r.contactOf(in)
	if err == nil {
		err = r.ofChannel(c, types.ChannelChat)
	}
	if err == nil {
		err = r.running(c)
	}
	if err != nil {
		return nil, err
	}
	if !isARN(in.ChatStreamingConfiguration.StreamingEndpointArn) {
		return nil, r.invalid("ChatStreamingConfiguration: StreamingEndpointArn must be an ARN")
	}
	st := streaming{r.newID(), *in.ChatStreamingConfiguration.StreamingEndpointArn}
	r.streamings.put(r, inst, *c.Id, st)
	return &connect.StartContactStreamingOutput{StreamingId: &st.id}, nil
}

func startContactMediaProcessing(r *request, inst *types.Instance, in *connect.StartContactMediaProcessingInput, c *types.Contact) error {
	if in.ProcessorArn == nil || in.FailureMode == "" {
		return r.refused("ProcessorArn and FailureMode must be set.")
	}
	if err := r.ofChannel(c, types.ChannelChat); err != nil {
		return err
	}
	if err := r.running(c); err != nil {
		return err
	}
	r.contactMarks.put(r, inst, *c.Id, markProcessing)
	return nil
}

func startScreenSharing(r *request, inst *types.Instance, _ *connect.StartScreenSharingInput, c *types.Contact) error {
	if c.InitiationMethod != types.ContactInitiationMethodWebrtcApi {
		return r.refused("The contact is not an in-app, web or video call.")
	}
	if err := r.running(c); err != nil {
		return err
	}
	r.contactMarks.put(r, inst, *c.Id, markSharing)
	return nil
}

func startConversationalAnalyticsJob(r *request, in *connect.StartContactConversationalAnalyticsJobInput) (*connect.StartContactConversationalAnalyticsJobOutput, error) {
	inst, c, err := r.contactOf(in)
	if err == nil {
		err = r.ofChannel(c, types.ChannelVoice)
	}
	if err != nil {
		return nil, err
	}
	if r.contactMarks.has(inst, *c.Id, markAnalyzed) {
		return nil, r.refused("The contact already has a job.")
	}
	r.contactMarks.put(r, inst, *c.Id, markAnalyzed)
	return &connect.StartContactConversationalAnalyticsJobOutput{InstanceId: inst.Id, ContactId: c.Id}, nil
}
