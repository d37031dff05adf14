package wire

import (
	"regexp"
	"strconv"
	"strings"
)

// maxRepeat is the largest count that Go's regexp knows.
const maxRepeat = 1000

// compilePattern compiles the pattern of a member, nil for one that Go's regexp does not know. A count that it finds too
// large is taken for no bound, which allows more, never less: lengths are facts of their own.
func compilePattern(source string) *regexp.Regexp {
	re, err := regexp.Compile(source)
	if err != nil {
		re, _ = regexp.Compile(relax(source)) // nil if it has look-ahead
	}
	return re
}

// relax takes the counts out of a pattern that are too large.
func relax(source string) string {
	var b strings.Builder
	class := false
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c == '\\' && i+1 < len(source):
			b.WriteByte(c)
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '{' && !class:
			if count, end, ok := strings.Cut(source[i+1:], "}"); ok && isCount(count) {
				b.WriteString(relaxCount(count))
				i = len(source) - len(end) - 1
				continue
			}
		}
		b.WriteByte(source[i])
	}
	return b.String()
}

func isCount(s string) bool { return s != "" && strings.Trim(s, "0123456789,") == "" }

// relaxCount returns {MIN,MAX} without what is too large in it.
func relaxCount(count string) string {
	lo, hi, ranged := strings.Cut(count, ",")
	if n, err := strconv.Atoi(lo); err == nil && n > maxRepeat {
		return "{" + strconv.Itoa(maxRepeat) + ",}"
	}
	if n, err := strconv.Atoi(hi); err == nil && n > maxRepeat {
		return "{" + lo + ",}"
	}
	if !ranged {
		return "{" + lo + "}"
	}
	return "{" + lo + "," + hi + "}"
}
