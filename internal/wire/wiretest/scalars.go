package wiretest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp/syntax"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seed-086a074d/chimeconnect/internal/pattern"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

func (f *Filler) integer(v reflect.Value, facts *wire.Facts) {
	switch {
	case f.Int != nil && v.Kind() == reflect.Int32:
		v.SetInt(int64(int32(f.Int(f.Rand))))
	case f.Int != nil:
		v.SetInt(f.Int(f.Rand))
	default:
		lo, hi := interval(facts)
		v.SetInt(int64(lo) + f.Int64N(int64(hi-lo)+1))
	}
}

func (f *Filler) float(v reflect.Value, facts *wire.Facts) {
	lo, hi := interval(facts)
	n := float64(float32(lo + f.Float64()*(hi-lo)))
	if f.Float != nil {
		n = f.Float(f.Rand)
	}
	if v.Kind() == reflect.Float32 {
		n = float64(float32(n))
	}
	v.SetFloat(n)
}

func (f *Filler) time() time.Time {
	if f.Time != nil {
		return f.Time(f.Rand)
	}
	return time.Unix(f.Int64N(2e9), 0).UTC()
}

// interval returns the bounds of a number, within 0 and 1000 where the tags leave a side open.
func interval(facts *wire.Facts) (low, high float64) {
	low, high = 0, 1000
	if facts.Range == nil {
		return low, high
	}
	if least := facts.Range.Min; least != nil {
		low, high = *least, *least+high
	}
	if most := facts.Range.Max; most != nil {
		high = min(high, *most)
		low = min(low, high)
	}
	return low, high
}

// text makes a string that fits the enum, the length and the pattern of its facts.
func (f *Filler) text(t reflect.Type, facts *wire.Facts) (string, error) {
	if values := wire.EnumValues(t); values != nil {
		if f.UnknownEnums && f.IntN(20) == 0 {
			return "SOMETHING_NEW \u00e9", nil
		}
		return values[f.IntN(len(values))], nil
	}
	if f.Text != nil {
		return f.Text(f.Rand), nil
	}
	if n := len(facts.Enum); n > 0 {
		return facts.Enum[f.IntN(n)], nil
	}
	least, most := 1, 24
	if b := facts.Length; b != nil {
		if b.Min != nil {
			least = max(1, int(*b.Min))
		}
		if b.Max != nil {
			most = min(max(most, least), int(*b.Max))
		}
	}
	if facts.Pattern == nil {
		return f.letters(least, max(least, most)), nil
	}
	return Matching(f.Rand, facts.Pattern, least, facts.Length)
}

// odd are characters that a codec may stumble over.
const odd = "abcxyz059-_ /%?&=+#\"'\\<>\u00e9\u4e16\u2028\U0001F600"

func (f *Filler) letters(least, most int) string {
	alphabet := []rune(odd)
	text := make([]rune, least+f.IntN(most-least+1))
	for i := range text {
		text[i] = alphabet[f.IntN(len(alphabet))]
	}
	if text[0] == ' ' || text[0] == '.' {
		text[0] = 'a' // no header begins with a space, no path member is a dot
	}
	if last := len(text) - 1; text[last] == ' ' {
		text[last] = 'z'
	}
	return string(text)
}

// Matching makes a text for a pattern and a length, repeating what the pattern lets repeat until it is long enough.
func Matching(r *rand.Rand, p *pattern.Pattern, least int, length *wire.Bounds) (string, error) {
	parsed, err := syntax.Parse(p.Body(), syntax.Perl)
	if err != nil {
		return "", err
	}
	for repeat := range 600 {
		var b strings.Builder
		write(r, &b, parsed, repeat)
		text := b.String()
		if n := utf8.RuneCountInString(text); n >= least && length.Allow(float64(n)) && p.Match(text) && text != "" {
			return text, nil
		}
	}
	return "", fmt.Errorf("no text found for the pattern %s and the length %v", p, length)
}

// write appends one text that the expression matches; optional parts appear only where repeat is over 0.
func write(r *rand.Rand, b *strings.Builder, re *syntax.Regexp, repeat int) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, c := range re.Rune {
			b.WriteRune(c)
		}
	case syntax.OpCharClass:
		b.WriteRune(pick(r, re.Rune, repeat))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			write(r, b, sub, repeat)
		}
	case syntax.OpAlternate:
		write(r, b, re.Sub[r.IntN(len(re.Sub))], repeat)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		least, most := repeatBounds(re)
		for range min(max(least, repeat), most) {
			write(r, b, re.Sub[0], repeat)
		}
	}
}

func repeatBounds(re *syntax.Regexp) (least, most int) {
	const many = 1 << 20
	switch re.Op {
	case syntax.OpStar:
		return 0, many
	case syntax.OpPlus:
		return 1, many
	case syntax.OpQuest:
		return 0, 1
	}
	if re.Max < 0 {
		return re.Min, many
	}
	return re.Min, re.Max
}

// pick returns a letter or digit of a character class if it has one; with more repeats, any of them: some patterns ask
// for several kinds.
func pick(r *rand.Rand, ranges []rune, repeat int) rune {
	preferred := "aA0"
	if repeat > 3 {
		preferred = []string{"aA0", "A0a", "0aA"}[r.IntN(3)]
	}
	for _, c := range preferred {
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i] <= c && c <= ranges[i+1] {
				return c
			}
		}
	}
	return ranges[0]
}
