package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// text consumes a string, whose quote is next, and appends it to b. Like encoding/json it reads invalid UTF-8 and half
// surrogate pairs as U+FFFD.
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

// verbatim consumes a string without escapes, and returns it. If something in it needs decoding, or it has no end,
// nothing is consumed.
func (s *scanner) verbatim() (text []byte, ok bool) {
	begin := s.pos
	s.pos++
	for {
		switch c := s.plain(); {
		case c == '"':
			s.pos++
			return s.data[begin+1 : s.pos-1], true
		case c >= utf8.RuneSelf && s.validRun():
		default:
			s.pos = begin
			return nil, false
		}
	}
}

// escapedSize returns the size that the string whose quote is next has in the body.
func (s *scanner) escapedSize() int {
	for i := s.pos + 1; ; i++ {
		n := bytes.IndexByte(s.data[i:], '"')
		if n < 0 {
			return len(s.data) - s.pos
		}
		i += n
		end := i
		for s.data[end-1] == '\\' {
			end--
		}
		if (i-end)%2 == 0 {
			return i - s.pos - 1
		}
	}
}

// decoded consumes a string into memory of its own. size is at least the size of the result, except for invalid UTF-8.
func (s *scanner) decoded(size int) (string, error) {
	b, err := s.text(make([]byte, 0, size))
	return unsafe.String(unsafe.SliceData(b), len(b)), err //nolint:gosec // as strings.Builder does; nobody else has b
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

// runEnd returns the end of a run of other scripts that begins at i.
func runEnd(s []byte, i int) int {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		i++
	}
	return i
}

// name consumes a string and returns it in place if nothing in it needs decoding.
func (s *scanner) name() ([]byte, error) {
	if text, ok := s.verbatim(); ok {
		return text, nil
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

// plainEnd returns the first byte from i on that a JSON string cannot contain unescaped, or that is not ASCII. It looks
// at eight bytes at once, because half of a page of rows is text.
func plainEnd(s []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(s); i += 8 {
		x := binary.LittleEndian.Uint64(s[i:])
		// The top bit of a byte gets set if the byte is below space, is a quote or a backslash, or had it before. A borrow
		// can only spoil the bytes after the first that stops, and only the first matters.
		if stops := ((x - ones*' ') | ((x ^ ones*'"') - ones) | ((x ^ ones*'\\') - ones) | x) & tops; stops != 0 {
			return i + bits.TrailingZeros64(stops)/8
		}
	}
	for i < len(s) && classes[s[i]] == ' ' {
		i++
	}
	return i
}

// classes has one character for each byte: e for those that JSON escapes in a string, u for those of other scripts, and
// a space for those that stand for themselves.
const (
	classes = escaped + escaped + `  e             ` + plain + plain + `            e   ` + plain + plain +
		others + others + others + others + others + others + others + others

	plain   = `                `
	escaped = `eeeeeeeeeeeeeeee`
	others  = `uuuuuuuuuuuuuuuu`
)

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

// pair completes a surrogate pair. A half without the other becomes U+FFFD, and the text after it is read separately.
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

// AppendText writes a string, escaping no more than JSON asks for. It refuses what is not UTF-8.
func AppendText(b []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return b, errNotUTF8
	}
	if len(s) >= largeText { // makes room at once instead of doubling
		escapes := strings.Count(s, `"`) + strings.Count(s, `\\`) + strings.Count(s, "\n") + strings.Count(s, "\t")
		b = slices.Grow(b, len(s)+escapes+256)
	}
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		if classes[s[i]] != 'e' {
			continue
		}
		b = appendEscape(append(b, s[start:i]...), s[i])
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"'), nil
}

// appendEscape writes a character that must be escaped.
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
