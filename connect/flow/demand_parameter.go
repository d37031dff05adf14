package flow

import (
	"fmt"
	"strconv"
	"strings"
)

// Texts that several demands share, as the service writes them.
const (
	problemValue    = "Invalid Action property value. Path: "
	problemName     = "Invalid Action property name. Path: "
	problemRequired = "Action is missing required property. Path: "
)

// needed is a demand for parameters that must be given.
type needed []string

func (d needed) String() string { return strings.Join(d, ", ") + " must be given" }

func (d needed) check(c *checker, a *Action) {
	for _, path := range d {
		if n := a.parameters().find(path); n == nil || n.kind == kindNull {
			c.report(parameter(a, path), problemRequired+a.path("Parameters."+path), "%s must be given", path)
		}
	}
}

// refused is a demand that parameters are not given.
type refused []string

func (d refused) String() string { return strings.Join(d, ", ") + " must not be given" }

func (d refused) check(c *checker, a *Action) {
	for _, path := range d {
		if a.parameters().find(path) != nil {
			c.report(parameter(a, path), problemName+a.path("Parameters."+path), "%s must not be given here", path)
		}
	}
}

// anyOf is a demand that at least one of several parameters is given.
type anyOf []string

func (d anyOf) String() string { return "at least one of " + strings.Join(d, ", ") + " must be given" }

func (d anyOf) check(c *checker, a *Action) {
	if len(d.given(a)) == 0 {
		c.report(parameter(a, ""), fmt.Sprintf("At least one of the following properties must be set. Properties: [%s]", strings.Join(d, ", ")),
			"at least one of %s must be given", strings.Join(d, ", "))
	}
}

// given returns those of the parameters that an action has.
func (d anyOf) given(a *Action) []string {
	var paths []string
	for _, path := range d {
		if a.parameters().find(path) != nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// atMostOne is a demand that several parameters exclude each other.
type atMostOne []string

func (d atMostOne) String() string { return "only one of " + strings.Join(d, ", ") + " may be given" }

func (d atMostOne) check(c *checker, a *Action) {
	if given := anyOf(d).given(a); len(given) > 1 {
		c.report(parameter(a, given[1]), fmt.Sprintf("Only one of these properties may be defined. Properties: [%s]", strings.Join(given, ", ")),
			"only one of %s may be given", strings.Join(given, ", "))
	}
}

// noParameters is a demand that there are none at all.
type noParameters struct{}

func (noParameters) String() string { return "no parameters" }

func (noParameters) check(c *checker, a *Action) {
	for _, m := range a.parameters().items() {
		c.report(parameter(a, m.key), problemName+a.path("Parameters."+m.key), "%s has no parameters", a.Type())
	}
}

// values is a demand that a parameter, or each item of an array, is one of several values.
type values struct {
	path    string
	allowed []string
}

func (d values) String() string { return d.path + " must be " + orList(d.allowed) }

func (d values) check(c *checker, a *Action) {
	n := a.parameters().find(d.path)
	list := []member{{node: n}}
	if n != nil && n.kind == kindArray {
		list = n.members
	}
	for _, m := range list {
		if text, ok := m.node.scalar(); ok && !contains(d.allowed, text) {
			c.report(parameter(a, d.path), problemValue+a.path("Parameters."+d.path), "%s is %q, must be %s", d.path, text, orList(d.allowed))
		}
	}
}

// integer is a demand that a parameter is an integer in a range, or a JSONPath if it is dynamic.
type integer struct {
	path    string
	min     int
	max     int
	dynamic bool
}

func (d integer) String() string {
	text := fmt.Sprintf("%s must be an integer from %d to %d", d.path, d.min, d.max)
	if d.max == unlimited {
		text = fmt.Sprintf("%s must be an integer, %d or more", d.path, d.min)
	}
	if d.dynamic {
		text += ", or a JSONPath"
	}
	return text
}

// unlimited is the upper end of an integer without one.
const unlimited = 1<<31 - 1

func (d integer) check(c *checker, a *Action) {
	text, ok := a.parameters().find(d.path).scalar()
	if !ok || d.dynamic && isJSONPath(text) {
		return
	}
	if i, err := strconv.Atoi(text); err != nil || i < d.min || i > d.max {
		c.report(parameter(a, d.path), problemValue+a.path("Parameters."+d.path), "it is %q: %s", text, d)
	}
}

// dynamic is a demand that a parameter is a JSONPath with at least a namespace and a name.
type dynamic string

func (d dynamic) String() string { return string(d) + " must be a JSONPath of a single value" }

func (d dynamic) check(c *checker, a *Action) {
	text, ok := a.parameters().find(string(d)).scalar()
	if ok && (!isJSONPath(text) || text == "$.External" || text == "$.Attributes") {
		c.report(parameter(a, string(d)), problemValue+a.path("Parameters."+string(d)), "%s is %q, must be a JSONPath of a single value", d, text)
	}
}

// namespaces is a demand that a JSONPath begins with something that exists.
type namespaces string

func (d namespaces) String() string { return string(d) + " must begin with a namespace that exists" }

func (d namespaces) check(c *checker, a *Action) {
	const known = "Attributes External StoredCustomerInput Lex Queue Metrics Customer Case CustomerEndpoint SystemEndpoint CustomerId Channel " +
		"ContactId InitialContactId PreviousContactId Task InstanceARN InitiationMethod Name Description References LanguageCode " +
		"TextToSpeechVoiceId Agent MediaStreams Media AwsRegion Tags SegmentAttributes FlowAttributes Views Modules Wisdom AgenticCX"
	text, _ := a.parameters().find(string(d)).scalar()
	if !isJSONPath(text) {
		return
	}
	root, _, _ := strings.Cut(strings.TrimLeft(text, "$.['"), ".")
	root, _, _ = strings.Cut(root, "[")
	if root = strings.TrimRight(root, "']"); !contains(strings.Fields(known), root) {
		c.report(parameter(a, string(d)), problemValue+a.path("Parameters."+string(d)), "%s is %q, and no namespace is called %q", d, text, root)
	}
}

// resource is a demand that a parameter is an ARN, an ID or a JSONPath, and not a name.
type resource struct {
	path, problem string
}

func (d resource) String() string { return d.path + " must be an ARN, an ID or a JSONPath, not a name" }

func (d resource) check(c *checker, a *Action) {
	text, ok := a.parameters().find(d.path).scalar()
	if ok && text != "" && formOf(text) == FormName {
		c.report(parameter(a, d.path), d.problem+text, "%s is %q, must be an ARN, an ID or a JSONPath", d.path, text)
	}
}

// items is a demand on the number of members of an object or array.
type items struct {
	path     string
	min, max int
	problem  string
}

func (d items) String() string {
	if d.max == unlimited {
		return fmt.Sprintf("%s must have at least %d items", d.path, d.min)
	}
	return fmt.Sprintf("%s must have %d to %d items", d.path, d.min, d.max)
}

func (d items) check(c *checker, a *Action) {
	n := a.parameters().find(d.path)
	if n == nil || n.kind < kindObject {
		return // missing is another rule; a JSONPath may stand for all of it
	}
	if count := len(n.members); count < d.min || count > d.max {
		problem := d.problem
		if problem == "" {
			problem = problemValue + a.path("Parameters."+d.path)
		}
		c.report(parameter(a, d.path), problem, "there are %d items: %s", count, d)
	}
}

// keys is a demand that an object has no other keys than these.
type keys struct {
	path    string
	allowed []string
}

func (d keys) String() string { return d.path + " may have the keys " + strings.Join(d.allowed, ", ") }

func (d keys) check(c *checker, a *Action) {
	for _, m := range a.parameters().find(d.path).items() {
		if !contains(d.allowed, m.key) {
			path := joinPath(d.path, pathKey(m.key))
			c.report(place{a, "Parameters." + path, m.node}, problemName+a.path("Parameters."+path), "%s is not a key of %s; there are %s",
				m.key, d.path, strings.Join(d.allowed, ", "))
		}
	}
}

// objects is a demand that all members of an object are objects with a member.
type objects struct {
	path, member string
}

func (d objects) String() string {
	return "each value of " + d.path + " must be an object with " + d.member
}

func (d objects) check(c *checker, a *Action) {
	for _, m := range a.parameters().find(d.path).items() {
		if m.node.get(d.member) == nil {
			path := "Parameters." + joinPath(d.path, pathKey(m.key))
			c.report(place{a, path, m.node}, problemValue+a.path(path), "%s must be an object with %s", m.key, d.member)
		}
	}
}

func orList(words []string) string {
	return strings.Join(words, " or ")
}
