package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Target says where the generated code belongs.
type Target struct {
	Package string // name of the client's package
	Path    string // its import path
}

// builder makes the plan of a package from a model.
type builder struct {
	model   *Model
	words   *Descriptions
	service Service
	root    *Shape // the service shape
	here    goTypes
	types   goTypes
	errors  map[string]bool // IDs of all modelled errors
	usage   usage
	groups  map[string]map[string]bool // shape -> resources that reach it, "" for an error
}

// build decides everything about the Go code of a model.
func build(model *Model, words *Descriptions, at Target) (*Package, error) {
	root, err := model.Service()
	if err != nil {
		return nil, err
	}
	b := &builder{
		model: model, words: words, service: services[sdkID(model)], root: root,
		here: goTypes{model, "types."}, types: goTypes{model, ""}, errors: map[string]bool{}, usage: usage{},
		groups: map[string]map[string]bool{},
	}
	if err := b.checkDescriptions(); err != nil {
		return nil, err
	}
	if err := b.survey(); err != nil {
		return nil, err
	}
	id := cmp.Or(sdkID(model), at.Package)
	p := &Package{
		Name: at.Package, Path: at.Path, Service: cmp.Or(b.service.Name, id),
		EndpointVariable: "AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(id, " ", "_")),
	}
	if p.Operations, err = b.operations(); err != nil {
		return nil, err
	}
	if p.Types, err = b.declarations(); err != nil {
		return nil, err
	}
	if p.Errors, err = b.modelledErrors(); err != nil {
		return nil, err
	}
	if err := b.documented(p); err != nil {
		return nil, err
	}
	return p, checkNames(b, p)
}

// checkDescriptions refuses a model and an operations.txt that do not cover each other.
func (b *builder) checkDescriptions() error {
	if b.words.Operations == nil {
		return nil
	}
	var missing, stale []string
	known := map[string]bool{}
	for _, id := range b.root.Operations {
		name := shortName(id)
		known[name] = true
		if s := b.words.Operations[name]; s.Text == "" {
			missing = append(missing, name)
		} else if !strings.HasSuffix(s.Text, ".") {
			return fmt.Errorf("operations.txt: the sentence of %s does not end with a full stop", name)
		}
	}
	for name := range b.words.Operations {
		if !known[name] {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	var errs []error
	if len(missing) > 0 {
		errs = append(errs, fmt.Errorf("operations.txt: no sentence or resource for %s", strings.Join(missing, ", ")))
	}
	if len(stale) > 0 {
		errs = append(errs, fmt.Errorf("operations.txt: the service has no operation %s", strings.Join(stale, ", ")))
	}
	return errors.Join(errs...)
}

// resource returns the resource of an operation.
func (b *builder) resource(operation string) string {
	if s, ok := b.words.Operations[operation]; ok {
		return s.Resource
	}
	return defaultResource
}

// defaultResource is the only resource of a model without operations.txt.
const defaultResource = "api"

// survey finds out which errors there are, which resources reach each shape, and where it is used.
func (b *builder) survey() error {
	for _, id := range b.root.Operations {
		op := b.model.Shape(id)
		name := shortName(id)
		for _, io := range []struct{ id, suffix string }{{op.Input, "Input"}, {op.Output, "Output"}} {
			if io.id == "" {
				continue
			}
			s := b.model.Shape(io.id)
			if s.Type != "structure" {
				return fmt.Errorf("%s: %s is a %s, want a structure", id, io.id, s.Type)
			}
			b.usage.note(b.model, name+io.suffix, false, s.Members)
			for _, m := range s.Members {
				b.reach(m.Target, b.resource(name))
			}
		}
		for _, e := range slices.Concat(op.Errors, b.root.Errors) {
			b.errors[e] = true
		}
	}
	for id := range b.errors {
		s := b.model.Shape(id)
		b.usage.note(b.model, goName(shortName(id)), true, s.Members)
		for _, m := range s.Members {
			b.reach(m.Target, "")
		}
	}
	for id := range b.groups {
		s := b.model.Shape(id)
		switch s.Type {
		case "structure":
			b.usage.note(b.model, goName(shortName(id)), true, s.Members)
		case "union":
			for _, m := range s.Members {
				value := m
				value.Name = "Value"
				b.usage.note(b.model, variantName(shortName(id), m.Name), true, []Member{value})
			}
		}
	}
	return nil
}

// reach marks a shape and all below it as reached by a resource, or by an error if that is empty.
func (b *builder) reach(id, resource string) {
	s := b.model.Shape(id)
	switch s.Type {
	case "structure", "union", "enum":
		if b.groups[id] == nil {
			b.groups[id] = map[string]bool{}
		}
		if b.groups[id][resource] {
			return
		}
		b.groups[id][resource] = true
	}
	if s.Type == "enum" {
		return
	}
	for _, next := range s.references() {
		b.reach(next, resource)
	}
}
