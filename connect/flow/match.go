package flow

import (
	"slices"
	"strings"
)

// matching says which actions of two flows are the same.
type matching struct {
	forward, backward map[*Action]*Action
}

func (m matching) pair(before, after *Action) bool {
	if before == nil || after == nil || m.forward[before] != nil || m.backward[after] != nil || before.Type() != after.Type() {
		return false
	}
	m.forward[before], m.backward[after] = after, before
	return true
}

// matchings returns several ways to match the actions of two flows. Which of them is right, that is has the fewest changes,
// depends on what was done: identifiers are best for actions that were edited in place, the paths from the start for a flow
// whose identifiers are all new, and the parameters for a flow in which actions were inserted.
func matchings(before, after *Flow) []matching {
	m := matcher{before: before, after: after}
	orders := [][]func(){
		{m.byIdentifier, m.byPath, m.byParameters, m.byPath},
		{m.byPath, m.byParameters, m.byPath, m.byType, m.byIdentifier},
		{m.byUniqueParameters, m.byPath, m.byType, m.byPath, m.byIdentifier, m.byParameters, m.byPath},
	}
	var all []matching
	for _, steps := range orders {
		m.matching = matching{map[*Action]*Action{}, map[*Action]*Action{}}
		for _, step := range steps {
			step()
		}
		all = append(all, m.matching)
	}
	return all
}

type matcher struct {
	matching

	before, after *Flow
	fingerprints  map[*Action]string
}

func (m *matcher) byIdentifier() {
	for _, b := range m.before.actions {
		m.pair(b, m.after.byID[b.Identifier()])
	}
}

// byPath matches actions that the same transitions of matched actions lead to, beginning at the start.
func (m *matcher) byPath() {
	m.pair(m.before.byID[m.before.StartAction()], m.after.byID[m.after.StartAction()])
	var queue []*Action
	for _, b := range m.before.actions {
		if m.forward[b] != nil {
			queue = append(queue, b)
		}
	}
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		to := labelled(m.forward[b]).byLabel
		for _, e := range labelled(b).edges {
			next := m.before.byID[e.target.str()]
			if target, ok := to[e.label]; ok && m.pair(next, m.after.byID[target.str()]) {
				queue = append(queue, next)
			}
		}
	}
}

// byParameters matches actions with the same parameters, in the order in which they are written.
func (m *matcher) byParameters() {
	open := map[string][]*Action{}
	for _, a := range m.after.actions {
		if m.backward[a] == nil {
			key := m.fingerprint(a)
			open[key] = append(open[key], a)
		}
	}
	for _, b := range m.before.actions {
		if list := open[m.fingerprint(b)]; m.forward[b] == nil && len(list) > 0 {
			m.pair(b, list[0])
			open[m.fingerprint(b)] = list[1:]
		}
	}
}

// byUniqueParameters matches actions with parameters that no other action of their flow has.
func (m *matcher) byUniqueParameters() {
	single := func(f *Flow) map[string]*Action {
		actions := map[string]*Action{}
		for _, a := range f.actions {
			key := m.fingerprint(a)
			if _, again := actions[key]; again {
				actions[key] = nil
			} else {
				actions[key] = a
			}
		}
		return actions
	}
	after := single(m.after)
	for key, b := range single(m.before) {
		m.pair(b, after[key])
	}
}

// byType matches actions that are the only ones of their type without a counterpart.
func (m *matcher) byType() {
	open := func(actions []*Action, matched map[*Action]*Action) map[string][]*Action {
		list := map[string][]*Action{}
		for _, a := range actions {
			if matched[a] == nil {
				list[a.Type()] = append(list[a.Type()], a)
			}
		}
		return list
	}
	after := open(m.after.actions, m.backward)
	for name, list := range open(m.before.actions, m.forward) {
		if len(list) == 1 && len(after[name]) == 1 {
			m.pair(list[0], after[name][0])
		}
	}
}

// fingerprint returns a text that two actions share if type and parameters are the same.
func (m *matcher) fingerprint(a *Action) string {
	if m.fingerprints == nil {
		m.fingerprints = map[*Action]string{}
	}
	text, ok := m.fingerprints[a]
	if !ok {
		var b strings.Builder
		b.WriteString(a.Type())
		a.parameters().canonical(&b)
		text = b.String()
		m.fingerprints[a] = text
	}
	return text
}

// canonical writes a value without white space and with sorted keys.
func (n *node) canonical(b *strings.Builder) {
	switch {
	case n == nil || len(n.members) == 0 && n.kind >= kindObject:
		b.WriteString("{}")
	case n.kind == kindString:
		b.WriteString(quote(n.value))
	case n.kind < kindObject:
		b.WriteString(n.text)
	default:
		members := slices.Clone(n.members)
		if n.kind == kindObject {
			slices.SortStableFunc(members, func(x, y member) int { return strings.Compare(x.key, y.key) })
		}
		b.WriteByte('{')
		for _, m := range members {
			b.WriteString(quote(m.key))
			m.node.canonical(b)
			b.WriteByte(',')
		}
		b.WriteByte('}')
	}
}
