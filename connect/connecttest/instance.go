package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

func (s *state) declareInstances(h *Handlers) {
	instances := declare(s, &s.instances, resource[types.Instance]{
		noun: "Instance", kind: "instance", path: "instance", account: true,
		key:  func(_ *request, _, i *types.Instance) string { return aws.ToString(i.InstanceAlias) },
		fill: fillInstance, reachable: func(r *request, _ *string, i *types.Instance) bool { return r.isIn(i) },
		unused: func(r *request, _, i *types.Instance) error {
			_, grouped := r.trafficGroups.in(nil).Find(func(g *types.TrafficDistributionGroup) bool { return *g.InstanceArn == *i.Arn && !g.IsDefault })
			if grouped {
				return &types.InvalidRequestException{Message: aws.String("The instance has a traffic distribution group.")}
			}
			return nil
		},
	})
	attach(instances, &s.replicas, "replica of the instance", itself)
	h.CreateInstance = handle(s, createInstance)
	h.DescribeInstance = handle(s, describeInstance)
	list(instances, &h.ListInstances, func(r *request, _ *connect.ListInstancesInput, i *types.Instance) bool { return r.isIn(i) })
	h.DeleteInstance = handle(s, deleteInstance)
	h.ReplicateInstance = handle(s, replicateInstance)
}

// fillInstance completes an instance.
func fillInstance(r *request, _, i *types.Instance) {
	if i.InstanceStatus == "" {
		i.InstanceStatus = types.InstanceStatusActive
	}
	if i.IdentityManagementType == "" {
		i.IdentityManagementType = types.DirectoryTypeConnectManaged
	}
	if i.CreatedTime == nil {
		i.CreatedTime = aws.Time(r.moment().Now)
	}
	if i.InstanceAlias != nil {
		i.InstanceAccessUrl = aws.String("https://" + *i.InstanceAlias + ".my.connect.aws")
	}
	i.ServiceRole = aws.String("arn:" + endpoint.PartitionOf(r.server.options.Region) + ":iam::" + r.server.options.AccountID +
		":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect")
}

func createInstance(r *request, in *connect.CreateInstanceInput) (*connect.CreateInstanceOutput, error) {
	switch {
	case in.IdentityManagementType == types.DirectoryTypeExistingDirectory && in.DirectoryId == nil:
		return nil, r.invalid("DirectoryId: must be set for an instance with an existing directory")
	case in.IdentityManagementType != types.DirectoryTypeExistingDirectory && in.DirectoryId != nil:
		return nil, r.invalid("DirectoryId: can be set only with EXISTING_DIRECTORY")
	case in.IdentityManagementType != types.DirectoryTypeExistingDirectory && in.InstanceAlias == nil:
		return nil, r.invalid("InstanceAlias: must be set for an instance without a directory")
	}
	if err := r.checkTags(in.Tags); err != nil {
		return nil, err
	}
	i := &types.Instance{
		IdentityManagementType: in.IdentityManagementType, InstanceAlias: in.InstanceAlias,
		InboundCallsEnabled: in.InboundCallsEnabled, OutboundCallsEnabled: in.OutboundCallsEnabled, Tags: in.Tags,
	}
	if err := r.addInstance(i); err != nil {
		return nil, err
	}
	return &connect.CreateInstanceOutput{Id: i.Id, Arn: i.Arn}, nil
}

// addInstance adds an instance with what the service puts into a new one.
func (r *request) addInstance(i *types.Instance) error {
	if err := r.instances.add(r, nil, i); err != nil {
		return err
	}
	r.addAttributes(i)
	if err := r.addAgentStatuses(i); err != nil {
		return err
	}
	if err := r.addManagedViews(i); err != nil {
		return err
	}
	if err := r.addAuthenticationProfile(i); err != nil {
		return err
	}
	hours := &types.HoursOfOperation{
		Name: aws.String("Basic Hours"), Description: aws.String("Basic Hours"), TimeZone: aws.String("America/New_York"), Config: allWeek(),
	}
	if err := r.hours.add(r, i, hours); err != nil {
		return err
	}
	q := &types.Queue{Name: aws.String("BasicQueue"), Description: aws.String("A basic queue"), HoursOfOperationId: hours.HoursOfOperationId}
	if err := r.queues.add(r, i, q); err != nil {
		return err
	}
	p := &types.RoutingProfile{
		Name: aws.String("Basic Routing Profile"), Description: aws.String("A simple routing profile."), DefaultOutboundQueueId: q.QueueId,
		MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)}}, IsDefault: true,
	}
	if err := r.routingProfiles.add(r, i, p); err != nil {
		return err
	}
	r.profileQueues.put(r, i, *p.RoutingProfileId, types.RoutingProfileQueueConfig{
		Delay: aws.Int32(0), Priority: aws.Int32(1),
		QueueReference: &types.RoutingProfileQueueReference{Channel: types.ChannelVoice, QueueId: q.QueueId},
	})
	if err := r.addDefaultFlows(i); err != nil {
		return err
	}
	for _, name := range []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"} {
		if err := r.securityProfiles.add(r, i, &types.SecurityProfile{SecurityProfileName: &name}); err != nil {
			return err
		}
	}
	return nil
}

func describeInstance(r *request, in *connect.DescribeInstanceInput) (*connect.DescribeInstanceOutput, error) {
	i, err := r.instances.see(r, nil, in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.DescribeInstanceOutput{Instance: i}
	replicas := r.replicas.of(nil, *i.Id).Rows(r.Moment, nil).All()
	if len(replicas) > 0 {
		out.ReplicationConfiguration = &types.ReplicationConfiguration{
			SourceRegion: aws.String(r.server.options.Region),
			ReplicationStatusSummaryList: fake.Map(replicas, func(region string) types.ReplicationStatusSummary {
				return types.ReplicationStatusSummary{Region: &region, ReplicationStatus: types.InstanceReplicationStatusInstanceReplicationComplete}
			}),
		}
	}
	return out, nil
}

// isIn reports whether an instance, or its replica, is in the Region of the request.
func (r *request) isIn(i *types.Instance) bool { return !r.isAway() || r.isReplica(*i.Id) }

// deleteInstance deletes an instance with all that is in it, and releases its numbers. In the Region of its replica it deletes
// the replica, and the instance stays.
func deleteInstance(r *request, in *connect.DeleteInstanceInput) (*connect.DeleteInstanceOutput, error) {
	i, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.instances.unused(r, nil, i); err != nil {
		return nil, err
	}
	r.dropDefaultGroup(i)
	if r.isAway() {
		r.replicas.clear(r, nil, *i.Id)
		return nil, nil
	}
	r.instances.drop(r, nil, i)
	r.releaseNumbers(i.Arn)
	r.forget(*i.Id)
	return nil, nil
}

// replicateInstance lets the instance be used in another Region under the same id.
func replicateInstance(r *request, in *connect.ReplicateInstanceInput) (*connect.ReplicateInstanceOutput, error) {
	i, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if r.replicas.of(nil, *i.Id).Len() > 0 {
		return nil, &types.ResourceConflictException{Message: aws.String("The instance already has a replica.")}
	}
	if *in.ReplicaRegion == regionOfARN(*i.Arn) {
		return nil, &types.InvalidRequestException{Message: aws.String("ReplicaRegion: the instance is in that Region.")}
	}
	if other, taken := r.instances.byKey(nil, *in.ReplicaAlias); taken && *other.Id != *i.Id {
		return nil, &types.ResourceConflictException{Message: aws.String("Another instance has the alias of the replica.")}
	}
	r.addReplica(i, *in.ReplicaRegion)
	if err := r.addDefaultGroup(i); err != nil {
		return nil, err
	}
	return &connect.ReplicateInstanceOutput{Id: i.Id, Arn: aws.String(r.arnIn(*in.ReplicaRegion, "instance", *i.Id))}, nil
}

// addReplica makes a Region that of the replica of an instance. Requests may be signed for it from then on.
func (r *request) addReplica(i *types.Instance, region string) {
	r.replicas.replace(r, nil, *i.Id, []string{region})
	r.server.core.AddRegion(region)
}

// AddInstance adds an instance with what the service puts into a new one and returns its id. Members that are not set
// are filled in.
func (s *Server) AddInstance(info types.Instance) string {
	return seed(s, func(r *request) (string, error) {
		i := fake.Copy(&info)
		err := r.addInstance(i)
		return aws.ToString(i.Id), err
	})
}

// Instances returns the instances, in the order of their creation.
func (s *Server) Instances() []types.Instance {
	return read(s, func(r *request) ([]types.Instance, error) { return r.instances.all(r, nil), nil })
}
