package main

import (
	"embed"
	"fmt"
	"go/format"
	"strconv"
	"strings"
	"text/template"
)

//go:embed templates/*.tmpl
var templateFiles embed.FS

// part is a piece of a generated file: one declaration with what belongs to it.
type part struct {
	name string // sorts the part, and tells where a large file may be cut
	enum bool
	text string
}

// renderer prints a plan.
type renderer struct {
	templates *template.Template
	pkg       *Package
	module    string // import path of the module that holds internal/transport
}

func newRenderer(p *Package, module string) (*renderer, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"comment":       func(paragraphs []string) string { return comment("", paragraphs) },
		"memberComment": func(paragraphs []string) string { return comment("\t", paragraphs) },
		"say": func(format string, args ...any) string {
			return comment("", []string{fmt.Sprintf(format, args...)})
		},
		"fields": fields,
	}).ParseFS(templateFiles, "templates/*.tmpl")
	return &renderer{templates: t, pkg: p, module: module}, err
}

func (r *renderer) print(name string, data any) (string, error) {
	var b strings.Builder
	err := r.templates.ExecuteTemplate(&b, name+".tmpl", data)
	return b.String(), err
}

// operation prints an operation with its paginator, input and output.
func (r *renderer) operation(op Operation) (part, error) {
	steps := []step{{"operation", op}}
	if op.Page != nil {
		steps = append(steps, step{"paginator", paginatorView(*op.Page)})
	}
	steps = append(steps, step{"struct", op.Input}, step{"struct", op.Output})
	text, err := r.steps(steps)
	return part{name: op.Name, text: text}, err
}

type step struct {
	template string
	data     any
}

func (r *renderer) steps(all []step) (string, error) {
	var texts []string
	for _, s := range all {
		text, err := r.print(s.template, s.data)
		if err != nil {
			return "", err
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "\n"), nil
}

// paginatorView returns what the template of a paginator prints.
func paginatorView(p Page) map[string]string {
	v := map[string]string{
		"Operation": p.Operation, "Limit": "", "Preset": "", "Item": p.Item,
		"Convert": "transport.PagerOptions{\n\t\tMaxItems: options.MaxItems,\n" +
			"\t\tStopOnDuplicateToken: options.StopOnDuplicateToken, AllowDuplicateToken: options.AllowDuplicateToken,\n\t}",
	}
	if p.Size == "" {
		return v
	}
	v["Limit"] = fmt.Sprintf("\t// Limit is the size of a page; %s of the input if it is not set.\n\tLimit int32\n\n", p.Size)
	condition, value := "params != nil", "params."+p.Size
	if p.SizePointer {
		condition, value = condition+" && params."+p.Size+" != nil", "*params."+p.Size
	}
	v["Preset"] = fmt.Sprintf("\tif %s {\n\t\toptions.Limit = %s\n\t}\n", condition, value)
	v["Convert"] = "transport.PagerOptions(options)"
	return v
}

// declaration prints a type.
func (r *renderer) declaration(t Type) (part, error) {
	p := part{name: t.Name, enum: t.Enum != nil}
	var err error
	switch {
	case t.Struct != nil:
		p.text, err = r.print("struct", *t.Struct)
	case t.Enum != nil:
		p.text, err = r.print("enum", *t.Enum)
	default:
		p.text, err = r.print("union", *t.Union)
	}
	return p, err
}

// imports are what generated code may import, with what its use looks like.
func (r *renderer) imports() [][2]string {
	return [][2]string{
		{"context.Context", "context"},
		{"fmt.S", "fmt"},
		{"fmt.Errorf", "fmt"},
		{"iter.Seq2", "iter"},
		{"log.Printf", "log"},
		{"slog.", "log/slog"},
		{"http.Request", "net/http"},
		{"http.Header", "net/http"},
		{"url.Values", "net/url"},
		{"testing.TB", "testing"},
		{"time.", "time"},
		{"", ""},
		{"aws.ClientLogMode", "github.com/aws/aws-sdk-go-v2/aws"},
		{"aws.Config,", "github.com/aws/aws-sdk-go-v2/aws"},
		{"aws.Credentials", "github.com/aws/aws-sdk-go-v2/aws"},
		{"aws.FIPSEndpointState", "github.com/aws/aws-sdk-go-v2/aws"},
		{"v4.SignerOptions", "v4 github.com/aws/aws-sdk-go-v2/aws/signer/v4"},
		{"smithy.ErrorFault", "github.com/aws/smithy-go"},
		{"smithyendpoints.", "smithyendpoints github.com/aws/smithy-go/endpoints"},
		{"logging.Logger", "github.com/aws/smithy-go/logging"},
		{"metrics.MeterProvider", "github.com/aws/smithy-go/metrics"},
		{"middleware.", "github.com/aws/smithy-go/middleware"},
		{"tracing.TracerProvider", "github.com/aws/smithy-go/tracing"},
		{"smithyhttp.", "smithyhttp github.com/aws/smithy-go/transport/http"},
		{"", ""},
		{r.pkg.Name + ".", r.pkg.Path},
		{"types.", r.pkg.Path + "/types"},
		{"fake.", r.module + "/internal/fake"},
		{"pace.", r.module + "/internal/pace"},
		{"transport.", r.module + "/internal/transport"},
		{"wire.", r.module + "/internal/wire"},
	}
}

// importSpec quotes an import path, behind the name that the file gives it, if any.
func importSpec(s string) string {
	if name, path, ok := strings.Cut(s, " "); ok {
		return name + " " + strconv.Quote(path)
	}
	return strconv.Quote(s)
}

// file puts parts together as a Go file.
func (r *renderer) file(pkg string, parts []part) ([]byte, error) {
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.text)
	}
	code := withoutComments(strings.Join(texts, "\n"))
	var imports []string
	for _, i := range r.imports() {
		switch {
		case i[0] == "":
			imports = append(imports, "")
		case strings.Contains(code, i[0]):
			imports = append(imports, "\t"+importSpec(i[1]))
		}
	}
	if strings.Join(imports, "") != "" {
		imports = append(append([]string{"import ("}, imports...), ")")
	}
	text, err := r.print("file", map[string]any{"Package": pkg, "Imports": imports, "Parts": texts})
	if err != nil {
		return nil, err
	}
	out, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("generated code of package %s: %w", pkg, err)
	}
	return out, nil
}

// withoutComments drops comment lines and struct tags, so that what is left uses what it names.
func withoutComments(code string) string {
	var b strings.Builder
	for line := range strings.Lines(code) {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") {
			text, _, _ := strings.Cut(line, "`")
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}
