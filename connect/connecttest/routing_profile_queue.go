package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) routingProfileQueueHandlers(h *Handlers) {
	h.AssociateRoutingProfileQueues = handle(s, associateRoutingProfileQueues)
	h.DisassociateRoutingProfileQueues = handle(s, disassociateRoutingProfileQueues)
	h.UpdateRoutingProfileQueues = handle(s, updateRoutingProfileQueues)
	h.ListRoutingProfileQueues = handle(s, listRoutingProfileQueues)
	h.ListRoutingProfileManualAssignmentQueues = handle(s, listRoutingProfileManualAssignmentQueues)
}

// uses reports whether the profile refers to a queue.
func (p *routingProfile) uses(queueID string) bool {
	if idOf(p.info.DefaultOutboundQueueId) == queueID {
		return true
	}
	return slices.ContainsFunc(p.queues, func(c types.RoutingProfileQueueConfig) bool { return idOf(c.QueueReference.QueueId) == queueID }) ||
		slices.ContainsFunc(p.manual, func(c types.RoutingProfileManualAssignmentQueueConfig) bool {
			return idOf(c.QueueReference.QueueId) == queueID
		})
}

func sameQueue(a, b *types.RoutingProfileQueueReference) bool {
	return idOf(a.QueueId) == idOf(b.QueueId) && a.Channel == b.Channel
}

// checkProfileQueues makes sure that the queues are there.
func (r *request) checkProfileQueues(inst *instance, queues []types.RoutingProfileQueueConfig, manual []types.RoutingProfileManualAssignmentQueueConfig) error {
	var references []*types.RoutingProfileQueueReference
	for _, c := range queues {
		references = append(references, c.QueueReference)
	}
	for _, c := range manual {
		references = append(references, c.QueueReference)
	}
	for _, reference := range references {
		if _, err := r.queue(inst, reference.QueueId); err != nil {
			return err
		}
	}
	return nil
}

func associateRoutingProfileQueues(r *request, in *connect.AssociateRoutingProfileQueuesInput) (*connect.AssociateRoutingProfileQueuesOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(inst *instance, p *routingProfile) error {
		if err := r.checkProfileQueues(inst, in.QueueConfigs, in.ManualAssignmentQueueConfigs); err != nil {
			return err
		}
		p.queues = putQueues(p.queues, in.QueueConfigs)
		for _, c := range in.ManualAssignmentQueueConfigs {
			p.manual = append(withoutManual(p.manual, c.QueueReference), c)
		}
		return nil
	})
}

// putQueues adds queues to a list; one that is in it already gets the new priority and delay.
func putQueues(list, add []types.RoutingProfileQueueConfig) []types.RoutingProfileQueueConfig {
	for _, c := range add {
		list = append(withoutQueue(list, c.QueueReference), c)
	}
	return list
}

func withoutQueue(list []types.RoutingProfileQueueConfig, q *types.RoutingProfileQueueReference) []types.RoutingProfileQueueConfig {
	return slices.DeleteFunc(slices.Clone(list), func(c types.RoutingProfileQueueConfig) bool { return sameQueue(c.QueueReference, q) })
}

func withoutManual(list []types.RoutingProfileManualAssignmentQueueConfig, q *types.RoutingProfileQueueReference) []types.RoutingProfileManualAssignmentQueueConfig {
	return slices.DeleteFunc(slices.Clone(list), func(c types.RoutingProfileManualAssignmentQueueConfig) bool {
		return sameQueue(c.QueueReference, q)
	})
}

func disassociateRoutingProfileQueues(r *request, in *connect.DisassociateRoutingProfileQueuesInput) (*connect.DisassociateRoutingProfileQueuesOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(_ *instance, p *routingProfile) error {
		for _, q := range in.QueueReferences {
			p.queues = withoutQueue(p.queues, &q)
		}
		for _, q := range in.ManualAssignmentQueueReferences {
			p.manual = withoutManual(p.manual, &q)
		}
		return nil
	})
}

// updateRoutingProfileQueues changes priority and delay of queues that are in the profile.
func updateRoutingProfileQueues(r *request, in *connect.UpdateRoutingProfileQueuesInput) (*connect.UpdateRoutingProfileQueuesOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(_ *instance, p *routingProfile) error {
		p.queues = slices.Clone(p.queues)
		for _, c := range in.QueueConfigs {
			i := slices.IndexFunc(p.queues, func(old types.RoutingProfileQueueConfig) bool { return sameQueue(old.QueueReference, c.QueueReference) })
			if i < 0 {
				return r.notFound("queue of the routing profile", c.QueueReference.QueueId)
			}
			p.queues[i] = c
		}
		return nil
	})
}

// seenProfile finds a routing profile as readers see it.
func (r *request) seenProfile(instanceID, id *string) (*instance, *routingProfile, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	profile, ok := inst.routingProfiles.See(r.Moment, idOf(id))
	if !ok {
		return nil, nil, r.notFound("routing profile", id)
	}
	return inst, profile, nil
}

// queueName is the name and ARN of a queue of a profile.
func (inst *instance) queueName(id *string) (name, arn *string) {
	if q, ok := inst.queues.Get(idOf(id)); ok {
		return q.Name, q.QueueArn
	}
	return nil, nil
}

func listRoutingProfileQueues(r *request, in *connect.ListRoutingProfileQueuesInput) (*connect.ListRoutingProfileQueuesOutput, error) {
	inst, profile, err := r.seenProfile(in.InstanceId, in.RoutingProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.queues), in, nil, func(c types.RoutingProfileQueueConfig) types.RoutingProfileQueueConfigSummary {
		name, arn := inst.queueName(c.QueueReference.QueueId)
		return types.RoutingProfileQueueConfigSummary{
			QueueId: aws.String(idOf(c.QueueReference.QueueId)), QueueArn: arn, QueueName: name,
			Priority: c.Priority, Delay: aws.ToInt32(c.Delay), Channel: c.QueueReference.Channel,
		}
	})
	return &connect.ListRoutingProfileQueuesOutput{
		RoutingProfileQueueConfigSummaryList: page, NextToken: next,
		LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}

func listRoutingProfileManualAssignmentQueues(
	r *request, in *connect.ListRoutingProfileManualAssignmentQueuesInput,
) (*connect.ListRoutingProfileManualAssignmentQueuesOutput, error) {
	inst, profile, err := r.seenProfile(in.InstanceId, in.RoutingProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.manual), in, nil, func(c types.RoutingProfileManualAssignmentQueueConfig) types.RoutingProfileManualAssignmentQueueConfigSummary {
		name, arn := inst.queueName(c.QueueReference.QueueId)
		return types.RoutingProfileManualAssignmentQueueConfigSummary{
			QueueId: aws.String(idOf(c.QueueReference.QueueId)), QueueArn: arn, QueueName: name, Channel: c.QueueReference.Channel,
		}
	})
	return &connect.ListRoutingProfileManualAssignmentQueuesOutput{
		RoutingProfileManualAssignmentQueueConfigSummaryList: page, NextToken: next,
		LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}
