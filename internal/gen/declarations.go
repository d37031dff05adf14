package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// plan calls one for each of some shapes, sorted by their names in Go.
func plan[T any](b *builder, ids []string, one func(*Shape) (T, error)) ([]T, error) {
	name := func(id string) string { return goName(shortName(id)) }
	ids = slices.SortedFunc(slices.Values(ids), func(x, y string) int { return cmp.Or(strings.Compare(name(x), name(y)), strings.Compare(x, y)) })
	all := make([]T, len(ids))
	for i, id := range ids {
		var err error
		if all[i], err = one(b.model.Shape(id)); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
	}
	return all, nil
}

// declaration plans a type that inputs, outputs or errors reach.
func (b *builder) declaration(s *Shape) (Type, error) {
	t := Type{Struct: Struct{Name: goName(shortName(s.ID))}, Kind: s.Type}
	if b.errors[s.ID] {
		return t, errors.New("an error that is also used as a member is not supported")
	}
	t.File = b.homes[t.Name]
	doc := deprecated(b.nameDoc(t.Name, true, ""), "type", s.Traits)
	var err error
	switch s.Type {
	case "enum":
		t.Values = b.values(s, t.Name)
		doc = append(doc, listed(t.Values)...)
	case "union":
		t.Variants, err = b.variants(s, t.Name)
		doc = append(doc, "It holds a pointer to one of "+variantLinks(t.Variants)+".")
	default:
		t.Kind = "struct"
		t.Struct, err = b.structure(t.Name, s, b.roleOf(s.ID), s.Members...)
	}
	t.Doc = doc
	return t, err
}

// deprecated adds a deprecation notice to a doc if one of the traits asks for it.
func deprecated(doc []string, kind string, traits ...Traits) []string {
	if slices.ContainsFunc(traits, func(t Traits) bool { return t.Has(traitDeprecated) }) {
		return append(doc, "Deprecated: the service's model marks this "+kind+" as deprecated.")
	}
	return doc
}

func (b *builder) values(s *Shape, name string) []Value {
	var all []Value
	for _, m := range s.Members {
		value := m.Traits.Text(traitEnumValue)
		doc := deprecated(b.memberText(name, m, value, roleType), "value", m.Traits)
		all = append(all, Value{Name: constName(name, m.Name), Type: name, Literal: strconv.Quote(value), Doc: doc})
	}
	return all
}

// maxListed is how many values the comment of an enum lists. What is longer, such as the countries of phone numbers, would bury it.
const maxListed = 40

// listed returns the values of an enum for the comment of its type, because go doc shows only the first constant below a type.
func listed(values []Value) []string {
	if len(values) > maxListed {
		return nil
	}
	var items []string
	for _, v := range values {
		item := "- " + strings.Trim(v.Literal, `"`)
		if len(v.Doc) > 0 {
			item += ": " + v.Doc[0]
		}
		items = append(items, item)
	}
	return []string{strings.Join(items, "\n")}
}

func (b *builder) variants(s *Shape, union string) ([]Variant, error) {
	var all []Variant
	for _, m := range s.Members {
		t, err := b.types.value(m.Target)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		name := variantName(union, m.Name)
		tag, err := memberTag(b.model, "Value", m, roleType)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		sensitive := b.model.sensitive([]Member{m})
		all = append(all, Variant{Union: union, Struct: Struct{
			Name:   name,
			Doc:    []string{name + " is the variant " + m.Name + " of [" + union + "]."},
			Blank:  b.unionFields(b.types, []Member{m}),
			Fields: []Field{{Name: "Value", Type: t, Tag: tag, Doc: b.memberDoc(union, m, roleType)}},
			Prints: sensitive, Sensitive: sensitive,
		}})
	}
	return all, nil
}

// variantLinks lists what a union may hold, in links.
func variantLinks(variants []Variant) string {
	var links strings.Builder
	for _, v := range variants {
		links.WriteString("[" + v.Name + "], ")
	}
	return strings.TrimSuffix(links.String(), ", ") + " or [UnknownUnionMember]"
}

// kindOf says what a program can do about an error: by its name where the status misleads.
func kindOf(code string, status int) string {
	switch {
	case strings.HasSuffix(code, "LimitExceededException"), strings.HasSuffix(code, "QuotaExceededException"):
		return "ErrQuotaExceeded"
	case status == http.StatusTooManyRequests:
		return "ErrThrottled"
	case status == http.StatusNotFound, status == http.StatusGone:
		return "ErrNotFound"
	case status == http.StatusConflict:
		return "ErrConflict"
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return "ErrAccessDenied"
	case status >= http.StatusInternalServerError:
		return "ErrUnavailable"
	}
	return "ErrInvalidInput"
}

// modelledError plans the type of an error.
func (b *builder) modelledError(s *Shape) (Error, error) {
	e := Error{ID: s.ID, Code: shortName(s.ID), Fault: "FaultClient"}
	status := 400
	if s.Traits.Text(traitError) == "server" {
		e.Fault, status = "FaultServer", 500
	}
	if raw, ok := s.Traits[traitHTTPError]; ok {
		if err := json.Unmarshal(raw, &status); err != nil {
			return e, fmt.Errorf("trait %s: %w", traitHTTPError, err)
		}
	}
	e.Kind = kindOf(e.Code, status)
	message := Field{Name: "Message", Type: "*string", Doc: []string{"What the service says went wrong, for people. Its wording may change: decide by the type."}}
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
	v, err := b.structure(goName(e.Code), s, roleResult, others...)
	if err != nil {
		return e, err
	}
	e.Struct = v
	for _, f := range v.Fields {
		if f.Name == "Problems" {
			e.Problems = strings.TrimPrefix(f.Type, "[]")
		}
	}
	facts := Tag{Items: []string{"error=" + e.Code, "status=" + strconv.Itoa(status)}}
	e.Blank = append([]Field{{Name: "_", Type: "struct{}", Tag: facts}}, e.Blank...)
	override := Field{
		Name: "ErrorCodeOverride", Type: "*string", Tag: Tag{Items: []string{"-"}},
		Doc: []string{"The code that the service sent, where it is not the type's own; ErrorCode returns it."},
	}
	e.Fields = append([]Field{message, override}, e.Fields...)
	who := map[string]string{"FaultClient": "the caller", "FaultServer": "the service"}[e.Fault]
	known := fmt.Sprintf("reports a fault of %s, with status %d.", who, status)
	if b.descriptions.texts != nil {
		known = ""
	}
	e.Doc = b.nameDoc(e.Name, true, known)
	if told := fmt.Sprintf("status %d", status); !strings.Contains(strings.ToLower(e.Doc[0]), told) {
		e.Doc[0] += fmt.Sprintf(" It comes with %s, as a fault of %s.", told, who)
	}
	return e, nil
}
