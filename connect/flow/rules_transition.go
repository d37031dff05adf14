package flow

import (
	"cmp"
	"fmt"
	"slices"
)

// transitionRules are about the transitions of every action.
func transitionRules() []rule {
	return []rule{
		{"dangling-target", nil, nil, each{"each transition must lead to an action of the flow", checkTargets}, live(sourceSamples, sourceFlowAsCode).withDocs()},
		{"next-action", nil, nil, each{"actions that do not end the flow must have a NextAction", checkNext}, live(sourceFlowAsCode, sourcePulumi, sourceSamples)},
		{"terminal-transitions", nil, nil, each{"actions that end the flow have no transitions", checkTerminal}, live(sourcePulumi).withSamples()},
		{"operator", nil, nil, each{"operators must exist; there are no And, Or and Not", checkOperators}, live(sourcePulumi).withSamples().withDocs()},
		{"operand-count", nil, nil, each{"a condition has exactly one operand", checkOperandCount}, live(sourcePulumi).withSamples()},
		{"empty-operand", nil, nil, each{"an operand must not be empty", checkEmptyOperand}, live(sourcePulumi, sourceNote2)},
		{"duplicate-error", nil, nil, each{"an error has one branch", checkDuplicateError}, Evidence{}},
		{"unreachable", nil, nil, each{"a contact should be able to come to every action", checkUnreachable}, live(sourceNote1)},
		{"endless-loop", nil, nil, each{"from every action a contact should be able to come to an end", checkEndless}, Evidence{}},
	}
}

func checkTargets(c *checker) {
	for _, a := range c.flow.actions {
		for _, e := range a.edges() {
			target := e.target.str()
			if c.flow.byID[target] == nil && (target != "" || e.kind != edgeNext) {
				c.report(place{a, e.path(), e.target}, problemValue+a.path(e.path()), "it leads to %q, and there is no such action", target)
			}
		}
	}
}

func checkNext(c *checker) {
	for _, a := range c.flow.actions {
		t, known := c.catalog[a.Type()]
		next := a.node.find("Transitions.NextAction")
		if !known || t.terminal || t.optional || next.str() != "" {
			continue
		}
		problem := problemRequired
		if next != nil {
			problem = problemValue // an empty one
		}
		c.report(place{a, "Transitions.NextAction", next}, problem+a.path("Transitions.NextAction"), "%s must say which action is next", a.Type())
	}
}

func checkTerminal(c *checker) {
	for _, a := range c.flow.actions {
		if edges := a.edges(); len(edges) > 0 && c.catalog[a.Type()].terminal {
			c.report(place{a, "Transitions", a.node.get("Transitions")}, "Action does not support transitions. Path: "+a.path(""),
				"%s ends the flow, so nothing can follow", a.Type())
		}
	}
}

// eachCondition calls a function for the conditions of all actions.
func (c *checker) eachCondition(visit func(a *Action, path string, condition *node)) {
	for _, a := range c.flow.actions {
		for i, m := range a.node.get("Transitions").get("Conditions").items() {
			visit(a, fmt.Sprintf("Transitions.Conditions[%d].Condition", i), m.node.get("Condition"))
		}
	}
}

func checkOperators(c *checker) {
	known := []string{
		"Equals", "TextStartsWith", "TextEndsWith", "TextContains", "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan",
		"NumberLessOrEqualTo", "KeyExists",
	}
	c.eachCondition(func(a *Action, path string, condition *node) {
		if operator := condition.get("Operator").str(); !contains(known, operator) {
			c.report(place{a, path, condition}, problemValue+a.path("Transitions.Conditions"), "there is no operator %q; there are %s", operator, orList(known))
		}
	})
}

func checkOperandCount(c *checker) {
	c.eachCondition(func(a *Action, path string, condition *node) {
		if count := len(condition.get("Operands").items()); count != 1 {
			c.report(place{a, path, condition}, problemValue+a.path("Transitions.Conditions"), "the condition has %d operands, must have one", count)
		}
	})
}

func checkEmptyOperand(c *checker) {
	c.eachCondition(func(a *Action, path string, condition *node) {
		for _, m := range condition.get("Operands").items() {
			if text, ok := m.node.scalar(); ok && text == "" {
				c.report(place{a, path, m.node}, fmt.Sprintf("Invalid branch. Path: %d.Evaluate", a.index), "the operand is empty")
			}
		}
	})
}

func checkDuplicateError(c *checker) {
	for _, a := range c.flow.actions {
		var seen []string
		for i, m := range a.node.get("Transitions").get("Errors").items() {
			name := m.node.get("ErrorType").str()
			if contains(seen, name) {
				c.report(place{a, fmt.Sprintf("Transitions.Errors[%d]", i), m.node}, "", "the error %s has two branches", name)
			}
			seen = append(seen, name)
		}
	}
}

// flowGraph returns the graph of the flow, which two rules need.
func (c *checker) flowGraph() graph {
	if c.graph == nil {
		g := c.flow.graph()
		c.graph = &g
	}
	return *c.graph
}

func checkUnreachable(c *checker) {
	g := c.flowGraph()
	if g.start < 0 {
		return // otherwise all would be reported, for a mistake in one place
	}
	seen := reached(g.targets, g.start)
	for i, a := range c.flow.actions {
		if !seen[i] {
			c.report(place{a, "", a.node}, "", "no transition leads to the action")
		}
	}
}

// checkEndless looks for actions that a contact can come to and from which it cannot come to an end. Flows that are played
// while a customer waits are meant to go round; the rest of the contact ends them.
func checkEndless(c *checker) {
	switch c.options.FlowType {
	case CustomerQueue, CustomerHold, AgentHold:
		return
	}
	g := c.flowGraph()
	var ends []int
	for i, a := range c.flow.actions {
		if len(g.targets[i]) == 0 || a.Type() == "MessageParticipantIteratively" {
			ends = append(ends, i)
		}
	}
	reachable, ending := reached(g.targets, g.start), reached(g.reversed(), ends...)
	var endless []*Action
	for i, a := range c.flow.actions {
		if reachable[i] && !ending[i] {
			endless = append(endless, a)
		}
	}
	if len(endless) == 0 {
		return
	}
	// One finding for all: they usually have one cause.
	first := slices.MinFunc(endless, func(a, b *Action) int { return cmp.Compare(a.index, b.index) })
	c.report(place{first, "", first.node}, "", "from here a contact goes round for ever: none of %d actions leads to an end", len(endless))
}
