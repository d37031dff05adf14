package connecttest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Hours of operation can have parents, whose overrides they inherit.

func (s *state) hoursParentHandlers(h *Handlers) {
	h.AssociateHoursOfOperations = handle(s, associateHoursOfOperations)
	h.DisassociateHoursOfOperations = handle(s, disassociateHoursOfOperations)
	h.ListChildHoursOfOperations = handle(s, listChildHoursOfOperations)
}

// maxParents is how many parents hours of operation can have.
const maxParents = 3

// hoursOf finds hours of an instance by id or ARN, whatever readers see.
func (r *request) hoursOf(instanceID, id *string) (*instance, *types.HoursOfOperation, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	hours, err := r.hours(inst, id)
	return inst, hours, err
}

func identify(h *types.HoursOfOperation) types.HoursOfOperationsIdentifier {
	return types.HoursOfOperationsIdentifier{Id: h.HoursOfOperationId, Arn: h.HoursOfOperationArn, Name: h.Name}
}

// isParent reports whether the hours with an id are a parent.
func isParent(h *types.HoursOfOperation, id string) bool {
	return slices.ContainsFunc(h.ParentHoursOfOperations, func(p types.HoursOfOperationsIdentifier) bool { return *p.Id == id })
}

func associateHoursOfOperations(r *request, in *connect.AssociateHoursOfOperationsInput) (*connect.AssociateHoursOfOperationsOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	changed := *hours
	changed.ParentHoursOfOperations = slices.Clone(hours.ParentHoursOfOperations)
	for _, config := range in.ParentHoursOfOperationConfigs {
		parent, err := r.hours(inst, config.HoursOfOperationId)
		if err != nil {
			return nil, err
		}
		if *parent.HoursOfOperationId == *hours.HoursOfOperationId {
			return nil, r.invalid("Hours of operation cannot be their own parent.")
		}
		if !isParent(&changed, *parent.HoursOfOperationId) {
			changed.ParentHoursOfOperations = append(changed.ParentHoursOfOperations, identify(parent))
		}
	}
	if len(changed.ParentHoursOfOperations) > maxParents {
		return nil, &types.ServiceQuotaExceededException{}
	}
	r.saveHours(inst, &changed)
	return nil, nil
}

func disassociateHoursOfOperations(r *request, in *connect.DisassociateHoursOfOperationsInput) (*connect.DisassociateHoursOfOperationsOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	changed := *hours
	for _, id := range in.ParentHoursOfOperationIds {
		if !isParent(&changed, idOf(&id)) {
			return nil, r.notFound("parent of the hours of operation", &id)
		}
		changed.ParentHoursOfOperations = slices.DeleteFunc(slices.Clone(changed.ParentHoursOfOperations),
			func(p types.HoursOfOperationsIdentifier) bool { return *p.Id == idOf(&id) })
	}
	r.saveHours(inst, &changed)
	return nil, nil
}

func listChildHoursOfOperations(r *request, in *connect.ListChildHoursOfOperationsInput) (*connect.ListChildHoursOfOperationsOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.hours, in, func(h *types.HoursOfOperation) bool { return isParent(h, *hours.HoursOfOperationId) }, identify)
	return &connect.ListChildHoursOfOperationsOutput{
		ChildHoursOfOperationsSummaryList: page, NextToken: next, LastModifiedTime: hours.LastModifiedTime, LastModifiedRegion: hours.LastModifiedRegion,
	}, err
}
