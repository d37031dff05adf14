package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareProficiencies declares the proficiencies of users. Predefined attributes are not kept, so a user can be proficient
// in anything.
func (s *state) declareProficiencies(h *Handlers) {
	attach(&s.users, &s.proficiencies, "proficiency of the user",
		func(p types.UserProficiency) string {
			return aws.ToString(p.AttributeName) + " " + aws.ToString(p.AttributeValue)
		})
	changeAttached(&s.users, &h.AssociateUserProficiencies,
		func(r *request, inst *types.Instance, in *connect.AssociateUserProficienciesInput, id string) error {
			for _, p := range in.UserProficiencies {
				if r.proficiencies.has(inst, id, p) {
					return r.invalid("The user has a proficiency in %s %s already.", *p.AttributeName, *p.AttributeValue)
				}
			}
			r.proficiencies.put(r, inst, id, in.UserProficiencies...)
			return nil
		})
	changeAttached(&s.users, &h.UpdateUserProficiencies,
		func(r *request, inst *types.Instance, in *connect.UpdateUserProficienciesInput, id string) error {
			for _, p := range in.UserProficiencies {
				if !r.proficiencies.has(inst, id, p) {
					return r.notFound(r.proficiencies.kind, p.AttributeName)
				}
			}
			r.proficiencies.put(r, inst, id, in.UserProficiencies...)
			return nil
		})
	disassociate(&s.users, &s.proficiencies, &h.DisassociateUserProficiencies, func(in *connect.DisassociateUserProficienciesInput) []string {
		return fake.Map(in.UserProficiencies, func(p types.UserProficiencyDisassociate) string { return *p.AttributeName + " " + *p.AttributeValue })
	})
	listAttached(&s.users, &s.proficiencies, &h.ListUserProficiencies, whole)
}

// AddUserProficiencies adds proficiencies to a user.
func (s *Server) AddUserProficiencies(instanceID, userID string, proficiencies ...types.UserProficiency) {
	attachTo(s, &s.state.users, &s.state.proficiencies, instanceID, userID, proficiencies...)
}

// UserProficiencies returns the proficiencies of a user, in the order in which they were added.
func (s *Server) UserProficiencies(instanceID, userID string) []types.UserProficiency {
	return attachedTo(s, &s.state.users, &s.state.proficiencies, instanceID, userID)
}
