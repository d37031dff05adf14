package wire

import (
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

// verbatim consumes a string that stands in the text as it is, and returns where. If something in it needs decoding, or
// it has no end, nothing is consumed.
func (s *scanner) verbatim() (start, end int, ok bool) {
	begin := s.pos
	s.pos++
	for {
		switch c := s.plain(); {
		case c == '"':
			s.pos++
			return begin + 1, s.pos - 1, true
		case c >= utf8.RuneSelf && s.validRun():
		default:
			s.pos = begin
			return 0, 0, false
		}
	}
}

// validRun consumes a run of other scripts if it is valid UTF-8.
func (s *scanner) validRun() bool {
	end := runEnd(s.data, s.pos)
	if !utf8.Valid(s.data[s.pos:end]) {
		return false
	}
	s.pos = end
	return true
}

// runEnd is where a run of other scripts that begins at i ends.
func runEnd[T string | []byte](s T, i int) int {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		i++
	}
	return i
}

// name consumes a string and returns it in place if nothing in it needs decoding.
func (s *scanner) name() ([]byte, error) {
	if start, end, ok := s.verbatim(); ok {
		return s.data[start:end], nil
	}
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
// stopped at, 0 at the end.
func (s *scanner) plain() byte {
	s.pos = plainEnd(s.data, s.pos)
	if s.pos == len(s.data) {
		return 0
	}
	return s.data[s.pos]
}

// plainEnd finds the first byte from i on that is no ASCII character which JSON has as it is: a quote, a backslash, a
// control character or a part of another script. It looks at eight bytes at once.
func plainEnd[T string | []byte](s T, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if stop := firstStop(word(s[i : i+8])); stop < 8 {
			return i + stop
		}
	}
	if len(s) < 8 {
		for i < len(s) && firstStop(uint64(s[i])) > 0 {
			i++
		}
		return i
	}
	// The last eight bytes without those that were looked at already.
	rest := len(s) - i
	return i + min(rest, firstStop(word(s[len(s)-8:])>>(8*(8-rest))))
}

// word returns the first eight bytes as a number, the first byte lowest.
func word[T string | []byte](s T) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// firstStop is the number of the first byte in a word that JSON does not have as it is in a string, 8 if there is none.
func firstStop(x uint64) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	// The top bit of a byte gets set if the byte is below space, is a quote or a backslash, or had it before.
	// A borrow can only spoil the bytes after the first that stops, and only the first matters.
	stops := (x - ones*' ') | ((x ^ ones*'"') - ones) | ((x ^ ones*'\\') - ones) | x
	return bits.TrailingZeros64(stops&tops) / 8
}

// unicode appends a run of other scripts.
func (s *scanner) unicode(b []byte) []byte {
	for s.pos < len(s.data) && s.data[s.pos] >= utf8.RuneSelf {
		r, size := utf8.DecodeRune(s.data[s.pos:])
		b = utf8.AppendRune(b, r)
		s.pos += size
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

// appendText writes a string, escaping no more than JSON asks for. It refuses what is not UTF-8.
func appendText(b []byte, s string) ([]byte, error) {
	b = append(b, '"')
	start := 0
	for i := plainEnd(s, 0); i < len(s); i = plainEnd(s, i) {
		if s[i] >= utf8.RuneSelf {
			run := runEnd(s, i)
			if !utf8.ValidString(s[i:run]) {
				return b, errNotUTF8
			}
			i = run
			continue
		}
		b = appendEscape(append(b, s[start:i]...), s[i])
		i++
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"'), nil
}

// appendEscape writes a character that JSON does not have as it is.
func appendEscape(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
