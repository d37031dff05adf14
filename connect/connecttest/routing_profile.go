package connecttest

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareRoutingProfiles(h *Handlers) {
	profiles := declare(s, &s.routingProfiles, resource[types.RoutingProfile]{
		noun: "RoutingProfile", kind: "routing profile", path: "routing-profile", tagType: "routing-profile",
		fill: func(r *request, inst *types.Instance, p *types.RoutingProfile) {
			p.InstanceId = inst.Id
			if p.AgentAvailabilityTimer == "" {
				p.AgentAvailabilityTimer = types.AgentAvailabilityTimerTimeSinceLastActivity
			}
			if q, ok := r.queues.first(inst); ok && p.DefaultOutboundQueueId == nil {
				p.DefaultOutboundQueueId = q.QueueId
			}
		},
		show: countOfProfile,
		unused: func(r *request, inst *types.Instance, p *types.RoutingProfile) error {
			return inUse(&r.routingProfiles, p, &r.users, inst, func(u *types.User) bool { return sameID(u.RoutingProfileId, p.RoutingProfileId) })
		},
	})
	create(profiles, &h.CreateRoutingProfile, func(r *request, inst *types.Instance, in *connect.CreateRoutingProfileInput, p *types.RoutingProfile) error {
		if err := r.queues.refer(r, inst, &p.DefaultOutboundQueueId); err != nil {
			return err
		}
		if err := r.checkConcurrency(in.MediaConcurrencies); err != nil {
			return err
		}
		return r.addProfileQueues(inst, *p.RoutingProfileId, in.QueueConfigs, in.ManualAssignmentQueueConfigs)
	}, "QueueConfigs", "ManualAssignmentQueueConfigs")
	describe(profiles, &h.DescribeRoutingProfile)
	list(profiles, &h.ListRoutingProfiles, nil)
	search(profiles, &h.SearchRoutingProfiles, searching[types.RoutingProfile]{
		fields: func(_ *request, _ *types.Instance, p *types.RoutingProfile) fields {
			return fields{
				"name": texts(p.Name), "description": texts(p.Description),
				"associatedqueueids": p.AssociatedQueueIds, "associatedmanualassignmentqueueids": p.AssociatedManualAssignmentQueueIds,
			}
		},
	})
	omitFromProfiles(h)
	update(profiles, &h.UpdateRoutingProfileName,
		func(r *request, _ *types.Instance, in *connect.UpdateRoutingProfileNameInput, _ *types.RoutingProfile) error {
			return r.checkRenaming(in.Name, in.Description)
		})
	update(profiles, &h.UpdateRoutingProfileConcurrency,
		func(r *request, _ *types.Instance, in *connect.UpdateRoutingProfileConcurrencyInput, _ *types.RoutingProfile) error {
			return r.checkConcurrency(in.MediaConcurrencies)
		})
	update(profiles, &h.UpdateRoutingProfileDefaultOutboundQueue,
		func(r *request, inst *types.Instance, _ *connect.UpdateRoutingProfileDefaultOutboundQueueInput, p *types.RoutingProfile) error {
			return r.queues.refer(r, inst, &p.DefaultOutboundQueueId)
		})
	update(profiles, &h.UpdateRoutingProfileAgentAvailabilityTimer, nil)
	remove(profiles, &h.DeleteRoutingProfile)
	s.declareProfileQueues(profiles, h)
}

// omitFromProfiles leaves out what the service leaves out: the queues in a description, and in a search the time of the last
// change, the timer and the behavior between channels.
func omitFromProfiles(h *Handlers) {
	describe, search := h.DescribeRoutingProfile, h.SearchRoutingProfiles
	h.DescribeRoutingProfile = func(ctx context.Context, in *connect.DescribeRoutingProfileInput) (*connect.DescribeRoutingProfileOutput, error) {
		out, err := describe(ctx, in)
		if err == nil {
			out.RoutingProfile.AssociatedQueueIds = nil
		}
		return out, err
	}
	h.SearchRoutingProfiles = func(ctx context.Context, in *connect.SearchRoutingProfilesInput) (*connect.SearchRoutingProfilesOutput, error) {
		out, err := search(ctx, in)
		if err != nil {
			return nil, err
		}
		for i := range out.RoutingProfiles {
			p := &out.RoutingProfiles[i]
			p.LastModifiedTime, p.LastModifiedRegion, p.AgentAvailabilityTimer = nil, nil, ""
			for j := range p.MediaConcurrencies {
				p.MediaConcurrencies[j].CrossChannelBehavior = nil
			}
		}
		return out, nil
	}
}

// checkConcurrency refuses more than one call, and more than ten chats or tasks, at a time.
func (r *request) checkConcurrency(all []types.MediaConcurrency) error {
	for _, c := range all {
		if c.Channel == types.ChannelVoice && aws.ToInt32(c.Concurrency) != 1 {
			return r.invalid("MediaConcurrencies: the concurrency of VOICE must be 1")
		}
		if n := aws.ToInt32(c.Concurrency); n < 1 || n > 10 {
			return r.invalid("MediaConcurrencies: the concurrency of %s must be 1 to 10", c.Channel)
		}
	}
	return nil
}

// countOfProfile adds the queues of a profile, and the numbers that the service counts when a profile is read.
func countOfProfile(r *request, inst *types.Instance, p *types.RoutingProfile) {
	p.AssociatedQueueIds, p.AssociatedManualAssignmentQueueIds = nil, nil
	for _, q := range r.profileQueues.of(inst, *p.RoutingProfileId).All() {
		p.AssociatedQueueIds = append(p.AssociatedQueueIds, idOf(q.QueueReference.QueueId))
	}
	for _, q := range r.manualQueues.of(inst, *p.RoutingProfileId).All() {
		p.AssociatedManualAssignmentQueueIds = append(p.AssociatedManualAssignmentQueueIds, idOf(q.QueueReference.QueueId))
	}
	var users int64
	for _, u := range r.users.in(inst).All() {
		if sameID(u.RoutingProfileId, p.RoutingProfileId) {
			users++
		}
	}
	p.NumberOfAssociatedQueues = aws.Int64(int64(len(p.AssociatedQueueIds)))
	p.NumberOfAssociatedManualAssignmentQueues = aws.Int64(int64(len(p.AssociatedManualAssignmentQueueIds)))
	p.NumberOfAssociatedUsers = &users
}

// AddRoutingProfile adds a routing profile to an instance and returns its id. Without DefaultOutboundQueueId it has the
// instance's first queue.
func (s *Server) AddRoutingProfile(instanceID string, info types.RoutingProfile, queues ...types.RoutingProfileQueueConfig) string {
	return addTo(s, &s.state.routingProfiles, instanceID, info, func(r *request, inst *types.Instance, id string) {
		r.profileQueues.put(r, inst, id, queues...)
	})
}

// RoutingProfiles returns the routing profiles of an instance, in the order of their creation.
func (s *Server) RoutingProfiles(instanceID string) []types.RoutingProfile {
	return allIn(s, &s.state.routingProfiles, instanceID)
}

// RoutingProfileQueues returns the queues of a routing profile, in the order in which they were associated.
func (s *Server) RoutingProfileQueues(instanceID, routingProfileID string) []types.RoutingProfileQueueConfig {
	return attachedTo(s, &s.state.routingProfiles, &s.state.profileQueues, instanceID, routingProfileID)
}
