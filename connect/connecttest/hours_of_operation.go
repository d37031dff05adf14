package connecttest

import (
	"cmp"
	"time"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

func (s *state) declareHours(h *Handlers) {
	hours := declare(s, &s.hours, resource[types.HoursOfOperation]{
		noun: "HoursOfOperation", kind: "hours of operation", path: "operating-hours", tagType: "operating-hours",
		fill: func(_ *request, _ *types.Instance, t *types.HoursOfOperation) {
			if t.Config == nil {
				t.Config = allWeek()
			}
		},
		show:   nameParents,
		unused: unusedHours,
	})
	create(hours, &h.CreateHoursOfOperation, func(r *request, inst *types.Instance, in *connect.CreateHoursOfOperationInput, t *types.HoursOfOperation) error {
		if err := r.addParents(inst, t, in.ParentHoursOfOperationConfigs); err != nil {
			return err
		}
		if err := r.checkWeek(in.Config); err != nil {
			return err
		}
		return r.checkTimeZone(t.TimeZone)
	}, "ParentHoursOfOperationConfigs")
	describe(hours, &h.DescribeHoursOfOperation)
	list(hours, &h.ListHoursOfOperations, nil)
	search(hours, &h.SearchHoursOfOperations, searching[types.HoursOfOperation]{
		fields: func(_ *request, _ *types.Instance, t *types.HoursOfOperation) fields {
			return fields{"name": texts(t.Name), "description": texts(t.Description), "timezone": texts(t.TimeZone)}
		},
	})
	update(hours, &h.UpdateHoursOfOperation, func(r *request, _ *types.Instance, in *connect.UpdateHoursOfOperationInput, _ *types.HoursOfOperation) error {
		if err := r.checkWeek(in.Config); err != nil {
			return err
		}
		return r.checkTimeZone(in.TimeZone)
	})
	remove(hours, &h.DeleteHoursOfOperation)
}

// allWeek returns hours that are open from midnight to midnight, every day.
func allWeek() []types.HoursOfOperationConfig {
	var week []types.HoursOfOperationConfig
	for _, day := range types.HoursOfOperationDays("").Values() {
		week = append(week, types.HoursOfOperationConfig{
			Day: day, StartTime: timeSlice(0, 0), EndTime: timeSlice(0, 0),
		})
	}
	return week
}

func timeSlice(hours, minutes int32) *types.HoursOfOperationTimeSlice {
	return &types.HoursOfOperationTimeSlice{Hours: &hours, Minutes: &minutes}
}

// daySlot is a slot of hours with the day that it is on.
type daySlot struct {
	day string
	slot
}

// checkOverlaps refuses slots of a day that overlap, unless the server is to accept them. Slots that end at midnight last
// until the end of the day, and so do those that end before they start, which continue into the next day.
func (r *request) checkOverlaps(slots []daySlot) error {
	for i, s := range slots {
		for _, other := range slots[:i] {
			if s.day == other.day && s.from < other.till && other.from < s.till && !r.choices().AcceptOverlappingHours {
				return r.invalid("Config: hours of %s overlap", cmp.Or(s.day, "a day"))
			}
		}
	}
	return nil
}

func (r *request) checkWeek(week []types.HoursOfOperationConfig) error {
	return r.checkOverlaps(fake.Map(week, func(c types.HoursOfOperationConfig) daySlot {
		today, _ := splitSlot(c.StartTime.Hours, c.StartTime.Minutes, c.EndTime.Hours, c.EndTime.Minutes)
		return daySlot{string(c.Day), today}
	}))
}

func (r *request) checkTimeZone(name *string) error {
	if name == nil {
		return nil
	}
	if _, err := time.LoadLocation(*name); err != nil {
		return r.invalid("TimeZone: there is no such time zone")
	}
	return nil
}

// unusedHours refuses to delete hours of a queue or with children. Their overrides go with them.
func unusedHours(r *request, inst *types.Instance, t *types.HoursOfOperation) error {
	if _, used := r.queues.in(inst).Find(func(q *types.Queue) bool { return sameID(q.HoursOfOperationId, t.HoursOfOperationId) }); used {
		return r.invalid("The hours of operation are used by a queue.")
	}
	if _, used := r.hours.in(inst).Find(func(child *types.HoursOfOperation) bool { return isParent(child, t.HoursOfOperationId) }); used {
		return r.invalid("The hours of operation have children.")
	}
	for _, o := range r.overrides.in(inst).All() {
		if *o.HoursOfOperationId == *t.HoursOfOperationId {
			if err := r.overrides.remove(r, inst, o.HoursOfOperationOverrideId); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddHoursOfOperation adds hours of operation to an instance and returns their id. Without Config they are open all week.
func (s *Server) AddHoursOfOperation(instanceID string, info types.HoursOfOperation) string {
	return addTo(s, &s.state.hours, instanceID, info)
}

// HoursOfOperations returns the hours of operation of an instance, in the order of their creation.
func (s *Server) HoursOfOperations(instanceID string) []types.HoursOfOperation {
	return allIn(s, &s.state.hours, instanceID)
}
