package main

import (
	"cmp"
	"fmt"
	"go/token"
	"strings"
)

// structure plans a Go struct with members of a shape.
func (b *builder) structure(name string, s *Shape, r role, members ...Member) (Struct, error) {
	out := Struct{Name: name, Sensitive: b.model.sensitive(members)}
	out.Prints = out.Sensitive || !r.isType()
	types := b.types
	if !r.isType() {
		types = b.here
	}
	for _, m := range members {
		f, err := b.field(name, m, types, r)
		if err != nil {
			return out, fmt.Errorf("%s$%s: %w", s.ID, m.Name, err)
		}
		out.Fields = append(out.Fields, f)
	}
	out.Blank = b.unionFields(types, members)
	return out, nil
}

// shape returns the input or output of an operation, a shape without members where there is none.
func (b *builder) shape(id target) *Shape { return cmp.Or(b.model.Shape(string(id)), new(Shape)) }

func (b *builder) field(owner string, m Member, types goTypes, r role) (Field, error) {
	if r == roleOutput && m.Traits.Has(traitHeader) {
		return Field{}, fmt.Errorf("trait %s is not supported in an output", traitHeader)
	}
	if err := b.checkLocation(m, locationOf(m, r)); err != nil {
		return Field{}, err
	}
	t, err := types.member(m)
	if err != nil {
		return Field{}, err
	}
	tag, err := memberTag(b.model, goName(m.Name), m, r)
	if err != nil {
		return Field{}, err
	}
	if !token.IsExported(goName(m.Name)) {
		return Field{}, fmt.Errorf("%q is not an exported Go name", m.Name)
	}
	return Field{Name: goName(m.Name), Type: t, Tag: tag, Doc: b.memberDoc(owner, m, r)}, nil
}

// locationOf returns where a member travels. Only the members of an input are bound to anything but the body.
func locationOf(m Member, r role) location {
	switch {
	case r != roleInput:
		return inBody
	case m.Traits.Has(traitLabel):
		return inPath
	case m.Traits.Has(traitQuery):
		return inQuery
	case m.Traits.Has(traitHeader):
		return inHeader
	}
	return inBody
}

// checkLocation refuses a type that cannot travel where the member is bound to.
func (b *builder) checkLocation(m Member, place location) error {
	if place == inBody {
		return nil
	}
	trait := map[location]string{inPath: traitLabel, inQuery: traitQuery, inHeader: traitHeader}[place]
	s := b.model.Shape(m.Target)
	if s.Type == "list" && place == inQuery {
		s = b.model.Shape(s.Element().Target)
	}
	if _, ok := scalarTypes[s.Type]; !ok && s.Type != "enum" {
		return fmt.Errorf("trait %s is not supported on a %s", trait, s.Type)
	}
	if place == inPath && !m.Traits.Has(traitRequired) {
		return fmt.Errorf("trait %s needs %s", trait, traitRequired)
	}
	return nil
}

// unionFields returns the blank fields that list the variants of the unions among the members.
func (b *builder) unionFields(types goTypes, members []Member) []Field {
	var fields []Field
	seen := map[string]bool{}
	for _, m := range members {
		id := types.union(m.Target)
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		name := goName(shortName(id))
		args := []string{types.qualifier + name}
		for _, v := range b.model.Shape(id).Members {
			args = append(args, "*"+types.qualifier+variantName(name, v.Name))
		}
		args = append(args, "*"+types.qualifier+"UnknownUnionMember")
		signature := "\n\t\t" + strings.Join(args, ",\n\t\t") + ",\n\t"
		fields = append(fields, Field{Name: "_", Type: "[0]*func(" + signature + ")", Tag: Tag{Items: []string{"union"}}})
	}
	return fields
}
