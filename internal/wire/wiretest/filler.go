// Package wiretest fills structs for tests that walk every operation.
package wiretest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Filler fills structs by reflection. Without more than Rand it makes values that keep to the tags.
type Filler struct {
	*rand.Rand

	// Density is the chance of an optional member to be set.
	Density float64
	// Depth ends recursion: below it only required members are set, and lists and maps are as short as they may be.
	Depth int
	// Missing is the chance of a required member to be left out.
	Missing float64
	// Loose ignores lengths, ranges and patterns.
	Loose bool
	// UnknownEnums sometimes sets an unknown value.
	UnknownEnums bool

	// Text, Int, Float and Time make scalars in place of those that keep to the tags.
	Text  func(*rand.Rand) string
	Int   func(*rand.Rand) int64
	Float func(*rand.Rand) float64
	Time  func(*rand.Rand) time.Time

	// Variants returns the variants of a union, and Tags the struct that has the tags of a variant. Without them both
	// are those of the structs that are filled.
	Variants func(union reflect.Type) []reflect.Type
	Tags     func(variant reflect.Type) reflect.Type

	unions map[reflect.Type][]reflect.Type
}

// New returns a filler with its own sequence.
func New(seed uint64) *Filler {
	return &Filler{Rand: rand.New(rand.NewPCG(seed, 7)), Density: 0.75, Depth: 6}
}

// Fill fills the struct that ptr points to.
func (f *Filler) Fill(ptr any) error {
	v := reflect.ValueOf(ptr).Elem()
	return f.FillAs(v, v.Type())
}

// FillAs fills a struct by the tags of another that has members of the same names.
func (f *Filler) FillAs(v reflect.Value, tags reflect.Type) error { return f.structure(v, tags, 0) }

func (f *Filler) structure(v reflect.Value, tags reflect.Type, depth int) error {
	f.addUnions(tags)
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		tagged, ok := tags.FieldByName(sf.Name)
		if !sf.IsExported() || !ok {
			continue
		}
		tag, err := wire.ParseTag(tagged)
		if err != nil {
			return err
		}
		if tag.Location == wire.Nowhere || f.leavesOut(&tag, depth) {
			continue
		}
		if err := f.value(v.Field(i), tagged.Type, &tag.Facts, depth); err != nil {
			return fmt.Errorf("%s.%s: %w", tags.Name(), sf.Name, err)
		}
		if err := f.fit(v.Field(i), tagged.Type, &tag); err != nil {
			return err
		}
	}
	return nil
}

// addUnions records the unions that a struct names.
func (f *Filler) addUnions(tags reflect.Type) {
	for union, variants := range wire.Unions(tags) {
		if f.unions == nil {
			f.unions = map[reflect.Type][]reflect.Type{}
		}
		f.unions[union] = slices.DeleteFunc(variants, wire.IsUnknownVariant)
	}
}

func (f *Filler) leavesOut(tag *wire.MemberTag, depth int) bool {
	if tag.Required || tag.Location == wire.InPath {
		return f.Missing > 0 && f.Float64() < f.Missing
	}
	return depth > f.Depth || f.Float64() >= f.Density
}

// fit changes a value that cannot be sent where the member goes: a path member that is empty, "." or "..", which are
// tests of their own, and lists in the query, which has none that is empty and whose values the signer sorts.
func (f *Filler) fit(v reflect.Value, tags reflect.Type, tag *wire.MemberTag) error {
	switch {
	case tag.Location == wire.InPath:
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() == reflect.String && strings.Trim(v.String(), ".") == "" {
			v.SetString("a/b c" + v.String())
		}
	case tag.Location == wire.InQuery && v.Kind() == reflect.Slice && !f.Loose:
		if v.Len() == 0 && !tag.Required {
			v.SetZero()
			return nil
		}
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			if err := f.value(v.Index(0), tags.Elem(), tag.Items, 0); err != nil {
				return err
			}
		}
		sort.Slice(v.Interface(), func(i, j int) bool { return v.Index(i).String() < v.Index(j).String() })
	}
	return nil
}

func (f *Filler) value(v reflect.Value, tags reflect.Type, facts *wire.Facts, depth int) error {
	if facts == nil {
		facts = new(wire.Facts)
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return f.value(v.Elem(), tags.Elem(), facts, depth)
	case reflect.String:
		text, err := f.text(v.Type(), facts)
		v.SetString(text)
		return err
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Int32, reflect.Int64:
		f.integer(v, facts)
	case reflect.Float32, reflect.Float64:
		f.float(v, facts)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(f.time()))
			return nil
		}
		return f.structure(v, tags, depth+1)
	case reflect.Slice:
		return f.list(v, tags, facts, depth)
	case reflect.Map:
		return f.mapping(v, tags, facts, depth)
	case reflect.Interface:
		return f.union(v, depth)
	default:
		return fmt.Errorf("no way to fill a %s", v.Type())
	}
	return nil
}

// size picks a small number of elements.
func (f *Filler) size(facts *wire.Facts, depth int) int {
	if f.Loose && depth <= f.Depth {
		return f.IntN(4)
	}
	least, most := 0, 2
	if depth > f.Depth {
		most = 0
	}
	if b := facts.Length; b != nil && !f.Loose {
		if b.Min != nil {
			least = int(*b.Min)
		}
		if b.Max != nil {
			most = min(most, int(*b.Max))
		}
	}
	return least + f.IntN(max(most, least)-least+1)
}

func (f *Filler) list(v reflect.Value, tags reflect.Type, facts *wire.Facts, depth int) error {
	n := f.size(facts, depth)
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		if err := f.value(v.Index(i), tags.Elem(), facts.Items, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (f *Filler) mapping(v reflect.Value, tags reflect.Type, facts *wire.Facts, depth int) error {
	v.Set(reflect.MakeMap(v.Type()))
	size := f.size(facts, depth)
	for tries := 0; v.Len() < size && tries < 20; tries++ {
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		if err := f.value(key, tags.Key(), facts.Keys, depth+1); err != nil {
			return err
		}
		if err := f.value(elem, tags.Elem(), facts.Values, depth+1); err != nil {
			return err
		}
		v.SetMapIndex(key, elem)
	}
	return nil
}

// union sets one of the variants, and deep down one that does not begin again.
func (f *Filler) union(v reflect.Value, depth int) error {
	variants := f.unions[v.Type()]
	if f.Variants != nil {
		variants = f.Variants(v.Type())
	}
	t := variants[f.IntN(len(variants))]
	for i := 0; depth > f.Depth && leadsTo(t, v.Type(), map[reflect.Type]bool{}) && i < len(variants); i++ {
		t = variants[i]
	}
	tags := t
	if f.Tags != nil {
		tags = f.Tags(t)
	}
	variant := reflect.New(t)
	field, _ := tags.FieldByName("Value")
	tag, err := wire.ParseTag(field)
	if err != nil {
		return err
	}
	f.addUnions(tags)
	if err := f.value(variant.Elem().FieldByName("Value"), field.Type, &tag.Facts, depth+1); err != nil {
		return err
	}
	v.Set(variant)
	return nil
}

// leadsTo reports whether a value of a type can hold the union.
func leadsTo(t, union reflect.Type, seen map[reflect.Type]bool) bool {
	switch t.Kind() {
	case reflect.Interface:
		return t == union
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return leadsTo(t.Elem(), union, seen)
	case reflect.Struct:
		if seen[t] {
			return false
		}
		seen[t] = true
		for sf := range t.Fields() {
			if sf.IsExported() && leadsTo(sf.Type, union, seen) {
				return true
			}
		}
	}
	return false
}
