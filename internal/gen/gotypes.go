package main

import (
	"encoding/json"
	"fmt"
)

// goTypes turns shapes into Go types as they are written in one package.
type goTypes struct {
	model     *Model
	qualifier string // "types." outside package types
}

var scalarTypes = map[string]string{
	"string": "string", "boolean": "bool", "integer": "int32", "long": "int64", "float": "float32", "double": "float64",
	"timestamp": "time.Time",
}

// value returns the type of a list's or map's element, or of a union's variant: never a pointer.
func (g goTypes) value(id string) (string, error) {
	s := g.model.Shape(id)
	if scalar, ok := scalarTypes[s.Type]; ok {
		return scalar, nil
	}
	switch s.Type {
	case "structure", "union", "enum":
		return g.qualifier + goName(shortName(id)), nil
	case "list":
		element, err := g.value(s.Element().Target)
		return "[]" + element, err
	case "map":
		if k := g.model.Shape(s.Key.Target); k.Type != "string" && k.Type != "enum" {
			return "", fmt.Errorf("%s: a map keyed by a %s is not supported", s.ID, k.Type)
		}
		element, err := g.value(s.Element().Target)
		return "map[string]" + element, err
	}
	return "", fmt.Errorf("%s: a %s is not supported as a member", s.ID, s.Type)
}

// member returns the type of a structure's member: a pointer for structures, and for scalars unless zero counts as
// absent.
func (g goTypes) member(m Member) (string, error) {
	t, err := g.value(m.Target)
	if err != nil {
		return "", err
	}
	kind := g.model.Shape(m.Target).Type
	_, scalar := scalarTypes[kind]
	if kind == "structure" || scalar && !zeroDefault(kind, m.Traits) {
		return "*" + t, nil
	}
	return t, nil
}

// zeroDefault reports whether a member is a number or boolean whose default is its zero value.
func zeroDefault(kind string, traits Traits) bool {
	if kind == "string" || kind == "timestamp" || traits.Has(traitClientOpt) || traits.Has(traitAddedDef) {
		return false
	}
	var v any
	_ = json.Unmarshal(traits[traitDefault], &v) // nil without a default
	return v == false || v == float64(0)
}

// union returns the union that a value of this shape consists of or is a collection of, "" if none.
func (g goTypes) union(id string) string {
	s := g.model.Shape(id)
	switch s.Type {
	case "union":
		return id
	case "list", "map":
		return g.union(s.Element().Target)
	}
	return ""
}
