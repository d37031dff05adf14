package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"strings"
)

// optionsFile has the list of options. It is relative to the module's folder.
const optionsFile = "internal/transport/options.go"

// readOptions returns the fields of the Options of both clients, as fields of a client's own: types that a client has
// under a name of its own go by that name. Without a bearer, the fields that carry one are left out.
func readOptions(moduleDir string, bearer bool) (doc []string, fields []Field, err error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, filepath.Join(moduleDir, optionsFile), nil, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	for _, decl := range file.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.TYPE || general.Specs[0].(*ast.TypeSpec).Name.Name != "Options" {
			continue
		}
		doc = paragraphs(general.Doc)[:1]
		for _, f := range general.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType).Fields.List {
			if f.Tag != nil && strings.Contains(f.Tag.Value, "bearer:") && !bearer {
				continue
			}
			var text strings.Builder
			if err := printer.Fprint(&text, set, f.Type); err != nil {
				return nil, nil, err
			}
			fields = append(fields, Field{Name: f.Names[0].Name, Type: ownType(text.String()), Doc: paragraphs(f.Doc)})
		}
		return doc, fields, nil
	}
	return nil, nil, fmt.Errorf("%s: there is no type Options", optionsFile)
}

// ownType returns the name that a client has for a type.
func ownType(text string) string {
	name, ours := strings.CutPrefix(text, "chimeconnect.")
	if ours && name != "Limiter" {
		return name
	}
	return text
}

// paragraphs returns the paragraphs of a comment.
func paragraphs(c *ast.CommentGroup) []string {
	return strings.Split(strings.TrimSpace(c.Text()), "\n\n")
}
