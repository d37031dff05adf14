package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// declarations makes the types that inputs, outputs and errors reach, sorted by name.
func (b *builder) declarations() ([]Type, error) {
	var all []Type
	for _, id := range slices.Sorted(maps.Keys(b.groups)) {
		if b.errors[id] {
			return nil, fmt.Errorf("%s: an error that is also used as a member is not supported", id)
		}
		t, err := b.declaration(b.model.Shape(id))
		if err != nil {
			return nil, err
		}
		for _, g := range slices.Sorted(maps.Keys(b.groups[id])) {
			if g == "" {
				t.Errors = true
			} else {
				t.Groups = append(t.Groups, g)
			}
		}
		all = append(all, t)
	}
	slices.SortStableFunc(all, func(x, y Type) int { return strings.Compare(x.Name, y.Name) })
	return all, nil
}

func (b *builder) declaration(s *Shape) (Type, error) {
	t := Type{Name: goName(shortName(s.ID))}
	doc := b.text(t.Name)
	if doc == nil {
		doc = b.usage.doc(s.ID, t.Name)
	}
	if s.Traits.Has(traitDeprecated) {
		doc = append(doc, "Deprecated: the service's model marks this type as deprecated.")
	}
	switch s.Type {
	case "structure":
		v, err := b.structure(t.Name, s, s.Members, roleType)
		v.Doc = doc
		t.Struct = &v
		return t, err
	case "enum":
		t.Enum = &Enum{Name: t.Name, Doc: doc, Values: b.values(s, t.Name)}
		return t, nil
	}
	v, err := b.union(s)
	v.Doc = append(doc, v.Doc...)
	t.Union = &v
	return t, err
}

func (b *builder) values(s *Shape, name string) []Value {
	var all []Value
	for _, m := range s.Members {
		doc := b.text(name + "." + m.Name)
		if m.Traits.Has(traitDeprecated) {
			doc = append(doc, "Deprecated: the service's model marks this value as deprecated.")
		}
		all = append(all, Value{
			Name: constName(name, m.Name), Member: m.Name, Type: name,
			Literal: strconv.Quote(m.Traits.Text(traitEnumValue)), Doc: doc,
		})
	}
	return all
}

func (b *builder) union(s *Shape) (Union, error) {
	u := Union{Name: goName(shortName(s.ID))}
	for _, m := range s.Members {
		v, err := b.types.value(m.Target)
		if err != nil {
			return u, fmt.Errorf("%s$%s: %w", s.ID, m.Name, err)
		}
		name := variantName(u.Name, m.Name)
		tag, err := memberTag(b.model, "Value", m, roleType)
		if err != nil {
			return u, fmt.Errorf("%s$%s: %w", s.ID, m.Name, err)
		}
		u.Variants = append(u.Variants, Variant{Union: u.Name, Struct: Struct{
			Name:   name,
			Doc:    b.orText(name, "is the "+m.Name+" variant of ["+u.Name+"]."),
			Blank:  b.unionFields(b.types, []Member{m}),
			Fields: []Field{{Name: "Value", Type: v, Tag: tag, Doc: memberDoc(b.model, m, roleType, b.text(name+".Value"))}},
			Prints: b.model.sensitive([]Member{m}), Sensitive: b.model.sensitive([]Member{m}),
		}})
	}
	u.Doc = append(u.Doc, "It holds a pointer to one of "+variantLinks(u.Variants)+".")
	return u, nil
}

// variantLinks lists what a union may hold, in links.
func variantLinks(variants []Variant) string {
	links := make([]string, 0, len(variants)+1)
	for _, v := range variants {
		links = append(links, "["+v.Name+"]")
	}
	return strings.ReplaceAll(join(append(links, "[UnknownUnionMember]")), " and ", " or ")
}

// modelledErrors makes the error types, sorted by name.
func (b *builder) modelledErrors() ([]Error, error) {
	var all []Error
	for _, id := range slices.Sorted(maps.Keys(b.errors)) {
		e, err := b.modelledError(b.model.Shape(id))
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(x, y Error) int { return strings.Compare(x.Name, y.Name) })
	return all, nil
}

func (b *builder) modelledError(s *Shape) (Error, error) {
	e := Error{ID: s.ID, Code: shortName(s.ID), Fault: "FaultClient"}
	status := 400
	if s.Traits.Text(traitError) == "server" {
		e.Fault, status = "FaultServer", 500
	}
	if raw, ok := s.Traits[traitHTTPError]; ok {
		if err := json.Unmarshal(raw, &status); err != nil {
			return e, fmt.Errorf("%s: trait %s: %w", s.ID, traitHTTPError, err)
		}
	}
	message := Field{Name: "Message", Type: "*string", Doc: b.text(goName(e.Code) + ".Message")}
	var others []Member
	for _, m := range s.Members {
		switch m.Name {
		case "message":
			message.Tag.add("name=message")
		case "Message":
		default:
			others = append(others, m)
		}
	}
	v, err := b.structure(goName(e.Code), s, others, roleType)
	if err != nil {
		return e, err
	}
	e.Struct = v
	facts := Tag{Items: []string{"error=" + e.Code, "status=" + strconv.Itoa(status)}}
	e.Blank = append([]Field{{Name: "_", Type: "struct{}", Tag: facts}}, e.Blank...)
	override := Field{Name: "ErrorCodeOverride", Type: "*string", Tag: Tag{Items: []string{"-"}}}
	e.Fields = append([]Field{message, override}, e.Fields...)
	who := map[string]string{"FaultClient": "the caller", "FaultServer": "the service"}[e.Fault]
	e.Doc = b.orText(e.Name, fmt.Sprintf("is an error of %s, with status %d.", who, status))
	return e, nil
}
