package flow

import (
	"fmt"
	"slices"
	"strings"
)

// ChangeKind is what happened to a part of a flow.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is a difference between two flows. See [Diff].
type Change struct {
	// Kind says what happened.
	Kind ChangeKind

	// Action and ActionType are the identifier and the type of the action, in the flow after the change unless it was
	// removed. They are empty for a change of the flow as a whole.
	Action, ActionType string

	// Path is what has changed: Parameters.Text, Transitions.NextAction, Transitions.Errors[NoMatchingError],
	// Transitions.Conditions[= 1]. It is empty for an action that was added or removed as a whole.
	Path string

	// Before and After are the values, as JSON for parameters and as identifiers for transitions. One is empty for what was
	// added or removed.
	Before, After string
}

// Changes are the differences between two flows.
type Changes []Change

// Diff compares what two flows do. Where the actions stand in the editor, the order of keys, white space and the identifiers
// of actions do not count as differences. Changes of the flow as a whole come first, then those of each action in the order
// of after, then the actions that were removed.
func Diff(before, after *Flow) Changes {
	var best Changes
	for i, match := range matchings(before, after) {
		d := differ{before: before, after: after, match: match}
		if changes := d.changes(); i == 0 || changes.weight() < best.weight() {
			best = changes
		}
	}
	return best
}

// weight says how much has changed. A whole action counts for more than the usual changes within one.
func (c Changes) weight() int {
	const whole = 10
	weight := 0
	for _, one := range c {
		if one.Path == "" {
			weight += whole
		} else {
			weight++
		}
	}
	return weight
}

// String returns the changes as text for a terminal: + for what was added, - for what was removed, ~ for an action that was
// changed, with a line for each change. It is empty if there are none.
func (c Changes) String() string {
	var b strings.Builder
	open := ""
	for _, one := range c {
		name := one.Action
		if name == "" {
			name = "flow"
		}
		if one.ActionType != "" {
			name += " (" + one.ActionType + ")"
		}
		if one.Path == "" {
			sign := "+"
			if one.Kind == Removed {
				sign = "-"
			}
			fmt.Fprintf(&b, "%s %s\n", sign, name)
			continue
		}
		if name != open {
			fmt.Fprintf(&b, "~ %s\n", name)
			open = name
		}
		switch one.Kind {
		case Added:
			fmt.Fprintf(&b, "    + %s: %s\n", one.Path, one.After)
		case Removed:
			fmt.Fprintf(&b, "    - %s: %s\n", one.Path, one.Before)
		default:
			fmt.Fprintf(&b, "    %s: %s -> %s\n", one.Path, one.Before, one.After)
		}
	}
	return b.String()
}

// differ compares two flows whose actions have been matched.
type differ struct {
	before, after *Flow
	match         matching

	found Changes
	open  Change // the action that is compared
}

func (d *differ) changes() Changes {
	if from, to := d.before.StartAction(), d.after.StartAction(); !d.sameTarget(from, to) {
		d.add("StartAction", from, to)
	}
	d.members("", d.before.doc.root, d.after.doc.root, "StartAction", "Metadata", "Actions")
	for _, a := range d.after.actions {
		d.open = Change{Action: a.Identifier(), ActionType: a.Type()}
		b := d.match.backward[a]
		if b == nil {
			d.found = append(d.found, Change{Kind: Added, Action: d.open.Action, ActionType: d.open.ActionType})
			continue
		}
		d.action(b, a)
	}
	for _, b := range d.before.actions {
		if d.match.forward[b] == nil {
			d.found = append(d.found, Change{Kind: Removed, Action: b.Identifier(), ActionType: b.Type()})
		}
	}
	return d.found
}

// add notes a change of the open action. An empty text stands for nothing.
func (d *differ) add(path, before, after string) {
	c := d.open
	c.Kind, c.Path, c.Before, c.After = Changed, path, before, after
	switch {
	case before == "":
		c.Kind = Added
	case after == "":
		c.Kind = Removed
	}
	d.found = append(d.found, c)
}

func (d *differ) action(b, a *Action) {
	d.members("", b.node, a.node, "Identifier", "Parameters", "Transitions")
	d.members("Parameters", b.parameters(), a.parameters())
	from, to := b.node.get("Transitions"), a.node.get("Transitions")
	d.members("Transitions", from, to, "NextAction", "Errors", "Conditions")
	old, now := labelled(b), labelled(a)
	for _, e := range old.edges {
		other, there := now.byLabel[e.label]
		switch {
		case !there:
			d.add(e.label, e.target.str(), "")
		case !d.sameTarget(e.target.str(), other.str()):
			d.add(e.label, e.target.str(), other.str())
		}
	}
	for _, e := range now.edges {
		if _, there := old.byLabel[e.label]; !there {
			d.add(e.label, "", e.target.str())
		}
	}
	before, after := old.conditions(now), now.conditions(old)
	if !slices.Equal(before, after) {
		d.add("Transitions.Conditions", strings.Join(before, ", "), strings.Join(after, ", "))
	}
}

// sameTarget reports whether two identifiers mean the same action, or the same action that does not exist.
func (d *differ) sameTarget(before, after string) bool {
	b, a := d.before.byID[before], d.after.byID[after]
	if b == nil && a == nil {
		return before == after
	}
	return b != nil && d.match.forward[b] == a
}

// members compares the members of two objects, except for some.
func (d *differ) members(path string, before, after *node, without ...string) {
	old, now := before.byKey(), after.byKey()
	for _, m := range before.items() {
		if !contains(without, m.key) && m.node == old[m.key] {
			d.values(joinPath(path, pathKey(m.key)), m.node, now[m.key])
		}
	}
	for _, m := range after.items() {
		if !contains(without, m.key) && m.node == now[m.key] && old[m.key] == nil {
			d.values(joinPath(path, pathKey(m.key)), nil, m.node)
		}
	}
}

// values compares two values. A missing one is nil.
func (d *differ) values(path string, before, after *node) {
	switch {
	case before.equal(after):
	case before == nil || after == nil || before.kind != after.kind || before.kind < kindObject:
		d.add(path, compactText(before), compactText(after))
	case before.kind == kindObject:
		d.members(path, before, after)
	default:
		for i := range max(len(before.members), len(after.members)) {
			var b, a *node
			if i < len(before.members) {
				b = before.members[i].node
			}
			if i < len(after.members) {
				a = after.members[i].node
			}
			d.values(fmt.Sprintf("%s[%d]", path, i), b, a)
		}
	}
}

func compactText(n *node) string {
	if n == nil {
		return ""
	}
	c := n.clone()
	c.layout("", "")
	return c.String()
}

// labels are the transitions of an action, with labels that are the same in every flow.
type labels struct {
	edges   []labelledEdge
	byLabel map[string]*node
}

// labelledEdge is a transition with the path that a change of it has.
type labelledEdge struct {
	edge

	label string
}

func labelled(a *Action) labels {
	l := labels{byLabel: map[string]*node{}}
	for _, e := range a.edges() {
		label := "Transitions.NextAction"
		switch e.kind {
		case edgeNext:
			if e.target.str() == "" {
				continue // counts as missing
			}
		case edgeCondition:
			label = "Transitions.Conditions[" + e.label() + "]"
		case edgeError:
			label = "Transitions.Errors[" + e.label() + "]"
		}
		// A label that occurs twice is numbered.
		name := label
		for i := 2; ; i++ {
			if _, again := l.byLabel[label]; !again {
				break
			}
			label = fmt.Sprintf("%s#%d", name, i)
		}
		l.byLabel[label] = e.target
		l.edges = append(l.edges, labelledEdge{e, label})
	}
	return l
}

// conditions returns the labels of the conditions, in order, that the other one has too.
func (l labels) conditions(other labels) []string {
	var list []string
	for _, e := range l.edges {
		if _, there := other.byLabel[e.label]; there && e.kind == edgeCondition {
			list = append(list, strings.TrimPrefix(e.label, "Transitions.Conditions"))
		}
	}
	return list
}
