package main

import "strings"

// commentWidth is where comments wrap.
const commentWidth = 100

// comment returns paragraphs as a Go doc comment with the given indentation.
func comment(indent string, paragraphs []string) string {
	var b strings.Builder
	line := func(s string) {
		b.WriteString(strings.TrimRight(indent+"//"+s, " ") + "\n")
	}
	for i, p := range paragraphs {
		if i > 0 {
			line("")
		}
		switch {
		case strings.HasPrefix(p, "\t") || strings.HasPrefix(p, "    "):
			for code := range strings.SplitSeq(p, "\n") {
				line("\t" + strings.TrimPrefix(strings.TrimPrefix(code, "\t"), "    "))
			}
		case strings.HasPrefix(p, "- "):
			for item := range strings.SplitSeq(strings.ReplaceAll("\n"+p, "\n- ", "\x00")[1:], "\x00") {
				wrap(item, "   - ", "     ", commentWidth-len(indent)-2, line)
			}
		default:
			wrap(p, " ", " ", commentWidth-len(indent)-2, line)
		}
	}
	return b.String()
}

// wrap breaks a text into lines of a width, the first and the others with their prefixes.
func wrap(text, first, others string, width int, line func(string)) {
	current := first
	empty := true
	for word := range strings.FieldsSeq(text) {
		if !empty && len(current)+1+len(word) > width {
			line(current)
			current, empty = others, true
		}
		if !empty {
			current += " "
		}
		current += word
		empty = false
	}
	line(current)
}

// FieldLines returns the fields of a struct as source: a field with a doc stands apart.
func (s Struct) FieldLines() string {
	var b strings.Builder
	for _, f := range s.Blank {
		b.WriteString("\t" + f.Name + " " + f.Type + f.Tag.String() + "\n")
	}
	apart := len(s.Blank) > 0
	for i, f := range s.Fields {
		if apart || i > 0 && len(f.Doc) > 0 {
			b.WriteString("\n")
		}
		apart = len(f.Doc) > 0
		b.WriteString(comment("\t", f.Doc) + "\t" + f.Name + " " + f.Type + f.Tag.String() + "\n")
	}
	return b.String()
}
