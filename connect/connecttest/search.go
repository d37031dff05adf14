package connecttest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// meets reports whether criteria hold: those of the structure itself, all of its AND list, one of its OR list. Nil
// criteria hold for everything.
func meets[C any](c *C, split func(*C) (and, or []C), leaf func(*C) bool) bool {
	if c == nil {
		return true
	}
	and, or := split(c)
	for i := range and {
		if !meets(&and[i], split, leaf) {
			return false
		}
	}
	if len(or) > 0 && !slices.ContainsFunc(or, func(o C) bool { return meets(&o, split, leaf) }) {
		return false
	}
	return leaf(c)
}

// fields are the values that a string condition can name, by lower-case name.
type fields map[string][]string

// has reports whether a string condition holds; a nil one does. A field that the service does not search holds never.
func (f fields) has(c *types.StringCondition) bool {
	if c == nil {
		return true
	}
	return slices.ContainsFunc(f[lower(c.FieldName)], func(value string) bool {
		return compares(value, aws.ToString(c.Value), c.ComparisonType)
	})
}

func lower(name *string) string { return strings.ToLower(aws.ToString(name)) }

// compares holds two texts against each other without regard to case, as the service does.
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

// texts makes a field's values of members; nil ones have none.
func texts(members ...*string) []string {
	var out []string
	for _, m := range members {
		if m != nil {
			out = append(out, *m)
		}
	}
	return out
}

// tagsMeet reports whether a tag filter holds; a nil one does.
func tagsMeet(filter *types.ControlPlaneTagFilter, tags map[string]string) bool {
	if filter == nil {
		return true
	}
	if filter.TagCondition != nil && !hasTags(tags, []types.TagCondition{*filter.TagCondition}) || !hasTags(tags, filter.AndConditions) {
		return false
	}
	return len(filter.OrConditions) == 0 ||
		slices.ContainsFunc(filter.OrConditions, func(and []types.TagCondition) bool { return hasTags(tags, and) })
}

// hasTags reports whether all conditions hold. A condition without a value asks for the key only.
func hasTags(tags map[string]string, conditions []types.TagCondition) bool {
	for _, c := range conditions {
		value, ok := tags[aws.ToString(c.TagKey)]
		if !ok || c.TagValue != nil && *c.TagValue != value {
			return false
		}
	}
	return true
}

// search is a list with the number of all that was found.
func search[T, S any](r *request, table *fake.Table[T], in any, keep func(T) bool, summarise func(T) S) (page []S, next *string, total *int64, err error) {
	total = aws.Int64(int64(len(table.Rows(r.Moment, keep).All())))
	page, next, err = list(r, table, in, keep, summarise)
	return page, next, total, err
}
