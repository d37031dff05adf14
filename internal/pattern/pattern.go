// Package pattern checks texts against the patterns of Smithy models.
package pattern

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Pattern is a regular expression that a whole text has to match. It is compiled when a text is first checked.
type Pattern struct {
	source string
	once   sync.Once
	err    error
	ahead  []lookAhead
	body   *regexp.Regexp
}

// lookAhead is a condition on how a text begins. Go's regexp has none; those of the models all stand at the start of
// their pattern, where they are expressions of their own.
type lookAhead struct {
	re   *regexp.Regexp
	want bool
}

// New returns a pattern, given as in the models.
func New(source string) *Pattern { return &Pattern{source: source} }

func (p *Pattern) String() string { return p.source }

// Compile says why the pattern cannot be checked, if it cannot.
func (p *Pattern) Compile() error {
	p.once.Do(func() {
		ahead, body := splitLookAheads(translate(p.source))
		for _, source := range ahead {
			re, err := regexp.Compile(`\A(?s:` + source[2:] + `)`)
			if err != nil {
				p.err = fmt.Errorf("pattern %s: %w", p.source, err)
				return
			}
			p.ahead = append(p.ahead, lookAhead{re, source[1] == '='})
		}
		if p.body, p.err = regexp.Compile(`\A(?s:` + body + `)\z`); p.err != nil {
			p.err = fmt.Errorf("pattern %s: %w", p.source, p.err)
		}
	})
	return p.err
}

// Match reports whether a text matches. A nil pattern allows everything, and so does one that does not compile: the
// service decides. Those of both services compile.
func (p *Pattern) Match(s string) bool {
	if p == nil || p.Compile() != nil {
		return true
	}
	for _, a := range p.ahead {
		if a.re.MatchString(s) != a.want {
			return false
		}
	}
	return p.body.MatchString(s)
}

// Body returns the pattern without its conditions on the start of a text, in the syntax of Go's regexp.
func (p *Pattern) Body() string {
	_, body := splitLookAheads(translate(p.source))
	return body
}

// DescribesARN reports whether the pattern allows only ARNs.
func (p *Pattern) DescribesARN() bool {
	return strings.HasPrefix(strings.TrimLeft(p.source, "^("), "arn:") && !strings.Contains(p.source, "|^")
}

// splitLookAheads cuts the groups (?=...) and (?!...) off the start of a pattern: "?=..." and "?!..." each.
func splitLookAheads(source string) (ahead []string, body string) {
	body = strings.TrimPrefix(source, "^")
	for strings.HasPrefix(body, "(?=") || strings.HasPrefix(body, "(?!") {
		end := groupEnd(body)
		if end < 0 {
			break
		}
		ahead, body = append(ahead, body[1:end]), body[end+1:]
	}
	return ahead, body
}

// groupEnd returns the place where the parenthesis that a pattern begins with is closed, -1 if it is not.
func groupEnd(source string) int {
	depth, class := 0, false
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '(' && !class:
			depth++
		case c == ')' && !class:
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// maxRepeat is the largest count that Go's regexp supports.
const maxRepeat = 1000

// translate turns a pattern of the models into one that Go's regexp supports: \uXXXX, which may have up to six digits,
// and counts that are too large, which become no bound. That allows more, never less: lengths are facts of their own.
func translate(source string) string {
	escapes := regexp.MustCompile(`\\\\|\\u([0-9A-F]{4,6})`) // not a variable: programs that check nothing do without
	source = escapes.ReplaceAllStringFunc(source, func(s string) string {
		if s[1] == 'u' {
			return `\x{` + s[2:] + `}`
		}
		return s
	})
	counts := regexp.MustCompile(`\\.|\[(?:[^\]\\]|\\.)*\]|\{(\d+)(,?)(\d*)\}`)
	return counts.ReplaceAllStringFunc(source, func(s string) string {
		if s[0] != '{' {
			return s
		}
		lo, hi, ranged := strings.Cut(s[1:len(s)-1], ",")
		if n, _ := strconv.Atoi(lo); n > maxRepeat {
			return "{" + strconv.Itoa(maxRepeat) + ",}"
		}
		if n, _ := strconv.Atoi(hi); ranged && n > maxRepeat {
			return "{" + lo + ",}"
		}
		return s
	})
}
