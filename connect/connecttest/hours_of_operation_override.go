package connecttest

import (
	"cmp"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareOverrides declares the overrides of hours of operation: days to which other hours apply.
func (s *state) declareOverrides(h *Handlers) {
	overrides := declare(s, &s.overrides, resource[types.HoursOfOperationOverride]{
		noun: "HoursOfOperationOverride", kind: "override of the hours of operation", within: "HoursOfOperationId",
		key: func(_ *request, _ *types.Instance, o *types.HoursOfOperationOverride) string {
			return aws.ToString(o.HoursOfOperationId) + "/" + aws.ToString(o.Name)
		},
		fill: func(_ *request, _ *types.Instance, o *types.HoursOfOperationOverride) {
			if o.OverrideType == "" {
				o.OverrideType = types.OverrideTypeStandard
			}
		},
	})
	create(overrides, &h.CreateHoursOfOperationOverride,
		func(r *request, inst *types.Instance, _ *connect.CreateHoursOfOperationOverrideInput, o *types.HoursOfOperationOverride) error {
			return r.overrideHours(inst, o)
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

// overrideHours makes an override one of the hours that it names.
func (r *request) overrideHours(inst *types.Instance, o *types.HoursOfOperationOverride) error {
	t, err := r.hours.find(r, inst, o.HoursOfOperationId)
	if err != nil {
		return err
	}
	o.HoursOfOperationId, o.HoursOfOperationArn = t.HoursOfOperationId, t.HoursOfOperationArn
	return r.checkOverride(o)
}

// checkOverride makes sure that the dates are in order, that an event can repeat as it says, and that slots of a day do not overlap.
// Overrides of the same hours may compete for a date: see [request.effectiveOverrides].
func (r *request) checkOverride(o *types.HoursOfOperationOverride) error {
	if _, _, ok := dates(o.EffectiveFrom, o.EffectiveTill); !ok {
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

// AddHoursOfOperationOverride adds an override to the hours of operation that it names, and returns its id. Without hours it is for
// the oldest ones of the instance, without a name it is called like the id, and without days it is for today.
func (s *Server) AddHoursOfOperationOverride(instanceID string, info types.HoursOfOperationOverride) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		added := fake.Copy(&info)
		if t, ok := r.hours.first(inst); ok && added.HoursOfOperationId == nil {
			added.HoursOfOperationId = t.HoursOfOperationId
		}
		today := r.moment().Now.UTC().Format(time.DateOnly)
		added.EffectiveFrom = cmp.Or(added.EffectiveFrom, &today)
		added.EffectiveTill = cmp.Or(added.EffectiveTill, added.EffectiveFrom)
		id := r.overrides.identify(r, inst, added)
		added.Name = cmp.Or(added.Name, aws.String("Override "+id))
		if err := r.overrideHours(inst, added); err != nil {
			return "", err
		}
		return id, r.overrides.add(r, inst, added)
	})
}

// HoursOfOperationOverrides returns the overrides of all hours of operation of an instance, in the order of their creation.
func (s *Server) HoursOfOperationOverrides(instanceID string) []types.HoursOfOperationOverride {
	return allIn(s, &s.state.overrides, instanceID)
}
