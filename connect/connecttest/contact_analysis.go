package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// analysisSegment is a segment of the analysis of a chat.
type analysisSegment struct {
	id     string
	output types.RealTimeContactAnalysisOutputType
	types.RealtimeContactAnalysisSegment
}

// declareContactAnalysis declares the analysis of chats, whose segments only tests can add: they determine which outputs
// exist.
func (s *state) declareContactAnalysis(h *Handlers) {
	attach(&s.contacts, &s.analysisSegments, "segment of the contact", func(seg analysisSegment) string { return seg.id })
	h.ListRealtimeContactAnalysisSegmentsV2 = handle(s, listAnalysisSegments)
}

func listAnalysisSegments(r *request, in *connect.ListRealtimeContactAnalysisSegmentsV2Input) (*connect.ListRealtimeContactAnalysisSegmentsV2Output, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.see(r, inst, in.ContactId)
	if err == nil {
		err = r.ofChannel(c, types.ChannelChat)
	}
	if err != nil {
		return nil, err
	}
	segments := r.analysisSegments.of(inst, *c.Id)
	if _, ok := segments.Find(func(seg analysisSegment) bool { return seg.output == in.OutputType }); !ok && segments.Len() > 0 {
		return nil, &types.OutputTypeNotFoundException{Message: aws.String("The contact has no output of the type " + string(in.OutputType) + ".")}
	}
	out := &connect.ListRealtimeContactAnalysisSegmentsV2Output{
		Channel: types.RealTimeContactAnalysisSupportedChannelChat, Status: types.RealTimeContactAnalysisStatusInProgress,
	}
	if c.DisconnectTimestamp != nil {
		out.Status = types.RealTimeContactAnalysisStatusCompleted
	}
	rows := segments.Rows(r.Moment, func(seg analysisSegment) bool {
		return seg.output == in.OutputType && slices.Contains(in.SegmentTypes, seg.kind())
	})
	return out, paged(r, in, out, rows, func(seg analysisSegment) types.RealtimeContactAnalysisSegment {
		return seg.RealtimeContactAnalysisSegment
	})
}

// kind returns the type of a segment, as a request names it.
func (seg analysisSegment) kind() types.RealTimeContactAnalysisSegmentType {
	switch seg.RealtimeContactAnalysisSegment.(type) {
	case *types.RealtimeContactAnalysisSegmentMemberTranscript:
		return types.RealTimeContactAnalysisSegmentTypeTranscript
	case *types.RealtimeContactAnalysisSegmentMemberCategories:
		return types.RealTimeContactAnalysisSegmentTypeCategories
	case *types.RealtimeContactAnalysisSegmentMemberIssues:
		return types.RealTimeContactAnalysisSegmentTypeIssues
	case *types.RealtimeContactAnalysisSegmentMemberEvent:
		return types.RealTimeContactAnalysisSegmentTypeEvent
	case *types.RealtimeContactAnalysisSegmentMemberAttachments:
		return types.RealTimeContactAnalysisSegmentTypeAttachments
	case *types.RealtimeContactAnalysisSegmentMemberPostContactSummary:
		return types.RealTimeContactAnalysisSegmentTypePostContactSummary
	case *types.RealtimeContactAnalysisSegmentMemberExtractedInformation:
		return types.RealTimeContactAnalysisSegmentTypeExtractedInformation
	}
	return ""
}

// AddAnalysisSegments adds segments to the analysis of a chat, as raw or as redacted output.
func (s *Server) AddAnalysisSegments(
	instanceID, contactID string, output types.RealTimeContactAnalysisOutputType, segments ...types.RealtimeContactAnalysisSegment,
) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		for _, seg := range segments {
			r.analysisSegments.put(r, inst, *c.Id, analysisSegment{r.newID(), output, seg})
		}
		return nil
	})
}
