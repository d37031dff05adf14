package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Model is a service in Smithy's JSON AST: https://smithy.io/2.0/spec/json-ast.html
type Model struct {
	Shapes map[string]*Shape
}

// Shape is one shape of the model, with its properties in the order of model.json. Which are set depends on its type.
type Shape struct {
	ID      string `json:"-"`
	Type    string `json:"type"`
	Version string `json:"version,omitempty"` // service

	Input  target  `json:"input,omitempty"` // operation; empty is none
	Output target  `json:"output,omitempty"`
	Key    *Member `json:"key,omitempty"`
	Item   *Member `json:"member,omitempty"` // list
	Value  *Member `json:"value,omitempty"`  // map

	Operations targets `json:"operations,omitempty"` // service, resource
	Errors     targets `json:"errors,omitempty"`     // operation, service
	Members    members `json:"members,omitzero"`     // structure, union, enum: in the model's order
	Traits     Traits  `json:"traits,omitempty"`
	resources
}

// resources are those of a service or resource, whose operations become the service's.
type resources struct {
	Resources            targets         `json:"resources,omitempty"`
	CollectionOperations targets         `json:"collectionOperations,omitempty"`
	Create               target          `json:"create,omitempty"`
	Put                  target          `json:"put,omitempty"`
	Read                 target          `json:"read,omitempty"`
	Update               target          `json:"update,omitempty"`
	Delete               target          `json:"delete,omitempty"`
	List                 target          `json:"list,omitempty"`
	Identifiers          json.RawMessage `json:"identifiers,omitempty"`
	Properties           json.RawMessage `json:"properties,omitempty"`
}

// Element is what a list or the values of a map consist of, nil for other shapes.
func (s *Shape) Element() *Member { return cmp.Or(s.Item, s.Value) }

// Member is a reference to a shape, with a name where it is a member of a structure, union or enum.
type Member struct {
	Name   string `json:"-"`
	Target string `json:"target"`
	Traits Traits `json:"traits,omitempty"`
}

// Traits are the traits of a shape or member by their IDs.
type Traits map[string]json.RawMessage

// Has reports whether the trait is set.
func (t Traits) Has(id string) bool {
	_, ok := t[id]
	return ok
}

// set sets a trait, of a shape or member that may have none.
func (t *Traits) set(id string, value json.RawMessage) {
	if *t == nil {
		*t = Traits{}
	}
	(*t)[id] = value
}

// Text returns the value of a trait that is a string.
func (t Traits) Text(id string) string {
	var s string
	_ = json.Unmarshal(t[id], &s) // anything but a string counts as empty
	return s
}

// IDs returns the IDs of all traits in order.
func (t Traits) IDs() []string { return slices.Sorted(maps.Keys(t)) }

// IDs returns the IDs of all shapes in order.
func (m *Model) IDs() []string { return slices.Sorted(maps.Keys(m.Shapes)) }

// Service returns the service shape.
func (m *Model) Service() (*Shape, error) {
	var found *Shape
	for _, id := range m.IDs() {
		if s := m.Shapes[id]; s.Type == "service" {
			if found != nil {
				return nil, fmt.Errorf("the model has two services, %s and %s", found.ID, id)
			}
			found = s
		}
	}
	if found == nil {
		return nil, errors.New("the model has no service")
	}
	return found, nil
}

// Shape returns a shape of the model or of Smithy's prelude, whose names say what they are; nil if there is none.
func (m *Model) Shape(id string) *Shape {
	if s, ok := m.Shapes[id]; ok {
		return s
	}
	name, ok := strings.CutPrefix(id, prelude)
	if name = strings.TrimPrefix(name, "Primitive"); ok && name != "" {
		if id == unit {
			return &Shape{ID: id, Type: "structure"}
		}
		return &Shape{ID: id, Type: strings.ToLower(name[:1]) + name[1:]} // String is a string, BigInteger a bigInteger
	}
	return nil
}

const (
	prelude = "smithy.api#"
	unit    = prelude + "Unit"
)

// shortName returns the name of a shape without its namespace.
func shortName(id string) string { return id[strings.IndexByte(id, '#')+1:] }

// readModel reads a model from a file and reduces it to what the generator uses.
func readModel(path string) (*Model, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := decodeModel(b)
	if err == nil {
		m, err = normalise(m)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

func decodeModel(b []byte) (*Model, error) {
	var file struct {
		Smithy string                     `json:"smithy"`
		Shapes map[string]json.RawMessage `json:"shapes"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(file.Smithy, "2") {
		return nil, fmt.Errorf("the model is of Smithy version %q: want 2.0", file.Smithy)
	}
	m := &Model{Shapes: map[string]*Shape{}}
	for _, id := range slices.Sorted(maps.Keys(file.Shapes)) {
		s := &Shape{ID: id}
		d := json.NewDecoder(bytes.NewReader(file.Shapes[id]))
		d.DisallowUnknownFields()
		if err := d.Decode(s); err != nil {
			return nil, fmt.Errorf("shape %s: %w", id, err)
		}
		if s.Type == "apply" { // its traits belong to another shape, and dropping them would change the wire
			return nil, fmt.Errorf("shape %s: apply is not supported: put the traits on the shape itself", id)
		}
		m.Shapes[id] = s
	}
	return m, nil
}
