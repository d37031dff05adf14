package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareTrafficUsers declares the agents of traffic distribution groups.
func (s *state) declareTrafficUsers(h *Handlers) {
	groups := &s.trafficGroups
	attach(groups, &s.trafficUsers, "user of the traffic distribution group", itself)
	changeAttached(groups, &h.AssociateTrafficDistributionGroupUser,
		func(r *request, _ *types.Instance, in *connect.AssociateTrafficDistributionGroupUserInput, group string) error {
			id, err := r.userOf(in.InstanceId, in.UserId)
			if err == nil {
				r.trafficUsers.put(r, nil, group, id)
			}
			return err
		})
	changeAttached(groups, &h.DisassociateTrafficDistributionGroupUser,
		func(r *request, _ *types.Instance, in *connect.DisassociateTrafficDistributionGroupUserInput, group string) error {
			id, err := r.userOf(in.InstanceId, in.UserId)
			if err == nil {
				err = r.trafficUsers.remove(r, nil, group, id)
			}
			return err
		})
	listAttached(groups, &s.trafficUsers, &h.ListTrafficDistributionGroupUsers,
		func(_ *request, _ *types.Instance, _ *connect.ListTrafficDistributionGroupUsersInput, id string) types.TrafficDistributionGroupUserSummary {
			return types.TrafficDistributionGroupUserSummary{UserId: &id}
		})
}

// userOf returns the id of a user of an instance.
func (r *request) userOf(instanceID, userID *string) (string, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return "", err
	}
	u, err := r.users.find(r, inst, userID)
	if err != nil {
		return "", err
	}
	return aws.ToString(u.Id), nil
}

// AddTrafficDistributionGroupUser adds a user, by id, to a traffic distribution group.
func (s *Server) AddTrafficDistributionGroupUser(groupID, userID string) {
	attachTo(s, &s.state.trafficGroups, &s.state.trafficUsers, "", groupID, userID)
}

// TrafficDistributionGroupUsers returns the ids of the users of a traffic distribution group.
func (s *Server) TrafficDistributionGroupUsers(groupID string) []string {
	return attachedTo(s, &s.state.trafficGroups, &s.state.trafficUsers, "", groupID)
}
