package connecttest

import (
	"time"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareOverrides declares the overrides of hours of operation: days to which other hours apply.
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
			return r.checkOverride(o)
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
			return r.checkOverride(o)
		}, "HoursOfOperationId")
	remove(overrides, &h.DeleteHoursOfOperationOverride)
}

// checkOverride makes sure that the dates are in order, that an event can repeat as it says, and that slots of a day do not overlap.
// Overrides of the same hours may compete for a date: see [request.effectiveOverrides].
func (r *request) checkOverride(o *types.HoursOfOperationOverride) error {
	from, fromErr := time.Parse(time.DateOnly, *o.EffectiveFrom)
	till, tillErr := time.Parse(time.DateOnly, *o.EffectiveTill)
	if fromErr != nil || tillErr != nil || till.Before(from) {
		return r.invalid("EffectiveFrom, EffectiveTill: must be dates, the first not after the second")
	}
	if o.RecurrenceConfig != nil && o.RecurrenceConfig.RecurrencePattern != nil {
		if err := r.checkRecurrence(o.RecurrenceConfig.RecurrencePattern); err != nil {
			return err
		}
	}
	var slots []daySlot
	for _, c := range o.Config {
		if c.StartTime == nil || c.EndTime == nil {
			continue
		}
		s := daySlot{day: string(c.Day)}
		if byMonthDay(o) {
			s.day = "" // whatever the weekday
		}
		s.slot, _ = splitSlot(c.StartTime.Hours, c.StartTime.Minutes, c.EndTime.Hours, c.EndTime.Minutes)
		slots = append(slots, s)
	}
	return r.checkOverlaps(slots)
}

// checkRecurrence refuses members of a pattern that do not go with its frequency or with each other.
func (r *request) checkRecurrence(p *types.RecurrencePattern) error {
	switch {
	case len(p.ByMonth) > 1 || len(p.ByMonthDay) > 1:
		return r.invalid("RecurrencePattern: a list can have only one value")
	case len(p.ByMonthDay) > 0 && len(p.ByWeekdayOccurrence) > 0:
		return r.invalid("RecurrencePattern: ByMonthDay and ByWeekdayOccurrence exclude each other")
	case len(p.ByMonth) > 0 && p.Frequency != types.RecurrenceFrequencyYearly:
		return r.invalid("RecurrencePattern: ByMonth requires the frequency YEARLY")
	case len(p.ByMonthDay)+len(p.ByWeekdayOccurrence) > 0 && p.Frequency != types.RecurrenceFrequencyYearly && p.Frequency != types.RecurrenceFrequencyMonthly:
		return r.invalid("RecurrencePattern: ByMonthDay and ByWeekdayOccurrence require the frequency MONTHLY or YEARLY")
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
