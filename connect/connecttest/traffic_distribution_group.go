package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) trafficGroupHandlers(h *Handlers) {
	h.CreateTrafficDistributionGroup = handle(s, createTrafficDistributionGroup)
	h.DescribeTrafficDistributionGroup = handle(s, describeTrafficDistributionGroup)
	h.ListTrafficDistributionGroups = handle(s, listTrafficDistributionGroups)
	h.DeleteTrafficDistributionGroup = handle(s, deleteTrafficDistributionGroup)
}

// trafficGroup finds a group. From another Region than its own it has to be named by its ARN.
func (r *request) trafficGroup(idOrARN *string) (*types.TrafficDistributionGroup, error) {
	group, ok := r.state.groups.Get(idOf(idOrARN))
	if !ok || !r.names(idOrARN, group.Arn) {
		return nil, r.notFound("traffic distribution group", idOrARN)
	}
	return group, nil
}

// names reports whether an id or ARN of the request means the resource: its ARN always does, its id in its own Region.
func (r *request) names(idOrARN, arn *string) bool {
	if isARN(idOrARN) {
		return *idOrARN == *arn
	}
	return regionOfARN(*arn) == r.region
}

func createTrafficDistributionGroup(r *request, in *connect.CreateTrafficDistributionGroupInput) (*connect.CreateTrafficDistributionGroupOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if len(inst.replicas) == 0 {
		return nil, &types.ResourceNotReadyException{Message: aws.String("The instance has no replica.")}
	}
	group := r.addTrafficGroup(inst, types.TrafficDistributionGroup{Name: in.Name, Description: in.Description, Tags: in.Tags})
	return &connect.CreateTrafficDistributionGroupOutput{Id: group.Id, Arn: group.Arn}, nil
}

func (r *request) addTrafficGroup(inst *instance, group types.TrafficDistributionGroup) *types.TrafficDistributionGroup {
	if group.Id == nil {
		group.Id = aws.String(r.state.newID())
	}
	group.Arn = aws.String(r.arn("traffic-distribution-group", *group.Id))
	group.InstanceArn = inst.info.Arn
	if group.Status == "" {
		group.Status = types.TrafficDistributionGroupStatusActive
	}
	r.state.groups.Put(r.Moment, *group.Id, &group)
	return &group
}

func describeTrafficDistributionGroup(r *request, in *connect.DescribeTrafficDistributionGroupInput) (*connect.DescribeTrafficDistributionGroupOutput, error) {
	group, ok := r.state.groups.See(r.Moment, idOf(in.TrafficDistributionGroupId))
	if !ok || !r.names(in.TrafficDistributionGroupId, group.Arn) {
		return nil, r.notFound("traffic distribution group", in.TrafficDistributionGroupId)
	}
	return &connect.DescribeTrafficDistributionGroupOutput{TrafficDistributionGroup: group}, nil
}

func listTrafficDistributionGroups(r *request, in *connect.ListTrafficDistributionGroupsInput) (*connect.ListTrafficDistributionGroupsOutput, error) {
	page, next, err := list(r, &r.state.groups, in, func(g *types.TrafficDistributionGroup) bool {
		return in.InstanceId == nil || idOf(g.InstanceArn) == idOf(in.InstanceId)
	}, func(g *types.TrafficDistributionGroup) types.TrafficDistributionGroupSummary {
		return types.TrafficDistributionGroupSummary{
			Id: g.Id, Arn: g.Arn, Name: g.Name, InstanceArn: g.InstanceArn, Status: g.Status, IsDefault: g.IsDefault,
		}
	})
	return &connect.ListTrafficDistributionGroupsOutput{TrafficDistributionGroupSummaryList: page, NextToken: next}, err
}

// deleteTrafficDistributionGroup knows no error for a group that is not there: the service lists none.
func deleteTrafficDistributionGroup(r *request, in *connect.DeleteTrafficDistributionGroupInput) (*connect.DeleteTrafficDistributionGroupOutput, error) {
	group, _ := r.trafficGroup(in.TrafficDistributionGroupId)
	if group == nil {
		return nil, nil
	}
	_, used := r.state.numbers.Find(func(n *phoneNumber) bool { return aws.ToString(n.info.TargetArn) == *group.Arn })
	if used {
		return nil, r.inUse("traffic distribution group", *group.Arn)
	}
	r.state.groups.Delete(r.Moment, *group.Id)
	r.state.distributions.Delete(r.Moment, *group.Id)
	return nil, nil
}

// AddTrafficDistributionGroup adds a group for an instance and its replica in otherRegion, and returns the group's ARN.
// Requests may be signed for the other Region from then on.
func (s *Server) AddTrafficDistributionGroup(instanceID, otherRegion string, group types.TrafficDistributionGroup) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		replicated := *inst
		replicated.replicas = []string{otherRegion}
		s.state.instances.Put(r.Moment, *inst.info.Id, &replicated)
		s.core.AddRegion(otherRegion)
		return *r.addTrafficGroup(&replicated, group).Arn, nil
	})
}
