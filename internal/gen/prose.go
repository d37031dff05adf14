package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// role is what a structure is for; the same fact reads differently in an input and in an output.
type role int

const (
	roleInput role = iota
	roleOutput
	roleType
	roleResult // a type that only the service sends
)

func (r role) isType() bool { return r == roleType || r == roleResult }

// memberDoc returns the doc of a member of a type: the hand-written text, and then what its facts say.
func (b *builder) memberDoc(owner string, m Member, r role) []string {
	f := factsOf(b.model, m)
	doc := b.memberText(owner, m, goName(m.Name), r)
	if facts := factDoc(b.model, m, f, r); facts != "" {
		doc = []string{strings.Join(append(doc, facts), " ")}
	}
	return deprecated(doc, "member", m.Traits, f.shape.Traits)
}

// factDoc says in words what the facts of a member are.
func factDoc(model *Model, m Member, f *facts, r role) string {
	var s []string
	qualifier := "types."
	if r.isType() {
		qualifier = ""
	}
	if m.Traits.Has(traitRequired) {
		if r == roleOutput || r == roleResult {
			s = append(s, "Always set.")
		} else {
			s = append(s, "Required.")
		}
	}
	if r == roleInput && m.Traits.Has(traitToken) {
		s = append(s, "Idempotency token: when nil, every call sends a new random UUID, which all its attempts share.")
	}
	if text := f.sentence(); text != "" {
		s = append(s, text)
	}
	if text := patterns[f.pattern]; text != "" {
		s = append(s, text+".")
	}
	if f.keys != nil && f.keys.shape.Type == "enum" {
		s = append(s, "The keys are values of ["+qualifier+goName(shortName(f.keys.shape.ID))+"].")
	}
	if d := defaultText(model.Shape(m.Target).Type, m.Traits); d != "" {
		s = append(s, "Default: "+d+".")
	}
	if f.anySensitive() {
		s = append(s, "Sensitive: never shown in logs and errors.")
	}
	return strings.Join(s, " ")
}

// patterns says in words which characters frequent patterns allow.
var patterns = map[string]string{
	`.*\S.*`: "Not blank", `(^[\S].*[\S]$)|(^[\S]$)`: "No space at either end", `^\P{C}*$`: "No control characters",
	`^[\P{C}]*$`: "No control characters", `^[\P{C}\r\n\t]*$`: "No control characters but tabs and line ends",
	`^[\P{C}\r\n\t]+$`: "No control characters but tabs and line ends",
	`^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$`: "A UUID in lower case",
	`[-_a-zA-Z0-9]*`: "Letters, digits, - and _", `^[a-zA-Z0-9\_\-:\/]+$`: "Letters, digits and _ - : /",
	`^[a-zA-Z0-9\_\-:\/$]+$`: "Letters, digits and _ - : / $", `^[a-zA-Z0-9=\/+_.-]+$`: "Letters, digits and = / + _ . -",
	"^[\\p{L}\\p{Z}\\p{N}\\-_.:=@'|]+$": "Letters, digits, spaces and - _ . : = @ ' |", `^[a-zA-Z0-9]$`: "A letter or digit",
	`^[a-zA-Z0-9_ -]+$`: "Letters, digits, spaces, _ and -",
}

// sentence puts the limits of a value and its elements into one sentence.
func (f *facts) sentence() string {
	own := f.limits()
	if f.items != nil {
		if each := f.items.limits(); each != "" {
			if own == "" {
				own = map[bool]string{false: "Items", true: "Values"}[f.shape.Type == "map"] + " of " + each
			} else {
				own += ", each " + each
			}
		}
	}
	if own == "" {
		return ""
	}
	return strings.ToUpper(own[:1]) + own[1:] + "."
}

func (f *facts) limits() string {
	switch {
	case f.numbers != nil:
		return f.numbers.words("")
	case f.length == nil:
		return ""
	}
	return f.length.words(cmp.Or(map[string]string{"list": "item", "map": "entry"}[f.shape.Type], "character"))
}

// words returns "1 to 100 characters" and the like.
func (b *bounds) words(unit string) string {
	switch {
	case b.Max == nil:
		return "at least " + count(*b.Min, unit)
	case b.Min == nil:
		return "at most " + count(*b.Max, unit)
	case *b.Min == *b.Max:
		return "exactly " + count(*b.Max, unit)
	}
	return fmt.Sprintf("%s to %s", *b.Min, count(*b.Max, unit))
}

func count(n json.Number, unit string) string {
	if n != "1" && unit != "" {
		unit = strings.Replace(unit+"s", "ys", "ies", 1)
	}
	return strings.TrimSpace(n.String() + " " + unit)
}

func (f *facts) anySensitive() bool {
	return f != nil && (f.sensitive || f.items.anySensitive() || f.keys.anySensitive())
}

// defaultText returns a default that is worth saying: not the empty or zero one.
func defaultText(kind string, traits Traits) string {
	raw := string(traits[traitDefault])
	if kind == "timestamp" || slices.Contains([]string{"", `""`, "null", "0", "false"}, raw) || strings.ContainsAny(raw[:1], "[{") {
		return ""
	}
	return strings.Trim(raw, `"`)
}
