package main

import (
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
)

// memberDoc returns the doc of a member: what somebody wrote, or else what its facts say.
func memberDoc(model *Model, m Member, r role, written []string) []string {
	f := factsOf(model, m)
	doc := slices.Clone(written)
	if doc == nil {
		if text := factDoc(model, m, f, r); text != "" {
			doc = []string{text}
		}
	}
	if m.Traits.Has(traitDeprecated) || f.shape.Traits.Has(traitDeprecated) {
		doc = append(doc, "Deprecated: the service's model marks this member as deprecated.")
	}
	return doc
}

// factDoc says in words what the facts of a member are.
func factDoc(model *Model, m Member, f *facts, r role) string {
	var s []string
	qualifier := "types."
	if r == roleType {
		qualifier = ""
	}
	if m.Traits.Has(traitRequired) {
		if r == roleOutput {
			s = append(s, "Always set.")
		} else {
			s = append(s, "Required.")
		}
	}
	if r == roleInput && m.Traits.Has(traitToken) {
		s = append(s, "Idempotency token: filled in with a random UUID when nil.")
	}
	if text := f.sentence(); text != "" {
		s = append(s, text)
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
	if f.numbers != nil {
		return f.numbers.words("")
	}
	if f.length == nil {
		return ""
	}
	switch f.shape.Type {
	case "list":
		return f.length.words("item")
	case "map":
		return f.length.words("entry")
	}
	return f.length.words("character")
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
	switch {
	case unit == "":
		return n.String()
	case n == "1":
		return "1 " + unit
	case unit == "entry":
		return n.String() + " entries"
	}
	return n.String() + " " + unit + "s"
}

func (f *facts) anySensitive() bool {
	return f != nil && (f.sensitive || f.items.anySensitive() || f.keys.anySensitive())
}

// defaultText returns a default that is worth saying: not the empty or zero one.
func defaultText(kind string, traits Traits) string {
	raw := string(traits[traitDefault])
	switch raw {
	case "", `""`, "null", "[]", "{}", "0", "false":
		return ""
	}
	if kind == "timestamp" || strings.HasPrefix(raw, "[") || strings.HasPrefix(raw, "{") {
		return ""
	}
	return strings.Trim(raw, `"`)
}
