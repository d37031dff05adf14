package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxQueueReferences is how many queues a call can remove from a routing profile.
const maxQueueReferences = 10

// declareProfileQueues declares the queues of routing profiles: those that contacts come from, and those from which agents
// take contacts themselves.
func (s *state) declareProfileQueues(profiles *resource[types.RoutingProfile], h *Handlers) {
	attach(profiles, &s.profileQueues, "queue of the routing profile",
		func(c types.RoutingProfileQueueConfig) string { return queueKey(c.QueueReference) })
	attach(profiles, &s.manualQueues, "queue of the routing profile",
		func(c types.RoutingProfileManualAssignmentQueueConfig) string { return queueKey(c.QueueReference) })
	changeAttached(profiles, &h.AssociateRoutingProfileQueues,
		func(r *request, inst *types.Instance, in *connect.AssociateRoutingProfileQueuesInput, id string) error {
			return r.addProfileQueues(inst, id, in.QueueConfigs, in.ManualAssignmentQueueConfigs)
		})
	changeAttached(profiles, &h.DisassociateRoutingProfileQueues,
		func(r *request, inst *types.Instance, in *connect.DisassociateRoutingProfileQueuesInput, id string) error {
			if len(in.QueueReferences)+len(in.ManualAssignmentQueueReferences) > maxQueueReferences {
				return r.invalid("QueueReferences, ManualAssignmentQueueReferences: at most %d", maxQueueReferences)
			}
			for _, q := range in.QueueReferences {
				r.profileQueues.of(inst, id).Delete(r.Moment, queueKey(&q))
			}
			for _, q := range in.ManualAssignmentQueueReferences {
				r.manualQueues.of(inst, id).Delete(r.Moment, queueKey(&q))
			}
			return nil
		})
	changeAttached(profiles, &h.UpdateRoutingProfileQueues,
		func(r *request, inst *types.Instance, in *connect.UpdateRoutingProfileQueuesInput, id string) error {
			for _, c := range in.QueueConfigs {
				if !r.profileQueues.has(inst, id, c) {
					return r.notFound(r.profileQueues.kind, c.QueueReference.QueueId)
				}
			}
			r.profileQueues.put(r, inst, id, in.QueueConfigs...)
			return nil
		})
	listAttached(profiles, &s.profileQueues, &h.ListRoutingProfileQueues,
		func(r *request, inst *types.Instance, _ *connect.ListRoutingProfileQueuesInput, c types.RoutingProfileQueueConfig) types.RoutingProfileQueueConfigSummary {
			name, arn := r.queueName(inst, c.QueueReference.QueueId)
			return types.RoutingProfileQueueConfigSummary{
				QueueId: aws.String(idOf(c.QueueReference.QueueId)), QueueArn: arn, QueueName: name,
				Priority: c.Priority, Delay: aws.ToInt32(c.Delay), Channel: c.QueueReference.Channel,
			}
		})
	listAttached(profiles, &s.manualQueues, &h.ListRoutingProfileManualAssignmentQueues, manualQueueSummary)
}

func manualQueueSummary(
	r *request, inst *types.Instance, _ *connect.ListRoutingProfileManualAssignmentQueuesInput, c types.RoutingProfileManualAssignmentQueueConfig,
) types.RoutingProfileManualAssignmentQueueConfigSummary {
	name, arn := r.queueName(inst, c.QueueReference.QueueId)
	return types.RoutingProfileManualAssignmentQueueConfigSummary{
		QueueId: aws.String(idOf(c.QueueReference.QueueId)), QueueArn: arn, QueueName: name, Channel: c.QueueReference.Channel,
	}
}

// queueKey returns the key of a queue in a profile: a queue can be in it once per channel.
func queueKey(q *types.RoutingProfileQueueReference) string {
	return idOf(q.QueueId) + " " + string(q.Channel)
}

// queueName returns the name and ARN of a queue of a profile.
func (r *request) queueName(inst *types.Instance, id *string) (name, arn *string) {
	if q, ok := r.queues.in(inst).Get(idOf(id)); ok {
		return q.Name, q.QueueArn
	}
	return nil, nil
}

// usesQueue reports whether a profile refers to a queue.
func (r *request) usesQueue(inst *types.Instance, p *types.RoutingProfile, queueID string) bool {
	_, queue := r.profileQueues.of(inst, *p.RoutingProfileId).Find(func(c types.RoutingProfileQueueConfig) bool {
		return idOf(c.QueueReference.QueueId) == queueID
	})
	_, manual := r.manualQueues.of(inst, *p.RoutingProfileId).Find(func(c types.RoutingProfileManualAssignmentQueueConfig) bool {
		return idOf(c.QueueReference.QueueId) == queueID
	})
	return queue || manual || idOf(p.DefaultOutboundQueueId) == queueID
}

// addProfileQueues adds existing queues to a profile. One that is already in it gets the new priority and delay.
func (r *request) addProfileQueues(
	inst *types.Instance, id string, queues []types.RoutingProfileQueueConfig, manual []types.RoutingProfileManualAssignmentQueueConfig,
) error {
	var references []*types.RoutingProfileQueueReference
	for _, c := range queues {
		references = append(references, c.QueueReference)
	}
	for _, c := range manual {
		references = append(references, c.QueueReference)
	}
	for _, reference := range references {
		if _, err := r.queues.find(r, inst, reference.QueueId); err != nil {
			return err
		}
	}
	r.profileQueues.put(r, inst, id, queues...)
	r.manualQueues.put(r, inst, id, manual...)
	return nil
}
