package main

import "encoding/json"

// spreadSensitive marks the members of structures in sensitive lists, maps and structures as sensitive themselves, so
// that such a structure can be printed on its own.
func (m *Model) spreadSensitive() {
	for _, id := range m.IDs() {
		s := m.Shapes[id]
		if s.Traits.Has(traitSensitive) {
			m.spread(s, map[string]bool{})
		}
		for _, member := range s.Members {
			if member.Traits.Has(traitSensitive) {
				m.spread(m.Shape(member.Target), map[string]bool{})
			}
		}
	}
}

func (m *Model) spread(s *Shape, seen map[string]bool) {
	if s == nil || seen[s.ID] {
		return
	}
	seen[s.ID] = true
	if e := s.Element(); e != nil {
		m.spread(m.Shape(e.Target), seen)
	}
	for i := range s.Members {
		if s.Type != "enum" {
			s.Members[i].Traits.set(traitSensitive, json.RawMessage("{}"))
			m.spread(m.Shape(s.Members[i].Target), seen)
		}
	}
}

// sensitive reports whether anything in the members, or below them, is sensitive.
func (m *Model) sensitive(members []Member) bool { return m.hides(members, map[string]bool{}) }

func (m *Model) hides(members []Member, seen map[string]bool) bool {
	for _, member := range members {
		s := m.Shape(member.Target)
		if member.Traits.Has(traitSensitive) || s.Traits.Has(traitSensitive) {
			return true
		}
		if seen[s.ID] || s.Type == "enum" {
			continue
		}
		seen[s.ID] = true
		if m.hides(s.below(), seen) {
			return true
		}
	}
	return false
}
