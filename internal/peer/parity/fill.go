package parity

import (
	"reflect"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/wire/wiretest"
)

// NewFiller returns a filler of either client's structs, with its own sequence, that makes values which encoders tend to
// get wrong. Tags come from the struct's counterpart in this library: they say what is required and where members go.
func NewFiller(seed uint64) *wiretest.Filler {
	f := wiretest.New(seed)
	f.Density, f.Loose, f.UnknownEnums = 0.7, true, true
	f.Text, f.Int, f.Float, f.Time = OddText, OddInt, OddFloat, OddTime
	f.Variants = func(union reflect.Type) []reflect.Type { return variantsOf(union, true) }
	f.Tags = func(variant reflect.Type) reflect.Type {
		if strings.HasPrefix(variant.PkgPath(), module) {
			return variant
		}
		return unions().peer[variant]
	}
	return f
}

const module = "github.com/seed-086a074d/chimeconnect"
