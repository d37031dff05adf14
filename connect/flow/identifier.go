package flow

import (
	"fmt"
	"strings"
)

// Rename gives an action another identifier, and changes all that refer to it: transitions, the start, and the Metadata in
// which the console keeps the layout. It returns an error if there is no such action or if the new identifier is taken.
func (f *Flow) Rename(identifier, to string) error {
	a := f.byID[identifier]
	switch {
	case a == nil:
		return fmt.Errorf("flow: there is no action %q", identifier)
	case identifier == to:
		return nil
	case f.byID[to] != nil:
		return fmt.Errorf("flow: there already is an action %q", to)
	}
	replace := func(n *node) {
		if n != nil && n.kind == kindString && n.value == identifier {
			*n = *newString(to)
		}
	}
	replace(a.node.get("Identifier"))
	delete(f.byID, identifier)
	f.byID[to] = a
	replace(f.doc.root.get("StartAction"))
	for _, other := range f.actions {
		for _, e := range other.edges() {
			replace(e.target)
		}
	}
	f.renameMetadata(identifier, to, replace)
	return nil
}

func (f *Flow) renameMetadata(identifier, to string, replace func(*node)) {
	metadata := f.doc.root.get("Metadata").get("ActionMetadata")
	for i := range metadata.items() {
		m := &metadata.members[i]
		if m.key == identifier {
			m.key, m.keyText = to, quote(to)
		}
		for _, child := range m.node.get("children").items() {
			replace(child.node)
		}
		for _, fragment := range m.node.get("fragments").items() {
			replace(fragment.node)
		}
	}
}

// forbiddenIdentifier says why the service would refuse an identifier, "" if it would not.
func forbiddenIdentifier(identifier string) string {
	const characters = `%:(\/)=$,;[]{}`
	if i := strings.IndexAny(identifier, characters); i >= 0 {
		return fmt.Sprintf("contains %q", identifier[i])
	}
	if len([]rune(identifier)) > 50 {
		return "has more than 50 characters"
	}
	switch identifier {
	case "__proto__", "constructor", "__defineGetter__", "__defineSetter__", "toString", "hasOwnProperty", "isPrototypeOf",
		"propertyIsEnumerable", "toLocaleString", "valueOf":
		return "is a reserved name"
	}
	return ""
}
