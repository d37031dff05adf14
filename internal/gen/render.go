package main

import (
	"cmp"
	"embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"text/template"
)

//go:embed templates/*.tmpl
var templateFiles embed.FS

// part is a piece of a generated file: one declaration with what belongs to it.
type part struct {
	name string // sorts the part, and says where a large file may be cut
	text string
}

// renderer prints a plan.
type renderer struct {
	templates *template.Template
	pkg       *Package
	err       error // the first of printing
	Module
}

func newRenderer(p *Package, in Module) (*renderer, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"comment":       func(paragraphs []string) string { return comment("", paragraphs) },
		"memberComment": func(paragraphs []string) string { return comment("\t", paragraphs) },
		"docComment":    docComment,
		"say":           docComment, // in the templates of the fakes
	}).ParseFS(templateFiles, "templates/*.tmpl")
	return &renderer{templates: t, pkg: p, Module: in}, err
}

// docComment returns a doc comment of one paragraph.
func docComment(text string, args ...any) string {
	return comment("", []string{fmt.Sprintf(text, args...)})
}

// print executes a template.
func (r *renderer) print(name string, data any) string {
	var b strings.Builder
	r.err = cmp.Or(r.err, r.templates.ExecuteTemplate(&b, name+".tmpl", data))
	return b.String()
}

// part prints a declaration called name with the template of its kind.
func (r *renderer) part(name, kind string, data any) part {
	return part{name: name, text: r.print(kind, data)}
}

// imports are the packages that generated code may import, in groups; a name stands before a path that does not end
// with it.
func (r *renderer) imports() [][]string {
	return [][]string{
		{"context", "fmt", "iter", "log", "log/slog", "net/http", "net/url", "testing", "time"},
		{
			"github.com/aws/aws-sdk-go-v2/aws", "v4 github.com/aws/aws-sdk-go-v2/aws/signer/v4", "smithy github.com/aws/smithy-go",
			"github.com/aws/smithy-go/logging", "github.com/aws/smithy-go/metrics", "github.com/aws/smithy-go/middleware",
			"github.com/aws/smithy-go/tracing", "smithyhttp github.com/aws/smithy-go/transport/http",
		},
		{
			r.module, r.pkg.Path, r.pkg.Path + "/types", r.module + "/internal/fake", r.module + "/internal/pages",
			r.module + "/internal/printing", r.module + "/internal/signing", r.module + "/internal/transport", r.module + "/internal/wire",
		},
	}
}

// importLines returns the lines of an import declaration for what the code uses.
func (r *renderer) importLines(used map[string]bool) []string {
	var lines []string
	for _, group := range r.imports() {
		var specs []string
		for _, spec := range group {
			name, path, named := strings.Cut(spec, " ")
			if !named {
				name, path = spec[strings.LastIndexByte(spec, '/')+1:], spec
			}
			switch {
			case !used[name]:
			case named && name != "smithy": // the package's own name
				specs = append(specs, "\t"+name+" "+strconv.Quote(path))
			default:
				specs = append(specs, "\t"+strconv.Quote(path))
			}
		}
		if len(lines) > 0 && len(specs) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, specs...)
	}
	if len(lines) == 0 {
		return nil
	}
	return append(append([]string{"import ("}, lines...), ")")
}

// packagesIn returns the names of the packages that code uses: the identifiers before a dot that are declared nowhere
// in it.
func packagesIn(code string) (map[string]bool, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+code, 0)
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if name, ok := selector.X.(*ast.Ident); ok && name.Obj == nil {
				used[name.Name] = true
			}
		}
		return true
	})
	return used, nil
}

// file puts parts together as a Go file.
func (r *renderer) file(pkg string, parts []part) ([]byte, error) {
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.text)
	}
	used, err := packagesIn(strings.Join(texts, "\n"))
	if err != nil {
		return nil, fmt.Errorf("generated code of package %s: %w", pkg, err)
	}
	text := r.print("file", map[string]any{"Package": pkg, "Imports": r.importLines(used), "Parts": texts})
	if r.err != nil {
		return nil, r.err
	}
	out, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("generated code of package %s: %w", pkg, err)
	}
	return out, nil
}
