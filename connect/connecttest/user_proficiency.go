package connecttest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Predefined attributes are not kept, so a user can be proficient in anything.

func (s *state) userProficiencyHandlers(h *Handlers) {
	h.AssociateUserProficiencies = handle(s, associateUserProficiencies)
	h.UpdateUserProficiencies = handle(s, updateUserProficiencies)
	h.DisassociateUserProficiencies = handle(s, disassociateUserProficiencies)
	h.ListUserProficiencies = handle(s, listUserProficiencies)
}

// indexOfProficiency finds an attribute and value in a list.
func indexOfProficiency(list []types.UserProficiency, name, value *string) int {
	return slices.IndexFunc(list, func(p types.UserProficiency) bool { return *p.AttributeName == *name && *p.AttributeValue == *value })
}

// changeProficiencies stores a changed copy of the proficiencies of a user.
func (r *request) changeProficiencies(instanceID, id *string, change func(list []types.UserProficiency) ([]types.UserProficiency, error)) error {
	return r.changeUser(instanceID, id, func(inst *instance, u *types.User) error {
		list, _ := inst.proficiencies.Get(*u.Id)
		list, err := change(slices.Clone(list))
		if err == nil {
			inst.proficiencies.Put(r.Moment, *u.Id, list)
		}
		return err
	})
}

func associateUserProficiencies(r *request, in *connect.AssociateUserProficienciesInput) (*connect.AssociateUserProficienciesOutput, error) {
	return nil, r.changeProficiencies(in.InstanceId, in.UserId, func(list []types.UserProficiency) ([]types.UserProficiency, error) {
		for _, p := range in.UserProficiencies {
			if indexOfProficiency(list, p.AttributeName, p.AttributeValue) >= 0 {
				return nil, r.invalid("The user has a proficiency in %s %s already.", *p.AttributeName, *p.AttributeValue)
			}
			list = append(list, p)
		}
		return list, nil
	})
}

func updateUserProficiencies(r *request, in *connect.UpdateUserProficienciesInput) (*connect.UpdateUserProficienciesOutput, error) {
	return nil, r.changeProficiencies(in.InstanceId, in.UserId, func(list []types.UserProficiency) ([]types.UserProficiency, error) {
		for _, p := range in.UserProficiencies {
			i := indexOfProficiency(list, p.AttributeName, p.AttributeValue)
			if i < 0 {
				return nil, r.notFound("proficiency of the user", p.AttributeName)
			}
			list[i] = p
		}
		return list, nil
	})
}

func disassociateUserProficiencies(r *request, in *connect.DisassociateUserProficienciesInput) (*connect.DisassociateUserProficienciesOutput, error) {
	return nil, r.changeProficiencies(in.InstanceId, in.UserId, func(list []types.UserProficiency) ([]types.UserProficiency, error) {
		for _, p := range in.UserProficiencies {
			i := indexOfProficiency(list, p.AttributeName, p.AttributeValue)
			if i < 0 {
				return nil, r.notFound("proficiency of the user", p.AttributeName)
			}
			list = slices.Delete(list, i, i+1)
		}
		return list, nil
	})
}

func listUserProficiencies(r *request, in *connect.ListUserProficienciesInput) (*connect.ListUserProficienciesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	user, ok := inst.users.See(r.Moment, idOf(in.UserId))
	if !ok {
		return nil, r.notFound("user", in.UserId)
	}
	all, _ := inst.proficiencies.See(r.Moment, *user.Id)
	page, next, err := list(r, rowsOf(r, all), in, nil, same)
	return &connect.ListUserProficienciesOutput{
		UserProficiencyList: page, NextToken: next, LastModifiedTime: user.LastModifiedTime, LastModifiedRegion: user.LastModifiedRegion,
	}, err
}
