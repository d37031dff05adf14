package connecttest

import (
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareAgentStatuses(h *Handlers) {
	statuses := declare(s, &s.agentStatuses, resource[types.AgentStatus]{
		noun: "AgentStatus", kind: "agent status", path: "agent-state", tagType: "agent-state",
		fill: func(_ *request, _ *types.Instance, t *types.AgentStatus) {
			if t.Type == "" {
				t.Type = types.AgentStatusTypeCustom
			}
			if t.State == "" {
				t.State = types.AgentStatusStateEnabled
			}
		},
	})
	create(statuses, &h.CreateAgentStatus, nil)
	describe(statuses, &h.DescribeAgentStatus)
	list(statuses, &h.ListAgentStatuses, func(_ *request, in *connect.ListAgentStatusesInput, t *types.AgentStatus) bool {
		return len(in.AgentStatusTypes) == 0 || slices.Contains(in.AgentStatusTypes, t.Type)
	})
	search(statuses, &h.SearchAgentStatuses, searching[types.AgentStatus]{
		fields: func(_ *request, _ *types.Instance, t *types.AgentStatus) fields {
			f := fields{
				"name": texts(t.Name), "description": texts(t.Description), "type": {string(t.Type)}, "state": {string(t.State)}, "displayorder": nil,
			}
			if t.DisplayOrder != nil {
				f["displayorder"] = []string{strconv.Itoa(int(*t.DisplayOrder))}
			}
			return f
		},
	})
	update(statuses, &h.UpdateAgentStatus, func(r *request, _ *types.Instance, in *connect.UpdateAgentStatusInput, t *types.AgentStatus) error {
		if in.ResetOrderNumber && in.DisplayOrder != nil {
			return r.invalid("DisplayOrder, ResetOrderNumber: only one of them can be set")
		}
		if in.ResetOrderNumber {
			t.DisplayOrder = nil
		}
		return nil
	}, "ResetOrderNumber")
}

// addAgentStatuses adds the statuses that an instance comes with.
func (r *request) addAgentStatuses(inst *types.Instance) error {
	for order, status := range []types.AgentStatus{
		{Name: aws.String("Available"), Type: types.AgentStatusTypeRoutable}, {Name: aws.String("Offline"), Type: types.AgentStatusTypeOffline},
	} {
		status.DisplayOrder = aws.Int32(int32(order) + 1)
		if err := r.agentStatuses.add(r, inst, &status); err != nil {
			return err
		}
	}
	return nil
}

// AddAgentStatus adds an agent status to an instance and returns its id. It is CUSTOM and ENABLED unless info says
// otherwise.
func (s *Server) AddAgentStatus(instanceID string, info types.AgentStatus) string {
	return addTo(s, &s.state.agentStatuses, instanceID, info)
}

// AgentStatuses returns the agent statuses of an instance, in the order of their creation. The first two are Available and
// Offline, which an instance comes with.
func (s *Server) AgentStatuses(instanceID string) []types.AgentStatus {
	return allIn(s, &s.state.agentStatuses, instanceID)
}
