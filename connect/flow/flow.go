package flow

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// MaxLength is the number of characters that the service accepts in the Content of a flow or module.
const MaxLength = 256_000

// version is the only version of the flow language that there is.
const version = "2019-10-30"

// Flow is a parsed flow or flow module. It is made by [Parse] or a [Builder], and keeps its text: [Flow.String] returns
// that text, except for what has been changed since. It must not be changed by two goroutines at once.
type Flow struct {
	doc     document
	source  string // what was parsed, for lines and columns of findings
	actions []*Action
	byID    map[string]*Action
}

// Parse reads the Content of a flow or of a flow module, as CreateContactFlow, DescribeContactFlow and the operations on
// modules have it, and as the console exports it.
//
// The text must be JSON, valid UTF-8, at most [MaxLength] characters long and 200 levels deep, and must look like a flow as far as this
// package reads it: an object whose Actions, Transitions and so on have the right JSON types. What is missing, unknown or
// wrong in any other way is not an error here; [Check] finds it. The error is a [*ParseError].
func Parse(content string) (*Flow, error) {
	if length := utf8.RuneCountInString(content); length > MaxLength {
		err := &ParseError{Problem: fmt.Sprintf("the flow has %d characters, %d are allowed", length, MaxLength), offset: len(content)}
		err.locate(content)
		return nil, err
	}
	doc, err := parseDocument(content)
	if err == nil {
		err = checkShape(doc.root)
		if err != nil {
			err.locate(content)
		}
	}
	if err != nil {
		return nil, err
	}
	return newFlow(doc, content), nil
}

func newFlow(doc document, source string) *Flow {
	f := &Flow{doc: doc, source: source}
	items := doc.root.get("Actions").items()
	f.actions = make([]*Action, 0, len(items))
	f.byID = make(map[string]*Action, len(items))
	all := make([]Action, len(items))
	for i, item := range items {
		a := &all[i]
		*a = Action{node: item.node, index: i}
		f.actions = append(f.actions, a)
		if id := a.Identifier(); f.byID[id] == nil {
			f.byID[id] = a
		}
	}
	return f
}

// String returns the flow as JSON, for the Content of CreateContactFlow and similar operations. As long as nothing has
// been changed, these are the bytes that were parsed. A change affects the text only where it was made.
func (f *Flow) String() string {
	return f.doc.String()
}

// Indented returns the flow as JSON with each member on a line of its own, for people and for version control.
func (f *Flow) Indented() string {
	return f.formatted("\n")
}

// Compact returns the flow as JSON without white space, for flows that come near [MaxLength].
func (f *Flow) Compact() string {
	return f.formatted("")
}

func (f *Flow) formatted(lead string) string {
	root := f.doc.root.clone()
	root.layout(lead, "  ")
	return root.String()
}

// Clone returns a copy that can be changed independently.
func (f *Flow) Clone() *Flow {
	doc := f.doc
	doc.root = doc.root.clone()
	return newFlow(doc, f.source)
}

// Version returns the version of the flow language, 2019-10-30.
func (f *Flow) Version() string {
	return f.doc.root.get("Version").str()
}

// StartAction returns the identifier of the action that a contact meets first.
func (f *Flow) StartAction() string {
	return f.doc.root.get("StartAction").str()
}

// SetStartAction changes the action that a contact meets first.
func (f *Flow) SetStartAction(identifier string) {
	f.doc.root.set("StartAction", newString(identifier))
}

// Actions returns all actions in the order in which they are written. That order means nothing.
func (f *Flow) Actions() []*Action {
	return slices.Clone(f.actions)
}

// Action returns the action with an identifier, nil if there is none.
func (f *Flow) Action(identifier string) *Action {
	return f.byID[identifier]
}

// IsModule reports whether the flow has the Settings that only the content of a flow module has.
func (f *Flow) IsModule() bool {
	return f.doc.root.get("Settings") != nil
}

// Name returns the name that the console noted in the Metadata, if it did. Flows have their names outside of the content.
func (f *Flow) Name() string {
	return f.doc.root.get("Metadata").get("name").str()
}
