package connecttest

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxFlow is how many characters the content of a flow can have, as the documentation says; the model has no limit.
const maxFlow = 256_000

func (s *state) declareContactFlows(h *Handlers) {
	flows := declare(s, &s.flows, resource[types.ContactFlow]{
		noun: "ContactFlow", kind: "contact flow", path: "contact-flow", tagType: "contact-flow",
		fill: fillFlow, unused: unusedFlow,
	})
	create(flows, &h.CreateContactFlow, func(r *request, inst *types.Instance, in *connect.CreateContactFlowInput, f *types.ContactFlow) error {
		if err := r.checkFlowLength(in.Content); err != nil || in.Status == types.ContactFlowStatusSaved {
			return err
		}
		return r.checkFlow(inst, f.Type, in.Content)
	})
	list(flows, &h.ListContactFlows, func(_ *request, in *connect.ListContactFlowsInput, f *types.ContactFlow) bool {
		return len(in.ContactFlowTypes) == 0 || slices.Contains(in.ContactFlowTypes, f.Type)
	})
	search(flows, &h.SearchContactFlows, searching[types.ContactFlow]{
		fields: func(_ *request, _ *types.Instance, f *types.ContactFlow) fields {
			return fields{"name": texts(f.Name), "description": texts(f.Description)}
		},
		holds: func(_ *request, _ *types.Instance, f *types.ContactFlow, condition any) (holds, known bool) {
			switch c := condition.(type) {
			case types.ContactFlowType:
				return c == f.Type, true
			case types.ContactFlowState:
				return c == f.State, true
			case types.ContactFlowStatus:
				return c == f.Status, true
			}
			return false, false
		},
	})
	update(flows, &h.UpdateContactFlowMetadata, nil)
	update(flows, &h.UpdateContactFlowName, nil)
	remove(flows, &h.DeleteContactFlow)
	s.declareFlowEditions(flows, h)
}

// fillFlow completes a flow.
func fillFlow(_ *request, _ *types.Instance, f *types.ContactFlow) {
	if f.State == "" {
		f.State = types.ContactFlowStateActive
	}
	if f.Status == "" {
		f.Status = types.ContactFlowStatusPublished
	}
	f.FlowContentSha256 = aws.String(contentSum(f.Content))
}

func (r *request) checkFlowLength(content *string) error {
	if n := utf8.RuneCountInString(*content); n < 1 || n > maxFlow {
		return r.invalid("Content: must have 1 to %d characters", maxFlow)
	}
	return nil
}

func isJSONObject(text *string) bool {
	var object map[string]json.RawMessage
	return json.Unmarshal([]byte(aws.ToString(text)), &object) == nil && object != nil // null is none
}

// unusedFlow refuses to delete a flow that something is associated with.
func unusedFlow(r *request, inst *types.Instance, f *types.ContactFlow) error {
	_, used := r.numbers.in(nil).Find(func(n *types.ClaimedPhoneNumberSummary) bool {
		link, ok := r.numberFlows.of(nil, *n.PhoneNumberId).Get(*inst.Id)
		return ok && link.flow == *f.Id
	})
	if used {
		return r.invalid("The contact flow is associated with a phone number.")
	}
	if _, used := r.flowLinks.of(nil, *inst.Id).Find(func(l flowLink) bool { return l.flow == *f.Id }); used {
		return r.invalid("The contact flow is associated with a resource.")
	}
	return nil
}

// AddContactFlow adds a flow to an instance and returns its id. Members that are not set are filled in.
func (s *Server) AddContactFlow(instanceID string, info types.ContactFlow) string {
	return addTo(s, &s.state.flows, instanceID, info)
}

// ContactFlows returns the flows of an instance, in the order of their creation.
func (s *Server) ContactFlows(instanceID string) []types.ContactFlow {
	return allIn(s, &s.state.flows, instanceID)
}
