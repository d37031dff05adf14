package wire

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/pattern"
)

// This file and binding.go are the only readers of struct tags: the package comment has the grammar.

// Location says which part of an HTTP message a member lives in.
type Location uint8

// The locations.
const (
	InBody Location = iota
	InPath
	InQuery
	InHeader
	Nowhere
)

// timeFormat is how a timestamp is written.
type timeFormat uint8

const (
	timeDefault timeFormat = iota
	timeEpoch
	timeDateTime
	timeHTTPDate
)

// Facts are what the tag of a member says about a value: that of the member or, with a prefix, its elements.
type Facts struct {
	Required, Token, Bearer, Sensitive bool
	// Length and Range are nil where there are no limits.
	Length, Range *Bounds
	// Enum has the values of a string without an enum type.
	Enum []string
	// Pattern is nil where there is none.
	Pattern *pattern.Pattern
	// Items, Keys and Values are the facts of elements, nil where there are none.
	Items, Keys, Values *Facts

	time timeFormat
}

// Bounds are the limits of a length or a number; nil means no limit on that side.
type Bounds struct {
	Min, Max *float64
	text     string // as the tag has it, for messages
}

// MemberTag is the parsed tag of one member.
type MemberTag struct {
	Facts

	Location Location
	// Name is the name on the wire.
	Name string
}

// child returns the facts of the elements that prefix names, making them on first use.
func (f *Facts) child(prefix string) (*Facts, error) {
	var target **Facts
	switch prefix {
	case "items":
		target = &f.Items
	case "keys":
		target = &f.Keys
	case "values":
		target = &f.Values
	default:
		return nil, fmt.Errorf("unknown prefix %q", prefix)
	}
	if *target == nil {
		*target = new(Facts)
	}
	return *target, nil
}

// Elements returns the facts of the items of a list or the values of a map, and keys those of the keys of a map.
func (f *Facts) Elements(kind reflect.Kind) *Facts {
	switch {
	case f == nil:
		return nil
	case kind == reflect.Map:
		return f.Values
	default:
		return f.Items
	}
}

func (f *Facts) keys() *Facts {
	if f == nil {
		return nil
	}
	return f.Keys
}

// ParseTag reads the tags of a member.
func ParseTag(sf reflect.StructField) (MemberTag, error) {
	t := MemberTag{Name: sf.Name}
	if sf.Tag == "" {
		return t, nil
	}
	for i, item := range strings.Split(sf.Tag.Get("aws"), ",") {
		key, value, _ := strings.Cut(item, "=")
		if i == 0 && t.locate(key, value) {
			continue
		}
		switch key {
		case "":
		case "name":
			t.Name = value
		default:
			if err := t.set(key, value); err != nil {
				return t, fmt.Errorf("member %s: tag %q: %w", sf.Name, item, err)
			}
		}
	}
	for _, prefix := range [...]string{"", "items.", "items.items.", "keys.", "values.", "values.items."} {
		if p, ok := sf.Tag.Lookup(prefix + "pattern"); ok {
			if err := t.set(prefix+"pattern", p); err != nil {
				return t, fmt.Errorf("member %s: %spattern: %w", sf.Name, prefix, err)
			}
		}
	}
	return t, nil
}

// locate sets the location from the first item of a tag, if it is one.
func (t *MemberTag) locate(key, value string) bool {
	switch key {
	case "path":
		t.Location = InPath
	case "query":
		t.Location = InQuery
	case "header":
		t.Location = InHeader
	case "-":
		t.Location = Nowhere
	default:
		return false
	}
	if value != "" {
		t.Name = value
	}
	return true
}

func (f *Facts) set(key, value string) (err error) {
	for {
		prefix, rest, found := strings.Cut(key, ".")
		if !found {
			break
		}
		if f, err = f.child(prefix); err != nil {
			return err
		}
		key = rest
	}
	switch key {
	case "required":
		f.Required = true
	case "token":
		f.Token = true
	case "bearer":
		f.Bearer = true
	case "sensitive":
		f.Sensitive = true
	case "time":
		f.time, err = parseTimeFormat(value)
	case "len":
		f.Length, err = parseBounds(value)
	case "range":
		f.Range, err = parseBounds(value)
	case "enum":
		f.Enum = strings.Split(value, "|")
	case "pattern":
		f.Pattern = pattern.New(value)
	default:
		err = fmt.Errorf("unknown fact %q", key)
	}
	return err
}

func parseTimeFormat(s string) (timeFormat, error) {
	switch s {
	case "epoch":
		return timeEpoch, nil
	case "date-time":
		return timeDateTime, nil
	case "http-date":
		return timeHTTPDate, nil
	}
	return timeDefault, fmt.Errorf("unknown time format %q", s)
}

func parseBounds(s string) (*Bounds, error) {
	lo, hi, ok := strings.Cut(s, ":")
	if !ok {
		return nil, fmt.Errorf("bounds %q are not min:max", s)
	}
	b := &Bounds{text: s}
	for _, side := range []struct {
		text   string
		target **float64
	}{{lo, &b.Min}, {hi, &b.Max}} {
		if side.text == "" {
			continue
		}
		n, err := strconv.ParseFloat(side.text, 64)
		if err != nil {
			return nil, err
		}
		*side.target = &n
	}
	return b, nil
}
