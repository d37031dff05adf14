package flow

import (
	"fmt"
	"strings"
)

// Transitions say where a contact goes from an action. All targets are identifiers of actions.
type Transitions struct {
	// NextAction is where it goes if no condition or error applies. It is empty after an action that ends the flow.
	NextAction string

	// Errors say where it goes if the action fails. Their order means nothing.
	Errors []ErrorBranch

	// Conditions are tested one after the other; the first that is met says where the contact goes.
	Conditions []Branch
}

// ErrorBranch is a transition for an error.
type ErrorBranch struct {
	// ErrorType is the kind of error, such as NoMatchingError, which stands for all that have no branch of their own.
	ErrorType string

	// NextAction is the identifier of the target.
	NextAction string
}

// Branch is a transition with a condition.
type Branch struct {
	// NextAction is the identifier of the target.
	NextAction string

	// Condition is what the result of the action is compared with.
	Condition Condition
}

// Condition compares the result of an action, such as the digit that was pressed, with an operand.
type Condition struct {
	// Operator is Equals, TextStartsWith, TextEndsWith, TextContains, NumberGreaterThan, NumberGreaterOrEqualTo,
	// NumberLessThan, NumberLessOrEqualTo or KeyExists.
	Operator string

	// Operands has exactly one item for all operators that the service accepts. One that is not text stands here as JSON.
	Operands []string
}

// Transitions returns where a contact goes from the action. The result is a copy.
func (a *Action) Transitions() Transitions {
	var t Transitions
	// Parse has checked the shape, so there is no error.
	_ = decode(a.node.get("Transitions"), &t)
	return t
}

// SetTransitions changes where a contact goes from the action. Parts that stay the same keep their text.
func (a *Action) SetTransitions(t Transitions) {
	old := a.node.get("Transitions")
	n := old
	if n == nil || n.kind != kindObject {
		n = newObject()
	}
	mergeStruct(n, &t)
	if n != old && len(n.members) > 0 {
		a.node.set("Transitions", n)
	}
}

// edge is one transition.
type edge struct {
	kind   edgeKind
	index  int   // of the condition or error
	target *node // the identifier, nil if it is missing
	node   *node // the error or condition
}

type edgeKind uint8

const (
	edgeNext edgeKind = iota
	edgeCondition
	edgeError
)

// edges returns all transitions of the action in a fixed order: conditions, next, errors as written.
func (a *Action) edges() []edge {
	transitions := a.node.get("Transitions")
	conditions, failures := transitions.get("Conditions").items(), transitions.get("Errors").items()
	next := transitions.get("NextAction")
	if next == nil && len(conditions)+len(failures) == 0 {
		return nil
	}
	edges := make([]edge, 0, len(conditions)+len(failures)+1)
	for i, m := range conditions {
		edges = append(edges, edge{edgeCondition, i, m.node.get("NextAction"), m.node.get("Condition")})
	}
	if next != nil && next.kind == kindString {
		edges = append(edges, edge{edgeNext, 0, next, nil})
	}
	for i, m := range failures {
		edges = append(edges, edge{edgeError, i, m.node.get("NextAction"), m.node})
	}
	return edges
}

// path returns where the target is written, below the action.
func (e edge) path() string {
	switch e.kind {
	case edgeCondition:
		return fmt.Sprintf("Transitions.Conditions[%d].NextAction", e.index)
	case edgeError:
		return fmt.Sprintf("Transitions.Errors[%d].NextAction", e.index)
	}
	return "Transitions.NextAction"
}

// label describes the transition in a few characters: the type of an error, or a condition.
func (e edge) label() string {
	switch e.kind {
	case edgeCondition:
		return conditionLabel(e.node)
	case edgeError:
		return e.node.get("ErrorType").str()
	}
	return "next"
}

// conditionLabel describes a condition.
func conditionLabel(condition *node) string {
	operands := make([]string, 0, 1)
	for _, m := range condition.get("Operands").items() {
		text, ok := m.node.scalar()
		if !ok {
			text = m.node.String()
		}
		operands = append(operands, text)
	}
	return operatorSymbol(condition.get("Operator").str()) + " " + strings.Join(operands, ", ")
}

func operatorSymbol(operator string) string {
	switch operator {
	case "Equals":
		return "="
	case "NumberGreaterThan":
		return ">"
	case "NumberGreaterOrEqualTo":
		return ">="
	case "NumberLessThan":
		return "<"
	case "NumberLessOrEqualTo":
		return "<="
	case "TextStartsWith":
		return "starts with"
	case "TextEndsWith":
		return "ends with"
	case "TextContains":
		return "contains"
	case "KeyExists":
		return "has"
	}
	return operator
}
