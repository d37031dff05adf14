package flow

import (
	"fmt"
	"strings"
)

// RewriteError lists the references for which [Flow.Rewrite] got no new value. Nothing has been changed.
type RewriteError struct {
	// Missing are the references, in the order of [Flow.References].
	Missing []Reference
}

func (e *RewriteError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "flow: %d references have no new value", len(e.Missing))
	for _, r := range e.Missing {
		b.WriteString("\n\t" + r.String())
	}
	return b.String()
}

// Rewrite gives references new values, commonly those of another instance. It asks target for the new value of each
// reference that is not a JSONPath; target returns false if there is none. If a reference is embedded in a text, only that
// part of the text is replaced.
//
// If references that need a new value, see [Reference.Required], get none, nothing is changed and the error is a
// [*RewriteError] with all of them. An empty value counts as none, because the service accepts no empty parameters.
func (f *Flow) Rewrite(target func(Reference) (string, bool)) error {
	var changes []replacement
	var missing []Reference
	for _, r := range f.References() {
		if r.Form == FormJSONPath {
			continue
		}
		to, ok := target(r)
		switch {
		case ok && to != "":
			changes = append(changes, replacement{r, to})
		case r.Required():
			missing = append(missing, r)
		}
	}
	if len(missing) > 0 {
		return &RewriteError{Missing: missing}
	}
	for len(changes) > 0 {
		// Several ARNs may be in one text. They stand side by side, because references are found from left to right.
		count := 1
		for count < len(changes) && changes[count].sameText(changes[0]) {
			count++
		}
		replace(changes[:count])
		changes = changes[count:]
	}
	return nil
}

// replacement is a reference and its new value.
type replacement struct {
	Reference

	to string
}

// sameText reports whether two references stand in the same text.
func (r replacement) sameText(other replacement) bool {
	return r.holder == other.holder && r.at == other.at && !r.Key && !other.Key
}

// replace writes the new values of all references in one member.
func replace(changes []replacement) {
	m := &changes[0].holder.members[changes[0].at]
	if changes[0].Key {
		if m.key != changes[0].to {
			m.key, m.keyText = changes[0].to, quote(changes[0].to)
		}
		return
	}
	var b strings.Builder
	end := 0
	for _, c := range changes {
		if c.Embedded {
			b.WriteString(m.node.value[end:c.offset])
			end = c.offset + len(c.Value)
		} else {
			end = len(m.node.value)
		}
		b.WriteString(c.to)
	}
	b.WriteString(m.node.value[end:])
	if text := b.String(); text != m.node.value {
		*m.node = *newString(text)
	}
}
