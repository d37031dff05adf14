package parity

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"time"
)

// Filler fills values by reflection, from a seed.
type Filler struct {
	*rand.Rand
	// Density is the chance of an optional member to be set.
	Density float64
	// Depth ends recursion: below it only required members are set, and lists and maps stay empty.
	Depth int
	// Text makes strings; see texts.go.
	Text func(*rand.Rand) string
	// Time makes timestamps.
	Time func(*rand.Rand) time.Time
	// Missing is the chance of a required member to be left out.
	Missing float64
	// KnownOnly leaves out unknown enum values.
	KnownOnly bool
}

// NewFiller returns a filler with its own sequence.
func NewFiller(seed uint64) *Filler {
	return &Filler{Rand: rand.New(rand.NewPCG(seed, 7)), Density: 0.7, Depth: 6, Text: OddText, Time: OddTime}
}

// Fill fills a struct. Tags come from the struct's counterpart in this library, which knows what is required and
// where members go; for a struct of this library that is the type itself.
func (f *Filler) Fill(v reflect.Value, tags reflect.Type) { f.structure(v, tags, 0) }

func (f *Filler) structure(v reflect.Value, tags reflect.Type, depth int) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if !sf.IsExported() || sf.Name == "ResultMetadata" || sf.Name == "ErrorCodeOverride" {
			continue
		}
		peer, ok := tags.FieldByName(sf.Name)
		if !ok {
			continue // the copy reports it
		}
		facts := strings.Split(peer.Tag.Get("aws"), ",")
		required := false
		for _, fact := range facts {
			required = required || fact == "required"
		}
		if required && f.Float64() < f.Missing || !required && (depth > f.Depth || f.Float64() >= f.Density) {
			continue
		}
		f.value(v.Field(i), peer.Type, depth)
		if facts[0] == "path" || strings.HasPrefix(facts[0], "path=") {
			f.label(v.Field(i))
		}
	}
}

// label makes sure that a path member is not empty and is no "." or "..": those are tests of their own.
func (f *Filler) label(v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.String && strings.Trim(v.String(), ".") == "" {
		v.SetString("a/b c" + v.String())
	}
}

func (f *Filler) value(v reflect.Value, tags reflect.Type, depth int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(f.Time(f.Rand)))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.value(v.Elem(), tags.Elem(), depth)
	case reflect.String:
		f.text(v)
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Int32:
		v.SetInt(int64(int32(OddInt(f.Rand))))
	case reflect.Int64:
		v.SetInt(OddInt(f.Rand))
	case reflect.Float32:
		v.SetFloat(float64(float32(OddFloat(f.Rand))))
	case reflect.Float64:
		v.SetFloat(OddFloat(f.Rand))
	case reflect.Struct:
		f.structure(v, tags, depth+1)
	case reflect.Slice:
		f.list(v, tags, depth)
	case reflect.Map:
		f.mapping(v, tags, depth)
	case reflect.Interface:
		f.union(v, depth)
	default:
		panic("no way to fill a " + v.Type().String())
	}
}

// text sets a string; one that has Values gets one of them, or now and then a value that nobody knows.
func (f *Filler) text(v reflect.Value) {
	values := v.MethodByName("Values")
	if !values.IsValid() {
		v.SetString(f.Text(f.Rand))
		return
	}
	known := values.Call(nil)[0]
	if !f.KnownOnly && f.IntN(20) == 0 || known.Len() == 0 {
		v.SetString("SOMETHING_NEW é")
		return
	}
	v.Set(known.Index(f.IntN(known.Len())))
}

func (f *Filler) size(depth int) int {
	if depth > f.Depth {
		return 0
	}
	return f.IntN(4)
}

func (f *Filler) list(v reflect.Value, tags reflect.Type, depth int) {
	n := f.size(depth)
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		f.value(v.Index(i), tags.Elem(), depth+1)
	}
}

func (f *Filler) mapping(v reflect.Value, tags reflect.Type, depth int) {
	v.Set(reflect.MakeMap(v.Type()))
	for range f.size(depth) {
		key := reflect.New(v.Type().Key()).Elem()
		key.SetString(f.Text(f.Rand))
		elem := reflect.New(v.Type().Elem()).Elem()
		f.value(elem, tags.Elem(), depth+1)
		v.SetMapIndex(key, elem)
	}
}

// union sets one of the variants.
func (f *Filler) union(v reflect.Value, depth int) {
	choice := variantsOf(v.Type(), true)
	t := choice[f.IntN(len(choice))]
	variant := reflect.New(t)
	tags := t
	if !strings.HasPrefix(t.PkgPath(), module) {
		tags = unions().peer[t]
	}
	field, _ := tags.FieldByName("Value")
	f.value(variant.Elem().FieldByName("Value"), field.Type, depth+1)
	v.Set(variant)
}

const module = "github.com/seed-086a074d/chimeconnect"
