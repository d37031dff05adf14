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
	if s.Input == "" || s.Output == "" {
		return nil, nil, fmt.Errorf("trait %s needs an input and an output", traitPaginated)
	}
	var parts []string
	for _, part := range []struct{ key, root, path string }{
		{"in", s.Input, p.Input}, {"out", s.Output, p.Output}, {"size", s.Input, p.Size}, {"items", s.Output, p.Items},
	} {
		if part.path == "" {
			continue
		}
		m, goPath, err := b.follow(part.root, part.path)
		if err != nil {
			return nil, nil, fmt.Errorf("trait %s: %w", traitPaginated, err)
		}
		if err := b.checkPagePart(part.key, m); err != nil {
			return nil, nil, fmt.Errorf("trait %s: %s: %w", traitPaginated, part.path, err)
		}
		parts = append(parts, part.key+"="+goPath)
	}
	page := &Page{Operation: name, Size: goName(p.Size)}
	if page.Item, err = b.item(s.Output, p.Items); err != nil {
		return nil, nil, fmt.Errorf("trait %s: %s: %w", traitPaginated, p.Items, err)
	}
	if p.Size != "" {
		m, _, _ := b.follow(s.Input, p.Size)
		page.SizePointer = !zeroDefault(b.model.Shape(m.Target).Type, m.Traits)
	} else {
		page.Size = ""
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
	if s.Input == "" || s.Output == "" || !b.has(s.Input, token) || !b.has(s.Output, token) {
		return nil, nil
	}
	p.Input, p.Output = token, token
	if b.has(s.Input, size) {
		p.Size = size
	}
	lists := 0
	for _, m := range b.model.Shape(s.Output).Members {
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

// item returns the Go type of the items of a page, "" where there is no list of them.
func (b *builder) item(output, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	m, _, err := b.follow(output, path)
	if err != nil {
		return "", err
	}
	list := b.model.Shape(m.Target)
	if list.Type != "list" {
		return "", nil
	}
	return b.here.value(list.Element.Target)
}

// checkPagePart refuses types that the paginator does not handle.
func (b *builder) checkPagePart(key string, m Member) error {
	kind := b.model.Shape(m.Target).Type
	want := map[string][]string{"in": {"string"}, "out": {"string"}, "size": {"integer"}, "items": {"list", "map"}}[key]
	if !slices.Contains(want, kind) {
		return fmt.Errorf("it is a %s, want %s", kind, strings.Join(want, " or "))
	}
	return nil
}
