package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// use is one place where a type is used.
type use struct {
	owner, member string
	linked        bool   // the owner stands in package types too
	how           string // "", "list" or "map"
}

// usage collects where each named shape is used.
type usage map[string][]use

// note records the uses by the members of one Go type.
func (u usage) note(model *Model, owner string, linked bool, members []Member) {
	for _, m := range members {
		how := ""
		s := model.Shape(m.Target)
		for s.Type == "list" || s.Type == "map" {
			if s.Key != nil && model.Shape(s.Key.Target).Type == "enum" {
				u[s.Key.Target] = append(u[s.Key.Target], use{owner, goName(m.Name), linked, "key"})
			}
			how = s.Type
			s = model.Shape(s.Element.Target)
		}
		switch s.Type {
		case "structure", "union", "enum":
			u[s.ID] = append(u[s.ID], use{owner, goName(m.Name), linked, how})
		}
	}
}

// shownUses is how many places the doc of a type names.
const shownUses = 3

// doc says what a type is by where it is used.
func (u usage) doc(id, name string) []string {
	uses := slices.Clone(u[id])
	slices.SortStableFunc(uses, func(a, b use) int {
		if a.linked != b.linked {
			if a.linked {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(a.member, b.member))
	})
	rest := len(uses) - shownUses
	if rest == 1 {
		rest = 0 // naming it is as short as counting it
	}
	if rest > 0 {
		uses = uses[:shownUses]
	}
	var parts []string
	for _, kind := range [...]struct{ how, words string }{
		{"", "the type of "}, {"list", "an item of "}, {"map", "a value in "}, {"key", "a key in "},
	} {
		var places []string
		for _, p := range uses {
			if p.how == kind.how {
				places = append(places, p.String())
			}
		}
		if len(places) > 0 {
			parts = append(parts, kind.words+join(places))
		}
	}
	text := name + " is " + join(parts)
	if rest > 0 {
		text += fmt.Sprintf(", and used in %d more places", rest)
	}
	return []string{text + "."}
}

func (p use) String() string {
	if p.linked {
		return "[" + p.owner + "]." + p.member
	}
	return p.owner + "." + p.member
}

// join lists words as a sentence does.
func join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
