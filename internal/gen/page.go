package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// paginated is the trait of the same name, on an operation or as the default of a service.
type paginated struct {
	Input  string `json:"inputToken"`
	Output string `json:"outputToken"`
	Items  string `json:"items"`
	Size   string `json:"pageSize"`
}

// page returns what the paginator of an operation needs, and the tag that says so; nil where there are no pages.
func (b *builder) page(name string, s *Shape) (*Page, [][2]string, error) {
	p, err := b.pagination(s)
	if err != nil || p == nil {
		return nil, nil, err
	}
	input, output := string(s.Input), string(s.Output)
	if input == "" || output == "" {
		return nil, nil, fmt.Errorf("trait %s needs an input and an output", traitPaginated)
	}
	page := &Page{Operation: name}
	var parts []string
	for _, part := range []struct{ key, root, path, want string }{
		{"in", input, p.Input, "string"}, {"out", output, p.Output, "string"},
		{"size", input, p.Size, "integer"}, {"items", output, p.Items, "list or map"},
	} {
		if part.path == "" {
			continue
		}
		m, goPath, err := b.follow(part.root, part.path)
		if err != nil {
			return nil, nil, fmt.Errorf("trait %s: %w", traitPaginated, err)
		}
		target := b.model.Shape(m.Target)
		if !slices.Contains(strings.Split(part.want, " or "), target.Type) {
			return nil, nil, fmt.Errorf("trait %s: %s: it is a %s, want %s", traitPaginated, part.path, target.Type, part.want)
		}
		switch {
		case part.key == "size":
			page.Size, page.SizePointer = goPath, !zeroDefault(target.Type, m.Traits)
		case target.Type == "list":
			if page.Item, err = b.here.value(target.Element().Target); err != nil {
				return nil, nil, err
			}
		}
		parts = append(parts, part.key+"="+goPath)
	}
	return page, [][2]string{{"page", strings.Join(parts, ",")}}, nil
}

// pagination reads the trait. An operation without it that has NextToken in input and output has pages all the same.
func (b *builder) pagination(s *Shape) (*paginated, error) {
	p := new(paginated)
	if s.Traits.Has(traitPaginated) {
		for _, t := range []Traits{b.root.Traits, s.Traits} {
			if raw, ok := t[traitPaginated]; ok {
				if err := json.Unmarshal(raw, p); err != nil {
					return nil, fmt.Errorf("trait %s: %w", traitPaginated, err)
				}
			}
		}
		if p.Input == "" || p.Output == "" {
			return nil, fmt.Errorf("trait %s names no inputToken or outputToken", traitPaginated)
		}
		return p, nil
	}
	const token, size = "NextToken", "MaxResults"
	input, output := string(s.Input), string(s.Output)
	if input == "" || output == "" || !b.has(input, token) || !b.has(output, token) {
		return nil, nil
	}
	p.Input, p.Output = token, token
	if b.has(input, size) {
		p.Size = size
	}
	lists := 0
	for _, m := range b.model.Shape(output).Members {
		if b.model.Shape(m.Target).Type == "list" {
			lists++
			p.Items = m.Name
		}
	}
	if lists != 1 {
		p.Items = ""
	}
	return p, nil
}

func (b *builder) has(id, member string) bool {
	return slices.ContainsFunc(b.model.Shape(id).Members, func(m Member) bool { return m.Name == member })
}

// follow walks a dotted path of member names and returns the last member and the path in Go names.
func (b *builder) follow(root, path string) (Member, string, error) {
	var names []string
	var last Member
	id := root
	for name := range strings.SplitSeq(path, ".") {
		s := b.model.Shape(id)
		i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Name == name })
		if i < 0 || s.Type != "structure" {
			return last, "", fmt.Errorf("%s has no member %s", id, name)
		}
		last = s.Members[i]
		id = last.Target
		names = append(names, goName(name))
	}
	return last, strings.Join(names, "."), nil
}
