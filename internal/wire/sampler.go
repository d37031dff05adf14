package wire

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp/syntax"
	"sort"
	"strings"
	"time"
	"unicode/utf8"
)

// Sampler makes random values that keep to the tags of their types. The tests that walk every operation fill inputs
// and outputs with it; no client does.
type Sampler struct{ Rand *rand.Rand }

// sampleDepth ends types that contain themselves.
const sampleDepth = 6

// Fill sets the members of the struct that ptr points to: required ones always, others mostly.
func (s Sampler) Fill(ptr any) error {
	v, plan, err := structOf(ptr)
	if err != nil {
		return err
	}
	return s.structure(plan, v, 0)
}

func (s Sampler) structure(p *structPlan, v reflect.Value, depth int) error {
	for _, m := range p.members {
		if !m.facts.required && m.location != inPath && (depth > sampleDepth || s.Rand.IntN(4) == 0) {
			continue
		}
		if err := s.value(&m.node, v.Field(m.index), depth); err != nil {
			return fmt.Errorf("%s.%s: %w", p.typ.Name(), m.goName, err)
		}
		if field := v.Field(m.index); m.location == inQuery && m.kind == kindList {
			s.queryList(m, field)
		}
	}
	return nil
}

func (s Sampler) value(n *node, v reflect.Value, depth int) error {
	v = n.deref(v)
	switch n.kind {
	case kindString:
		text, err := s.text(n)
		v.SetString(text)
		return err
	case kindBool:
		v.SetBool(s.Rand.IntN(2) == 0)
	case kindInt:
		lo, hi := n.facts.interval(0, 1000)
		v.SetInt(int64(lo) + s.Rand.Int64N(int64(hi-lo)+1))
	case kindFloat:
		lo, hi := n.facts.interval(0, 1000)
		v.SetFloat(float64(float32(lo + s.Rand.Float64()*(hi-lo))))
	case kindTime:
		v.Set(reflect.ValueOf(time.Unix(s.Rand.Int64N(2e9), 0).UTC()))
	case kindStruct:
		return s.structure(n.plan, v, depth+1)
	case kindList:
		return s.list(n, v, depth)
	case kindMap:
		return s.mapping(n, v, depth)
	case kindUnion:
		return s.union(n.union, v, depth)
	}
	return nil
}

// queryList makes a list fit for the query, which has no empty list and whose values the signer sorts.
func (s Sampler) queryList(m *member, v reflect.Value) {
	if v.Len() == 0 {
		v.SetZero()
		if m.facts.required {
			v.Set(reflect.MakeSlice(m.typ, 1, 1))
			_ = s.value(m.elem, v.Index(0), 0)
		}
	}
	sort.Slice(v.Interface(), func(i, j int) bool { return v.Index(i).String() < v.Index(j).String() })
}

// interval returns the bounds of a number, within lo and hi where the tags leave a side open.
func (f *facts) interval(lo, hi float64) (low, high float64) {
	if f == nil || f.numbers == nil {
		return lo, hi
	}
	low, high = lo, hi
	if f.numbers.min != nil {
		low = *f.numbers.min
		high = low + hi
	}
	if f.numbers.max != nil {
		high = min(high, *f.numbers.max)
		low = min(low, high)
	}
	return low, high
}

// size picks a small number of elements that the tags allow.
func (s Sampler) size(n *node, depth int) int {
	least, most := 0, 2
	if depth > sampleDepth {
		most = 0
	}
	if n.facts != nil && n.facts.length != nil {
		if b := n.facts.length; b.min != nil {
			least = int(*b.min)
		}
		if b := n.facts.length; b.max != nil {
			most = min(most, int(*b.max))
		}
	}
	most = max(most, least)
	return least + s.Rand.IntN(most-least+1)
}

func (s Sampler) list(n *node, v reflect.Value, depth int) error {
	count := s.size(n, depth)
	v.Set(reflect.MakeSlice(n.typ, count, count))
	for i := range count {
		if err := s.value(n.elem, v.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (s Sampler) mapping(n *node, v reflect.Value, depth int) error {
	count := s.size(n, depth)
	v.Set(reflect.MakeMap(n.typ))
	for tries := 0; v.Len() < count && tries < 20; tries++ {
		key, err := s.text(n.key)
		if err != nil {
			return err
		}
		item := reflect.New(n.typ.Elem()).Elem()
		if err := s.value(n.elem, item, depth+1); err != nil {
			return err
		}
		v.SetMapIndex(reflect.ValueOf(key).Convert(n.typ.Key()), item)
	}
	return nil
}

func (s Sampler) union(u *unionPlan, v reflect.Value, depth int) error {
	variants := u.sorted()
	variant := variants[s.Rand.IntN(len(variants))]
	for i := 0; depth > sampleDepth && variant.member.leadsTo(u, map[*structPlan]bool{}) && i < len(variants); i++ {
		variant = variants[i] // one that does not begin again
	}
	holder := reflect.New(variant.typ)
	if err := s.value(&variant.member.node, holder.Elem().Field(variant.member.index), depth+1); err != nil {
		return err
	}
	v.Set(holder)
	return nil
}

// leadsTo says whether a value of this node can hold the union.
func (n *node) leadsTo(u *unionPlan, seen map[*structPlan]bool) bool {
	switch n.kind {
	case kindStruct:
		if seen[n.plan] {
			return false
		}
		seen[n.plan] = true
		for _, m := range n.plan.members {
			if m.leadsTo(u, seen) {
				return true
			}
		}
	case kindList, kindMap:
		return n.elem.leadsTo(u, seen)
	case kindUnion:
		return n.union == u
	}
	return false
}

// text makes a string that fits the enum, the length and the pattern of its facts.
func (s Sampler) text(n *node) (string, error) {
	if values := enumValues(n.typ); len(values) > 0 {
		return values[s.Rand.IntN(len(values))], nil
	}
	f := n.facts
	if f != nil && len(f.values) > 0 {
		return f.values[s.Rand.IntN(len(f.values))], nil
	}
	least, most := 1, 24
	if f != nil && f.length != nil {
		if f.length.min != nil {
			least = max(1, int(*f.length.min))
		}
		if f.length.max != nil {
			most = min(max(most, least), int(*f.length.max))
		}
	}
	if f == nil || f.pattern == nil {
		return s.letters(least, max(least, most)), nil
	}
	return s.matching(f, least)
}

// odd are characters that a codec may stumble over.
const odd = "abcxyz059-_ /%?&=+#\"'\\<>\u00e9\u4e16\u2028\U0001F600"

func (s Sampler) letters(least, most int) string {
	alphabet := []rune(odd)
	text := make([]rune, least+s.Rand.IntN(most-least+1))
	for i := range text {
		text[i] = alphabet[s.Rand.IntN(len(alphabet))]
	}
	if text[0] == ' ' || text[0] == '.' {
		text[0] = 'a' // no header begins with a space, no path member is a dot
	}
	if last := len(text) - 1; text[last] == ' ' {
		text[last] = 'z'
	}
	return string(text)
}

// matching makes a string for a pattern, repeating what the pattern lets repeat until it is long enough.
func (s Sampler) matching(f *facts, least int) (string, error) {
	parsed, err := syntax.Parse(f.pattern.source, syntax.Perl)
	if err != nil {
		parsed, err = syntax.Parse(relax(f.pattern.source), syntax.Perl) // as validation does
	}
	if err != nil {
		return s.letters(least, least), nil //nolint:nilerr // as in validation, a pattern that Go does not know allows everything
	}
	for repeat := range 600 {
		var b strings.Builder
		s.write(&b, parsed, repeat)
		text := b.String()
		if n := utf8.RuneCountInString(text); n >= least && f.length.allow(float64(n)) && f.pattern.match(text) && text != "" {
			return text, nil
		}
	}
	return "", fmt.Errorf("no text found for the pattern %s and the length %v", f.pattern.source, f.length)
}

// write appends one text that the expression matches; optional parts appear only where repeat is over 0.
func (s Sampler) write(b *strings.Builder, re *syntax.Regexp, repeat int) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		b.WriteRune(pick(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			s.write(b, sub, repeat)
		}
	case syntax.OpAlternate:
		s.write(b, re.Sub[s.Rand.IntN(len(re.Sub))], repeat)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		least, most := repeatBounds(re)
		for range min(max(least, repeat), most) {
			s.write(b, re.Sub[0], repeat)
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

// pick prefers a letter or digit of a character class.
func pick(ranges []rune) rune {
	for _, preferred := range "aA0" {
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i] <= preferred && preferred <= ranges[i+1] {
				return preferred
			}
		}
	}
	return ranges[0]
}
