package connecttest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Standard queues are kept; the queues of agents are not. Email addresses are not kept, so a queue takes any id of one.
func (s *state) declareQueues(h *Handlers) {
	queues := declare(s, &s.queues, resource[types.Queue]{
		noun: "Queue", kind: "queue", path: "queue", tagType: "QUEUE",
		fill: func(r *request, inst *types.Instance, q *types.Queue) {
			if q.Status == "" {
				q.Status = types.QueueStatusEnabled
			}
			if hours, ok := r.hours.first(inst); ok && q.HoursOfOperationId == nil {
				q.HoursOfOperationId = hours.HoursOfOperationId
			}
		},
		summarise: func(_ *types.Queue, summary any) {
			*member[types.QueueType](summary, "QueueType") = types.QueueTypeStandard
		},
		unused: func(r *request, inst *types.Instance, q *types.Queue) error {
			return inUse(&r.queues, q, &r.routingProfiles, inst, func(p *types.RoutingProfile) bool { return r.usesQueue(inst, p, *q.QueueId) })
		},
	})
	create(queues, &h.CreateQueue, func(r *request, inst *types.Instance, in *connect.CreateQueueInput, q *types.Queue) error {
		if err := r.addQueueQuickConnects(inst, *q.QueueId, in.QuickConnectIds); err != nil {
			return err
		}
		r.emailAddresses.put(r, inst, *q.QueueId, addressIDs(in.EmailAddressesConfig)...)
		return r.hours.refer(r, inst, &q.HoursOfOperationId)
	}, "QuickConnectIds", "EmailAddressesConfig")
	describe(queues, &h.DescribeQueue)
	list(queues, &h.ListQueues, func(_ *request, in *connect.ListQueuesInput, _ *types.Queue) bool {
		return len(in.QueueTypes) == 0 || slices.Contains(in.QueueTypes, types.QueueTypeStandard)
	})
	search(queues, &h.SearchQueues, searching[types.Queue]{fields: func(_ *request, _ *types.Instance, q *types.Queue) fields {
		return fields{"name": texts(q.Name), "description": texts(q.Description)}
	}})
	update(queues, &h.UpdateQueueName, nil)
	update(queues, &h.UpdateQueueStatus, nil)
	update(queues, &h.UpdateQueueMaxContacts, func(_ *request, _ *types.Instance, in *connect.UpdateQueueMaxContactsInput, q *types.Queue) error {
		q.MaxContacts = in.MaxContacts // none is no limit
		return nil
	})
	update(queues, &h.UpdateQueueHoursOfOperation, func(r *request, inst *types.Instance, _ *connect.UpdateQueueHoursOfOperationInput, q *types.Queue) error {
		return r.hours.refer(r, inst, &q.HoursOfOperationId)
	})
	update(queues, &h.UpdateQueueOutboundCallerConfig, nil)
	update(queues, &h.UpdateQueueOutboundEmailConfig, nil)
	remove(queues, &h.DeleteQueue)
	s.declareQueueLinks(queues, h)
}

// AddQueue adds a queue to an instance and returns its id. Without HoursOfOperationId it has the instance's first hours.
func (s *Server) AddQueue(instanceID string, info types.Queue) string {
	return addTo(s, &s.state.queues, instanceID, info)
}

// Queues returns the standard queues of an instance, in the order of their creation.
func (s *Server) Queues(instanceID string) []types.Queue {
	return allIn(s, &s.state.queues, instanceID)
}
