package flow

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is a rule that [Check] checks.
type Rule struct {
	// Code names the rule. It does not change between versions.
	Code string

	// ActionTypes are the types that the rule is about; none if it is about all or about the flow.
	ActionTypes []string

	// When says on which parameters the rule depends; empty if it always applies.
	When string

	// Demand is what must hold.
	Demand string

	// Evidence is the evidence for the rule, which decides the severity of its findings.
	Evidence Evidence
}

// Rules returns all rules that [Check] knows.
func Rules() []Rule {
	var rules []Rule
	for _, r := range ruleTable() {
		when := make([]string, len(r.when))
		for i, t := range r.when {
			when[i] = t.String()
		}
		rules = append(rules, Rule{
			Code: r.code, ActionTypes: slices.Clone(r.types), When: strings.Join(when, " and "), Demand: r.demand.String(), Evidence: r.evidence,
		})
	}
	return rules
}

// rule is a line of the table of rules.
type rule struct {
	code     string
	types    []string
	when     []test
	demand   demand
	evidence Evidence
}

// demand is what a rule asks for. check is called for each action of the types of the rule, and once with nil if the rule
// has no types.
type demand interface {
	fmt.Stringer
	check(c *checker, a *Action)
}

// ruleTable puts the tables of all files together.
func ruleTable() []rule {
	return slices.Concat(flowRules(), transitionRules(), participantRules(), contactRules(), controlRules(), interactionRules(), moduleRules())
}

// test is a condition on a parameter or on what the caller of Check said.
type test struct {
	path   string
	values []string // one of them; none: any value
	negate bool
	flow   Type // instead of a parameter: the type of the flow
}

// on names the types of a rule; when, its conditions.
func on(types ...string) []string { return types }
func when(tests ...test) []test   { return tests }

// is holds if a parameter has one of the values, given if it has any. isNot and absent are their opposites; isNot also holds
// if there is no such parameter.
func is(path string, values ...string) test    { return test{path: path, values: values} }
func isNot(path string, values ...string) test { return test{path: path, values: values, negate: true} }
func given(path string) test                   { return test{path: path} }
func absent(path string) test                  { return test{path: path, negate: true} }
func notInFlow(t Type) test                    { return test{flow: t, negate: true} }
func inFlow(t Type) test                       { return test{flow: t} }

// holds reports whether the condition is met. Sure is false if that depends on a flow type that is not known.
func (t test) holds(a *Action, flowType Type) (holds, sure bool) {
	if t.flow != "" {
		return (t.flow == flowType) != t.negate, flowType != ""
	}
	value := a.parameters().find(t.path)
	matches := value != nil
	if len(t.values) > 0 {
		matches = slices.Contains(t.values, value.str())
	}
	return matches != t.negate, true
}

func (t test) String() string {
	switch {
	case t.flow != "" && t.negate:
		return "the flow is not " + string(t.flow)
	case t.flow != "":
		return "the flow is " + string(t.flow)
	case len(t.values) == 0 && t.negate:
		return t.path + " is absent"
	case len(t.values) == 0:
		return t.path + " is given"
	case t.negate:
		return t.path + " is not " + strings.Join(t.values, " or ")
	}
	return t.path + " is " + strings.Join(t.values, " or ")
}

// applies reports whether all conditions of the rule are met.
func (r *rule) applies(a *Action, flowType Type) (applies, sure bool) {
	sure = true
	for _, t := range r.when {
		holds, known := t.holds(a, flowType)
		if !holds {
			return false, true
		}
		sure = sure && known
	}
	return true, sure
}

// requiredErrors returns the types of errors that an action must have a branch for, by all rules, whatever their
// evidence: a branch that is not needed does no harm.
func requiredErrors(table []rule, a *Action, flowType Type) []string {
	var types []string
	for i := range table {
		r := &table[i]
		needed, ok := r.demand.(errorsNeeded)
		if !ok || !slices.Contains(r.types, a.Type()) {
			continue
		}
		if applies, _ := r.applies(a, flowType); !applies {
			continue
		}
		for _, e := range needed {
			if !slices.Contains(types, e) {
				types = append(types, e)
			}
		}
	}
	return types
}
