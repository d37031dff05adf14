package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// The largest generated file, and where a file is cut so that it stays below that with its imports.
const (
	maxLines      = 1500
	cutLines      = 1450
	longestPrefix = 40 // of names that tell where it is cut
)

// sharedFile holds the types that more than one resource uses.
const (
	sharedFile = "shared"
	errorsFile = "errors"
)

// clientFiles are the files that every client has alike, templates with the same names: what the official clients have
// in each package.
var clientFiles = []string{"client", "options"}

// fakeFiles are those that every fake has alike, by the names of their templates.
var fakeFiles = map[string]string{"fakefault": "fault", "fakerequest": "request", "fakeserver": "server"}

// clientView is what the templates of these files need to know of a client.
type clientView struct {
	Name             string   // of the package
	Service          string   // its name in docs
	EndpointVariable string   // in the environment
	Example          string   // the name of an operation
	Throttled        string   // the error for too many requests
	Bearer           bool     // requests name an identity
	Doc              []string // of the options
	Options          []Field
}

func (r *renderer) clientView() (clientView, error) {
	p := r.pkg
	t := clientView{Name: p.Name, Service: p.Service, EndpointVariable: p.EndpointVariable, Example: p.Operations[0].Name, Throttled: "throttling error"}
	for _, e := range p.Errors {
		if strings.HasPrefix(e.Name, "Throttl") {
			t.Throttled = e.Name
		}
	}
	for _, op := range p.Operations {
		t.Bearer = t.Bearer || op.Member("bearer") != ""
	}
	var err error
	t.Doc, t.Options, err = readOptions(r.dir, t.Bearer)
	return t, err
}

// files prints a package as files: their names relative to the package's folder, with slashes.
func files(p *Package, in Module) (map[string][]byte, error) {
	r, err := newRenderer(p, in)
	if err != nil {
		return nil, err
	}
	operations, err := r.print("operations", p)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{"OPERATIONS.md": []byte(operations)}
	for _, folder := range []struct {
		path, pkg string
		groups    func(*renderer) (map[string][]part, error)
	}{
		{"", p.Name, clientParts},
		{"types/", "types", typesParts},
		{p.Name + "test/", p.Name + "test", testParts},
	} {
		groups, err := folder.groups(r)
		if err != nil {
			return nil, err
		}
		if err := checkNames(groups); err != nil {
			return nil, fmt.Errorf("package %s: %w", folder.pkg, err)
		}
		for name, parts := range splitAll(groups) {
			text, err := r.file(folder.pkg, parts)
			if err != nil {
				return nil, err
			}
			if n := bytes.Count(text, []byte("\n")); n >= maxLines {
				return nil, fmt.Errorf("%s%s_gen.go has %d lines: it cannot be split further", folder.path, name, n)
			}
			out[folder.path+name+"_gen.go"] = text
		}
	}
	return out, nil
}

// checkNames refuses the parts of a package that declare a name twice.
func checkNames(groups map[string][]part) error {
	code := "package p\n"
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		for _, p := range groups[name] {
			code += p.text + "\n"
		}
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", code, parser.DeclarationErrors)
	return err
}

func clientParts(r *renderer) (map[string][]part, error) {
	groups := map[string][]part{}
	for _, op := range r.pkg.Operations {
		p, err := r.part(op.Name, "operation", op)
		if err != nil {
			return nil, err
		}
		groups[op.Resource] = append(groups[op.Resource], p)
	}
	codes, err := r.part("newError", "codes", r.pkg.Errors)
	if err != nil {
		return nil, err
	}
	groups[errorsFile] = append(groups[errorsFile], codes)
	view, err := r.clientView()
	if err != nil {
		return nil, err
	}
	for _, name := range clientFiles {
		if groups[name] != nil {
			return nil, fmt.Errorf("the resource %s has the name of a file that every client has", name)
		}
		p, err := r.part(name, name, view)
		if err != nil {
			return nil, err
		}
		groups[name] = []part{p}
	}
	return groups, nil
}

func typesParts(r *renderer) (map[string][]part, error) {
	groups := map[string][]part{}
	for _, e := range r.pkg.Errors {
		p, err := r.part(e.Name, "error", e)
		if err != nil {
			return nil, err
		}
		groups[errorsFile] = append(groups[errorsFile], p)
	}
	var unions []string
	for _, t := range r.pkg.Types {
		p, err := r.part(t.Name, t.Kind, t)
		if err != nil {
			return nil, err
		}
		groups[t.File] = append(groups[t.File], p)
		if t.Kind == "union" {
			unions = append(unions, t.Name)
		}
	}
	if len(unions) > 0 {
		p, err := r.part("UnknownUnionMember", "unknown", unions)
		if err != nil {
			return nil, err
		}
		groups[sharedFile] = append(groups[sharedFile], p)
	}
	for _, parts := range groups {
		slices.SortStableFunc(parts, func(x, y part) int { return strings.Compare(x.name, y.name) })
	}
	return groups, nil
}

func testParts(r *renderer) (map[string][]part, error) {
	view, err := r.clientView()
	if err != nil {
		return nil, err
	}
	text, err := r.print("handlers", r.pkg)
	groups := map[string][]part{"handlers": {{text: text}}}
	for template, name := range fakeFiles {
		if err != nil {
			return nil, err
		}
		text, err = r.print(template, view)
		groups[name] = []part{{text: text}}
	}
	return groups, err
}

// splitAll cuts the groups that are too large for a file.
func splitAll(groups map[string][]part) map[string][]part {
	out := map[string][]part{}
	for name, parts := range groups {
		maps.Copy(out, split(name, parts))
	}
	return out
}

// split cuts a group that is too large for a file: first enums from the rest, then by the alphabet.
func split(name string, parts []part) map[string][]part {
	if countLines(parts) <= cutLines {
		return map[string][]part{name: parts}
	}
	var enums, rest []part
	for _, p := range parts {
		if p.enum {
			enums = append(enums, p)
		} else {
			rest = append(rest, p)
		}
	}
	if len(enums) > 0 && len(rest) > 0 {
		out := split(name, rest)
		maps.Copy(out, split(name+"_enums", enums))
		return out
	}
	return splitByName(name, parts)
}

// splitByName cuts a group where the first letters of names change; it compares as few letters as make all files fit.
func splitByName(name string, parts []part) map[string][]part {
	for length := 1; ; length++ {
		prefix := func(p part) string { return strings.ToLower(p.name[:min(length, len(p.name))]) }
		var files [][]part
		for len(parts) > 0 {
			n := slices.IndexFunc(parts, func(p part) bool { return prefix(p) != prefix(parts[0]) })
			if n < 0 {
				n = len(parts)
			}
			if k := len(files) - 1; k >= 0 && countLines(files[k])+countLines(parts[:n]) <= cutLines {
				files[k] = append(files[k], parts[:n]...)
			} else {
				files = append(files, slices.Clone(parts[:n]))
			}
			parts = parts[n:]
		}
		out := map[string][]part{}
		fit := true
		for _, f := range files {
			first, last := prefix(f[0]), prefix(f[len(f)-1])
			out[name+"_"+strings.TrimSuffix(first+"_"+last, "_"+first)] = f
			fit = fit && countLines(f) <= cutLines
		}
		if fit || length == longestPrefix {
			return out
		}
		parts = slices.Concat(files...)
	}
}

func countLines(parts []part) int {
	n := 0
	for _, p := range parts {
		n += strings.Count(p.text, "\n") + 1
	}
	return n
}
