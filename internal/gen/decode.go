package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// object is a JSON object that keeps the order of its fields: the order of members means something to a reader.
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

// reference is how the AST points at a shape.
type reference struct {
	Target string `json:"target"`
	Traits Traits `json:"traits,omitempty"`
}

// shapeJSON is a shape as the AST has it, in the order in which model.json has its properties.
type shapeJSON struct {
	Type       string          `json:"type"`
	Version    string          `json:"version,omitempty"`
	Input      *reference      `json:"input,omitempty"`
	Output     *reference      `json:"output,omitempty"`
	Key        *reference      `json:"key,omitempty"`
	Member     *reference      `json:"member,omitempty"`
	Value      *reference      `json:"value,omitempty"`
	Operations []reference     `json:"operations,omitempty"`
	Errors     []reference     `json:"errors,omitempty"`
	Members    json.RawMessage `json:"members,omitempty"`
	Traits     Traits          `json:"traits,omitempty"`

	// Of resources, whose operations become those of the service.
	Resources            []reference     `json:"resources,omitempty"`
	CollectionOperations []reference     `json:"collectionOperations,omitempty"`
	Create               *reference      `json:"create,omitempty"`
	Put                  *reference      `json:"put,omitempty"`
	Read                 *reference      `json:"read,omitempty"`
	Update               *reference      `json:"update,omitempty"`
	Delete               *reference      `json:"delete,omitempty"`
	List                 *reference      `json:"list,omitempty"`
	Identifiers          json.RawMessage `json:"identifiers,omitempty"`
	Properties           json.RawMessage `json:"properties,omitempty"`
}

func decodeShape(f field) (*Shape, error) {
	d := json.NewDecoder(bytes.NewReader(f.value))
	d.DisallowUnknownFields()
	var in shapeJSON
	if err := d.Decode(&in); err != nil {
		return nil, err
	}
	if in.Type == "apply" { // its traits belong to another shape, and dropping them would change the wire
		return nil, errors.New("apply is not supported: put the traits on the shape itself")
	}
	s := &Shape{
		ID: f.name, Type: in.Type, Version: in.Version, Traits: in.Traits, Input: in.Input.target(), Output: in.Output.target(),
		Errors: targets(in.Errors), Operations: targets(slices.Concat(in.Operations, in.CollectionOperations)), Resources: targets(in.Resources),
		Key: in.Key.member(), Element: in.Member.member(),
	}
	if in.Value != nil {
		s.Element = in.Value.member()
	}
	for _, lifecycle := range []*reference{in.Create, in.Put, in.Read, in.Update, in.Delete, in.List} {
		if lifecycle != nil {
			s.Operations = append(s.Operations, lifecycle.Target)
		}
	}
	var members object
	if in.Members != nil {
		if err := json.Unmarshal(in.Members, &members); err != nil {
			return nil, err
		}
	}
	for _, f := range members {
		var r reference
		if err := json.Unmarshal(f.value, &r); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		s.Members = append(s.Members, Member{f.name, r.Target, r.Traits})
	}
	return s, nil
}

func (r *reference) target() string {
	if r == nil {
		return ""
	}
	return r.Target
}

func (r *reference) member() *Member {
	if r == nil {
		return nil
	}
	return &Member{Target: r.Target, Traits: r.Traits}
}

func targets(all []reference) []string {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.Target)
	}
	return ids
}
