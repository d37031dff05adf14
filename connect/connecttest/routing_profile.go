package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// routingProfile is a routing profile and the queues in it.
type routingProfile struct {
	info   types.RoutingProfile
	queues []types.RoutingProfileQueueConfig
	manual []types.RoutingProfileManualAssignmentQueueConfig
}

func (s *state) routingProfileHandlers(h *Handlers) {
	h.CreateRoutingProfile = handle(s, createRoutingProfile)
	h.DescribeRoutingProfile = handle(s, describeRoutingProfile)
	h.ListRoutingProfiles = handle(s, listRoutingProfiles)
	h.SearchRoutingProfiles = handle(s, searchRoutingProfiles)
	h.DeleteRoutingProfile = handle(s, deleteRoutingProfile)
	h.UpdateRoutingProfileName = handle(s, updateRoutingProfileName)
	h.UpdateRoutingProfileConcurrency = handle(s, updateRoutingProfileConcurrency)
	h.UpdateRoutingProfileDefaultOutboundQueue = handle(s, updateRoutingProfileDefaultOutboundQueue)
	h.UpdateRoutingProfileAgentAvailabilityTimer = handle(s, updateRoutingProfileAgentAvailabilityTimer)
	s.routingProfileQueueHandlers(h)
}

// routingProfile finds a routing profile by id or ARN, whatever readers see.
func (r *request) routingProfile(inst *instance, id *string) (*routingProfile, error) {
	if profile, ok := inst.routingProfiles.Get(idOf(id)); ok {
		return profile, nil
	}
	return nil, r.notFound("routing profile", id)
}

func (r *request) checkRoutingProfileName(inst *instance, name, except *string) error {
	_, taken := inst.routingProfiles.Find(func(p *routingProfile) bool {
		return name != nil && *p.info.Name == *name && *p.info.RoutingProfileId != aws.ToString(except)
	})
	if taken {
		return r.duplicate("routing profile", name)
	}
	return nil
}

func createRoutingProfile(r *request, in *connect.CreateRoutingProfileInput) (*connect.CreateRoutingProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkRoutingProfileName(inst, in.Name, nil); err != nil {
		return nil, err
	}
	outbound, err := r.queue(inst, in.DefaultOutboundQueueId)
	if err != nil {
		return nil, err
	}
	if err := r.checkProfileQueues(inst, in.QueueConfigs, in.ManualAssignmentQueueConfigs); err != nil {
		return nil, err
	}
	profile := r.addRoutingProfile(inst, types.RoutingProfile{
		Name: in.Name, Description: in.Description, DefaultOutboundQueueId: outbound.QueueId, MediaConcurrencies: in.MediaConcurrencies,
		AgentAvailabilityTimer: in.AgentAvailabilityTimer, Tags: in.Tags,
	}, in.QueueConfigs, in.ManualAssignmentQueueConfigs)
	return &connect.CreateRoutingProfileOutput{RoutingProfileId: profile.info.RoutingProfileId, RoutingProfileArn: profile.info.RoutingProfileArn}, nil
}

func (r *request) addRoutingProfile(inst *instance, info types.RoutingProfile,
	queues []types.RoutingProfileQueueConfig, manual []types.RoutingProfileManualAssignmentQueueConfig,
) *routingProfile {
	if info.RoutingProfileId == nil {
		info.RoutingProfileId = aws.String(r.state.newID())
	}
	info.InstanceId = inst.info.Id
	info.RoutingProfileArn = aws.String(*inst.info.Arn + "/routing-profile/" + *info.RoutingProfileId)
	if info.AgentAvailabilityTimer == "" {
		info.AgentAvailabilityTimer = types.AgentAvailabilityTimerTimeSinceLastActivity
	}
	profile := &routingProfile{info: info, queues: queues, manual: manual}
	r.saveRoutingProfile(inst, profile)
	return profile
}

func (r *request) saveRoutingProfile(inst *instance, p *routingProfile) {
	p.info.LastModifiedTime, p.info.LastModifiedRegion = r.modified()
	inst.routingProfiles.Put(r.Moment, *p.info.RoutingProfileId, p)
}

// describe completes a routing profile with the numbers that the service counts when it is asked.
func (p *routingProfile) describe(inst *instance) types.RoutingProfile {
	info := p.info
	info.AssociatedQueueIds, info.AssociatedManualAssignmentQueueIds = nil, nil
	for _, q := range p.queues {
		info.AssociatedQueueIds = append(info.AssociatedQueueIds, idOf(q.QueueReference.QueueId))
	}
	for _, q := range p.manual {
		info.AssociatedManualAssignmentQueueIds = append(info.AssociatedManualAssignmentQueueIds, idOf(q.QueueReference.QueueId))
	}
	var users int64
	for _, u := range inst.users.All() {
		if idOf(u.RoutingProfileId) == *info.RoutingProfileId {
			users++
		}
	}
	info.NumberOfAssociatedQueues = aws.Int64(int64(len(p.queues)))
	info.NumberOfAssociatedManualAssignmentQueues = aws.Int64(int64(len(p.manual)))
	info.NumberOfAssociatedUsers = &users
	return info
}

func describeRoutingProfile(r *request, in *connect.DescribeRoutingProfileInput) (*connect.DescribeRoutingProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	profile, ok := inst.routingProfiles.See(r.Moment, idOf(in.RoutingProfileId))
	if !ok {
		return nil, r.notFound("routing profile", in.RoutingProfileId)
	}
	info := profile.describe(inst)
	return &connect.DescribeRoutingProfileOutput{RoutingProfile: &info}, nil
}

func listRoutingProfiles(r *request, in *connect.ListRoutingProfilesInput) (*connect.ListRoutingProfilesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.routingProfiles, in, nil, func(p *routingProfile) types.RoutingProfileSummary {
		return types.RoutingProfileSummary{
			Id: p.info.RoutingProfileId, Arn: p.info.RoutingProfileArn, Name: p.info.Name,
			LastModifiedTime: p.info.LastModifiedTime, LastModifiedRegion: p.info.LastModifiedRegion,
		}
	})
	return &connect.ListRoutingProfilesOutput{RoutingProfileSummaryList: page, NextToken: next}, err
}

// changeRoutingProfile stores a changed copy of a routing profile.
func (r *request) changeRoutingProfile(instanceID, id *string, change func(inst *instance, p *routingProfile) error) error {
	inst, err := r.instance(instanceID)
	if err != nil {
		return err
	}
	profile, err := r.routingProfile(inst, id)
	if err != nil {
		return err
	}
	changed := *profile
	if err := change(inst, &changed); err != nil {
		return err
	}
	r.saveRoutingProfile(inst, &changed)
	return nil
}

func updateRoutingProfileName(r *request, in *connect.UpdateRoutingProfileNameInput) (*connect.UpdateRoutingProfileNameOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(inst *instance, p *routingProfile) error {
		set(&p.info.Name, in.Name)
		set(&p.info.Description, in.Description)
		return r.checkRoutingProfileName(inst, in.Name, p.info.RoutingProfileId)
	})
}

func updateRoutingProfileConcurrency(r *request, in *connect.UpdateRoutingProfileConcurrencyInput) (*connect.UpdateRoutingProfileConcurrencyOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(_ *instance, p *routingProfile) error {
		p.info.MediaConcurrencies = in.MediaConcurrencies
		return nil
	})
}

func updateRoutingProfileDefaultOutboundQueue(
	r *request, in *connect.UpdateRoutingProfileDefaultOutboundQueueInput,
) (*connect.UpdateRoutingProfileDefaultOutboundQueueOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(inst *instance, p *routingProfile) error {
		q, err := r.queue(inst, in.DefaultOutboundQueueId)
		if err == nil {
			p.info.DefaultOutboundQueueId = q.QueueId
		}
		return err
	})
}

func updateRoutingProfileAgentAvailabilityTimer(
	r *request, in *connect.UpdateRoutingProfileAgentAvailabilityTimerInput,
) (*connect.UpdateRoutingProfileAgentAvailabilityTimerOutput, error) {
	return nil, r.changeRoutingProfile(in.InstanceId, in.RoutingProfileId, func(_ *instance, p *routingProfile) error {
		p.info.AgentAvailabilityTimer = in.AgentAvailabilityTimer
		return nil
	})
}

func deleteRoutingProfile(r *request, in *connect.DeleteRoutingProfileInput) (*connect.DeleteRoutingProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	profile, err := r.routingProfile(inst, in.RoutingProfileId)
	if err != nil {
		return nil, err
	}
	_, used := inst.users.Find(func(u *types.User) bool { return idOf(u.RoutingProfileId) == *profile.info.RoutingProfileId })
	if used {
		return nil, r.inUse("routing profile", *profile.info.RoutingProfileArn)
	}
	inst.routingProfiles.Delete(r.Moment, *profile.info.RoutingProfileId)
	return nil, nil
}

// AddRoutingProfile adds a routing profile to an instance and returns its id. Without DefaultOutboundQueueId it has the
// instance's first queue.
func (s *Server) AddRoutingProfile(instanceID string, info types.RoutingProfile, queues ...types.RoutingProfileQueueConfig) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		if all := inst.queues.All(); info.DefaultOutboundQueueId == nil && len(all) > 0 {
			info.DefaultOutboundQueueId = all[0].QueueId
		}
		return *r.addRoutingProfile(inst, info, queues, nil).info.RoutingProfileId, nil
	})
}

// RoutingProfiles returns the routing profiles of an instance, in the order of their creation.
func (s *Server) RoutingProfiles(instanceID string) []types.RoutingProfile {
	return read(s, func(r *request) ([]types.RoutingProfile, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.routingProfiles, func(p *routingProfile) types.RoutingProfile { return p.describe(inst) }), nil
	})
}
