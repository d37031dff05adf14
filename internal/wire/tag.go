package wire

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// location says which part of an HTTP message a member lives in.
type location uint8

const (
	inBody location = iota
	inPath
	inQuery
	inHeader
	nowhere
)

// timeFormat is how a timestamp is written.
type timeFormat uint8

const (
	timeDefault timeFormat = iota
	timeEpoch
	timeDateTime
	timeHTTPDate
)

// facts are what the tag of one member says about a value: the member itself, or with a prefix its elements.
type facts struct {
	required  bool
	token     bool
	bearer    bool
	sensitive bool
	time      timeFormat
	length    *bounds
	numbers   *bounds
	values    []string // of a string without an enum type
	pattern   *pattern

	items, keys, vals *facts
}

// bounds are the limits of a length or a number; nil is no limit on that side.
type bounds struct {
	min, max *float64
	text     string // as the tag has it, for messages
}

// memberTag is the parsed tag of one member.
type memberTag struct {
	location location
	name     string // on the wire
	facts    facts
}

// child returns the facts of the elements that prefix names, making them on first use.
func (f *facts) child(prefix string) (*facts, error) {
	var at **facts
	switch prefix {
	case "items":
		at = &f.items
	case "keys":
		at = &f.keys
	case "values":
		at = &f.vals
	default:
		return nil, fmt.Errorf("unknown prefix %q", prefix)
	}
	if *at == nil {
		*at = new(facts)
	}
	return *at, nil
}

// of returns the facts of the elements that prefix names, nil where the tag has none.
func (f *facts) of(prefix string) *facts {
	switch {
	case f == nil:
		return nil
	case prefix == "items":
		return f.items
	case prefix == "keys":
		return f.keys
	default:
		return f.vals
	}
}

// parseTag reads the tags of a member.
func parseTag(sf reflect.StructField) (memberTag, error) {
	t := memberTag{name: sf.Name}
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
			t.name = value
		default:
			if err := t.facts.set(key, value); err != nil {
				return t, fmt.Errorf("member %s: tag %q: %w", sf.Name, item, err)
			}
		}
	}
	for _, prefix := range [...]string{"", "items.", "items.items.", "keys.", "values.", "values.items."} {
		if p, ok := sf.Tag.Lookup(prefix + "pattern"); ok {
			if err := t.facts.set(prefix+"pattern", p); err != nil {
				return t, fmt.Errorf("member %s: %spattern: %w", sf.Name, prefix, err)
			}
		}
	}
	return t, nil
}

// locate takes the first item of a tag if it is a location.
func (t *memberTag) locate(key, value string) bool {
	switch key {
	case "path":
		t.location = inPath
	case "query":
		t.location = inQuery
	case "header":
		t.location = inHeader
	case "-":
		t.location = nowhere
	default:
		return false
	}
	if value != "" {
		t.name = value
	}
	return true
}

func (f *facts) set(key, value string) (err error) {
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
		f.required = true
	case "token":
		f.token = true
	case "bearer":
		f.bearer = true
	case "sensitive":
		f.sensitive = true
	case "time":
		f.time, err = parseTimeFormat(value)
	case "len":
		f.length, err = parseBounds(value)
	case "range":
		f.numbers, err = parseBounds(value)
	case "enum":
		f.values = strings.Split(value, "|")
	case "pattern":
		f.pattern = &pattern{source: value}
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

func parseBounds(s string) (*bounds, error) {
	lo, hi, ok := strings.Cut(s, ":")
	if !ok {
		return nil, fmt.Errorf("bounds %q are not min:max", s)
	}
	b := &bounds{text: s}
	for _, side := range []struct {
		text string
		at   **float64
	}{{lo, &b.min}, {hi, &b.max}} {
		if side.text == "" {
			continue
		}
		n, err := strconv.ParseFloat(side.text, 64)
		if err != nil {
			return nil, err
		}
		*side.at = &n
	}
	return b, nil
}
