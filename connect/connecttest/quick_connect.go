package connecttest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareQuickConnects(h *Handlers) {
	quickConnects := declare(s, &s.connects, resource[types.QuickConnect]{
		noun: "QuickConnect", kind: "quick connect", path: "transfer-destination", tagType: "transfer-destination",
		summarise: func(q *types.QuickConnect, summary any) {
			*member[types.QuickConnectType](summary, "QuickConnectType") = quickConnectType(q)
		},
		unused: leaveQueues,
	})
	create(quickConnects, &h.CreateQuickConnect, func(r *request, inst *types.Instance, _ *connect.CreateQuickConnectInput, q *types.QuickConnect) error {
		return r.checkQuickConnect(inst, q.QuickConnectConfig)
	})
	describe(quickConnects, &h.DescribeQuickConnect)
	list(quickConnects, &h.ListQuickConnects, func(_ *request, in *connect.ListQuickConnectsInput, q *types.QuickConnect) bool {
		return len(in.QuickConnectTypes) == 0 || slices.Contains(in.QuickConnectTypes, quickConnectType(q))
	})
	search(quickConnects, &h.SearchQuickConnects, searching[types.QuickConnect]{
		fields: func(_ *request, _ *types.Instance, q *types.QuickConnect) fields {
			return fields{"name": texts(q.Name), "description": texts(q.Description)}
		},
	})
	update(quickConnects, &h.UpdateQuickConnectName, func(r *request, _ *types.Instance, in *connect.UpdateQuickConnectNameInput, _ *types.QuickConnect) error {
		return r.checkRenaming(in.Name, in.Description)
	})
	update(quickConnects, &h.UpdateQuickConnectConfig, func(r *request, inst *types.Instance, _ *connect.UpdateQuickConnectConfigInput, q *types.QuickConnect) error {
		return r.checkQuickConnect(inst, q.QuickConnectConfig)
	})
	remove(quickConnects, &h.DeleteQuickConnect)
}

// quickConnectType returns the type of a quick connect; one that a test added may have none.
func quickConnectType(q *types.QuickConnect) types.QuickConnectType {
	if q.QuickConnectConfig == nil {
		return ""
	}
	return q.QuickConnectConfig.QuickConnectType
}

// checkQuickConnect makes sure that the configuration matches the type, and that the resources that it names exist.
func (r *request) checkQuickConnect(inst *types.Instance, c *types.QuickConnectConfig) error {
	given := map[types.QuickConnectType]bool{
		types.QuickConnectTypeUser: c.UserConfig != nil, types.QuickConnectTypeQueue: c.QueueConfig != nil,
		types.QuickConnectTypePhoneNumber: c.PhoneConfig != nil, types.QuickConnectTypeFlow: c.FlowConfig != nil,
	}
	for kind, there := range given {
		if there != (kind == c.QuickConnectType) {
			return r.invalid("QuickConnectConfig: must have the configuration of its type, %s, and no other", c.QuickConnectType)
		}
	}
	var flow *string
	switch c.QuickConnectType {
	case types.QuickConnectTypeUser:
		if _, err := r.users.find(r, inst, c.UserConfig.UserId); err != nil {
			return err
		}
		flow = c.UserConfig.ContactFlowId
	case types.QuickConnectTypeQueue:
		if _, err := r.queues.find(r, inst, c.QueueConfig.QueueId); err != nil {
			return err
		}
		flow = c.QueueConfig.ContactFlowId
	case types.QuickConnectTypeFlow:
		flow = c.FlowConfig.ContactFlowId
	default:
		return nil
	}
	_, err := r.flows.find(r, inst, flow)
	return err
}

// leaveQueues removes a quick connect that is deleted from its queues.
func leaveQueues(r *request, inst *types.Instance, q *types.QuickConnect) error {
	for _, queue := range r.queues.in(inst).All() {
		r.queueQuickConnects.of(inst, *queue.QueueId).Delete(r.Moment, *q.QuickConnectId)
	}
	return nil
}

// AddQuickConnect adds a quick connect to an instance and returns its id. The resources that its configuration names need
// not exist.
func (s *Server) AddQuickConnect(instanceID string, info types.QuickConnect) string {
	return addTo(s, &s.state.connects, instanceID, info)
}

// QuickConnects returns the quick connects of an instance, in the order of their creation.
func (s *Server) QuickConnects(instanceID string) []types.QuickConnect {
	return allIn(s, &s.state.connects, instanceID)
}
