package connecttest

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) hoursOverrideHandlers(h *Handlers) {
	h.CreateHoursOfOperationOverride = handle(s, createHoursOfOperationOverride)
	h.DescribeHoursOfOperationOverride = handle(s, describeHoursOfOperationOverride)
	h.ListHoursOfOperationOverrides = handle(s, listHoursOfOperationOverrides)
	h.SearchHoursOfOperationOverrides = handle(s, searchHoursOfOperationOverrides)
	h.UpdateHoursOfOperationOverride = handle(s, updateHoursOfOperationOverride)
	h.DeleteHoursOfOperationOverride = handle(s, deleteHoursOfOperationOverride)
}

// override finds an override of hours, whatever readers see.
func (r *request) override(instanceID, hoursID, id *string) (*instance, *types.HoursOfOperationOverride, error) {
	inst, hours, err := r.hoursOf(instanceID, hoursID)
	if err != nil {
		return nil, nil, err
	}
	if o, ok := inst.overrides.Get(aws.ToString(id)); ok && *o.HoursOfOperationId == *hours.HoursOfOperationId {
		return inst, o, nil
	}
	return nil, nil, r.notFound("override of hours of operation", id)
}

// checkOverride makes sure that the name is free among those of the hours and that the days are in order.
func (r *request) checkOverride(inst *instance, o *types.HoursOfOperationOverride) error {
	_, taken := inst.overrides.Find(func(other *types.HoursOfOperationOverride) bool {
		return *other.HoursOfOperationId == *o.HoursOfOperationId && *other.Name == *o.Name &&
			*other.HoursOfOperationOverrideId != *o.HoursOfOperationOverrideId
	})
	if taken {
		return r.duplicate("override of the hours of operation", o.Name)
	}
	from, fromErr := time.Parse(time.DateOnly, *o.EffectiveFrom)
	till, tillErr := time.Parse(time.DateOnly, *o.EffectiveTill)
	if fromErr != nil || tillErr != nil || till.Before(from) {
		return r.invalid("EffectiveFrom, EffectiveTill: must be days, the first not after the second")
	}
	return nil
}

func createHoursOfOperationOverride(r *request, in *connect.CreateHoursOfOperationOverrideInput) (*connect.CreateHoursOfOperationOverrideOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	o := &types.HoursOfOperationOverride{
		HoursOfOperationOverrideId: aws.String(r.state.newID()), HoursOfOperationId: hours.HoursOfOperationId, HoursOfOperationArn: hours.HoursOfOperationArn,
		Name: in.Name, Description: in.Description, Config: in.Config, EffectiveFrom: in.EffectiveFrom, EffectiveTill: in.EffectiveTill,
		RecurrenceConfig: in.RecurrenceConfig, OverrideType: in.OverrideType,
	}
	if o.OverrideType == "" {
		o.OverrideType = types.OverrideTypeStandard
	}
	if err := r.checkOverride(inst, o); err != nil {
		return nil, err
	}
	inst.overrides.Put(r.Moment, *o.HoursOfOperationOverrideId, o)
	return &connect.CreateHoursOfOperationOverrideOutput{HoursOfOperationOverrideId: o.HoursOfOperationOverrideId}, nil
}

func describeHoursOfOperationOverride(r *request, in *connect.DescribeHoursOfOperationOverrideInput) (*connect.DescribeHoursOfOperationOverrideOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	o, ok := inst.overrides.See(r.Moment, *in.HoursOfOperationOverrideId)
	if !ok || *o.HoursOfOperationId != *hours.HoursOfOperationId {
		return nil, r.notFound("override of hours of operation", in.HoursOfOperationOverrideId)
	}
	return &connect.DescribeHoursOfOperationOverrideOutput{HoursOfOperationOverride: o}, nil
}

func listHoursOfOperationOverrides(r *request, in *connect.ListHoursOfOperationOverridesInput) (*connect.ListHoursOfOperationOverridesOutput, error) {
	inst, hours, err := r.hoursOf(in.InstanceId, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.overrides, in, func(o *types.HoursOfOperationOverride) bool {
		return *o.HoursOfOperationId == *hours.HoursOfOperationId
	}, deref)
	return &connect.ListHoursOfOperationOverridesOutput{
		HoursOfOperationOverrideList: page, NextToken: next, LastModifiedTime: hours.LastModifiedTime, LastModifiedRegion: hours.LastModifiedRegion,
	}, err
}

func searchHoursOfOperationOverrides(r *request, in *connect.SearchHoursOfOperationOverridesInput) (*connect.SearchHoursOfOperationOverridesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.overrides, in, func(o *types.HoursOfOperationOverride) bool {
		hours, _ := inst.hours.Get(*o.HoursOfOperationId)
		f := fields{
			"name": texts(o.Name), "description": texts(o.Description), "resourceid": texts(o.HoursOfOperationOverrideId),
			"hoursofoperationid": texts(o.HoursOfOperationId),
		}
		days := fields{"effectivefrom": texts(o.EffectiveFrom), "effectivetill": texts(o.EffectiveTill)}
		return meets(in.SearchCriteria,
			func(c *types.HoursOfOperationOverrideSearchCriteria) (and, or []types.HoursOfOperationOverrideSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.HoursOfOperationOverrideSearchCriteria) bool {
				return f.has(c.StringCondition) && days.day(c.DateCondition)
			}) &&
			(in.SearchFilter == nil || hours != nil && tagsMeet(in.SearchFilter.TagFilter, hours.Tags))
	}, deref)
	return &connect.SearchHoursOfOperationOverridesOutput{HoursOfOperationOverrides: page, NextToken: next, ApproximateTotalCount: total}, err
}

func updateHoursOfOperationOverride(r *request, in *connect.UpdateHoursOfOperationOverrideInput) (*connect.UpdateHoursOfOperationOverrideOutput, error) {
	inst, o, err := r.override(in.InstanceId, in.HoursOfOperationId, in.HoursOfOperationOverrideId)
	if err != nil {
		return nil, err
	}
	changed := *o
	set(&changed.Name, in.Name)
	set(&changed.Description, in.Description)
	set(&changed.EffectiveFrom, in.EffectiveFrom)
	set(&changed.EffectiveTill, in.EffectiveTill)
	set(&changed.RecurrenceConfig, in.RecurrenceConfig)
	setList(&changed.Config, in.Config)
	if in.OverrideType != "" {
		changed.OverrideType = in.OverrideType
	}
	if err := r.checkOverride(inst, &changed); err != nil {
		return nil, err
	}
	inst.overrides.Put(r.Moment, *o.HoursOfOperationOverrideId, &changed)
	return nil, nil
}

func deleteHoursOfOperationOverride(r *request, in *connect.DeleteHoursOfOperationOverrideInput) (*connect.DeleteHoursOfOperationOverrideOutput, error) {
	inst, o, err := r.override(in.InstanceId, in.HoursOfOperationId, in.HoursOfOperationOverrideId)
	if err != nil {
		return nil, err
	}
	inst.overrides.Delete(r.Moment, *o.HoursOfOperationOverrideId)
	return nil, nil
}

// day reports whether a condition on a day holds; a nil one does. Days compare as texts.
func (f fields) day(c *types.DateCondition) bool {
	if c == nil {
		return true
	}
	with := aws.ToString(c.Value)
	return slices.ContainsFunc(f[lower(c.FieldName)], func(day string) bool {
		switch c.ComparisonType {
		case types.DateComparisonTypeGreaterThan:
			return day > with
		case types.DateComparisonTypeGreaterThanOrEqualTo:
			return day >= with
		case types.DateComparisonTypeLessThan:
			return day < with
		case types.DateComparisonTypeLessThanOrEqualTo:
			return day <= with
		default:
			return day == with
		}
	})
}
