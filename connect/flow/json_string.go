package flow

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string: its text with the quotes, and what it means.
func (p *parser) str() (text, value string, err *ParseError) {
	start := p.pos
	escaped := false
	for p.pos++; ; p.pos++ {
		switch c := p.next(); {
		case c == '"':
			p.pos++
			text = p.text[start:p.pos]
			value = text[1 : len(text)-1]
			if escaped {
				value = unescape(value)
			}
			return text, value, nil
		case c == '\\':
			escaped = true
			if err := p.escape(); err != nil {
				return "", "", err
			}
		case p.pos >= len(p.text):
			return "", "", p.fail("expected the closing quote of a string, found the end of the text")
		case c < ' ':
			return "", "", p.fail("a string must not contain " + p.found() + "; write it as an escape")
		}
	}
}

// escape checks the escape at the place of the parser, which it leaves at the last byte of it.
func (p *parser) escape() *ParseError {
	p.pos++
	c := p.next()
	if c == 'u' {
		for range 4 {
			p.pos++
			if !isHex(p.next()) {
				return p.fail("expected four hexadecimal digits after \\u, found " + p.found())
			}
		}
		return nil
	}
	if c == 0 || !strings.ContainsRune(`"\/bfnrt`, rune(c)) {
		return p.fail("expected one of \" \\ / b f n r t u after a backslash, found " + p.found())
	}
	return nil
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// unescape resolves the escapes of a string that has been checked. Half of a surrogate pair becomes U+FFFD.
func unescape(s string) string {
	var b strings.Builder
	for {
		plain, rest, found := strings.Cut(s, `\`)
		b.WriteString(plain)
		if !found {
			return b.String()
		}
		s = rest[1:]
		switch c := rest[0]; c {
		case 'u':
			r := hexRune(s)
			s = s[4:]
			if utf16.IsSurrogate(r) {
				low := rune(-1)
				if strings.HasPrefix(s, `\u`) {
					low = hexRune(s[2:])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					s = s[6:]
				}
			}
			b.WriteRune(r)
		case 'b', 'f', 'n', 'r', 't':
			b.WriteByte("\b\f\n\r\t"[strings.IndexByte("bfnrt", c)])
		default:
			b.WriteByte(c)
		}
	}
}

func hexRune(s string) rune {
	u, _ := strconv.ParseUint(s[:4], 16, 16) // checked by escape
	return rune(u)
}

// quote returns s as a JSON string. Characters beyond ASCII stay as they are. Bytes that are not UTF-8 become U+FFFD, as
// in encoding/json.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for _, r := range s {
		switch i := strings.IndexRune("\"\\\b\f\n\r\t", r); {
		case i >= 0 && r != utf8.RuneError:
			b = append(b, '\\', `"\bfnrt`[i])
		case r < ' ':
			b = append(b, `\u00`...)
			b = append(b, hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(append(b, '"'))
}
