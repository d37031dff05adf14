package flow

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// flowRules are about the flow as a whole and about every action.
func flowRules() []rule {
	return []rule{
		{"version", nil, nil, each{"Version must be " + version, checkVersion}, documented().withSamples()},
		{"start-action", nil, nil, each{"StartAction must be the identifier of an action", checkStart}, documented().withSamples()},
		{"action-count", nil, nil, each{"a flow has at most 250 actions", checkCount}, documented()},
		{"content-length", nil, nil, each{"a flow has at most 256,000 characters", checkLength}, documented()},
		{"duplicate-key", nil, nil, each{"an object must not have the same key twice", checkDuplicateKeys}, Evidence{}},
		{"identifier", nil, nil, each{"each action must have an identifier of its own", checkIdentifiers}, documented()},
		{"identifier-characters", nil, nil, each{"identifiers have at most 50 characters, some are not allowed", checkIdentifierCharacters}, documented()},
		{"action-keys", nil, nil, each{"actions have Identifier, Type, Parameters and Transitions only", checkActionKeys}, sampled()},
		{"unknown-type", nil, nil, each{"the type of an action should be known", checkUnknownType}, documented()},
		{"not-a-type", nil, nil, each{"some words are taken for types that do not exist", checkNotType}, live(sourceSamples)},
		{"unknown-parameter", nil, nil, each{"parameters should be known", checkUnknownParameter}, documented()},
		{"empty-text", nil, nil, each{"Text must not be empty", checkEmptyText}, live(sourcePulumi, sourceNote1)},
		{"empty-parameter", nil, nil, each{"no text in the parameters may be empty", checkEmptyParameter}, live(sourcePulumi)},
		{"flow-type", nil, nil, each{"an action must suit the type of the flow", checkFlowType}, documented()},
		{"channel", nil, nil, each{"an action must suit the channel", checkChannel}, documented()},
	}
}

// each is a demand that is a function, for rules that no other demand fits.
type each struct {
	text string
	run  func(*checker)
}

func (d each) String() string              { return d.text }
func (d each) check(c *checker, _ *Action) { d.run(c) }

func checkVersion(c *checker) {
	if v := c.flow.Version(); v != version {
		c.report(place{path: "Version", node: c.flow.doc.root.get("Version")}, "Invalid contact flow format", "the version is %q, must be %s", v, version)
	}
}

func checkStart(c *checker) {
	if start := c.flow.StartAction(); c.flow.Action(start) == nil {
		c.report(place{path: "StartAction", node: c.flow.doc.root.get("StartAction")}, "Invalid contact flow format",
			"the start is %q, and there is no such action", start)
	}
}

func checkCount(c *checker) {
	const most = 250
	if count := len(c.flow.actions); count > most {
		c.report(place{path: "Actions"}, "", "the flow has %d actions, at most %d are allowed", count, most)
	}
}

// checkLength is for flows that have grown since they were parsed, and for those that were built.
func checkLength(c *checker) {
	doc := c.flow.doc
	if length := utf8.RuneCountInString(doc.head+doc.tail) + doc.root.characters(); length > MaxLength {
		c.report(place{}, "", "the flow has %d characters, at most %d are allowed; Compact may help", length, MaxLength)
	}
}

func checkDuplicateKeys(c *checker) {
	c.duplicates("", c.flow.doc.root)
}

// duplicates reports duplicate keys of objects, at any depth. Paths are made only on the way to one, and there hardly ever
// is one.
func (c *checker) duplicates(path string, n *node) {
	if !n.hasDuplicates() {
		return
	}
	last := n.byKey()
	for i, m := range n.members {
		within := fmt.Sprintf("%s[%d]", path, i)
		if n.kind == kindObject {
			within = joinPath(path, pathKey(m.key))
			if last[m.key] != m.node {
				c.report(place{path: within, node: m.node}, "", "the key %s occurs twice; the last one counts", m.key)
			}
		}
		c.duplicates(within, m.node)
	}
}

// hasDuplicates reports whether an object has duplicate keys, at any depth.
func (n *node) hasDuplicates() bool {
	if n.kind == kindObject && n.repeats() {
		return true
	}
	for i := range n.members {
		if m := n.members[i].node; len(m.members) > 0 && m.hasDuplicates() {
			return true
		}
	}
	return false
}

// repeats reports whether an object has duplicate keys.
func (n *node) repeats() bool {
	const few = 8 // up to here it is faster to compare all than to make a map
	if len(n.members) > few {
		return len(n.byKey()) < len(n.members)
	}
	for i := range n.members {
		for j := range i {
			if n.members[i].key == n.members[j].key {
				return true
			}
		}
	}
	return false
}

func checkIdentifiers(c *checker) {
	first := map[string]*Action{}
	for _, a := range c.flow.actions {
		at := place{a, "Identifier", a.node.get("Identifier")}
		id := a.Identifier()
		switch before := first[id]; {
		case id == "":
			c.report(at, problemRequired+a.path("Identifier"), "the action has no identifier")
		case before != nil:
			c.report(at, problemValue+a.path("Identifier"), "Actions[%d] has the identifier %q too", before.index, id)
		}
		first[id] = a
	}
}

func checkIdentifierCharacters(c *checker) {
	for _, a := range c.flow.actions {
		if reason := forbiddenIdentifier(a.Identifier()); reason != "" {
			c.report(place{a, "Identifier", a.node.get("Identifier")}, problemValue+a.path("Identifier"), "the identifier %s", reason)
		}
	}
}

func checkActionKeys(c *checker) {
	for _, a := range c.flow.actions {
		for _, m := range a.node.members {
			switch m.key {
			case "Identifier", "Type", "Parameters", "Transitions":
			default:
				c.report(place{a, pathKey(m.key), m.node}, problemName+a.path(pathKey(m.key)), "actions do not have a member %s", m.key)
			}
		}
	}
}

func problemType(a *Action) string {
	return fmt.Sprintf("Invalid Action type. Type: %s, Path: %s", a.Type(), a.path("Type"))
}

func checkUnknownType(c *checker) {
	for _, a := range c.flow.actions {
		_, known := c.catalog[a.Type()]
		if _, wrong := c.notTypes[a.Type()]; !known && !wrong {
			c.report(place{a, "Type", a.node.get("Type")}, problemType(a), "the type %q is unknown; it may be new, or misspelt", a.Type())
		}
	}
}

func checkNotType(c *checker) {
	for _, a := range c.flow.actions {
		if instead, wrong := c.notTypes[a.Type()]; wrong {
			hint := "; leave the action out"
			if instead != "" {
				hint = "; use " + instead
			}
			c.report(place{a, "Type", a.node.get("Type")}, problemType(a), "there is no type %s%s", a.Type(), hint)
		}
	}
}

func checkUnknownParameter(c *checker) {
	for _, a := range c.flow.actions {
		t := c.catalog[a.Type()]
		if len(t.parameters) == 0 {
			continue // unknown, or none, which is a rule of its own
		}
		for _, m := range a.parameters().items() {
			if !contains(t.parameters, m.key) {
				c.report(parameter(a, m.key), problemName+a.path("Parameters."+pathKey(m.key)), "%s has no parameter %s", a.Type(), m.key)
			}
		}
	}
}

func checkEmptyText(c *checker) {
	c.emptyStrings(func(path string) bool { return path == "Parameters.Text" })
}

func checkEmptyParameter(c *checker) {
	c.emptyStrings(func(path string) bool { return path != "Parameters.Text" })
}

// emptyStrings reports the empty strings in parameters whose path matches.
func (c *checker) emptyStrings(matches func(path string) bool) {
	for _, a := range c.flow.actions {
		a.parameters().empty("Parameters", func(path string, n *node) {
			if matches(path) {
				c.report(place{a, path, n}, problemValue+a.path(path), "the text is empty; the service wants it left out, or a space")
			}
		})
	}
}

// empty calls a function for the empty strings in a value, at any depth. Paths are made only on the way to one, and there
// hardly ever is one.
func (n *node) empty(path string, visit func(path string, n *node)) {
	if !n.hasEmpty() {
		return
	}
	if n.kind == kindString {
		visit(path, n)
		return
	}
	for i, m := range n.members {
		if n.kind == kindArray {
			m.node.empty(fmt.Sprintf("%s[%d]", path, i), visit)
		} else {
			m.node.empty(joinPath(path, pathKey(m.key)), visit)
		}
	}
}

// hasEmpty reports whether a value is an empty string or has one in it.
func (n *node) hasEmpty() bool {
	if n == nil || n.kind < kindObject {
		return n != nil && n.kind == kindString && n.value == ""
	}
	for i := range n.members {
		if n.members[i].node.hasEmpty() {
			return true
		}
	}
	return false
}

func checkFlowType(c *checker) {
	if c.options.FlowType == "" || c.options.FlowType == Module {
		return // a module may be used in flows of all types, and what does not fit takes the branch for errors
	}
	for _, a := range c.flow.actions {
		if t := c.catalog[a.Type()]; t.flows != nil && !slices.Contains(t.flows, c.options.FlowType) {
			c.report(place{a, "Type", a.node.get("Type")}, problemType(a), "%s does not work in a flow of type %s", a.Type(), c.options.FlowType)
		}
	}
}

func checkChannel(c *checker) {
	if c.options.Channel == "" {
		return
	}
	for _, a := range c.flow.actions {
		only := c.catalog[a.Type()].channel
		path := "Type"
		if a.Type() == "MessageParticipant" {
			for _, voice := range []string{"PromptId", "SSML"} {
				if a.parameters().get(voice) != nil {
					only, path = Voice, "Parameters."+voice
				}
			}
		}
		if only != "" && only != c.options.Channel {
			c.report(place{a, path, a.node.find(path)}, "", "%s works for %s only, not for %s; the contact takes the branch for errors",
				cmp.Or(a.Type(), path), only, c.options.Channel)
		}
	}
}
