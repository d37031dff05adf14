package flow

import (
	"fmt"
	"slices"
	"strings"
)

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// errorsNeeded is a demand for branches of errors.
type errorsNeeded []string

func (d errorsNeeded) String() string {
	return "there must be branches for the errors " + strings.Join(d, ", ")
}

func (d errorsNeeded) check(c *checker, a *Action) {
	transitions := a.node.get("Transitions")
	for _, want := range d {
		found := false
		for _, m := range transitions.get("Errors").items() {
			found = found || m.node.get("ErrorType").str() == want
		}
		if !found {
			c.report(place{a, "Transitions.Errors", transitions.get("Errors")}, fmt.Sprintf("Action is missing required error. Error: %s, Path: %s", want, a.path("")),
				"there must be a branch for the error %s", want)
		}
	}
}

// errorsOnly is a demand that there are branches for no other errors than these.
type errorsOnly []string

func (d errorsOnly) String() string {
	if len(d) == 0 {
		return "there must be no branches for errors"
	}
	return "there may be branches only for the errors " + strings.Join(d, ", ")
}

func (d errorsOnly) check(c *checker, a *Action) {
	for i, m := range a.node.get("Transitions").get("Errors").items() {
		if name := m.node.get("ErrorType").str(); !contains(d, name) {
			c.report(place{a, fmt.Sprintf("Transitions.Errors[%d]", i), m.node}, fmt.Sprintf("Invalid Action error. Error: %s, Path: %s", name, a.path("")),
				"%s does not have the error %s here: %s", a.Type(), name, d)
		}
	}
}

// errorsRefused is a demand that there are no branches for these errors.
type errorsRefused []string

func (d errorsRefused) String() string {
	return "there must be no branches for the errors " + strings.Join(d, ", ")
}

func (d errorsRefused) check(c *checker, a *Action) {
	for i, m := range a.node.get("Transitions").get("Errors").items() {
		if name := m.node.get("ErrorType").str(); contains(d, name) {
			c.report(place{a, fmt.Sprintf("Transitions.Errors[%d]", i), m.node}, fmt.Sprintf("Invalid Action error. Error: %s, Path: %s", name, a.path("")),
				"%s does not have the error %s here", a.Type(), name)
		}
	}
}

// conditions is a demand on the branches with conditions.
type conditions struct {
	max       int      // how many there may be; unlimited is the usual
	min       int      // how many there must be
	operators []string // which operators there may be; none: any
	operands  []string // which operands there may be; none: any
	needed    []string // which operands there must be
}

func (d conditions) String() string {
	var parts []string
	if d.max == 0 {
		return "there must be no conditions"
	}
	if d.min > 0 {
		parts = append(parts, fmt.Sprintf("there must be at least %d condition", d.min))
	}
	if d.operators != nil {
		parts = append(parts, "operators must be "+orList(d.operators))
	}
	if d.operands != nil {
		parts = append(parts, "operands must be "+orList(d.operands))
	}
	if d.needed != nil {
		parts = append(parts, "there must be conditions for "+strings.Join(d.needed, ", "))
	}
	return strings.Join(parts, ", ")
}

func (d conditions) check(c *checker, a *Action) {
	list := a.node.get("Transitions").get("Conditions")
	at := place{a, "Transitions.Conditions", list}
	report := func(at place, format string, args ...any) {
		c.report(at, problemValue+a.path("Transitions.Conditions"), format, args...)
	}
	count := len(list.items())
	if count > d.max {
		c.report(at, "Action does not support conditions. Path: "+a.path(""), "%s does not have conditions here", a.Type())
		return
	}
	if count < d.min {
		report(at, "%s", d)
	}
	seen := map[string]bool{}
	for i, m := range list.items() {
		branch := func() place { return place{a, fmt.Sprintf("Transitions.Conditions[%d]", i), m.node} }
		condition := m.node.get("Condition")
		if operator := condition.get("Operator").str(); d.operators != nil && !contains(d.operators, operator) {
			report(branch(), "the operator is %q, must be %s", operator, orList(d.operators))
		}
		for _, operand := range condition.get("Operands").items() {
			text := operand.node.str()
			seen[text] = true
			if d.operands != nil && !contains(d.operands, text) {
				report(branch(), "the operand is %q, must be %s", text, orList(d.operands))
			}
		}
	}
	for _, want := range d.needed {
		if !seen[want] {
			report(at, "there must be a condition for %s", want)
		}
	}
}
