package flow

import (
	"fmt"
	"strings"
)

// Mermaid returns the flow as a diagram in the language of Mermaid, which GitHub and others draw where a Markdown text has it
// in a block marked mermaid. Branches for errors are dotted.
func (f *Flow) Mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	b.WriteString("    start((start))\n")
	for i, a := range f.actions {
		c := a.caption()
		label := "<b>" + mermaidText(c.title) + "</b><br/>" + mermaidText(c.subtitle)
		if c.detail != "" {
			label += "<br/><i>" + mermaidText(c.detail) + "</i>"
		}
		open, end := "[", "]"
		if len(a.edges()) == 0 {
			open, end = "([", "])"
		}
		fmt.Fprintf(&b, "    n%d%s\"%s\"%s\n", i, open, label, end)
	}
	if start := f.byID[f.StartAction()]; start != nil {
		fmt.Fprintf(&b, "    start --> n%d\n", start.index)
	}
	for _, one := range f.arrows() {
		line := "-->"
		if one.kind == edgeError {
			line = "-.->"
		}
		if len(one.labels) > 0 {
			line += `|"` + mermaidText(strings.Join(one.labels, ", ")) + `"|`
		}
		fmt.Fprintf(&b, "    n%d %s n%d\n", one.from, line, one.to)
	}
	return b.String()
}

// mermaidText escapes what has a meaning in labels.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\"<>&#;|`\\[]{}()", r):
			fmt.Fprintf(&b, "#%d;", r)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
