package connecttest

import (
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

const (
	minutesADay = 24 * 60
	// maxEffectiveDays is how many dates one request can ask for.
	maxEffectiveDays = 366
)

// openMinutes says for each minute of a date whether it is in the hours.
type openMinutes [minutesADay]bool

// slot is a time of a date in minutes; one that ends at 0 ends at midnight.
type slot struct{ from, till int }

func (m *openMinutes) set(s slot, open bool) {
	for i := s.from; i < s.till; i++ {
		m[i] = open
	}
}

// slots returns the times that are in the hours.
func (m *openMinutes) slots() (slots []slot) {
	for i := 0; i < minutesADay; i++ {
		if !m[i] {
			continue
		}
		from := i
		for i < minutesADay && m[i] {
			i++
		}
		slots = append(slots, slot{from, i})
	}
	return slots
}

func timeOfDay(minutes int) *types.OverrideTimeSlice {
	minutes %= minutesADay
	return &types.OverrideTimeSlice{Hours: aws.Int32(int32(minutes / 60)), Minutes: aws.Int32(int32(minutes % 60))}
}

// splitSlot returns the part of a slot on its own date and the part after midnight: one that does not end after it begins
// continues on the next day.
func splitSlot(fromHours, fromMinutes, tillHours, tillMinutes *int32) (today, tomorrow slot) {
	today.from = int(aws.ToInt32(fromHours))*60 + int(aws.ToInt32(fromMinutes))
	today.till = int(aws.ToInt32(tillHours))*60 + int(aws.ToInt32(tillMinutes))
	if today.till <= today.from {
		tomorrow.till, today.till = today.till, minutesADay
	}
	return today, tomorrow
}

// regular adds the hours of the week on a date, with the rest of the slots that began the day before.
func (m *openMinutes) regular(t *types.HoursOfOperation, date time.Time) {
	for _, c := range t.Config {
		if c.StartTime == nil || c.EndTime == nil {
			continue
		}
		today, tomorrow := splitSlot(c.StartTime.Hours, c.StartTime.Minutes, c.EndTime.Hours, c.EndTime.Minutes)
		switch string(c.Day) {
		case weekday(date):
			m.set(today, true)
		case weekday(date.AddDate(0, 0, -1)):
			m.set(tomorrow, true)
		}
	}
}

// dates reads two dates. It reports false for what are not dates, or not in order.
func dates(from, till *string) (first, last time.Time, ok bool) {
	first, fromErr := time.Parse(time.DateOnly, aws.ToString(from))
	last, tillErr := time.Parse(time.DateOnly, aws.ToString(till))
	return first, last, fromErr == nil && tillErr == nil && !last.Before(first)
}

func weekday(date time.Time) string { return strings.ToUpper(date.Weekday().String()) }

// covers reports whether an override applies to a date.
func covers(o *types.HoursOfOperationOverride, date time.Time) bool {
	from, till, ok := dates(o.EffectiveFrom, o.EffectiveTill)
	if !ok || date.Before(from) || date.After(till) {
		return false
	}
	if o.RecurrenceConfig == nil || o.RecurrenceConfig.RecurrencePattern == nil {
		return true
	}
	p := o.RecurrenceConfig.RecurrencePattern
	interval := max(int(aws.ToInt32(p.Interval)), 1)
	months := (date.Year()-from.Year())*12 + int(date.Month()) - int(from.Month())
	switch p.Frequency {
	case types.RecurrenceFrequencyWeekly:
		return weeksBetween(from, date)%interval == 0
	case types.RecurrenceFrequencyMonthly:
		return months%interval == 0 && onDay(p, date)
	case types.RecurrenceFrequencyYearly:
		return (date.Year()-from.Year())%interval == 0 && (len(p.ByMonth) == 0 || slices.Contains(p.ByMonth, int32(date.Month()))) && onDay(p, date)
	}
	return true
}

// weeksBetween counts the weeks between two dates, which begin on Mondays.
func weeksBetween(from, date time.Time) int {
	monday := func(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }
	return int(monday(date).Sub(monday(from)).Hours()) / (7 * 24)
}

// onDay reports whether a date is on the day of the month that a pattern names.
func onDay(p *types.RecurrencePattern, date time.Time) bool {
	last := time.Date(date.Year(), date.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	matches := func(days []int32, fromStart, fromEnd int) bool {
		return len(days) == 0 || slices.Contains(days, int32(fromStart)) || slices.Contains(days, int32(fromEnd))
	}
	return matches(p.ByMonthDay, date.Day(), date.Day()-last-1) && matches(p.ByWeekdayOccurrence, (date.Day()-1)/7+1, -((last-date.Day())/7+1))
}

// byMonthDay reports whether an override repeats on a day of the month.
func byMonthDay(o *types.HoursOfOperationOverride) bool {
	return o.RecurrenceConfig != nil && o.RecurrenceConfig.RecurrencePattern != nil && len(o.RecurrenceConfig.RecurrencePattern.ByMonthDay) > 0
}

// slotsOn returns the times that an override sets for a date. An override for a day of the month applies on any weekday.
func slotsOn(o *types.HoursOfOperationOverride, date time.Time) (slots []slot) {
	for _, c := range o.Config {
		if c.StartTime != nil && c.EndTime != nil && (byMonthDay(o) || string(c.Day) == weekday(date)) {
			today, _ := splitSlot(c.StartTime.Hours, c.StartTime.Minutes, c.EndTime.Hours, c.EndTime.Minutes)
			slots = append(slots, today)
		}
	}
	return slots
}

// apply applies an override to a date and returns what it contributes. Temporary hours replace those of the week; without a slot
// they close the date, and so does a closed event that has no slots at all.
func (m *openMinutes) apply(o *types.HoursOfOperationOverride, date time.Time) (hours []types.OverrideHour) {
	slots, status := slotsOn(o, date), types.OperationalStatusOpen
	allDay := len(slots) == 0 && (o.OverrideType == types.OverrideTypeStandard || len(o.Config) == 0 && o.OverrideType == types.OverrideTypeClosed)
	if allDay {
		slots = []slot{{0, minutesADay}}
	}
	if allDay || o.OverrideType == types.OverrideTypeClosed {
		status = types.OperationalStatusClosed
	}
	if o.OverrideType == types.OverrideTypeStandard {
		*m = openMinutes{}
	}
	for _, s := range slots {
		m.set(s, status == types.OperationalStatusOpen)
		hours = append(hours, types.OverrideHour{Start: timeOfDay(s.from), End: timeOfDay(s.till), OverrideName: o.Name, OperationalStatus: status})
	}
	return hours
}

// effectiveOverrides returns the overrides of hours and of their parents in the order in which they are applied, as AWS
// ranks them: temporary hours, then open events, then closed events, which always apply. Of one kind, those of the hours
// themselves come after those of parents.
func (r *request) effectiveOverrides(inst *types.Instance, t *types.HoursOfOperation) []*types.HoursOfOperationOverride {
	all := r.overrides.in(inst).Rows(r.Moment, func(o *types.HoursOfOperationOverride) bool {
		return sameID(o.HoursOfOperationId, t.HoursOfOperationId) || isParent(t, o.HoursOfOperationId)
	}).All()
	rank := func(o *types.HoursOfOperationOverride) int {
		rank := 2 * slices.Index([]types.OverrideType{types.OverrideTypeStandard, types.OverrideTypeOpen, types.OverrideTypeClosed}, o.OverrideType)
		if sameID(o.HoursOfOperationId, t.HoursOfOperationId) {
			rank++
		}
		return rank
	}
	slices.SortStableFunc(all, func(a, b *types.HoursOfOperationOverride) int { return rank(a) - rank(b) })
	return all
}

func (s *state) declareEffectiveHours(h *Handlers) {
	h.GetEffectiveHoursOfOperations = handle(s, getEffectiveHoursOfOperations)
}

func getEffectiveHoursOfOperations(r *request, in *connect.GetEffectiveHoursOfOperationsInput) (*connect.GetEffectiveHoursOfOperationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	t, err := r.hours.see(r, inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	from, till, ok := dates(in.FromDate, in.ToDate)
	if !ok || till.After(from.AddDate(0, 0, maxEffectiveDays)) {
		return nil, r.invalid("FromDate, ToDate: must be dates at most %d days apart, the first not after the second", maxEffectiveDays)
	}
	out := &connect.GetEffectiveHoursOfOperationsOutput{TimeZone: t.TimeZone, EffectiveOverrideHoursList: []types.EffectiveOverrideHours{}}
	overrides := r.effectiveOverrides(inst, t)
	for date := from; !date.After(till); date = date.AddDate(0, 0, 1) {
		var open openMinutes
		open.regular(t, date)
		day, contributed := aws.String(date.Format(time.DateOnly)), []types.OverrideHour(nil)
		for _, o := range overrides {
			if covers(o, date) {
				contributed = append(contributed, open.apply(o, date)...)
			}
		}
		hours := types.EffectiveHoursOfOperations{Date: day, OperationalHours: []types.OperationalHour{}}
		for _, s := range open.slots() {
			hours.OperationalHours = append(hours.OperationalHours, types.OperationalHour{Start: timeOfDay(s.from), End: timeOfDay(s.till)})
		}
		out.EffectiveHoursOfOperationList = append(out.EffectiveHoursOfOperationList, hours)
		if contributed != nil {
			out.EffectiveOverrideHoursList = append(out.EffectiveOverrideHoursList, types.EffectiveOverrideHours{Date: day, OverrideHours: contributed})
		}
	}
	return out, nil
}
