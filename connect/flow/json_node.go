package flow

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// kind is the kind of a JSON value.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindObject
	kindArray
)

func (k kind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "an object", "an array"}[k]
}

// node is a JSON value that remembers how it was written.
type node struct {
	kind kind

	// start is where the value begins in the parsed text, in bytes; -1 if it comes from the program.
	start int

	// text is how a scalar is written, quotes included. value is what a string means.
	text, value string

	// members are those of an object or the items of an array. tail is the white space in an empty one.
	members []member
	tail    string
}

// member is a member of an object or an item of an array, with the white space around it. An item has no key.
type member struct {
	lead    string // before the key or item
	keyText string // the key as written, with quotes
	key     string // what the key means
	colon   string // the colon and the white space around it
	node    *node
	trail   string // between the value and the comma or bracket
}

// append appends the value as it is written.
func (n *node) append(b []byte) []byte {
	if n.kind < kindObject {
		return append(b, n.text...)
	}
	brackets := "{}"
	if n.kind == kindArray {
		brackets = "[]"
	}
	b = append(b, brackets[0])
	for i := range n.members {
		m := &n.members[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, m.lead...)
		b = append(b, m.keyText...)
		b = append(b, m.colon...)
		b = m.node.append(b)
		b = append(b, m.trail...)
	}
	b = append(b, n.tail...)
	return append(b, brackets[1])
}

// characters returns how many characters the value is long.
func (n *node) characters() int {
	if n.kind < kindObject {
		return utf8.RuneCountInString(n.text)
	}
	count := len("{}") + max(len(n.members)-1, 0) + len(n.tail)
	for i := range n.members {
		m := &n.members[i]
		count += len(m.lead) + utf8.RuneCountInString(m.keyText) + len(m.colon) + m.node.characters() + len(m.trail)
	}
	return count
}

func (n *node) String() string {
	return string(n.append(nil))
}

// get returns the member with a key, nil if there is none. Of several the last one counts, as in most JSON parsers. It
// accepts a nil receiver, so that calls can be chained.
func (n *node) get(key string) *node {
	if i := n.index(key); i >= 0 {
		return n.members[i].node
	}
	return nil
}

// index returns the place of the member with a key, -1 if there is none.
func (n *node) index(key string) int {
	if n == nil || n.kind != kindObject {
		return -1
	}
	for i := range slices.Backward(n.members) {
		if n.members[i].key == key {
			return i
		}
	}
	return -1
}

// items returns the members of an object or array; none if the value is something else or missing.
func (n *node) items() []member {
	if n == nil {
		return nil
	}
	return n.members
}

// find follows a path of keys that are joined with dots.
func (n *node) find(path string) *node {
	for n != nil {
		key, rest, more := strings.Cut(path, ".")
		// A key may itself contain a dot, so the whole rest is tried first.
		if more {
			if whole := n.get(path); whole != nil {
				return whole
			}
		}
		n = n.get(key)
		if !more {
			return n
		}
		path = rest
	}
	return nil
}

// scalar returns what a string means or how another scalar is written. It is false for objects, arrays, null and missing
// values.
func (n *node) scalar() (string, bool) {
	switch {
	case n == nil:
		return "", false
	case n.kind == kindString:
		return n.value, true
	case n.kind == kindBool || n.kind == kindNumber:
		return n.text, true
	}
	return "", false
}

// str returns what a scalar means, "" for other values and missing ones.
func (n *node) str() string {
	s, _ := n.scalar()
	return s
}
