package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxParents is how many parents hours of operation can have.
const maxParents = 3

// declareHoursParents declares the parents of hours of operation, whose overrides these inherit.
func (s *state) declareHoursParents(h *Handlers) {
	update(&s.hours, &h.AssociateHoursOfOperations,
		func(r *request, inst *types.Instance, in *connect.AssociateHoursOfOperationsInput, t *types.HoursOfOperation) error {
			return r.addParents(inst, t, in.ParentHoursOfOperationConfigs)
		}, "ParentHoursOfOperationConfigs")
	update(&s.hours, &h.DisassociateHoursOfOperations,
		func(r *request, _ *types.Instance, in *connect.DisassociateHoursOfOperationsInput, t *types.HoursOfOperation) error {
			for _, id := range in.ParentHoursOfOperationIds {
				if !isParent(t, &id) {
					return r.notFound("parent of the hours of operation", &id)
				}
				t.ParentHoursOfOperations = slices.DeleteFunc(t.ParentHoursOfOperations,
					func(p types.HoursOfOperationsIdentifier) bool { return sameID(p.Id, &id) })
			}
			return nil
		}, "ParentHoursOfOperationIds")
	h.ListChildHoursOfOperations = handle(s, listChildHoursOfOperations)
}

func identify(t *types.HoursOfOperation) types.HoursOfOperationsIdentifier {
	return types.HoursOfOperationsIdentifier{Id: t.HoursOfOperationId, Arn: t.HoursOfOperationArn, Name: t.Name}
}

// nameParents sets the current names of the parents.
func nameParents(r *request, inst *types.Instance, t *types.HoursOfOperation) {
	for i := range t.ParentHoursOfOperations {
		if parent, ok := r.hours.in(inst).See(r.Moment, idOf(t.ParentHoursOfOperations[i].Id)); ok {
			t.ParentHoursOfOperations[i] = identify(parent)
		}
	}
}

// isParent reports whether the hours with an id are a parent of the hours t.
func isParent(t *types.HoursOfOperation, id *string) bool {
	return slices.ContainsFunc(t.ParentHoursOfOperations, func(p types.HoursOfOperationsIdentifier) bool { return sameID(p.Id, id) })
}

// addParents adds the parents that the hours do not have yet. Hours that have parents cannot be a parent.
func (r *request) addParents(inst *types.Instance, t *types.HoursOfOperation, configs []types.ParentHoursOfOperationConfig) error {
	for _, config := range configs {
		parent, err := r.hours.find(r, inst, config.HoursOfOperationId)
		if err != nil {
			return err
		}
		if sameID(parent.HoursOfOperationId, t.HoursOfOperationId) {
			return r.invalid("Hours of operation cannot be their own parent.")
		}
		if len(parent.ParentHoursOfOperations) > 0 {
			return r.invalid("Hours of operation that have parents cannot be a parent.")
		}
		if !isParent(t, parent.HoursOfOperationId) {
			t.ParentHoursOfOperations = append(t.ParentHoursOfOperations, identify(parent))
		}
	}
	if _, found := r.hours.in(inst).Find(func(child *types.HoursOfOperation) bool { return isParent(child, t.HoursOfOperationId) }); found && len(configs) > 0 {
		return r.invalid("Hours of operation that are a parent cannot have parents.")
	}
	if len(t.ParentHoursOfOperations) > maxParents {
		return &types.ServiceQuotaExceededException{Message: aws.String("Hours of operation can have 3 parents.")}
	}
	return nil
}

func listChildHoursOfOperations(r *request, in *connect.ListChildHoursOfOperationsInput) (*connect.ListChildHoursOfOperationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	t, err := r.hours.find(r, inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	out := &connect.ListChildHoursOfOperationsOutput{LastModifiedTime: t.LastModifiedTime, LastModifiedRegion: t.LastModifiedRegion}
	children := r.hours.in(inst).Rows(r.Moment, func(child *types.HoursOfOperation) bool { return isParent(child, t.HoursOfOperationId) })
	return out, paged(r, in, out, children, identify)
}
