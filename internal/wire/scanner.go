package wire

import (
	"fmt"
	"io"
)

// scanner walks JSON text that is held in memory whole. The codec has its own because it must distinguish a body that
// was cut short, whose request may be retried, from one that is wrong, and must never put a value into an error.
type scanner struct {
	data  []byte
	pos   int
	depth int
}

// maxLevels bounds the nesting of text to read and of values to write or check, so that neither an answer nor a value
// that contains itself exhausts the stack. The services nest a few dozen levels.
const maxLevels = 1000

// syntaxError is the error for text that is not JSON.
type syntaxError struct{ offset int }

func (e *syntaxError) Error() string { return fmt.Sprintf("invalid JSON at byte %d", e.offset) }

// truncatedError is the error for text that ends before its value does.
type truncatedError struct{}

func (truncatedError) Error() string { return "the JSON ends too early" }

// Unwrap lets callers recognize a body that was cut short.
func (truncatedError) Unwrap() error { return io.ErrUnexpectedEOF }

// invalid returns the error for the text at the current position.
//
//go:noinline
func (s *scanner) invalid() error {
	if s.pos >= len(s.data) {
		return truncatedError{}
	}
	return &syntaxError{s.pos}
}

// mismatch returns the error for a value of the wrong type.
func (s *scanner) mismatch(what string) error {
	var found string
	switch c := s.peek(); {
	case c == '"':
		found = "a string"
	case c == '{':
		found = "an object"
	case c == '[':
		found = "an array"
	case c == 't' || c == 'f':
		found = "a boolean"
	case c == 'n':
		found = "null"
	case startsNumber(c):
		found = "a number"
	default:
		return s.invalid()
	}
	return fmt.Errorf("expected %s, found %s", what, found)
}

func startsNumber(c byte) bool { return c == '-' || isDigit(c) }

// peek skips white space and returns the byte that follows, 0 at the end.
func (s *scanner) peek() byte {
	for ; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; c {
		case ' ', '\n', '\r', '\t':
		default:
			return c
		}
	}
	return 0
}

// end returns an error if anything but white space is left.
func (s *scanner) end() error {
	s.peek()
	if s.pos < len(s.data) {
		return s.invalid()
	}
	return nil
}

// open enters an object or an array.
func (s *scanner) open(bracket byte, what string) error {
	if s.peek() != bracket {
		return s.mismatch(what)
	}
	s.depth++
	if s.depth > maxLevels {
		return fmt.Errorf("the JSON is nested deeper than %d levels", maxLevels)
	}
	s.pos++
	return nil
}

// key moves to the next member of an object and returns its name, which is valid as long as the text. It leaves the
// object if there is none.
func (s *scanner) key(first bool) (name []byte, more bool, err error) {
	c := s.peek()
	if c == '}' {
		s.depth--
		s.pos++
		return nil, false, nil
	}
	if !first {
		if c != ',' {
			return nil, false, s.invalid()
		}
		s.pos++
		c = s.peek()
	}
	if c != '"' {
		return nil, false, s.invalid()
	}
	if name, err = s.name(); err != nil {
		return nil, false, err
	}
	if s.peek() != ':' {
		return nil, false, s.invalid()
	}
	s.pos++
	return name, true, nil
}

// isKey reports whether the next member of an object has the name in quoted, which includes the quotes and the colon,
// without white space as services write it. If so, it moves to its value.
func (s *scanner) isKey(quoted string, first bool) bool {
	start := s.pos
	if !first {
		if start >= len(s.data) || s.data[start] != ',' {
			return false
		}
		start++
	}
	end := start + len(quoted)
	if end > len(s.data) || string(s.data[start:end]) != quoted {
		return false
	}
	s.pos = end
	return true
}

// element moves to the next element of an array. It leaves the array if there is none.
func (s *scanner) element(first bool) (more bool, err error) {
	c := s.peek()
	if c == ']' {
		s.depth--
		s.pos++
		return false, nil
	}
	if first {
		return true, nil
	}
	if c != ',' {
		return false, s.invalid()
	}
	s.pos++
	if s.peek() == ']' {
		return false, s.invalid()
	}
	return true, nil
}

// literal consumes true, false or null.
func (s *scanner) literal(word string) error {
	for i := range len(word) {
		if s.pos >= len(s.data) || s.data[s.pos] != word[i] {
			return s.invalid()
		}
		s.pos++
	}
	return nil
}

// number consumes a number and returns its text.
func (s *scanner) number() ([]byte, error) {
	start := s.pos
	s.accept('-')
	if !s.accept('0') && !s.digits() {
		return nil, s.invalid()
	}
	if s.accept('.') && !s.digits() {
		return nil, s.invalid()
	}
	if s.accept('e') || s.accept('E') {
		_ = s.accept('+') || s.accept('-')
		if !s.digits() {
			return nil, s.invalid()
		}
	}
	return s.data[start:s.pos], nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (s *scanner) accept(c byte) bool {
	if s.pos >= len(s.data) || s.data[s.pos] != c {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) digits() bool {
	start := s.pos
	for s.pos < len(s.data) && isDigit(s.data[s.pos]) {
		s.pos++
	}
	return s.pos > start
}

// skip consumes any value.
func (s *scanner) skip() error {
	switch c := s.peek(); {
	case c == '"':
		return s.skipText()
	case c == '{':
		return s.skipObject()
	case c == '[':
		return s.skipArray()
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	case startsNumber(c):
		_, err := s.number()
		return err
	}
	return s.invalid()
}

func (s *scanner) skipObject() error {
	if err := s.open('{', ""); err != nil {
		return err
	}
	for first := true; ; first = false {
		_, more, err := s.key(first)
		if err != nil || !more {
			return err
		}
		if err := s.skip(); err != nil {
			return err
		}
	}
}

func (s *scanner) skipArray() error {
	if err := s.open('[', ""); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.element(first)
		if err != nil || !more {
			return err
		}
		if err := s.skip(); err != nil {
			return err
		}
	}
}
