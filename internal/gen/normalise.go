package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// normalise reduces a model to what the generator uses: the shapes that the service reaches and the traits that matter.
// A normalised model stays as it is.
func normalise(m *Model) (*Model, error) {
	service, err := m.Service()
	if err != nil {
		return nil, err
	}
	if !service.Traits.Has(traitRestJSON) {
		return nil, fmt.Errorf("%s: the service does not speak %s, which is the only supported protocol", service.ID, traitRestJSON)
	}
	out := &Model{Shapes: map[string]*Shape{}}
	root := *service
	root.resources = resources{}
	if root.Operations, err = m.operationsOf(service); err != nil {
		return nil, err
	}
	if err := out.add(m, &root); err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(out.Shapes)) {
		if err := out.endless(id); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// endless refuses a list or map that contains itself with no structure in between, for which there is no Go type.
func (m *Model) endless(id string) error {
	seen := map[string]bool{}
	for s := m.Shapes[id]; s != nil && s.Element() != nil; s = m.Shapes[s.Element().Target] {
		if seen[s.ID] {
			return fmt.Errorf("%s: the %s holds itself", id, s.Type)
		}
		seen[s.ID] = true
	}
	return nil
}

// operationsOf returns the operations of a service or resource and of all resources below it.
func (m *Model) operationsOf(s *Shape) ([]string, error) {
	all := slices.Concat(s.Operations, s.CollectionOperations)
	for _, id := range []target{s.Create, s.Put, s.Read, s.Update, s.Delete, s.List} {
		if id != "" {
			all = append(all, string(id))
		}
	}
	for _, id := range s.Resources {
		r := m.Shape(id)
		if r == nil || r.Type != "resource" {
			return nil, fmt.Errorf("%s: resource %s is not in the model", s.ID, id)
		}
		below, err := m.operationsOf(r)
		if err != nil {
			return nil, err
		}
		all = append(all, below...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// supportedTypes are the Smithy types that the codec can carry.
var supportedTypes = []string{
	"operation", "structure", "union", "enum", "list", "map",
	"string", "boolean", "integer", "long", "float", "double", "timestamp",
}

// add puts a shape and all that it reaches into the model.
func (m *Model) add(from *Model, s *Shape) error {
	if _, ok := m.Shapes[s.ID]; ok || strings.HasPrefix(s.ID, prelude) {
		return nil
	}
	n, err := normalShape(s)
	if err != nil {
		return err
	}
	m.Shapes[s.ID] = n
	for _, id := range n.references() {
		target := from.Shape(id)
		if target == nil {
			return fmt.Errorf("%s: shape %s is not in the model", s.ID, id)
		}
		if !slices.Contains(supportedTypes, target.Type) {
			return fmt.Errorf("%s: shape %s is a %s, which is not supported", s.ID, id, target.Type)
		}
		if err := m.add(from, target); err != nil {
			return err
		}
	}
	return nil
}

// below returns the members of a shape, with the key and elements of a map or list.
func (s *Shape) below() []Member {
	all := slices.Clone(s.Members)
	for _, m := range []*Member{s.Key, s.Element()} {
		if m != nil {
			all = append(all, *m)
		}
	}
	return all
}

// references returns the IDs of the shapes that a shape points at.
func (s *Shape) references() []string {
	var ids []string
	for _, m := range s.below() {
		if s.Type != "enum" {
			ids = append(ids, m.Target)
		}
	}
	ids = slices.Concat(ids, []string{string(s.Input), string(s.Output)}, s.Errors, s.Operations)
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
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
		if s.Type == "enum" && !m.Traits.Has(traitEnumValue) {
			m.Traits.set(traitEnumValue, compact(m.Name)) // what Smithy says an enum member without a value stands for
		}
	}
	for what, m := range map[string]**Member{"member": &n.Item, "value": &n.Value, "key": &n.Key} {
		if *m == nil {
			continue
		}
		traits, err := keepTraits(s.ID+"$"+what, (*m).Traits)
		if err != nil {
			return nil, err
		}
		*m = &Member{Target: (*m).Target, Traits: traits}
	}
	for _, io := range []*target{&n.Input, &n.Output} {
		if *io == unit {
			*io = ""
		}
	}
	n.Errors = slices.Compact(slices.Sorted(slices.Values(s.Errors)))
	return n, nil
}
