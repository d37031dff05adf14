package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declarePredefinedAttributes(h *Handlers) {
	attributes := declare(s, &s.predefined, resource[types.PredefinedAttribute]{
		noun: "PredefinedAttribute", kind: "predefined attribute", by: "Name",
		unused: func(r *request, inst *types.Instance, a *types.PredefinedAttribute) error {
			for _, u := range r.users.in(inst).All() {
				if _, used := r.proficiencies.of(inst, *u.Id).Find(func(p types.UserProficiency) bool { return *p.AttributeName == *a.Name }); used {
					return &types.ResourceInUseException{Message: aws.String("The predefined attribute is in use."), ResourceId: a.Name}
				}
			}
			return nil
		},
	})
	create(attributes, &h.CreatePredefinedAttribute, nil)
	describe(attributes, &h.DescribePredefinedAttribute)
	list(attributes, &h.ListPredefinedAttributes, nil)
	search(attributes, &h.SearchPredefinedAttributes, searching[types.PredefinedAttribute]{
		fields: func(_ *request, _ *types.Instance, a *types.PredefinedAttribute) fields {
			return fields{"name": texts(a.Name), "purposes": slices.Clone(a.Purposes), "values": valuesOf(a.Values)}
		},
	})
	update(attributes, &h.UpdatePredefinedAttribute, nil)
	remove(attributes, &h.DeletePredefinedAttribute)
}

// valuesOf returns the values of an attribute.
func valuesOf(v types.PredefinedAttributeValues) []string {
	if list, ok := v.(*types.PredefinedAttributeValuesMemberStringList); ok && list != nil {
		return slices.Clone(list.Value)
	}
	return nil
}

// AddPredefinedAttribute adds a predefined attribute to an instance.
func (s *Server) AddPredefinedAttribute(instanceID string, info types.PredefinedAttribute) {
	addTo(s, &s.state.predefined, instanceID, info)
}

// PredefinedAttributes returns the predefined attributes of an instance, in the order of their creation.
func (s *Server) PredefinedAttributes(instanceID string) []types.PredefinedAttribute {
	return allIn(s, &s.state.predefined, instanceID)
}
