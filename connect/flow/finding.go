package flow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says how certain it is that the service refuses a flow.
type Severity string

const (
	// SeverityError is for what the service is known to refuse.
	SeverityError Severity = "error"

	// SeverityWarning is for what it probably refuses, and for what it accepts but cannot be intended.
	SeverityWarning Severity = "warning"
)

// Finding is a defect of a flow. See [Check].
type Finding struct {
	// Code names the rule; [Rules] has them all.
	Code string

	// Severity says how certain it is that the service refuses the flow.
	Severity Severity

	// Path is the place in the flow, as the service writes it: Actions[3].Parameters.Text. It is empty for the flow as a
	// whole.
	Path string

	// Action is the identifier of the action, empty for the flow as a whole.
	Action string

	// Line and Column are the place in the text that was parsed, from 1, columns in characters. They are 0 for parts
	// that were not parsed.
	Line, Column int

	// Message says what is wrong and what to do.
	Message string

	// Problem is the wording of the service, in the problems of InvalidContactFlowException. It is empty if the service
	// accepts the flow, or if its wording is not known.
	Problem string

	// Evidence is the evidence for the rule.
	Evidence Evidence

	offset int // in the parsed text, -1 if unknown
	order  int // index of the action, -1 for the flow
}

func (f Finding) String() string {
	place := f.Path
	if f.Action != "" {
		place += fmt.Sprintf(" (%s)", f.Action)
	}
	if f.Line > 0 {
		place = strings.TrimSpace(fmt.Sprintf("%d:%d %s", f.Line, f.Column, place))
	}
	if place != "" {
		place += ": "
	}
	return fmt.Sprintf("%s%s: %s [%s]", place, f.Severity, f.Message, f.Code)
}

// Findings are what [Check] found, in the order of the actions.
type Findings []Finding

// Errors returns the findings of severity error.
func (f Findings) Errors() Findings {
	return slices.DeleteFunc(slices.Clone(f), func(one Finding) bool { return one.Severity != SeverityError })
}

// Problems returns the findings of severity error as the service writes them into InvalidContactFlowException, whose limits
// they keep: 50 items of at most 256 characters. It is empty for a flow that the service is expected to accept.
func (f Findings) Problems() []string {
	const items, characters = 50, 256
	var problems []string
	for _, one := range f.Errors() {
		text := cmp.Or(one.Problem, one.Message)
		if utf8.RuneCountInString(text) > characters {
			text = string([]rune(text)[:characters])
		}
		if !slices.Contains(problems, text) && len(problems) < items {
			problems = append(problems, text)
		}
	}
	return problems
}

// String returns a line for each finding.
func (f Findings) String() string {
	var b strings.Builder
	for _, one := range f {
		b.WriteString(one.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// locate fills in lines and columns, in one pass over the text.
func (f Findings) locate(text string) {
	order := make([]int, 0, len(f))
	for i := range f {
		if f[i].offset >= 0 && text != "" {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(f[a].offset, f[b].offset) })
	at, line, column := 0, 1, 1
	for _, i := range order {
		between := text[at:f[i].offset]
		if newline := strings.LastIndexByte(between, '\n'); newline >= 0 {
			line += strings.Count(between, "\n")
			column = 1
			between = between[newline+1:]
		}
		column += utf8.RuneCountInString(between)
		at = f[i].offset
		f[i].Line, f[i].Column = line, column
	}
}
