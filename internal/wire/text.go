package wire

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// text consumes a string, at whose quote the scanner stands, and appends it to b. Like encoding/json it reads invalid
// UTF-8 and half surrogate pairs as U+FFFD.
func (s *scanner) text(b []byte) (_ []byte, err error) {
	s.pos++
	for {
		start := s.pos
		c := s.plain()
		b = append(b, s.data[start:s.pos]...)
		switch {
		case c == '"':
			s.pos++
			return b, nil
		case c == '\\':
			if b, err = s.escape(b); err != nil {
				return b, err
			}
		case c >= utf8.RuneSelf:
			b = s.unicode(b)
		default:
			return b, s.invalid()
		}
	}
}

// name consumes a string and returns it in place if nothing in it needs decoding.
func (s *scanner) name() ([]byte, error) {
	start := s.pos
	s.pos++
	if s.plain() == '"' {
		s.pos++
		return s.data[start+1 : s.pos-1], nil
	}
	s.pos = start
	return s.text(make([]byte, 0, 32))
}

// skipText consumes a string.
func (s *scanner) skipText() error {
	s.pos++
	var scratch [utf8.UTFMax]byte
	for {
		switch c := s.plain(); {
		case c == '"':
			s.pos++
			return nil
		case c == '\\':
			if _, err := s.escape(scratch[:0]); err != nil {
				return err
			}
		case c >= utf8.RuneSelf:
			s.pos++
		default:
			return s.invalid()
		}
	}
}

// plain moves over ASCII text up to a quote, a backslash, a control character or another script, and returns what it
// stopped at, 0 at the end. It looks at eight bytes at once.
func (s *scanner) plain() byte {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	i := s.pos
	for ; i+8 <= len(s.data); i += 8 {
		x := binary.LittleEndian.Uint64(s.data[i:])
		// The top bit of a byte gets set if the byte is below space, is a quote or a backslash, or had it before.
		// A borrow can only spoil the bytes after the first that stops, and only the first matters.
		stops := (x - ones*' ') | ((x ^ ones*'"') - ones) | ((x ^ ones*'\\') - ones) | x
		if stops &= tops; stops != 0 {
			s.pos = i + bits.TrailingZeros64(stops)/8
			return s.data[s.pos]
		}
	}
	for ; i < len(s.data); i++ {
		if c := s.data[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			s.pos = i
			return c
		}
	}
	s.pos = i
	return 0
}

// unicode appends a run of other scripts.
func (s *scanner) unicode(b []byte) []byte {
	end := s.pos
	for end < len(s.data) && s.data[end] >= utf8.RuneSelf {
		end++
	}
	run := s.data[s.pos:end]
	s.pos = end
	if utf8.Valid(run) {
		return append(b, run...)
	}
	for len(run) > 0 {
		r, size := utf8.DecodeRune(run)
		b = utf8.AppendRune(b, r)
		run = run[size:]
	}
	return b
}

// escape consumes a backslash and what it stands for.
func (s *scanner) escape(b []byte) ([]byte, error) {
	s.pos++
	if s.pos >= len(s.data) {
		return b, s.invalid()
	}
	c := s.data[s.pos]
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		s.pos++
		r, err := s.hex()
		if err != nil {
			return b, err
		}
		if utf16.IsSurrogate(r) {
			r, err = s.pair(r)
		}
		return utf8.AppendRune(b, r), err
	default:
		return b, s.invalid()
	}
	s.pos++
	return append(b, c), nil
}

// pair completes a surrogate pair. A half without the other is U+FFFD, and what follows stands for itself.
func (s *scanner) pair(first rune) (rune, error) {
	start := s.pos
	if !s.accept('\\') || !s.accept('u') {
		s.pos = start
		return utf8.RuneError, nil
	}
	second, err := s.hex()
	if err != nil {
		return utf8.RuneError, err
	}
	r := utf16.DecodeRune(first, second)
	if r == utf8.RuneError {
		s.pos = start
	}
	return r, nil
}

// hex consumes four hexadecimal digits.
func (s *scanner) hex() (r rune, err error) {
	for range 4 {
		if s.pos >= len(s.data) {
			return 0, s.invalid()
		}
		c := s.data[s.pos]
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, s.invalid()
		}
		r = r<<4 | rune(c)
		s.pos++
	}
	return r, nil
}

// appendText writes a string, which is valid UTF-8, escaping no more than JSON asks for.
func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
