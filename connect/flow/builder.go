package flow

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// BuilderOptions are the options of [NewBuilder]. The zero value works.
type BuilderOptions struct {
	// FlowType is the type of the flow, on which some errors depend; CONTACT_FLOW by default. [Module] gives the content
	// the Settings that a module must have.
	FlowType Type

	// Identifier returns the identifier of a step, given its name, its type and its number, from 0. By default the name is the
	// identifier, and a step without a name gets a UUID that depends on type and number alone, so that building a flow again
	// gives the same text.
	Identifier func(name, actionType string, number int) string
}

// Builder makes a flow step by step. Steps have names of the program's choice, which may be used before the step is added,
// so that flows can have loops. The first step is the start.
type Builder struct {
	options   BuilderOptions
	steps     []*Step
	byName    map[string]*Step
	start     string
	otherwise string

	types map[string]actionType
	table []rule
}

// NewBuilder returns a builder of an empty flow.
func NewBuilder(optFns ...func(*BuilderOptions)) *Builder {
	b := &Builder{byName: map[string]*Step{}, options: BuilderOptions{FlowType: ContactFlow, Identifier: defaultIdentifier}}
	for _, fn := range optFns {
		fn(&b.options)
	}
	return b
}

// defaultIdentifier returns the name, or a UUID of version 8 derived from the type and the number.
func defaultIdentifier(name, actionType string, number int) string {
	if name != "" {
		return name
	}
	sum := sha256.Sum256([]byte(actionType + " " + strconv.Itoa(number)))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// Add adds a step. Other steps refer to it by the name; a step that only the one before leads to needs none. Parameters are
// a struct of this package or a [Raw].
func (b *Builder) Add(name string, parameters Parameters) *Step {
	s := &Step{name: name, parameters: parameters}
	b.steps = append(b.steps, s)
	return s
}

// Start makes a step the first one of the flow, instead of the one that was added first.
func (b *Builder) Start(name string) *Builder {
	b.start = name
	return b
}

// Else sets the step that errors lead to for which their own step names none.
func (b *Builder) Else(name string) *Builder {
	b.otherwise = name
	return b
}

// Step is a step of a flow that is being built. Its methods return the step, so that calls can be chained.
type Step struct {
	name       string
	parameters Parameters
	id         string
	next       string
	otherwise  string
	errors     []ErrorBranch
	conditions []Branch
}

// Next says which step comes next. Without it, that is the step that is added next or, for a step with conditions, the one
// that Else names.
func (s *Step) Next(name string) *Step {
	s.next = name
	return s
}

// When adds a branch for a result: a digit of a menu, an intent, True or False.
func (s *Step) When(operand, name string) *Step {
	return s.WhenOperator("Equals", operand, name)
}

// WhenOperator adds a branch with another operator, such as NumberGreaterThan. See [Condition].
func (s *Step) WhenOperator(operator, operand, name string) *Step {
	s.conditions = append(s.conditions, Branch{NextAction: name, Condition: Condition{Operator: operator, Operands: []string{operand}}})
	return s
}

// OnError adds a branch for an error, such as InputTimeLimitExceeded. Errors that the step must have a branch for are added
// when the flow is built; they lead to the step that Else names.
func (s *Step) OnError(errorType, name string) *Step {
	s.errors = append(s.errors, ErrorBranch{ErrorType: errorType, NextAction: name})
	return s
}

// Else sets the step that all errors of this step lead to, except those with a branch.
func (s *Step) Else(name string) *Step {
	s.otherwise = name
	return s
}

// Build returns the flow: with all errors that the actions must have, and with positions, so that the console shows a
// diagram from left to right. The error lists what is missing. To find out what the service would refuse, call [Check].
func (b *Builder) Build() (*Flow, error) {
	if len(b.steps) == 0 {
		return nil, errors.New("flow: a flow needs at least one step")
	}
	problems := b.identify()
	b.types, b.table = catalog(), ruleTable()
	actions := newArray()
	for i, s := range b.steps {
		action, err := b.action(i, s)
		problems = append(problems, err)
		if action != nil {
			actions.add("", action)
		}
	}
	start := b.steps[0].id
	if b.start != "" {
		var err error
		start, err = b.target("the start", b.start)
		problems = append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	root := newObject()
	root.set("Version", newString(version))
	root.set("StartAction", newString(start))
	root.set("Metadata", newObject())
	root.set("Actions", actions)
	if b.options.FlowType == Module {
		root.set("Settings", moduleSettings())
	}
	f := newFlow(document{root: root}, "")
	root.set("Metadata", b.metadata(f))
	return f, nil
}

// identify gives each step its identifier, and reports duplicate names and identifiers.
func (b *Builder) identify() []error {
	var problems []error
	taken := map[string]bool{}
	clear(b.byName)
	for i, s := range b.steps {
		if s.parameters == nil {
			problems = append(problems, fmt.Errorf("flow: step %d %q has no parameters", i, s.name))
			continue
		}
		if s.name != "" && b.byName[s.name] != nil {
			problems = append(problems, fmt.Errorf("flow: there are two steps %q", s.name))
		}
		b.byName[s.name] = s
		s.id = b.options.Identifier(s.name, s.parameters.ActionType(), i)
		if reason := forbiddenIdentifier(s.id); reason != "" {
			problems = append(problems, fmt.Errorf("flow: the identifier %q %s", s.id, reason))
		}
		if s.id == "" || taken[s.id] {
			problems = append(problems, fmt.Errorf("flow: the identifier %q of step %d is empty or taken", s.id, i))
		}
		taken[s.id] = true
	}
	delete(b.byName, "")
	return problems
}

// target returns the identifier of a step, given its name.
func (b *Builder) target(from, name string) (string, error) {
	if s := b.byName[name]; s != nil {
		return s.id, nil
	}
	return "", fmt.Errorf("flow: %s leads to %q, and there is no such step", from, name)
}

// action returns the JSON of a step, with its members in the order that the console uses.
func (b *Builder) action(i int, s *Step) (*node, error) {
	if s.parameters == nil {
		return nil, nil // reported before
	}
	parameters, err := encodeParameters(s.parameters, nil)
	if err != nil {
		return nil, err
	}
	n := newObject()
	n.set("Parameters", parameters)
	n.set("Identifier", newString(s.id))
	n.set("Type", newString(s.parameters.ActionType()))
	transitions, err := b.transitions(i, s, &Action{node: n})
	n.set("Transitions", transitions)
	return n, err
}

func (b *Builder) transitions(i int, s *Step, a *Action) (*node, error) {
	t, known := b.types[a.Type()]
	var problems []error
	from := fmt.Sprintf("step %d %q", i, s.name)
	resolve := func(name string) *node {
		id, err := b.target(from, name)
		problems = append(problems, err)
		return newString(id)
	}
	n := newObject()
	otherwise := s.otherwise
	if otherwise == "" {
		otherwise = b.otherwise
	}
	switch {
	case s.next != "":
		n.set("NextAction", resolve(s.next))
	case len(s.conditions) > 0 && otherwise != "":
		n.set("NextAction", resolve(otherwise))
	case t.terminal:
	case i+1 < len(b.steps):
		n.set("NextAction", newString(b.steps[i+1].id))
	case known && !t.optional:
		problems = append(problems, fmt.Errorf("flow: %s is the last one and must say what is next", from))
	}
	branches, err := b.errors(s, a, from, otherwise)
	problems = append(problems, err)
	list := newArray()
	for _, e := range branches {
		branch := newObject()
		branch.set("NextAction", resolve(e.NextAction))
		branch.set("ErrorType", newString(e.ErrorType))
		list.add("", branch)
	}
	if len(list.members) > 0 || !t.terminal {
		n.set("Errors", list)
	}
	if len(s.conditions) > 0 {
		list := newArray()
		for _, c := range s.conditions {
			condition, branch := newObject(), newObject()
			condition.set("Operator", newString(c.Condition.Operator))
			condition.set("Operands", newArray(newString(c.Condition.Operands[0])))
			branch.set("NextAction", resolve(c.NextAction))
			branch.set("Condition", condition)
			list.add("", branch)
		}
		n.set("Conditions", list)
	}
	return n, errors.Join(problems...)
}

// errors returns the branches for errors of a step: its own, and those that it must have.
func (b *Builder) errors(s *Step, a *Action, from, otherwise string) ([]ErrorBranch, error) {
	branches := s.errors
	var problems []error
	for _, name := range requiredErrors(b.table, a, b.options.FlowType) {
		has := false
		for _, e := range s.errors {
			has = has || e.ErrorType == name
		}
		switch {
		case has:
		case otherwise == "":
			problems = append(problems, fmt.Errorf("flow: %s must have a branch for the error %s: use OnError or Else", from, name))
		default:
			branches = append(slices.Clip(branches), ErrorBranch{ErrorType: name, NextAction: otherwise})
		}
	}
	return branches, errors.Join(problems...)
}

// metadata returns what the editor of the console needs: the positions of the actions, and which identifiers are names.
func (b *Builder) metadata(f *Flow) *node {
	// A block of the console is about 200 wide and grows with its branches.
	const left, top, column, row = 160, 20, 280, 220
	position := func(x, y float64) *node {
		n := newObject()
		n.set("x", newScalar(kindNumber, strconv.Itoa(int(x))))
		n.set("y", newScalar(kindNumber, strconv.Itoa(int(y))))
		return n
	}
	l := f.layout()
	all := newObject()
	for i, s := range b.steps {
		one := newObject()
		one.set("position", position(left+column*float64(l.spots[i].layer), top+row*l.spots[i].y))
		if s.name != "" && s.id == s.name {
			one.set("isFriendlyName", newScalar(kindBool, "true"))
		}
		all.set(s.id, one)
	}
	n := newObject()
	n.set("entryPointPosition", position(20, 20))
	n.set("ActionMetadata", all)
	return n
}

// moduleSettings returns the Settings that the content of a module must have. The service does not act on them.
func moduleSettings() *node {
	transitions := newArray()
	for _, name := range []string{"Success", "Error"} {
		t := newObject()
		t.set("DisplayName", newString(name))
		t.set("ReferenceName", newString(name))
		t.set("Description", newString(""))
		transitions.add("", t)
	}
	n := newObject()
	n.set("InputParameters", newArray())
	n.set("OutputParameters", newArray())
	n.set("Transitions", transitions)
	return n
}
