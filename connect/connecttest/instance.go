package connecttest

import (
	"maps"
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// instance is an instance and what belongs to it. A changed copy shares the contents.
type instance struct {
	info       types.Instance
	attributes map[types.InstanceAttributeType]string
	replicas   []string // Regions
	*contents
}

type contents struct {
	flows            fake.Table[*contactFlow]
	lexBots          fake.Table[*types.LexBotConfig]
	users            fake.Table[*types.User]
	queues           fake.Table[*types.Queue]
	hours            fake.Table[*types.HoursOfOperation]
	routingProfiles  fake.Table[*routingProfile]
	securityProfiles fake.Table[*securityProfile]

	overrides      fake.Table[*types.HoursOfOperationOverride]
	quickConnects  fake.Table[[]string] // ids by that of a queue
	emailAddresses fake.Table[[]string] // the same
	proficiencies  fake.Table[[]types.UserProficiency]
	flowLinks      fake.Table[*flowLink]
	hierarchy      fake.Table[*hierarchyGroup]
	levels         fake.Table[*types.HierarchyLevel] // by number from 1
}

func (s *state) instanceHandlers(h *Handlers) {
	h.CreateInstance = handle(s, createInstance)
	h.DescribeInstance = handle(s, describeInstance)
	h.ListInstances = handle(s, listInstances)
	h.DeleteInstance = handle(s, deleteInstance)
	h.ReplicateInstance = handle(s, replicateInstance)
	h.DescribeInstanceAttribute = handle(s, describeInstanceAttribute)
	h.UpdateInstanceAttribute = handle(s, updateInstanceAttribute)
	h.ListInstanceAttributes = handle(s, listInstanceAttributes)
}

// instance finds an instance by id or ARN.
func (r *request) instance(idOrARN *string) (*instance, error) {
	if inst, ok := r.state.instances.Get(idOf(idOrARN)); ok {
		return inst, nil
	}
	return nil, r.notFound("instance", idOrARN)
}

func createInstance(r *request, in *connect.CreateInstanceInput) (*connect.CreateInstanceOutput, error) {
	_, taken := r.state.instances.Find(func(i *instance) bool {
		return in.InstanceAlias != nil && aws.ToString(i.info.InstanceAlias) == *in.InstanceAlias
	})
	if taken {
		return nil, &types.InvalidRequestException{Message: aws.String("The instance alias is taken.")}
	}
	inst := r.addInstance(types.Instance{
		IdentityManagementType: in.IdentityManagementType, InstanceAlias: in.InstanceAlias,
		InboundCallsEnabled: in.InboundCallsEnabled, OutboundCallsEnabled: in.OutboundCallsEnabled, Tags: in.Tags,
	})
	return &connect.CreateInstanceOutput{Id: inst.info.Id, Arn: inst.info.Arn}, nil
}

// addInstance completes an instance, adds it and puts into it what the service does.
func (r *request) addInstance(info types.Instance) *instance {
	if info.Id == nil {
		info.Id = aws.String(r.state.newID())
	}
	info.Arn = aws.String(r.arn("instance", *info.Id))
	if info.InstanceStatus == "" {
		info.InstanceStatus = types.InstanceStatusActive
	}
	if info.IdentityManagementType == "" {
		info.IdentityManagementType = types.DirectoryTypeConnectManaged
	}
	if info.CreatedTime == nil {
		info.CreatedTime = aws.Time(r.state.moment().Now)
	}
	if info.InstanceAlias != nil {
		info.InstanceAccessUrl = aws.String("https://" + *info.InstanceAlias + ".my.connect.aws")
	}
	info.ServiceRole = aws.String("arn:aws:iam::" + r.state.server.options.AccountID +
		":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect")
	inst := &instance{info: info, contents: new(contents), attributes: map[types.InstanceAttributeType]string{
		types.InstanceAttributeTypeInboundCalls:  strconv.FormatBool(aws.ToBool(info.InboundCallsEnabled)),
		types.InstanceAttributeTypeOutboundCalls: strconv.FormatBool(aws.ToBool(info.OutboundCallsEnabled)),
	}}
	for _, attribute := range types.InstanceAttributeType("").Values() {
		if _, ok := inst.attributes[attribute]; !ok {
			inst.attributes[attribute] = "false"
		}
	}
	r.state.instances.Put(r.Moment, *info.Id, inst)
	r.addDefaults(inst)
	return inst
}

// addDefaults adds what every new instance has.
func (r *request) addDefaults(inst *instance) {
	hours := r.addHours(inst, types.HoursOfOperation{
		Name: aws.String("Basic Hours"), Description: aws.String("Basic Hours"), TimeZone: aws.String("America/New_York"), Config: allWeek(),
	})
	q := r.addQueue(inst, types.Queue{
		Name: aws.String("BasicQueue"), Description: aws.String("A basic queue"), HoursOfOperationId: hours.HoursOfOperationId,
	})
	r.addRoutingProfile(inst, types.RoutingProfile{
		Name: aws.String("Basic Routing Profile"), Description: aws.String("A simple routing profile."), DefaultOutboundQueueId: q.QueueId,
		MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)}},
		IsDefault:          true,
	}, []types.RoutingProfileQueueConfig{{
		Delay: aws.Int32(0), Priority: aws.Int32(1),
		QueueReference: &types.RoutingProfileQueueReference{Channel: types.ChannelVoice, QueueId: q.QueueId},
	}}, nil)
	for _, name := range []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"} {
		r.addSecurityProfile(inst, types.SecurityProfile{SecurityProfileName: aws.String(name)}, securityProfile{})
	}
}

func describeInstance(r *request, in *connect.DescribeInstanceInput) (*connect.DescribeInstanceOutput, error) {
	inst, ok := r.state.instances.See(r.Moment, idOf(in.InstanceId))
	if !ok {
		return nil, r.notFound("instance", in.InstanceId)
	}
	out := &connect.DescribeInstanceOutput{Instance: &inst.info}
	if len(inst.replicas) > 0 {
		out.ReplicationConfiguration = &types.ReplicationConfiguration{SourceRegion: aws.String(r.state.server.options.Region)}
		for _, region := range inst.replicas {
			out.ReplicationConfiguration.ReplicationStatusSummaryList = append(out.ReplicationConfiguration.ReplicationStatusSummaryList,
				types.ReplicationStatusSummary{Region: aws.String(region), ReplicationStatus: types.InstanceReplicationStatusInstanceReplicationComplete})
		}
	}
	return out, nil
}

func listInstances(r *request, in *connect.ListInstancesInput) (*connect.ListInstancesOutput, error) {
	page, next, err := list(r, &r.state.instances, in, nil, func(i *instance) types.InstanceSummary {
		return types.InstanceSummary{
			Id: i.info.Id, Arn: i.info.Arn, IdentityManagementType: i.info.IdentityManagementType, InstanceAlias: i.info.InstanceAlias,
			CreatedTime: i.info.CreatedTime, ServiceRole: i.info.ServiceRole, InstanceStatus: i.info.InstanceStatus,
			InboundCallsEnabled: i.info.InboundCallsEnabled, OutboundCallsEnabled: i.info.OutboundCallsEnabled,
			InstanceAccessUrl: i.info.InstanceAccessUrl,
		}
	})
	return &connect.ListInstancesOutput{InstanceSummaryList: page, NextToken: next}, err
}

func deleteInstance(r *request, in *connect.DeleteInstanceInput) (*connect.DeleteInstanceOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	_, grouped := r.state.groups.Find(func(g *types.TrafficDistributionGroup) bool { return *g.InstanceArn == *inst.info.Arn && !g.IsDefault })
	if grouped {
		return nil, &types.InvalidRequestException{Message: aws.String("The instance has a traffic distribution group.")}
	}
	r.state.instances.Delete(r.Moment, *inst.info.Id)
	for _, n := range r.state.numbers.All() {
		if aws.ToString(n.info.TargetArn) == *inst.info.Arn {
			r.state.numbers.Delete(r.Moment, *n.info.PhoneNumberId)
		}
	}
	return nil, nil
}

// replicateInstance lets the instance be used in another Region under the same id.
func replicateInstance(r *request, in *connect.ReplicateInstanceInput) (*connect.ReplicateInstanceOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if len(inst.replicas) > 0 {
		return nil, &types.ResourceConflictException{Message: aws.String("The instance has a replica already.")}
	}
	changed := *inst
	changed.replicas = []string{*in.ReplicaRegion}
	r.state.instances.Put(r.Moment, *inst.info.Id, &changed)
	r.state.server.core.AddRegion(*in.ReplicaRegion)
	return &connect.ReplicateInstanceOutput{Id: inst.info.Id, Arn: aws.String(r.state.arn(*in.ReplicaRegion, "instance", *inst.info.Id))}, nil
}

func describeInstanceAttribute(r *request, in *connect.DescribeInstanceAttributeInput) (*connect.DescribeInstanceAttributeOutput, error) {
	inst, ok := r.state.instances.See(r.Moment, idOf(in.InstanceId))
	if !ok {
		return nil, r.notFound("instance", in.InstanceId)
	}
	return &connect.DescribeInstanceAttributeOutput{Attribute: &types.Attribute{
		AttributeType: in.AttributeType, Value: aws.String(inst.attributes[in.AttributeType]),
	}}, nil
}

func updateInstanceAttribute(r *request, in *connect.UpdateInstanceAttributeInput) (*connect.UpdateInstanceAttributeOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	on, err := strconv.ParseBool(*in.Value)
	if err != nil {
		return nil, r.invalid("Value: must be true or false")
	}
	changed := *inst
	changed.attributes = maps.Clone(inst.attributes)
	changed.attributes[in.AttributeType] = strconv.FormatBool(on)
	switch in.AttributeType {
	case types.InstanceAttributeTypeInboundCalls:
		changed.info.InboundCallsEnabled = &on
	case types.InstanceAttributeTypeOutboundCalls:
		changed.info.OutboundCallsEnabled = &on
	}
	r.state.instances.Put(r.Moment, *inst.info.Id, &changed)
	return nil, nil
}

func listInstanceAttributes(r *request, in *connect.ListInstanceAttributesInput) (*connect.ListInstanceAttributesOutput, error) {
	inst, ok := r.state.instances.See(r.Moment, idOf(in.InstanceId))
	if !ok {
		return nil, r.notFound("instance", in.InstanceId)
	}
	kinds := slices.Sorted(maps.Keys(inst.attributes))
	page, next, err := list(r, rowsOf(r, kinds), in, nil, func(kind types.InstanceAttributeType) types.Attribute {
		return types.Attribute{AttributeType: kind, Value: aws.String(inst.attributes[kind])}
	})
	return &connect.ListInstanceAttributesOutput{Attributes: page, NextToken: next}, err
}

// AddInstance adds an instance with what the service puts into a new one and returns its id. Members that are not set
// are filled in.
func (s *Server) AddInstance(info types.Instance) string {
	return seed(s, func(r *request) (string, error) { return *r.addInstance(info).info.Id, nil })
}

// Instances returns the instances, in the order of their creation.
func (s *Server) Instances() []types.Instance {
	return read(s, func(*request) ([]types.Instance, error) {
		var out []types.Instance
		for _, inst := range s.state.instances.All() {
			out = append(out, inst.info)
		}
		return out, nil
	})
}
