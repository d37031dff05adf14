package main

import (
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

// Shape is one shape of the model. Which fields are set depends on its type.
type Shape struct {
	ID     string
	Type   string
	Traits Traits

	Members []Member // structure, union, enum: in the model's order
	Element *Member  // list, and the values of a map
	Key     *Member  // map

	Input, Output string   // operation; empty is none
	Errors        []string // operation, service
	Operations    []string // service, resource
	Resources     []string // service, resource
	Version       string   // service
}

// Member is a reference to a shape, with a name where it is a member of a structure, union or enum.
type Member struct {
	Name   string
	Target string
	Traits Traits
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
	if json.Unmarshal(t[id], &s) != nil {
		return ""
	}
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

// Shape returns a shape of the model or of Smithy's prelude, whose names say what they are; nil where there is none.
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
func shortName(id string) string {
	_, name, found := strings.Cut(id, "#")
	if !found {
		return id
	}
	return name
}

// readModel reads a model from a file.
func readModel(path string) (*Model, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := decodeModel(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

func decodeModel(b []byte) (*Model, error) {
	var file struct {
		Smithy string `json:"smithy"`
		Shapes object `json:"shapes"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(file.Smithy, "2") {
		return nil, fmt.Errorf("the model is of Smithy version %q: want 2.0", file.Smithy)
	}
	m := &Model{Shapes: map[string]*Shape{}}
	for _, f := range file.Shapes {
		s, err := decodeShape(f)
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", f.name, err)
		}
		m.Shapes[s.ID] = s
	}
	return m, nil
}
