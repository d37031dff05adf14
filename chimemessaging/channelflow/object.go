package channelflow

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// member is a known member of a JSON object: its name and a pointer to the Go field that holds its value.
type member struct {
	name   string
	value  any
	always bool // encoded even when empty
}

// decodeObject reads the members of a JSON object. Names are matched exactly, null counts as absent, and unknown
// members are returned as they are.
func decodeObject(data []byte, known []member) (extra map[string]json.RawMessage, err error) {
	if err := json.Unmarshal(data, &extra); err != nil {
		return nil, problemOf(err)
	}
	for _, m := range known {
		raw, ok := extra[m.name]
		if !ok {
			continue
		}
		delete(extra, m.name)
		if string(raw) == "null" {
			continue
		}
		if err := json.Unmarshal(raw, m.value); err != nil {
			return nil, problemOf(err).in(m.name)
		}
	}
	if len(extra) == 0 {
		extra = nil
	}
	return extra, nil
}

// encodeObject writes the known members in their order, then the others by name.
func encodeObject(known []member, extra map[string]json.RawMessage) ([]byte, error) {
	var out bytes.Buffer
	write := func(name string, value any) error {
		text, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if out.Len() > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(name)
		out.Write(key)
		out.WriteByte(':')
		out.Write(text)
		return err
	}
	taken := map[string]bool{}
	for _, m := range known {
		taken[m.name] = true
		if v := reflect.ValueOf(m.value).Elem(); m.always || !isEmpty(v) {
			if err := write(m.name, v.Interface()); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if taken[name] {
			continue
		}
		if err := write(name, extra[name]); err != nil {
			return nil, err
		}
	}
	return slices.Concat([]byte("{"), out.Bytes(), []byte("}")), nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Map, reflect.Slice:
		return v.Len() == 0
	default:
		return v.IsZero()
	}
}

// problem says where JSON is not what was expected. Unlike the errors of package encoding/json, it shows none of the values.
type problem struct{ path, text string }

func (p *problem) Error() string {
	if p.path == "" {
		return p.text
	}
	return p.path + ": " + p.text
}

// in puts the name of an object in front of the path.
func (p *problem) in(name string) *problem {
	return &problem{path: strings.TrimSuffix(name+"."+p.path, "."), text: p.text}
}

func problemOf(err error) *problem {
	var (
		known  *problem
		syntax *json.SyntaxError
		kind   *json.UnmarshalTypeError
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &syntax):
		return &problem{text: fmt.Sprintf("not valid JSON at byte %d", syntax.Offset)}
	case errors.As(err, &kind):
		found, _, _ := strings.Cut(kind.Value, " ") // "number 5": leave out the value
		return &problem{text: fmt.Sprintf("expected %s, found %s", jsonKind(kind.Type), found)}
	default:
		return &problem{text: fmt.Sprintf("not readable (%T)", err)}
	}
}

// jsonKind names the JSON that a Go type is read from.
func jsonKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Map, reflect.Struct:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "an array"
	case reflect.Bool:
		return "a boolean"
	case reflect.String:
		return "a string"
	default:
		return "a number"
	}
}
