package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// operation plans a method of the client.
func (b *builder) operation(s *Shape) (Operation, error) {
	op := Operation{ID: s.ID, Name: goName(shortName(s.ID)), Resource: b.resource(shortName(s.ID))}
	if slices.Contains(slices.Concat(clientFiles, []string{errorsFile, sharedFile, glossaryFile}), op.Resource) {
		return op, fmt.Errorf("a resource cannot be called %s: the package has another file of that name", op.Resource)
	}
	blank, err := b.binding(&op, s)
	if err != nil {
		return op, err
	}
	route := op.Method + " " + op.URI
	if other := b.routes[route]; other != "" {
		return op, fmt.Errorf("it is bound to %s, as %s is", route, other)
	}
	b.routes[route] = s.ID
	in, out := b.shape(s.Input), b.shape(s.Output)
	if op.Input, err = b.structure(op.Name+"Input", in, roleInput, in.Members...); err != nil {
		return op, err
	}
	if op.Output, err = b.structure(op.Name+"Output", out, roleOutput, out.Members...); err != nil {
		return op, err
	}
	if err := b.checkLabels(s, op.URI); err != nil {
		return op, err
	}
	page, keys, err := b.page(op.Name, s)
	if err != nil {
		return op, err
	}
	op.Page = page
	blank.Tag.Keys = keys
	op.Input.Blank = append([]Field{blank}, op.Input.Blank...)
	op.Output.Fields = append(op.Output.Fields, Field{
		Name: "ResultMetadata", Type: "middleware.Metadata", Tag: Tag{Items: []string{"-"}},
		Doc: []string{"ResultMetadata holds what the call learned besides the output, such as the request ID."},
	})
	op.Errors = strings.Join(b.errorCodes(s), ",")
	op.Doc = b.operationDoc(&op, s)
	b.fakeText(&op)
	op.Input.Doc = b.nameDoc(op.Input.Name, false, "is the input of [Client."+op.Name+"].")
	op.Output.Doc = b.nameDoc(op.Output.Name, false, "is the output of [Client."+op.Name+"].")
	return op, nil
}

// binding returns the blank field with the HTTP facts of an operation.
func (b *builder) binding(op *Operation, s *Shape) (Field, error) {
	var http struct {
		Method string `json:"method"`
		URI    string `json:"uri"`
		Code   int    `json:"code"`
	}
	if err := json.Unmarshal(s.Traits[traitHTTP], &http); err != nil {
		return Field{}, fmt.Errorf("trait %s: %w", traitHTTP, err)
	}
	op.Method, op.URI = http.Method, http.URI
	f := Field{Name: "_", Type: "struct{}"}
	f.Tag.add(http.Method + " " + http.URI)
	if http.Code != 0 && http.Code != 200 {
		f.Tag.add("status=" + strconv.Itoa(http.Code))
	}
	if s.Traits.Has(traitReadonly) {
		f.Tag.add("readonly")
	}
	if s.Traits.Has(traitIdempotent) {
		f.Tag.add("idempotent")
	}
	if err := f.Tag.check(); err != nil {
		return f, fmt.Errorf("trait %s: %w", traitHTTP, err)
	}
	return f, nil
}

// checkLabels refuses a path and path members that do not fit each other, and more than one token.
func (b *builder) checkLabels(s *Shape, uri string) error {
	rest, _, _ := strings.Cut(uri, "?")
	tokens := 0
	for _, m := range b.shape(s.Input).Members {
		if m.Traits.Has(traitToken) {
			tokens++
		}
		if label := "/{" + m.Name + "}"; m.Traits.Has(traitLabel) {
			if !strings.Contains(rest+"/", label+"/") {
				return fmt.Errorf("%s$%s: trait %s: the path %s has no such label", s.Input, m.Name, traitLabel, uri)
			}
			rest = strings.Replace(rest, label, "", 1)
		}
	}
	if strings.ContainsAny(rest, "{}") {
		return fmt.Errorf("trait %s: %s: a label has to be one whole segment with the name of a member", traitHTTP, uri)
	}
	if tokens > 1 {
		return fmt.Errorf("%s: trait %s is set on %d members: one is supported", s.Input, traitToken, tokens)
	}
	return nil
}

// errorCodes returns the codes of the errors that an operation can answer with, sorted.
func (b *builder) errorCodes(s *Shape) []string {
	var codes []string
	for _, e := range slices.Concat(s.Errors, b.root.Errors) {
		codes = append(codes, shortName(e))
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// fakeText sets what the fake of the service does not keep or not check.
func (b *builder) fakeText(op *Operation) {
	d := b.descriptions
	if d.fake == nil {
		return
	}
	t := d.fake[op.Name]
	if t == nil {
		b.problem("fake/"+op.Resource+".txt", "there is no text for %s: say what the fake does not keep or not check, or %q", op.Name, nothingMissing)
		return
	}
	op.Fake = "kept"
	if op.NotFaked = b.use(t, false)[0]; strings.HasPrefix(op.NotFaked, "Checked only") {
		op.Fake = "checked"
	}
}

// previewWords are the words with which a text says that an operation is a preview.
var previewWords = regexp.MustCompile(`\bpreview API\b|marks (this|the) operation as a preview`)

// operationDoc returns the doc of a client method.
func (b *builder) operationDoc(op *Operation, s *Shape) []string {
	known := ""
	if b.descriptions.texts == nil {
		known = "sends " + op.Method + " " + op.URI + "."
	}
	doc := b.nameDoc(op.Name, false, known)
	op.Preview = slices.ContainsFunc(doc, previewWords.MatchString)
	var links []string
	for _, code := range b.errorCodes(s) {
		links = append(links, "[types."+goName(code)+"]")
	}
	if len(links) > 0 {
		doc = append(doc, "Errors: "+strings.Join(links, ", ")+".")
	}
	if b.service.DocURL != "" {
		doc = append(doc, "See "+b.service.DocURL+shortName(s.ID)+".html")
	}
	return deprecated(doc, "operation", s.Traits)
}
