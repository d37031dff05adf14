package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareProficiencies declares the proficiencies of users. Predefined attributes are not kept, so a user can be proficient
// in anything.
func (s *state) declareProficiencies(h *Handlers) {
	attach(&s.users, &s.proficiencies, "proficiency of the user",
		func(p types.UserProficiency) string { return *p.AttributeName + " " + *p.AttributeValue })
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
