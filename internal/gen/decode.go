package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
	Traits Traits `json:"traits"`
}

func decodeShape(f field) (*Shape, error) {
	var properties object
	if err := json.Unmarshal(f.value, &properties); err != nil {
		return nil, err
	}
	s := &Shape{ID: f.name}
	for _, p := range properties {
		if err := s.property(p); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	if s.Type == "apply" { // its traits belong to another shape, and dropping them would change the wire
		return nil, errors.New("apply is not supported: put the traits on the shape itself")
	}
	return s, nil
}

func (s *Shape) property(p field) error {
	switch p.name {
	case "type":
		return json.Unmarshal(p.value, &s.Type)
	case "version":
		return json.Unmarshal(p.value, &s.Version)
	case "traits":
		return json.Unmarshal(p.value, &s.Traits)
	case "members":
		return s.decodeMembers(p.value)
	case "member", "value":
		return decodeMember(p, &s.Element)
	case "key":
		return decodeMember(p, &s.Key)
	case "input":
		return decodeTarget(p, &s.Input)
	case "output":
		return decodeTarget(p, &s.Output)
	case "errors":
		return decodeTargets(p, &s.Errors)
	case "resources":
		return decodeTargets(p, &s.Resources)
	case "operations", "collectionOperations":
		return decodeTargets(p, &s.Operations)
	case "create", "put", "read", "update", "delete", "list": // the lifecycle operations of a resource
		var id string
		if err := decodeTarget(p, &id); err != nil {
			return err
		}
		s.Operations = append(s.Operations, id)
		return nil
	case "identifiers", "properties": // of a resource: they say nothing about the wire
		return nil
	}
	return errors.New("not supported")
}

func (s *Shape) decodeMembers(b []byte) error {
	var members object
	if err := json.Unmarshal(b, &members); err != nil {
		return err
	}
	for _, f := range members {
		var m *Member
		if err := decodeMember(f, &m); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		m.Name = f.name
		s.Members = append(s.Members, *m)
	}
	return nil
}

func decodeMember(f field, at **Member) error {
	var r reference
	if err := json.Unmarshal(f.value, &r); err != nil {
		return err
	}
	*at = &Member{Target: r.Target, Traits: r.Traits}
	return nil
}

func decodeTarget(f field, at *string) error {
	var r reference
	if err := json.Unmarshal(f.value, &r); err != nil {
		return err
	}
	*at = r.Target
	return nil
}

func decodeTargets(f field, at *[]string) error {
	var all []reference
	if err := json.Unmarshal(f.value, &all); err != nil {
		return err
	}
	for _, r := range all {
		*at = append(*at, r.Target)
	}
	return nil
}
