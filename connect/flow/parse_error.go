package flow

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// ParseError says why [Parse] or [ParseContract] refused a text, and where.
type ParseError struct {
	// Line and Column are where the text is wrong; both count from 1, columns in characters.
	Line, Column int

	// Path is the path of the value that is wrong or was being read, such as Actions[3].Transitions.NextAction; empty at
	// the top level.
	Path string

	// Problem says what is wrong.
	Problem string

	offset int
}

func (e *ParseError) Error() string {
	path := ""
	if e.Path != "" {
		path = ", " + e.Path
	}
	return fmt.Sprintf("flow: line %d, column %d%s: %s", e.Line, e.Column, path, e.Problem)
}

// within notes that the error happened inside of a member or item.
func (e *ParseError) within(step string) *ParseError {
	e.Path = joinPath(step, e.Path)
	return e
}

// locate turns the offset into line and column.
func (e *ParseError) locate(text string) {
	e.Line, e.Column = position(text, e.offset)
}

// position returns line and column of an offset, both from 1.
func position(text string, offset int) (line, column int) {
	before := text[:min(offset, len(text))]
	newline := strings.LastIndexByte(before, '\n')
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[newline+1:]) + 1
}

// joinPath puts two paths together. A dot stands between a value and its member, none before an index.
func joinPath(path, step string) string {
	if path == "" || step == "" || step[0] == '[' {
		return path + step
	}
	return path + "." + step
}

// pathKey returns a key as a step of a path. Keys that could be mistaken for several steps are quoted.
func pathKey(key string) string {
	if key == "" || strings.ContainsAny(key, ".[]\"") {
		return "[" + quote(key) + "]"
	}
	return key
}
