package connecttest

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// fields are the values that a condition can name, by lower-case name. A name for which a resource has no value must be
// present too: a search for a missing name is refused.
type fields map[string][]string

// searching says what a search can ask for. Each search has a SearchCriteria and perhaps a SearchFilter, structures of
// conditions that are the same for all resources.
type searching[T any] struct {
	// fields are the values of a resource that conditions can name, besides its resourceId.
	fields func(r *request, inst *types.Instance, t *T) fields
	// tags are the tags that count for a resource that has none itself.
	tags func(r *request, inst *types.Instance, t *T) map[string]string
	// holds evaluates conditions other than those on texts, days and tags. It returns false for known if it does not support
	// the condition, which is then ignored.
	holds func(r *request, inst *types.Instance, t *T, condition any) (holds, known bool)
	// newestFirst reverses the order of the results.
	newestFirst bool
}

// search declares the operation that searches resources. It lists them as [list] does.
func search[T, I, O any](res *resource[T], h *handler[I, O], what searching[T]) {
	slot := listMember(reflect.TypeFor[O]())
	checkSummary(res, slot.Type.Elem())
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := r.instance(*member[*string](in, "InstanceId"))
		if err != nil {
			return nil, err
		}
		owner := inst
		if res.account {
			owner = nil
		}
		known := what.fields(r, inst, new(T))
		known["resourceid"] = nil
		if err := r.checkFields(in, known); err != nil {
			return nil, err
		}
		found, count := res.in(owner).Rows(r.Moment, func(t *T) bool {
			return what.finds(r, res, inst, t, reflect.ValueOf(in).Elem())
		}).Once()
		out := new(O)
		*member[*int64](out, "ApproximateTotalCount") = aws.Int64(int64(count))
		*member[*int32](out, "ApproximateTotalCount") = aws.Int32(int32(count)) // of SearchMetrics
		*member[int64](out, "ApproximateTotalCount") = int64(count)             // of SearchRules
		return out, pageInOrder(r, in, out, found, what.newestFirst, func(t *T) reflect.Value { return res.summary(r, inst, t, slot.Type.Elem()) })
	})
}

// searchMembers are the members of an input that can have conditions.
func searchMembers() []string { return []string{"SearchCriteria", "SearchFilter"} }

// checkFields refuses conditions on what is not among the fields of a resource. It looks at all of them, also where there is
// nothing to search, or where an earlier one does not hold.
func (r *request) checkFields(in any, known fields) error {
	for _, member := range searchMembers() {
		conditions := reflect.ValueOf(in).Elem().FieldByName(member)
		if !conditions.IsValid() {
			continue
		}
		for _, name := range fieldNames(conditions) {
			if _, ok := known[strings.ToLower(name)]; !ok {
				return r.invalid("FieldName: the search knows no field %q", name)
			}
		}
	}
	return nil
}

// fieldNames returns the names in conditions on texts and days.
func fieldNames(v reflect.Value) (names []string) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	switch c := v.Interface().(type) {
	case types.StringCondition:
		return []string{aws.ToString(c.FieldName)}
	case types.DateCondition:
		return []string{aws.ToString(c.FieldName)}
	case types.ListCondition: // its names are those of the elements of a list
		return nil
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			names = append(names, fieldNames(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				names = append(names, fieldNames(v.Field(i))...)
			}
		}
	}
	return names
}

// finds reports whether a search finds a resource.
func (what searching[T]) finds(r *request, res *resource[T], inst *types.Instance, t *T, in reflect.Value) bool {
	t = res.shown(r, inst, t)
	m := match{fields: what.fields(r, inst, t), tags: res.tags(t)}
	if what.tags != nil {
		m.tags = what.tags(r, inst, t)
	}
	m.fields["resourceid"] = []string{res.id(t)}
	m.other = func(condition any) (holds, known bool) {
		if what.holds == nil {
			return false, false
		}
		return what.holds(r, inst, t, condition)
	}
	for _, name := range searchMembers() {
		if conditions := in.FieldByName(name); conditions.IsValid() && !m.holds(conditions, false) {
			return false
		}
	}
	return true
}

// match is a resource that criteria are evaluated for.
type match struct {
	fields fields
	tags   map[string]string
	other  func(condition any) (holds, known bool)
}

// holds evaluates a condition, a list of conditions or a structure of both. Conditions that are not set hold. All conditions
// of a structure must hold, at least one of a list called OrConditions, and all of any other list.
func (m *match) holds(v reflect.Value, one bool) bool {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return true
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct && v.IsZero() {
		return true
	}
	if holds, known := m.leaf(v.Interface()); known {
		return holds
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			if m.holds(v.Index(i), false) == one {
				return one
			}
		}
		return !one || v.Len() == 0
	case reflect.Struct:
		for i := range v.NumField() {
			if !m.holds(v.Field(i), strings.HasPrefix(v.Type().Field(i).Name, "Or")) {
				return false
			}
		}
	}
	return true
}

// leaf evaluates a condition that has no others in it.
func (m *match) leaf(condition any) (holds, known bool) {
	if holds, known := m.other(condition); known {
		return holds, true
	}
	switch c := condition.(type) {
	case types.StringCondition:
		return slices.ContainsFunc(m.values(c.FieldName), func(value string) bool {
			return compares(value, aws.ToString(c.Value), c.ComparisonType)
		}), true
	case types.DateCondition:
		return slices.ContainsFunc(m.values(c.FieldName), func(day string) bool { return compareDays(day, aws.ToString(c.Value), c.ComparisonType) }), true
	case types.TagCondition: // without a value it is about the key only
		value, ok := m.tags[aws.ToString(c.TagKey)]
		return ok && (c.TagValue == nil || *c.TagValue == value), true
	}
	return false, false
}

// values returns those of a field that a condition names.
func (m *match) values(name *string) []string {
	return m.fields[strings.ToLower(aws.ToString(name))]
}

// compares evaluates a comparison of two texts, without regard to case, as the service does.
func compares(value, with string, how types.StringComparisonType) bool {
	value, with = strings.ToLower(value), strings.ToLower(with)
	switch how {
	case types.StringComparisonTypeStartsWith:
		return strings.HasPrefix(value, with)
	case types.StringComparisonTypeContains:
		return strings.Contains(value, with)
	default:
		return value == with
	}
}

// compareDays compares two days, which sort as texts.
func compareDays(day, with string, how types.DateComparisonType) bool {
	switch how {
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
}

// compareTimes evaluates a condition on a time. Bounds are in UTC, to the second or the millisecond; a time that is not set
// never matches.
func compareTimes(set *time.Time, c types.DateTimeCondition) bool {
	bound := func(text *string) (time.Time, bool) {
		t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(aws.ToString(text), "Z")) // a fraction is accepted too
		return t, err == nil
	}
	low, hasLow := bound(c.MinValue)
	high, hasHigh := bound(c.MaxValue)
	if set == nil {
		return false
	}
	at := set.Truncate(time.Millisecond) // as the service shows it
	switch c.ComparisonType {
	case types.DateTimeComparisonTypeGreaterThan:
		return hasLow && at.After(low)
	case types.DateTimeComparisonTypeGreaterThanOrEqualTo:
		return hasLow && !at.Before(low)
	case types.DateTimeComparisonTypeLessThan:
		return hasHigh && at.Before(high)
	case types.DateTimeComparisonTypeLessThanOrEqualTo:
		return hasHigh && !at.After(high)
	case types.DateTimeComparisonTypeRange:
		return hasLow && hasHigh && !at.Before(low) && !at.After(high)
	default:
		return hasLow && at.Equal(low) || hasHigh && at.Equal(high)
	}
}

// texts returns the values of a field from members; nil members are left out.
func texts(members ...*string) []string {
	var out []string
	for _, m := range members {
		if m != nil {
			out = append(out, *m)
		}
	}
	return out
}
