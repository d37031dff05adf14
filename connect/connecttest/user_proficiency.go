package connecttest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareProficiencies declares the proficiencies of users, which are values of predefined attributes.
func (s *state) declareProficiencies(h *Handlers) {
	attach(&s.users, &s.proficiencies, "proficiency of the user",
		func(p types.UserProficiency) string {
			return aws.ToString(p.AttributeName) + " " + aws.ToString(p.AttributeValue)
		})
	changeAttached(&s.users, &h.AssociateUserProficiencies,
		func(r *request, inst *types.Instance, in *connect.AssociateUserProficienciesInput, id string) error {
			for _, p := range in.UserProficiencies {
				if err := r.checkProficiency(inst, p); err != nil {
					return err
				}
				if r.proficiencies.has(inst, id, p) {
					return r.invalid("The user already has a proficiency in %s %s.", *p.AttributeName, *p.AttributeValue)
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

// checkProficiency makes sure that the instance has the attribute with the value. Attributes of AWS are not kept.
func (r *request) checkProficiency(inst *types.Instance, p types.UserProficiency) error {
	if isReserved(*p.AttributeName) {
		return nil
	}
	a, err := r.predefined.find(r, inst, p.AttributeName)
	if err != nil {
		return err
	}
	if values := valuesOf(a.Values); len(values) > 0 && !slices.Contains(values, *p.AttributeValue) {
		return r.invalid("UserProficiencies: %s is not a value of %s", *p.AttributeValue, *p.AttributeName)
	}
	return nil
}

// isProficient reports whether a user has a proficiency for which all conditions hold.
func (r *request) isProficient(inst *types.Instance, u *types.User, conditions []types.Condition) bool {
	return slices.ContainsFunc(r.proficiencies.of(inst, *u.Id).Rows(r.Moment, nil).All(), func(p types.UserProficiency) bool {
		return !slices.ContainsFunc(conditions, func(c types.Condition) bool { return !proficiencyHolds(p, c) })
	})
}

func proficiencyHolds(p types.UserProficiency, c types.Condition) bool {
	if s := c.StringCondition; s != nil {
		value := *p.AttributeName
		if strings.EqualFold(aws.ToString(s.FieldName), "value") {
			value = *p.AttributeValue
		}
		if !compares(value, aws.ToString(s.Value), s.ComparisonType) {
			return false
		}
	}
	return c.NumberCondition == nil || compareNumbers(int32(aws.ToFloat32(p.Level)), c.NumberCondition)
}

// compareNumbers evaluates a comparison with a number. A comparison with one number uses the bound that is set.
func compareNumbers(n int32, c *types.NumberCondition) bool {
	with := aws.ToInt32(cmp.Or(c.MinValue, c.MaxValue))
	switch c.ComparisonType {
	case types.NumberComparisonTypeGreaterOrEqual:
		return n >= with
	case types.NumberComparisonTypeGreater:
		return n > with
	case types.NumberComparisonTypeLesserOrEqual:
		return n <= aws.ToInt32(cmp.Or(c.MaxValue, c.MinValue))
	case types.NumberComparisonTypeLesser:
		return n < aws.ToInt32(cmp.Or(c.MaxValue, c.MinValue))
	case types.NumberComparisonTypeNotEqual:
		return n != with
	case types.NumberComparisonTypeRange:
		return (c.MinValue == nil || n >= *c.MinValue) && (c.MaxValue == nil || n <= *c.MaxValue)
	default:
		return n == with
	}
}

// AddUserProficiencies adds proficiencies to a user.
func (s *Server) AddUserProficiencies(instanceID, userID string, proficiencies ...types.UserProficiency) {
	attachTo(s, &s.state.users, &s.state.proficiencies, instanceID, userID, proficiencies...)
}

// UserProficiencies returns the proficiencies of a user, in the order in which they were added.
func (s *Server) UserProficiencies(instanceID, userID string) []types.UserProficiency {
	return attachedTo(s, &s.state.users, &s.state.proficiencies, instanceID, userID)
}
