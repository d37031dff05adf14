package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// object is a JSON object that keeps the order of its fields: the order of members matters to a reader.
type object []field

type field struct {
	name  string
	value json.RawMessage
}

// UnmarshalJSON implements [json.Unmarshaler].
func (o *object) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("want an object, have %.20q", b)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		f := field{name: name.(string)}
		if err := d.Decode(&f.value); err != nil {
			return err
		}
		*o = append(*o, f)
	}
	return nil
}

// target is the ID of a shape, which the AST wraps into an object.
type target string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *target) UnmarshalJSON(b []byte) error {
	var m Member
	err := json.Unmarshal(b, &m)
	*t = target(m.Target)
	return err
}

// MarshalJSON implements [json.Marshaler].
func (t target) MarshalJSON() ([]byte, error) { return json.Marshal(Member{Target: string(t)}) }

// targets are IDs of shapes.
type targets []string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *targets) UnmarshalJSON(b []byte) error {
	var all []Member
	err := json.Unmarshal(b, &all)
	for _, m := range all {
		*t = append(*t, m.Target)
	}
	return err
}

// MarshalJSON implements [json.Marshaler].
func (t targets) MarshalJSON() ([]byte, error) {
	var all []Member
	for _, id := range t {
		all = append(all, Member{Target: id})
	}
	return json.Marshal(all)
}

// members are those of a structure, union or enum.
type members []Member

// UnmarshalJSON implements [json.Unmarshaler].
func (m *members) UnmarshalJSON(b []byte) error {
	var all object
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	*m = members{}
	for _, f := range all {
		member := Member{Name: f.name}
		if err := json.Unmarshal(f.value, &member); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		*m = append(*m, member)
	}
	return nil
}

// MarshalJSON implements [json.Marshaler].
func (m members) MarshalJSON() ([]byte, error) {
	var all []string
	for _, member := range m {
		name, err := json.Marshal(member.Name)
		if err != nil {
			return nil, err
		}
		all = append(all, string(name)+":"+string(compact(member)))
	}
	return []byte("{" + strings.Join(all, ",") + "}"), nil
}
