package connecttest

import (
	"time"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareOverrides declares the overrides of hours of operation: days on which other hours hold.
func (s *state) declareOverrides(h *Handlers) {
	overrides := declare(s, &s.overrides, resource[types.HoursOfOperationOverride]{
		noun: "HoursOfOperationOverride", kind: "override of the hours of operation", within: "HoursOfOperationId",
		key: func(_ *request, _ *types.Instance, o *types.HoursOfOperationOverride) string {
			return *o.HoursOfOperationId + "/" + *o.Name
		},
		fill: func(_ *request, _ *types.Instance, o *types.HoursOfOperationOverride) {
			if o.OverrideType == "" {
				o.OverrideType = types.OverrideTypeStandard
			}
		},
	})
	create(overrides, &h.CreateHoursOfOperationOverride,
		func(r *request, inst *types.Instance, _ *connect.CreateHoursOfOperationOverrideInput, o *types.HoursOfOperationOverride) error {
			t, err := r.hours.find(r, inst, o.HoursOfOperationId)
			if err != nil {
				return err
			}
			o.HoursOfOperationId, o.HoursOfOperationArn = t.HoursOfOperationId, t.HoursOfOperationArn
			return r.checkDays(o)
		})
	describe(overrides, &h.DescribeHoursOfOperationOverride)
	h.ListHoursOfOperationOverrides = handle(s, listHoursOfOperationOverrides)
	search(overrides, &h.SearchHoursOfOperationOverrides, searching[types.HoursOfOperationOverride]{
		fields: func(_ *request, _ *types.Instance, o *types.HoursOfOperationOverride) fields {
			return fields{
				"name": texts(o.Name), "description": texts(o.Description), "hoursofoperationid": texts(o.HoursOfOperationId),
				"effectivefrom": texts(o.EffectiveFrom), "effectivetill": texts(o.EffectiveTill),
			}
		},
		tags: func(r *request, inst *types.Instance, o *types.HoursOfOperationOverride) map[string]string {
			if t, ok := r.hours.in(inst).Get(*o.HoursOfOperationId); ok {
				return t.Tags
			}
			return nil
		},
	})
	update(overrides, &h.UpdateHoursOfOperationOverride,
		func(r *request, _ *types.Instance, _ *connect.UpdateHoursOfOperationOverrideInput, o *types.HoursOfOperationOverride) error {
			return r.checkDays(o)
		}, "HoursOfOperationId")
	remove(overrides, &h.DeleteHoursOfOperationOverride)
}

// checkDays makes sure that the days are in order.
func (r *request) checkDays(o *types.HoursOfOperationOverride) error {
	from, fromErr := time.Parse(time.DateOnly, *o.EffectiveFrom)
	till, tillErr := time.Parse(time.DateOnly, *o.EffectiveTill)
	if fromErr != nil || tillErr != nil || till.Before(from) {
		return r.invalid("EffectiveFrom, EffectiveTill: must be days, the first not after the second")
	}
	return nil
}

func listHoursOfOperationOverrides(r *request, in *connect.ListHoursOfOperationOverridesInput) (*connect.ListHoursOfOperationOverridesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	t, err := r.hours.find(r, inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	out := &connect.ListHoursOfOperationOverridesOutput{LastModifiedTime: t.LastModifiedTime, LastModifiedRegion: t.LastModifiedRegion}
	rows := r.overrides.in(inst).Rows(r.Moment, func(o *types.HoursOfOperationOverride) bool { return *o.HoursOfOperationId == *t.HoursOfOperationId })
	return out, paged(r, in, out, rows, deref)
}
