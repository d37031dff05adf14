package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// normalise reduces a model to what the generator uses: the shapes that the service reaches and the traits that mean
// something. It changes nothing in a model that it has already been through.
func normalise(m *Model) (*Model, error) {
	service, err := m.Service()
	if err != nil {
		return nil, err
	}
	if !service.Traits.Has(traitRestJSON) {
		return nil, fmt.Errorf("%s: the service does not speak %s, which is the only supported protocol", service.ID, traitRestJSON)
	}
	out := &Model{Shapes: map[string]*Shape{}}
	root, err := flattenResources(m, service)
	if err != nil {
		return nil, err
	}
	if err := out.add(m, root); err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(out.Shapes)) {
		if err := out.endless(id); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// endless refuses a list or map that holds itself with no structure in between: no Go type is like that.
func (out *Model) endless(id string) error {
	seen := map[string]bool{}
	for s := out.Shapes[id]; s != nil && s.Element != nil; s = out.Shapes[s.Element.Target] {
		if seen[s.ID] {
			return fmt.Errorf("%s: the %s holds itself", id, s.Type)
		}
		seen[s.ID] = true
	}
	return nil
}

// flattenResources returns the service with the operations of all its resources as its own.
func flattenResources(m *Model, service *Shape) (*Shape, error) {
	flat := *service
	flat.Resources = nil
	flat.Operations = slices.Clone(service.Operations)
	seen := map[string]bool{}
	queue := slices.Clone(service.Resources)
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if seen[id] {
			continue
		}
		seen[id] = true
		r := m.Shape(id)
		if r == nil || r.Type != "resource" {
			return nil, fmt.Errorf("%s: resource %s is not in the model", service.ID, id)
		}
		flat.Operations = append(flat.Operations, r.Operations...)
		queue = append(queue, r.Resources...)
	}
	slices.Sort(flat.Operations)
	flat.Operations = slices.Compact(flat.Operations)
	return &flat, nil
}

// supportedTypes are the Smithy types that the codec can carry.
var supportedTypes = []string{
	"operation", "structure", "union", "enum", "list", "map",
	"string", "boolean", "integer", "long", "float", "double", "timestamp",
}

// add puts a shape and all that it reaches into the model.
func (out *Model) add(from *Model, s *Shape) error {
	if _, ok := out.Shapes[s.ID]; ok || strings.HasPrefix(s.ID, prelude) {
		return nil
	}
	n, err := normalShape(s)
	if err != nil {
		return err
	}
	out.Shapes[s.ID] = n
	for _, id := range n.references() {
		target := from.Shape(id)
		if target == nil {
			return fmt.Errorf("%s: shape %s is not in the model", s.ID, id)
		}
		if !slices.Contains(supportedTypes, target.Type) {
			return fmt.Errorf("%s: shape %s is a %s, which is not supported", s.ID, id, target.Type)
		}
		if err := out.add(from, target); err != nil {
			return err
		}
	}
	return nil
}

// references returns the IDs of the shapes that a shape points at.
func (s *Shape) references() []string {
	var ids []string
	for _, m := range s.Members {
		if s.Type != "enum" {
			ids = append(ids, m.Target)
		}
	}
	for _, m := range []*Member{s.Key, s.Element} {
		if m != nil {
			ids = append(ids, m.Target)
		}
	}
	for _, id := range []string{s.Input, s.Output} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	return slices.Concat(ids, s.Errors, s.Operations)
}

func normalShape(s *Shape) (n *Shape, err error) {
	c := *s
	n = &c
	if n.Traits, err = keepTraits(s.ID, s.Traits); err != nil {
		return nil, err
	}
	n.Members = slices.Clone(s.Members)
	for i := range n.Members {
		m := &n.Members[i]
		if m.Traits, err = keepTraits(s.ID+"$"+m.Name, m.Traits); err != nil {
			return nil, err
		}
		if _, ok := m.Traits[traitEnumValue]; s.Type == "enum" && !ok {
			if m.Traits == nil {
				m.Traits = Traits{}
			}
			m.Traits[traitEnumValue] = compact(m.Name) // what Smithy says an enum member without a value stands for
		}
	}
	if n.Element, err = normalMember(s, s.Element, "element"); err != nil {
		return nil, err
	}
	if n.Key, err = normalMember(s, s.Key, "key"); err != nil {
		return nil, err
	}
	if n.Input == unit {
		n.Input = ""
	}
	if n.Output == unit {
		n.Output = ""
	}
	n.Errors = slices.Clone(s.Errors)
	slices.Sort(n.Errors)
	n.Errors = slices.Compact(n.Errors)
	return n, nil
}

func normalMember(s *Shape, m *Member, what string) (*Member, error) {
	if m == nil {
		return nil, nil
	}
	traits, err := keepTraits(s.ID+"$"+what, m.Traits)
	if err != nil {
		return nil, err
	}
	return &Member{Target: m.Target, Traits: traits}, nil
}
