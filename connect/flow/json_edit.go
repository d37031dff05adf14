package flow

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

func newString(s string) *node {
	return &node{kind: kindString, start: -1, text: quote(s), value: s}
}

func newScalar(k kind, text string) *node {
	return &node{kind: k, start: -1, text: text}
}

func newObject() *node {
	return &node{kind: kindObject, start: -1}
}

func newArray(items ...*node) *node {
	n := &node{kind: kindArray, start: -1}
	for _, item := range items {
		n.add("", item)
	}
	return n
}

// set gives a member a value. A new member stands last and is laid out like the one before it.
func (n *node) set(key string, value *node) {
	if i := n.index(key); i >= 0 {
		n.replace(i, value)
		return
	}
	n.add(key, value)
}

// replace gives the member at a place another value and leaves the white space around it alone.
func (n *node) replace(i int, value *node) {
	m := &n.members[i]
	value.indent(m.lead)
	m.node = value
}

// add appends a member, or an item to an array.
func (n *node) add(key string, value *node) {
	m := member{key: key, node: value}
	if n.kind == kindObject {
		m.keyText, m.colon = quote(key), ":"
	}
	if last := len(n.members) - 1; last >= 0 {
		before := &n.members[last]
		m.lead, m.trail = before.lead, before.trail
		before.trail = ""
		if n.kind == kindObject {
			m.colon = before.colon
		}
		value.indent(m.lead)
	}
	n.tail = ""
	n.members = append(n.members, m)
}

// remove takes the member at a place out.
func (n *node) remove(i int) {
	if last := len(n.members) - 1; i == last && last > 0 {
		n.members[last-1].trail = n.members[last].trail
	}
	n.members = slices.Delete(n.members, i, i+1)
}

// keepIf takes out the members whose keys do not match.
func (n *node) keepIf(matches func(key string) bool) {
	for i := 0; i < len(n.members); {
		if matches(n.members[i].key) {
			i++
		} else {
			n.remove(i)
		}
	}
}

// indent lays out a value of the program that is put behind lead: on lines of its own if its neighbours are.
func (n *node) indent(lead string) {
	newline := strings.LastIndexByte(lead, '\n')
	if newline < 0 || n.start >= 0 {
		return
	}
	unit := "  "
	if strings.HasSuffix(lead, "\t") {
		unit = "\t"
	}
	n.layout(lead[newline:], unit)
}

// layout puts each member on a line of its own, or all on one line if lead is empty. lead is a line break and the
// indentation of n.
func (n *node) layout(lead, unit string) {
	inner, colon := "", ":"
	if lead != "" {
		inner, colon = lead+unit, ": "
	}
	n.tail = ""
	for i := range n.members {
		m := &n.members[i]
		m.lead, m.trail = inner, ""
		if n.kind == kindObject {
			m.colon = colon
		}
		if i == len(n.members)-1 {
			m.trail = lead
		}
		m.node.layout(inner, unit)
	}
}

// clone returns a deep copy.
func (n *node) clone() *node {
	c := *n
	c.members = slices.Clone(n.members)
	for i := range c.members {
		c.members[i].node = c.members[i].node.clone()
	}
	return &c
}

// equal reports whether two values mean the same: white space, the order of keys and the spelling of numbers and escapes
// do not count.
func (n *node) equal(other *node) bool {
	if n == nil || other == nil {
		return n == other
	}
	if n.kind != other.kind || n.kind == kindArray && len(n.members) != len(other.members) {
		return false
	}
	switch n.kind {
	case kindString:
		return n.value == other.value
	case kindNumber:
		return equalNumbers(n.text, other.text)
	case kindBool:
		return n.text == other.text
	}
	if n.kind == kindArray {
		for i, m := range n.members {
			if !m.node.equal(other.members[i].node) {
				return false
			}
		}
		return true
	}
	mine, theirs := n.byKey(), other.byKey()
	for key, value := range mine {
		if o := theirs[key]; o == nil || !value.equal(o) {
			return false
		}
	}
	return len(mine) == len(theirs)
}

// byKey returns the members of an object.
func (n *node) byKey() map[string]*node {
	members := make(map[string]*node, len(n.items()))
	for _, m := range n.items() {
		members[m.key] = m.node
	}
	return members
}

func equalNumbers(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > 40 || len(b) > 40 || hugeExponent(a) || hugeExponent(b) {
		return false // a hostile exponent would cost gigabytes
	}
	x, ok := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && x.Cmp(y) == 0
}

// hugeExponent reports whether a number has an exponent of more than three digits.
func hugeExponent(number string) bool {
	i := strings.IndexAny(number, "eE")
	return i >= 0 && len(strings.TrimLeft(number[i+1:], "+-0")) > 3
}

// setPath gives the member at a path of dotted keys a text, and makes the objects on the way.
func setPath(n *node, path, value string) error {
	key, rest, more := strings.Cut(path, ".")
	if !more {
		n.set(key, newString(value))
		return nil
	}
	child := n.get(key)
	if child == nil {
		child = newObject()
		n.set(key, child)
	}
	if child.kind != kindObject {
		return fmt.Errorf("flow: %s is %s, not an object", key, child.kind)
	}
	return setPath(child, rest, value)
}
