package wire

import (
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Violation is one way in which an input violates its tags.
type Violation struct {
	// Path is the member, from the input's type down: "CreateChannelFlowInput.Processors[0].Name".
	Path string
	// Message says what is wrong and what the limit is, never the value.
	Message string
	// Missing is true for a required member that is not set.
	Missing bool
	// Bearer is true for the identity that a client can have as an option.
	Bearer bool
}

func (v Violation) String() string { return v.Path + ": " + v.Message }

// Check returns what keeps an input from being sent: required members that are not set, and path members that are empty
// or would address another resource. What fill adds counts as set. A nil input is an empty one.
func (op *Operation) Check(in any, fill Fill) []Violation {
	return op.validate(in, checker{fill: fill})
}

// Validate also returns all violations of the limits in the tags: lengths, ranges, patterns, enums, map keys.
func (op *Operation) Validate(in any, fill Fill) []Violation {
	return op.validate(in, checker{fill: fill, limits: within})
}

func (op *Operation) validate(in any, c checker) []Violation {
	v, err := op.inputOf(in)
	if err != nil {
		return []Violation{{Path: op.Name + "Input", Message: err.Error()}}
	}
	return c.run(op.input, v)
}

// Validate does the same for any input, output or type, given as a pointer to its struct.
func Validate(value any, fill Fill) ([]Violation, error) {
	v, plan, err := structOf(value)
	if err != nil {
		return nil, err
	}
	c := checker{fill: fill, limits: within}
	return c.run(plan, v), nil
}

// maxValues bounds how many structures, lists, maps and unions are checked. The largest page of the services has thousands.
const maxValues = 1 << 21

// checker walks a value. A violation is recorded where it is found, and each level on the way out puts its step in
// front of the path, so that a valid input needs no paths.
type checker struct {
	// limits checks a value against its limits; if it is nil, only missing members are found. It is a function, not a
	// flag, so that programs that never check limits do not include package regexp.
	limits func(n *node, v reflect.Value) problems
	fill   Fill
	found  []Violation

	depth, visited int
	stopped        bool // at a value that contains itself
}

func (c *checker) run(p *structPlan, v reflect.Value) []Violation {
	if c.limits == nil && !p.checked {
		return nil
	}
	c.structure(p, v)
	c.prefixPaths(0, p.typ.Name())
	return c.found
}

func (c *checker) add(format string, args ...any) {
	c.found = append(c.found, Violation{Message: fmt.Sprintf(format, args...)})
}

// prefixPaths puts a step in front of the violations that were found since the mark.
func (c *checker) prefixPaths(mark int, step string) {
	for i := mark; i < len(c.found); i++ {
		c.found[i].Path = join(step, c.found[i].Path)
	}
}

func (c *checker) structure(p *structPlan, v reflect.Value) {
	for _, m := range p.members {
		if c.limits == nil && !m.checked {
			continue
		}
		mark := len(c.found)
		if field := v.Field(m.index); m.unset(field) {
			if (m.facts.Required || m.location == InPath) && !c.fills(m) {
				c.found = append(c.found, Violation{Message: "missing required member", Missing: true, Bearer: m.facts.Bearer})
			}
		} else if m.location != InPath || c.pathMember(m, field) {
			c.value(&m.node, field)
		}
		if len(c.found) > mark {
			c.prefixPaths(mark, m.goName)
		}
	}
}

// unset is like absent, but a plain scalar is always set: its zero is a value.
func (m *member) unset(v reflect.Value) bool {
	return m.missing(v) || m.kind == kindString && !m.pointer && v.Len() == 0 || m.facts.Bearer && m.absent(v)
}

// fills reports whether the call will supply the member.
func (c *checker) fills(m *member) bool {
	return m.facts.Token && c.fill.Token != nil || m.facts.Bearer && c.fill.Bearer != ""
}

func (c *checker) pathMember(m *member, v reflect.Value) bool {
	if m.kind != kindString {
		return true
	}
	if m.pointer {
		v = v.Elem()
	}
	problem := pathProblem(v.String())
	if problem != "" {
		c.add("%s", problem)
	}
	return problem == ""
}

func (c *checker) value(n *node, v reflect.Value) {
	if c.stopped {
		return
	}
	if n.pointer {
		v = v.Elem()
	}
	if c.limits != nil {
		c.found = append(c.found, c.limits(n, v)...)
	}
	if n.kind < kindStruct || c.limits == nil && !n.checks() {
		return
	}
	c.depth++
	if c.depth > maxLevels || c.visited > maxValues {
		c.stopped = true // the rest could take forever
		c.add("%s", errTooDeep)
		return
	}
	c.visited++
	switch n.kind {
	case kindStruct:
		c.structure(n.plan, v)
	case kindList:
		c.list(n, v)
	case kindMap:
		c.mapping(n, v)
	case kindUnion:
		c.union(n.union, v)
	}
	c.depth--
}

func (c *checker) list(n *node, v reflect.Value) {
	for i := range v.Len() {
		item := v.Index(i)
		if n.elem.missing(item) {
			continue
		}
		mark := len(c.found)
		c.value(n.elem, item)
		if len(c.found) > mark {
			c.prefixPaths(mark, index(i))
		}
	}
}

func (c *checker) mapping(n *node, v reflect.Value) {
	first := len(c.found)
	for it := v.MapRange(); it.Next(); {
		mark := len(c.found)
		if c.limits != nil {
			c.found = append(c.found, c.limits(n.key, it.Key())...)
			for i := mark; i < len(c.found); i++ {
				c.found[i].Message = "the key: " + c.found[i].Message
			}
		}
		if item := it.Value(); !n.elem.missing(item) {
			c.value(n.elem, item)
		}
		if len(c.found) > mark {
			c.prefixPaths(mark, n.keyed(it.Key().String()))
		}
	}
	found := c.found[first:]
	sort.Slice(found, func(i, j int) bool { return found[i].String() < found[j].String() })
}

// union leaves a union without a variant to the encoder, which says what is wrong.
func (c *checker) union(u *unionPlan, v reflect.Value) {
	v = v.Elem()
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return
	}
	v = v.Elem()
	known, ok := u.byType[v.Type()]
	if !ok {
		return
	}
	field := v.Field(known.member.index)
	if known.member.missing(field) {
		return
	}
	mark := len(c.found)
	c.value(&known.member.node, field)
	if len(c.found) > mark {
		c.prefixPaths(mark, variantStep(known.member.name))
	}
}

// within returns how a value violates its bounds, its pattern and its enum.
func within(n *node, v reflect.Value) (p problems) {
	f := n.facts
	switch n.kind {
	case kindString:
		p.text(n, v.String())
	case kindList, kindMap:
		if f != nil && !f.Length.Allow(float64(v.Len())) {
			p.add("%d elements, allowed are %s", v.Len(), f.Length)
		}
	case kindInt:
		if f != nil && !f.Range.Allow(float64(v.Int())) {
			p.add("the number must be %s", f.Range)
		}
	case kindFloat:
		if f != nil && !f.Range.Allow(v.Float()) {
			p.add("the number must be %s", f.Range)
		}
	}
	return p
}

// problems are violations of one value, whose path is not known yet.
type problems []Violation

func (p *problems) add(format string, args ...any) {
	*p = append(*p, Violation{Message: fmt.Sprintf(format, args...)})
}

func (p *problems) text(n *node, s string) {
	if allowed := EnumValues(n.typ); allowed != nil && !slices.Contains(allowed, s) {
		p.add("not one of %s", listed(allowed))
	}
	f := n.facts
	if f == nil {
		return
	}
	if f.Enum != nil && !slices.Contains(f.Enum, s) {
		p.add("not one of %s", listed(f.Enum))
	}
	if count := utf8.RuneCountInString(s); !f.Length.Allow(float64(count)) {
		p.add("%d characters, allowed are %s", count, f.Length)
	}
	switch {
	case f.Pattern.Match(s):
	case f.Pattern.DescribesARN() && !isARN(s):
		p.add("is not an ARN: want arn:partition:service:region:account:resource")
	default:
		p.add("does not match the pattern %s", f.Pattern)
	}
}

// listed names the values of an enum, only the first ones if there are many.
func listed(values []string) string {
	const most = 30
	if n := len(values); n > most {
		return strings.Join(values[:most], ", ") + fmt.Sprintf(", ... (%d values)", n)
	}
	return strings.Join(values, ", ")
}

// isARN reports whether a text has the parts of an ARN, whatever they are.
func isARN(s string) bool { return strings.HasPrefix(s, "arn:") && strings.Count(s, ":") >= 5 }
