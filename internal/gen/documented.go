package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// headings are what docs.md may describe, with the Go name that the text has to begin with, as Go's docs do; "" where
// the text goes on from a sentence of ours, or describes a member.
type headings map[string]string

// documented refuses headings of docs.md that name nothing, and texts that do not begin as they should.
func (b *builder) documented(p *Package) error {
	known := headings{}
	for _, op := range p.Operations {
		known[op.Name] = ""
		known.structure(op.Input)
		known.structure(op.Output)
	}
	for _, e := range p.Errors {
		known.structure(e.Struct)
	}
	for _, t := range p.Types {
		known.declaration(t)
	}
	for _, name := range slices.Sorted(maps.Keys(b.words.Docs)) {
		first, ok := known[name]
		if !ok {
			return fmt.Errorf("docs.md: nothing is called %s", name)
		}
		if text := b.words.Docs[name]; first != "" && !strings.HasPrefix(text[0], first+" ") {
			return fmt.Errorf("docs.md: the text of %s does not begin with %q", name, first)
		}
	}
	return nil
}

func (h headings) structure(s Struct) {
	h[s.Name] = s.Name
	for _, f := range s.Fields {
		h[s.Name+"."+f.Name] = ""
	}
}

func (h headings) declaration(t Type) {
	h[t.Name] = t.Name
	switch {
	case t.Struct != nil:
		h.structure(*t.Struct)
	case t.Enum != nil:
		for _, v := range t.Enum.Values {
			h[t.Name+"."+v.Member] = v.Name
		}
	case t.Union != nil:
		for _, v := range t.Union.Variants {
			h.structure(v.Struct)
		}
	}
}
