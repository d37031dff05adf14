package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// facts are the constraints on a value: those of the member before those of its shape.
type facts struct {
	shape       *Shape
	length      *bounds
	numbers     *bounds
	pattern     string
	sensitive   bool
	time        string
	items, keys *facts
}

type bounds struct {
	Min *json.Number `json:"min"`
	Max *json.Number `json:"max"`
}

// String returns the bounds as a tag has them.
func (b *bounds) String() string {
	s := ":"
	if b.Min != nil {
		s = b.Min.String() + s
	}
	if b.Max != nil {
		s += b.Max.String()
	}
	return s
}

func factsOf(model *Model, m Member) *facts {
	s := model.Shape(m.Target)
	f := &facts{shape: s}
	for _, t := range []Traits{s.Traits, m.Traits} {
		if raw, ok := t[traitLength]; ok {
			f.length = readBounds(raw, true)
		}
		if raw, ok := t[traitRange]; ok {
			f.numbers = readBounds(raw, false)
		}
		if t.Has(traitPattern) {
			f.pattern = t.Text(traitPattern)
		}
		if t.Has(traitTimeFormat) {
			f.time = t.Text(traitTimeFormat)
		}
		f.sensitive = f.sensitive || t.Has(traitSensitive)
	}
	if s.Element() != nil {
		f.items = factsOf(model, *s.Element())
	}
	if s.Key != nil {
		f.keys = factsOf(model, *s.Key)
	}
	return f
}

// readBounds returns nil where there are none. A minimum length of 0 says nothing.
func readBounds(raw json.RawMessage, length bool) *bounds {
	b := new(bounds)
	err := json.Unmarshal(raw, b)
	if length && b.Min != nil && *b.Min == "0" {
		b.Min = nil
	}
	if err != nil || b.Min == nil && b.Max == nil {
		return nil
	}
	return b
}

// timeFormat returns the format of a timestamp where it is not the usual one of its location.
func (f *facts) timeFormat(place location) (string, error) {
	format, ok := map[string]string{"": "", "epoch-seconds": "epoch", "date-time": "date-time", "http-date": "http-date"}[f.time]
	if !ok {
		return "", fmt.Errorf("%s: timestampFormat %q is not supported", f.shape.ID, f.time)
	}
	usual := map[location]string{inBody: "epoch", inPath: "date-time", inQuery: "date-time", inHeader: "http-date"}
	return strings.TrimPrefix(format, usual[place]), nil
}

// tag adds the facts of one value.
func (f *facts) tag(t *Tag, prefix string) {
	if f.length != nil {
		t.add(prefix + "len=" + f.length.String())
	}
	if f.numbers != nil {
		t.add(prefix + "range=" + f.numbers.String())
	}
	if f.sensitive {
		t.add(prefix + "sensitive")
	}
	if f.pattern != "" {
		t.Keys = append(t.Keys, [2]string{prefix + "pattern", f.pattern})
	}
}

// elementTags adds the facts of the elements, keys before values.
func (f *facts) elementTags(t *Tag, prefix string, place location) error {
	if f.keys != nil {
		f.keys.tag(t, prefix+"keys.")
		if f.keys.shape.Type == "enum" {
			t.add(prefix + "keys.enum=" + strings.Join(enumValues(f.keys.shape), "|"))
		}
	}
	if f.items == nil {
		return nil
	}
	next := prefix + "items."
	if f.shape.Type == "map" {
		next = prefix + "values."
	}
	format, err := f.items.timeFormat(place)
	if err != nil {
		return err
	}
	if format != "" {
		t.add(next + "time=" + format)
	}
	f.items.tag(t, next)
	return f.items.elementTags(t, next, place)
}

func enumValues(s *Shape) []string {
	var all []string
	for _, m := range s.Members {
		all = append(all, m.Traits.Text(traitEnumValue))
	}
	return all
}
