package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareTrafficUsers declares the users of traffic distribution groups.
func (s *state) declareTrafficUsers(h *Handlers) {
	attach(&s.trafficGroups, &s.trafficUsers, "user of the traffic distribution group", itself)
	s.users.attachments = append(s.users.attachments, cleared(func(r *request, _ *types.Instance, id string) {
		for _, g := range r.trafficGroups.in(nil).All() {
			r.trafficUsers.of(nil, *g.Id).Delete(r.Moment, id)
		}
	}))
	h.AssociateTrafficDistributionGroupUser = handle(s, func(r *request, in *connect.AssociateTrafficDistributionGroupUserInput) (*connect.AssociateTrafficDistributionGroupUserOutput, error) {
		group, user, err := r.userOfGroup(in.TrafficDistributionGroupId, in.InstanceId, in.UserId)
		if err == nil {
			r.trafficUsers.put(r, nil, group, user)
		}
		return nil, err
	})
	// Both operations can be repeated: the description of the API marks them as idempotent.
	h.DisassociateTrafficDistributionGroupUser = handle(s, func(r *request, in *connect.DisassociateTrafficDistributionGroupUserInput) (*connect.DisassociateTrafficDistributionGroupUserOutput, error) {
		group, user, err := r.userOfGroup(in.TrafficDistributionGroupId, in.InstanceId, in.UserId)
		if err == nil {
			r.trafficUsers.of(nil, group).Delete(r.Moment, user)
		}
		return nil, err
	})
	listAttached(&s.trafficGroups, &s.trafficUsers, &h.ListTrafficDistributionGroupUsers,
		func(_ *request, _ *types.Instance, _ *connect.ListTrafficDistributionGroupUsersInput, id string) types.TrafficDistributionGroupUserSummary {
			return types.TrafficDistributionGroupUserSummary{UserId: &id}
		})
}

// userOfGroup finds a group of an instance and a user of the instance. The request must be for the Region of the group.
func (r *request) userOfGroup(groupID, instanceID, userID *string) (group, user string, err error) {
	g, err := r.trafficGroups.find(r, nil, groupID)
	if err != nil {
		return "", "", err
	}
	inst, err := r.instance(instanceID)
	if err != nil {
		return "", "", err
	}
	if !sameID(g.InstanceArn, inst.Arn) {
		return "", "", r.notFound("traffic distribution group of the instance", groupID)
	}
	if home := regionOfARN(aws.ToString(g.Arn)); home != r.region {
		return "", "", r.invalid("The traffic distribution group belongs to Region %s.", home)
	}
	u, err := r.users.find(r, inst, userID)
	if err != nil {
		return "", "", err
	}
	return *g.Id, *u.Id, nil
}

// AddTrafficDistributionGroupUser adds a user of an instance to a traffic distribution group.
func (s *Server) AddTrafficDistributionGroupUser(groupID, instanceID, userID string) {
	seed(s, func(r *request) (struct{}, error) {
		group, user, err := r.userOfGroup(&groupID, &instanceID, &userID)
		if err == nil {
			r.trafficUsers.put(r, nil, group, user)
		}
		return struct{}{}, err
	})
}

// TrafficDistributionGroupUsers returns the ids of the users of a traffic distribution group, in the order in which they
// were added.
func (s *Server) TrafficDistributionGroupUsers(groupID string) []string {
	return read(s, func(r *request) ([]string, error) {
		g, err := r.trafficGroups.find(r, nil, &groupID)
		if err != nil {
			return nil, err
		}
		return r.trafficUsers.of(nil, *g.Id).All(), nil
	})
}
