package flow

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deeply arrays and objects may be nested. Flows need less than ten levels; views with data of their own
// more. The bound keeps the stack small when the text is hostile.
const maxDepth = 200

// parser reads one JSON text.
type parser struct {
	text  string
	pos   int
	depth int

	// open are the members of the containers that are not closed yet, innermost last. nodes and members are where values
	// and the members of containers are taken from. All save allocations: a flow has thousands of values.
	open    []member
	nodes   []node
	members []member
}

// document is a JSON text: a value and the white space around it.
type document struct {
	head, tail string
	root       *node
}

func (d document) String() string {
	b := append([]byte(nil), d.head...)
	return string(append(d.root.append(b), d.tail...))
}

// parseDocument reads text, which must be one JSON value as RFC 8259 has it, and valid UTF-8.
func parseDocument(text string) (document, *ParseError) {
	p := &parser{text: text}
	d := document{head: p.space()}
	root, err := p.parse()
	if err == nil {
		d.root, d.tail = root, p.space()
		if p.pos < len(text) {
			err = p.fail("expected the end of the text, found " + p.found())
		}
	}
	if err == nil && !utf8.ValidString(text) {
		p.pos = invalidUTF8(text)
		err = p.fail("the text is not valid UTF-8")
	}
	if err != nil {
		err.locate(text)
		return document{}, err
	}
	return d, nil
}

func invalidUTF8(text string) int {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return i
		}
	}
	return 0
}

func (p *parser) fail(problem string) *ParseError {
	return &ParseError{offset: p.pos, Problem: problem}
}

// found describes the text at a place where something else was expected.
func (p *parser) found() string {
	rest := p.text[p.pos:]
	switch {
	case rest == "":
		return "the end of the text"
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
		return "a comment, which JSON does not have"
	case strings.HasPrefix(rest, "\ufeff"):
		return "a byte order mark, which JSON does not have"
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return fmt.Sprintf("%q", r)
}

// space skips white space and returns it.
func (p *parser) space() string {
	start := p.pos
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case ' ', '\t', '\n', '\r':
			p.pos++
			continue
		}
		break
	}
	return p.text[start:p.pos]
}

func (p *parser) next() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *parser) node(k kind) *node {
	if len(p.nodes) == 0 {
		p.nodes = make([]node, 256)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	n.kind, n.start = k, p.pos
	return n
}

func (p *parser) parse() (*node, *ParseError) {
	switch c := p.next(); {
	case c == '{':
		return p.container(kindObject, '}')
	case c == '[':
		return p.container(kindArray, ']')
	case c == '"':
		n := p.node(kindString)
		var err *ParseError
		n.text, n.value, err = p.str()
		return n, err
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	}
	for _, literal := range [...]struct {
		text string
		kind kind
	}{{"null", kindNull}, {"true", kindBool}, {"false", kindBool}} {
		if strings.HasPrefix(p.text[p.pos:], literal.text) {
			n := p.node(literal.kind)
			n.text = literal.text
			p.pos += len(literal.text)
			return n, nil
		}
	}
	return nil, p.fail("expected a value, found " + p.found())
}

// container reads an object or an array.
func (p *parser) container(k kind, end byte) (*node, *ParseError) {
	p.depth++
	if p.depth > maxDepth {
		return nil, p.fail(fmt.Sprintf("the values are nested more than %d levels deep", maxDepth))
	}
	n := p.node(k)
	p.pos++
	base := len(p.open)
	for {
		lead := p.space()
		if len(p.open) == base && p.next() == end {
			n.tail = lead
			break
		}
		m, err := p.member(lead, k)
		if err != nil {
			if k == kindArray {
				return nil, err.within(fmt.Sprintf("[%d]", len(p.open)-base))
			}
			if m.keyText == "" {
				return nil, err // the key itself is wrong
			}
			return nil, err.within(pathKey(m.key))
		}
		p.open = append(p.open, m)
		if c := p.next(); c == end {
			break
		} else if c != ',' {
			return nil, p.fail(fmt.Sprintf("expected a comma or %q, found %s", end, p.found()))
		}
		p.pos++
	}
	p.pos++
	p.depth--
	if len(p.open) > base {
		n.members = p.keep(p.open[base:])
		p.open = p.open[:base]
	}
	return n, nil
}

// keep copies members to where they stay.
func (p *parser) keep(members []member) []member {
	count := len(members)
	if count > len(p.members) {
		p.members = make([]member, max(count, 256))
	}
	kept := p.members[:count:count]
	p.members = p.members[count:]
	copy(kept, members)
	return kept
}

// member reads a member of an object or an item of an array, up to the comma or bracket behind it.
func (p *parser) member(lead string, k kind) (m member, err *ParseError) {
	m.lead = lead
	if k == kindObject {
		if p.next() != '"' {
			return m, p.fail("expected a key in double quotes, found " + p.found())
		}
		if m.keyText, m.key, err = p.str(); err != nil {
			return m, err
		}
		start := p.pos
		p.space()
		if p.next() != ':' {
			return m, p.fail("expected a colon, found " + p.found())
		}
		p.pos++
		p.space()
		m.colon = p.text[start:p.pos]
	}
	if m.node, err = p.parse(); err == nil {
		m.trail = p.space()
	}
	return m, err
}

// number reads a number and keeps its spelling.
func (p *parser) number() (*node, *ParseError) {
	n := p.node(kindNumber)
	start := p.pos
	if p.next() == '-' {
		p.pos++
	}
	if p.next() == '0' {
		p.pos++
	} else if !p.digits() {
		return nil, p.fail("expected a digit, found " + p.found())
	}
	if p.next() == '.' {
		p.pos++
		if !p.digits() {
			return nil, p.fail("expected a digit after the point, found " + p.found())
		}
	}
	if c := p.next(); c == 'e' || c == 'E' {
		p.pos++
		if c := p.next(); c == '+' || c == '-' {
			p.pos++
		}
		if !p.digits() {
			return nil, p.fail("expected a digit of the exponent, found " + p.found())
		}
	}
	n.text = p.text[start:p.pos]
	return n, nil
}

// digits skips digits and reports whether there were any.
func (p *parser) digits() bool {
	start := p.pos
	for c := p.next(); '0' <= c && c <= '9'; c = p.next() {
		p.pos++
	}
	return p.pos > start
}
