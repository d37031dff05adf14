package parity

import (
	"maps"
	"slices"
)

// walk visits every value below the root in a fixed order.
func walk(v any, visit func(v any, in place, set func(any))) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			visit(v[key], inObject, func(n any) { v[key] = n })
			walk(v[key], visit)
		}
	case []any:
		for i := range v {
			visit(v[i], inArray, func(n any) { v[i] = n })
			walk(v[i], visit)
		}
	}
}
