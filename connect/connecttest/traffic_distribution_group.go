package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareTrafficGroups declares traffic distribution groups. From any Region but its own, a group must be named by
// its ARN.
func (s *state) declareTrafficGroups(h *Handlers) {
	groups := declare(s, &s.trafficGroups, resource[types.TrafficDistributionGroup]{
		noun: "TrafficDistributionGroup", kind: "traffic distribution group", path: "traffic-distribution-group", account: true,
		key: func(*request, *types.Instance, *types.TrafficDistributionGroup) string { return "" },
		fill: func(_ *request, _ *types.Instance, g *types.TrafficDistributionGroup) {
			if g.Status == "" {
				g.Status = types.TrafficDistributionGroupStatusActive
			}
		},
		reachable: func(r *request, idOrARN *string, g *types.TrafficDistributionGroup) bool {
			return r.names(idOrARN, g.Arn)
		},
		unused: func(r *request, _ *types.Instance, g *types.TrafficDistributionGroup) error {
			return inUse(&r.trafficGroups, g, &r.numbers, nil, func(n *types.ClaimedPhoneNumberSummary) bool { return aws.ToString(n.TargetArn) == *g.Arn })
		},
	})
	create(groups, &h.CreateTrafficDistributionGroup,
		func(r *request, _ *types.Instance, in *connect.CreateTrafficDistributionGroupInput, g *types.TrafficDistributionGroup) error {
			inst, err := r.instance(in.InstanceId)
			if err != nil {
				return err
			}
			if r.isAway() {
				return r.invalid("InstanceId: a group must be created in the Region of the instance, not in that of its replica")
			}
			if r.replicas.of(nil, *inst.Id).Len() == 0 {
				return &types.ResourceNotReadyException{Message: aws.String("The instance has no replica.")}
			}
			g.InstanceArn = inst.Arn
			return nil
		})
	describe(groups, &h.DescribeTrafficDistributionGroup)
	list(groups, &h.ListTrafficDistributionGroups, func(_ *request, in *connect.ListTrafficDistributionGroupsInput, g *types.TrafficDistributionGroup) bool {
		return in.InstanceId == nil || sameID(g.InstanceArn, in.InstanceId)
	})
	h.DeleteTrafficDistributionGroup = handle(s, deleteTrafficDistributionGroup)
}

// deleteTrafficDistributionGroup returns no error for a group that does not exist: the service lists none.
func deleteTrafficDistributionGroup(r *request, in *connect.DeleteTrafficDistributionGroupInput) (*connect.DeleteTrafficDistributionGroupOutput, error) {
	g, err := r.trafficGroups.find(r, nil, in.TrafficDistributionGroupId)
	if err != nil {
		return nil, nil //nolint:nilerr // see above
	}
	if g.IsDefault {
		return nil, r.invalid("TrafficDistributionGroupId: the default group is deleted with the replica")
	}
	return nil, r.trafficGroups.remove(r, nil, in.TrafficDistributionGroupId)
}

// addDefaultGroup adds the group that an instance gets with its replica.
func (r *request) addDefaultGroup(i *types.Instance) error {
	return r.trafficGroups.add(r, nil, &types.TrafficDistributionGroup{Name: aws.String("Default"), InstanceArn: i.Arn, IsDefault: true})
}

// dropDefaultGroup deletes the default group of an instance, and releases its numbers.
func (r *request) dropDefaultGroup(i *types.Instance) {
	for _, g := range r.trafficGroups.in(nil).All() {
		if g.IsDefault && *g.InstanceArn == *i.Arn {
			r.releaseNumbers(g.Arn)
			r.trafficGroups.drop(r, nil, g)
		}
	}
}

// AddTrafficDistributionGroup adds a group for an instance and its replica in otherRegion, and returns the group's ARN.
// Requests may be signed for the other Region from then on.
func (s *Server) AddTrafficDistributionGroup(instanceID, otherRegion string, group types.TrafficDistributionGroup) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		r.addReplica(inst, otherRegion)
		added := fake.Copy(&group)
		added.InstanceArn = inst.Arn
		err := r.trafficGroups.add(r, nil, added)
		return aws.ToString(added.Arn), err
	})
}

// TrafficDistributionGroups returns the traffic distribution groups of all instances, in the order of their creation.
func (s *Server) TrafficDistributionGroups() []types.TrafficDistributionGroup {
	return read(s, func(r *request) ([]types.TrafficDistributionGroup, error) { return r.trafficGroups.all(r, nil), nil })
}
