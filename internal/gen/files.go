package main

import (
	"bytes"
	"cmp"
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
	cutLines      = 1400
	longestPrefix = 40 // of names that are compared
)

// sharedFile holds the types that more than one resource uses.
const (
	sharedFile = "shared"
	errorsFile = "errors"
)

// clientFiles are the files that both clients share, which are templates with the same names: what the official clients
// have in each package.
var clientFiles = []string{"client", "options"}

// fakeFiles are the files that both fakes share, by the names of their templates.
var fakeFiles = map[string]string{"handlers": "handlers", "fakefault": "fault", "fakerequest": "request", "fakeserver": "server"}

// clientView is what the templates of these files need to know about a client.
type clientView struct {
	*Package
	Example   string   // the name of an operation
	Throttled string   // the error for too many requests
	Bearer    bool     // requests name an identity
	Doc       []string // of the options
	Options   []Field
}

func newClientView(p *Package, in Module) (v clientView, err error) {
	v = clientView{Package: p, Example: p.Operations[0].Name, Throttled: "throttling error"}
	for _, e := range p.Errors {
		if strings.HasPrefix(e.Name, "Throttl") {
			v.Throttled = e.Name
		}
	}
	v.Bearer = slices.ContainsFunc(p.Operations, func(op Operation) bool { return op.Member("bearer") != "" })
	v.Doc, v.Options, err = readOptions(in.dir, v.Bearer)
	return v, err
}

// groups are the parts of a package by the file that they belong to.
type groups map[string][]part

func (g groups) add(file string, p part) { g[file] = append(g[file], p) }

// files prints a package as files: their names relative to the package's folder, with slashes.
func files(p *Package, in Module) (map[string][]byte, error) {
	view, err := newClientView(p, in)
	if err != nil {
		return nil, err
	}
	r, err := newRenderer(p, in)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{"OPERATIONS.md": []byte(r.print("operations", p))}
	if p.Operations[0].Fake != "" {
		out[p.Name+"test/STATE.md"] = []byte(r.print("state", p))
	}
	for _, folder := range []struct {
		path, pkg string
		groups    groups
	}{
		{"", p.Name, r.client(view)}, {"types/", "types", r.types()}, {p.Name + "test/", p.Name + "test", r.fake(view)},
	} {
		if err := cmp.Or(r.err, checkNames(folder.groups)); err != nil {
			return nil, fmt.Errorf("package %s: %w", folder.pkg, err)
		}
		for name, parts := range split(folder.groups) {
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
func checkNames(groups groups) error {
	code := []string{"package p"}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		for _, p := range groups[name] {
			code = append(code, p.text)
		}
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", strings.Join(code, "\n"), parser.DeclarationErrors)
	return err
}

func (r *renderer) client(view clientView) groups {
	g := groups{}
	for _, op := range r.pkg.Operations {
		g.add(op.Resource, r.part(op.Name, "operation", op))
	}
	g.add(errorsFile, r.part("newError", "codes", r.pkg.Errors))
	for _, name := range clientFiles {
		g.add(name, r.part(name, name, view))
	}
	return g
}

func (r *renderer) types() groups {
	g := groups{}
	for _, e := range r.pkg.Errors {
		g.add(errorsFile, r.part(e.Name, "error", e))
	}
	var unions []string
	for _, t := range r.pkg.Types {
		g.add(t.File, r.part(t.Name, t.Kind, t))
		if t.Kind == "union" {
			unions = append(unions, t.Name)
		}
	}
	if len(unions) > 0 {
		g.add(sharedFile, r.part("UnknownUnionMember", "unknown", unions))
	}
	for _, parts := range g {
		slices.SortStableFunc(parts, func(x, y part) int { return strings.Compare(x.name, y.name) })
	}
	return g
}

func (r *renderer) fake(view clientView) groups {
	g := groups{}
	for template, name := range fakeFiles {
		g.add(name, r.part(name, template, view))
	}
	return g
}

// split cuts the groups that are too large for a file.
func split(all groups) groups {
	out := groups{}
	for name, parts := range all {
		if countLines(parts) <= cutLines {
			out[name] = parts
		} else {
			maps.Copy(out, splitByName(name, parts))
		}
	}
	return out
}

// splitByName cuts a group where the first letters of names change; it compares as few letters as possible.
func splitByName(name string, parts []part) groups {
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
		out := groups{}
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
