package wire

import (
	"reflect"
	"strings"
	"sync"
)

// Allow reports whether n lies within the bounds; nil bounds allow everything.
func (b *Bounds) Allow(n float64) bool {
	return b == nil || (b.Min == nil || n >= *b.Min) && (b.Max == nil || n <= *b.Max)
}

// String returns the end of a sentence: "1 to 50", "at most 50", "at least 1".
func (b *Bounds) String() string {
	lo, hi, _ := strings.Cut(b.text, ":")
	switch {
	case lo == "":
		return "at most " + hi
	case hi == "":
		return "at least " + lo
	default:
		return lo + " to " + hi
	}
}

// enums caches the values of each enum type that was validated.
var enums sync.Map // reflect.Type -> []string

// EnumValues returns the values of an enum type, nil for a plain string.
func EnumValues(t reflect.Type) []string {
	if t.PkgPath() == "" {
		return nil
	}
	if known, ok := enums.Load(t); ok {
		return known.([]string)
	}
	var values []string
	if method := reflect.Zero(t).MethodByName("Values"); method.IsValid() {
		for _, v := range method.Call(nil)[0].Seq2() {
			values = append(values, v.String())
		}
	}
	enums.Store(t, values)
	return values
}
