package wire

import (
	"reflect"
	"regexp"
	"strings"
	"sync"
)

// allow says whether n lies within the bounds; nil bounds allow everything.
func (b *bounds) allow(n float64) bool {
	return b == nil || (b.min == nil || n >= *b.min) && (b.max == nil || n <= *b.max)
}

// String reads as a sentence's end: "1 to 50", "at most 50", "at least 1".
func (b *bounds) String() string {
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

// pattern is compiled when a value is first held against it.
type pattern struct {
	source string
	once   sync.Once
	re     *regexp.Regexp
}

// match says whether the pattern is found in s, as Smithy has it: unanchored. A pattern that Go's regexp does not
// know (look-ahead) allows everything: the service has the last word.
func (p *pattern) match(s string) bool {
	if p == nil {
		return true
	}
	p.once.Do(func() { p.re = compilePattern(p.source) })
	return p.re == nil || p.re.MatchString(s)
}

// enums holds the values of each enum type that was validated.
var enums sync.Map // reflect.Type -> []string

// enumValues returns the values of an enum type, nil for a plain string.
func enumValues(t reflect.Type) []string {
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
