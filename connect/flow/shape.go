package flow

import "fmt"

// shape is the JSON types that a value must have for this package to read it.
type shape struct {
	kind    kind
	members map[string]*shape // of an object
	items   *shape            // of an array
}

func flowShape() shape {
	text := &shape{kind: kindString}
	errorBranch := &shape{kind: kindObject, members: map[string]*shape{"ErrorType": text, "NextAction": text}}
	condition := &shape{kind: kindObject, members: map[string]*shape{
		"NextAction": text,
		"Condition": {kind: kindObject, members: map[string]*shape{
			"Operator": text,
			"Operands": {kind: kindArray},
		}},
	}}
	action := &shape{kind: kindObject, members: map[string]*shape{
		"Identifier": text,
		"Type":       text,
		"Parameters": {kind: kindObject},
		"Transitions": {kind: kindObject, members: map[string]*shape{
			"NextAction": text,
			"Errors":     {kind: kindArray, items: errorBranch},
			"Conditions": {kind: kindArray, items: condition},
		}},
	}}
	return shape{kind: kindObject, members: map[string]*shape{
		"Version":     text,
		"StartAction": text,
		"Metadata":    {kind: kindObject},
		"Settings":    {kind: kindObject},
		"Actions":     {kind: kindArray, items: action},
	}}
}

func checkShape(root *node) *ParseError {
	if root.kind == kindNull {
		return &ParseError{Problem: "expected an object, found null"}
	}
	s := flowShape()
	return s.check(root)
}

// check compares a value with the shape. null counts as a missing member.
func (s *shape) check(n *node) *ParseError {
	if n.kind == kindNull {
		return nil
	}
	if n.kind != s.kind {
		return &ParseError{offset: n.start, Problem: fmt.Sprintf("expected %s, found %s", s.kind, n.kind)}
	}
	for i, m := range n.members {
		if s.items != nil {
			err := s.items.check(m.node)
			if err == nil && m.node.kind == kindNull {
				err = &ParseError{offset: m.node.start, Problem: fmt.Sprintf("expected %s, found null", s.items.kind)}
			}
			if err != nil {
				return err.within(fmt.Sprintf("[%d]", i))
			}
			continue
		}
		if member, ok := s.members[m.key]; ok {
			if err := member.check(m.node); err != nil {
				return err.within(m.key)
			}
		}
	}
	return nil
}
