package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareQueues declares standard queues, which are kept. An agent's queue exists as long as the agent.
func (s *state) declareQueues(h *Handlers) {
	queues := declare(s, &s.queues, resource[types.Queue]{
		noun: "Queue", kind: "queue", path: "queue", tagType: "standard-queue",
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
		if err := r.addQueueEmailAddresses(inst, *q.QueueId, in.EmailAddressesConfig); err != nil {
			return err
		}
		if err := r.checkSender(inst, in.OutboundEmailConfig); err != nil {
			return err
		}
		if err := r.checkCaller(inst, in.OutboundCallerConfig); err != nil {
			return err
		}
		return r.hours.refer(r, inst, &q.HoursOfOperationId)
	}, "QuickConnectIds", "EmailAddressesConfig")
	describe(queues, &h.DescribeQueue)
	h.ListQueues = handle(s, listQueues)
	search(queues, &h.SearchQueues, searching[types.Queue]{fields: func(_ *request, _ *types.Instance, q *types.Queue) fields {
		return fields{"name": texts(q.Name), "description": texts(q.Description)}
	}})
	update(queues, &h.UpdateQueueName, func(r *request, _ *types.Instance, in *connect.UpdateQueueNameInput, _ *types.Queue) error {
		return r.checkRenaming(in.Name, in.Description)
	})
	update(queues, &h.UpdateQueueStatus, nil)
	update(queues, &h.UpdateQueueMaxContacts, func(_ *request, _ *types.Instance, in *connect.UpdateQueueMaxContactsInput, q *types.Queue) error {
		q.MaxContacts = in.MaxContacts // nil means no limit
		return nil
	})
	update(queues, &h.UpdateQueueHoursOfOperation, func(r *request, inst *types.Instance, _ *connect.UpdateQueueHoursOfOperationInput, q *types.Queue) error {
		return r.hours.refer(r, inst, &q.HoursOfOperationId)
	})
	update(queues, &h.UpdateQueueOutboundCallerConfig,
		func(r *request, inst *types.Instance, in *connect.UpdateQueueOutboundCallerConfigInput, _ *types.Queue) error {
			return r.checkCaller(inst, in.OutboundCallerConfig)
		})
	update(queues, &h.UpdateQueueOutboundEmailConfig,
		func(r *request, inst *types.Instance, in *connect.UpdateQueueOutboundEmailConfigInput, _ *types.Queue) error {
			return r.checkSender(inst, in.OutboundEmailConfig)
		})
	remove(queues, &h.DeleteQueue)
	s.declareQueueLinks(queues, h)
}

// checkCaller makes sure that the number and the flow of outbound calls exist.
func (r *request) checkCaller(inst *types.Instance, c *types.OutboundCallerConfig) error {
	if c == nil {
		return nil
	}
	if number := c.OutboundCallerIdNumberId; aws.ToString(number) != "" {
		if _, err := r.numbers.find(r, nil, number); err != nil {
			return err
		}
	}
	if flow := c.OutboundFlowId; aws.ToString(flow) != "" {
		if _, err := r.flows.find(r, inst, flow); err != nil {
			return err
		}
	}
	return nil
}

// listQueues lists standard queues, and after them those of the agents.
func listQueues(r *request, in *connect.ListQueuesInput) (*connect.ListQueuesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	wants := func(kind types.QueueType) bool {
		return len(in.QueueTypes) == 0 || slices.Contains(in.QueueTypes, kind)
	}
	standard, agents := fake.RowsOf[types.QueueSummary](nil), fake.RowsOf[types.QueueSummary](nil)
	if wants(types.QueueTypeStandard) {
		summary := as[types.QueueSummary](&r.queues)
		standard = fake.MapRows(r.queues.in(inst).Rows(r.Moment, nil), func(q *types.Queue) types.QueueSummary {
			s := summary(q)
			s.QueueType = types.QueueTypeStandard
			return s
		})
	}
	if wants(types.QueueTypeAgent) {
		agents = fake.MapRows(r.users.in(inst).Rows(r.Moment, nil), func(u *types.User) types.QueueSummary {
			return types.QueueSummary{
				Id: u.Id, Arn: aws.String(*inst.Arn + "/queue/agent/" + *u.Id), QueueType: types.QueueTypeAgent,
				LastModifiedTime: u.LastModifiedTime, LastModifiedRegion: u.LastModifiedRegion,
			}
		})
	}
	out := new(connect.ListQueuesOutput)
	return out, paged(r, in, out, fake.Join(standard, agents), same)
}

// AddQueue adds a queue to an instance and returns its id. Without Name, the queue is called like the id; without
// HoursOfOperationId it has the instance's first hours.
func (s *Server) AddQueue(instanceID string, info types.Queue) string {
	if info.Name == nil {
		if info.QueueId == nil {
			info.QueueId = aws.String(s.state.newID())
		}
		info.Name = aws.String("Queue " + *info.QueueId)
	}
	return addTo(s, &s.state.queues, instanceID, info)
}

// Queues returns the standard queues of an instance, in the order of their creation.
func (s *Server) Queues(instanceID string) []types.Queue {
	return allIn(s, &s.state.queues, instanceID)
}
