package main

import (
	"cmp"
	"fmt"
	"maps"
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
	model        *Model
	descriptions *Descriptions
	service      Service
	root         *Shape // the service shape
	here         goTypes
	types        goTypes
	errors       map[string]bool            // IDs of all modelled errors
	groups       map[string]map[string]bool // shape -> resources that reach it, "" for an error
	sent         map[string]bool            // shapes that inputs reach
	homes        map[string]string          // type, input or output -> the file that it belongs to
	links        map[string]bool            // what texts may link to
	routes       map[string]string          // method and path -> operation
	problems     []error                    // with the texts
}

// build decides everything about the Go code of a model.
func build(model *Model, descriptions *Descriptions, target Target) (*Package, error) {
	root, err := model.Service()
	if err != nil {
		return nil, err
	}
	b := &builder{
		model: model, descriptions: descriptions, service: services[sdkID(model)], root: root,
		here: goTypes{model, "types."}, types: goTypes{model, ""}, errors: map[string]bool{},
		groups: map[string]map[string]bool{}, sent: map[string]bool{}, homes: map[string]string{}, routes: map[string]string{}, links: map[string]bool{},
	}
	if err := b.survey(); err != nil {
		return nil, err
	}
	id := cmp.Or(sdkID(model), target.Package)
	p := &Package{
		Name: target.Package, Path: target.Path, Service: cmp.Or(b.service.Name, id),
		EndpointVariable: "AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(id, " ", "_")),
	}
	if p.Operations, err = plan(b, root.Operations, b.operation); err != nil {
		return nil, err
	}
	if p.Types, err = plan(b, slices.Collect(maps.Keys(b.groups)), b.declaration); err != nil {
		return nil, err
	}
	if p.Errors, err = plan(b, slices.Collect(maps.Keys(b.errors)), b.modelledError); err != nil {
		return nil, err
	}
	return p, b.checkDescriptions()
}

// resource returns the resource of an operation: the file that describes it.
func (b *builder) resource(operation string) string {
	return cmp.Or(b.descriptions.files[operation], defaultResource)
}

// defaultResource is the resource of what no file describes.
const defaultResource = "api"

// survey collects the errors, the resources that reach each shape, the file of each, and what texts can link to.
func (b *builder) survey() error {
	for _, id := range b.root.Operations {
		op := b.model.Shape(id)
		name := shortName(id)
		b.links["Client."+goName(name)] = true
		for suffix, io := range map[string]target{"Input": op.Input, "Output": op.Output} {
			b.links[goName(name)+suffix] = true
			b.homes[goName(name)+suffix] = b.resource(name)
			if io == "" {
				continue
			}
			s := b.model.Shape(string(io))
			if s.Type != "structure" {
				return fmt.Errorf("%s: %s is a %s, want a structure", id, io, s.Type)
			}
			for _, m := range s.Members {
				b.reach(m.Target, b.resource(name))
				if suffix == "Input" {
					b.send(m.Target)
				}
			}
		}
		for _, e := range slices.Concat(op.Errors, b.root.Errors) {
			b.errors[e] = true
			b.note(e, errorsFile)
		}
	}
	for id := range b.errors {
		for _, m := range b.model.Shape(id).Members {
			b.reach(m.Target, "")
		}
	}
	for id, groups := range b.groups {
		file := sharedFile
		if len(groups) == 1 {
			file = cmp.Or(slices.Collect(maps.Keys(groups))[0], errorsFile)
		}
		b.note(id, file)
	}
	return nil
}

// note records where a shape of package types belongs, and that texts may link to it and its constants.
func (b *builder) note(id, file string) {
	s := b.model.Shape(id)
	name := goName(shortName(id))
	b.homes[name] = file
	b.links["types."+name] = true
	for _, m := range s.Members {
		switch s.Type {
		case "enum":
			b.links["types."+constName(name, m.Name)] = true
		case "union":
			b.links["types."+variantName(name, m.Name)] = true
		}
	}
}

// send marks a shape and all below it as something that callers send.
func (b *builder) send(id string) {
	if b.sent[id] {
		return
	}
	b.sent[id] = true
	for _, next := range b.model.Shape(id).references() {
		b.send(next)
	}
}

// roleOf returns the role of a type: one that no input reaches is only sent by the service.
func (b *builder) roleOf(id string) role {
	if b.sent[id] {
		return roleType
	}
	return roleResult
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
	for _, next := range s.references() {
		b.reach(next, resource)
	}
}
