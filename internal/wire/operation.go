package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/aws/smithy-go/middleware"
)

// Operation is what the tags of an input type say about its operation.
type Operation struct {
	// Name is the API's name of the operation, such as "DisassociateLexBot".
	Name string
	// Method is the HTTP method.
	Method string
	// Status is the status of a successful answer.
	Status int
	// ReadOnly and Idempotent say that sending the request twice does no harm.
	ReadOnly, Idempotent bool
	// Page is nil where the operation has no pages.
	Page *Page

	input    *structPlan
	segments []segment
	query    []pair // fixed by the binding
	bound    []*member
	token    *member
	hasBody  bool
}

// Page names the members that a paginator works with, in Go names; In and Size are members of the input, Out and
// Items dotted paths into the output. Size and Items are empty where there is none.
type Page struct {
	In, Out, Size, Items string
}

// segment is one part of a path between slashes: literal text or a member.
type segment struct {
	literal string
	label   *member
}

type pair struct{ key, value string }

// operations holds the plan of each operation that was used.
var operations sync.Map // reflect.Type of the input -> *Operation

// OperationOf returns the operation whose input has the given struct type.
func OperationOf(input reflect.Type) (*Operation, error) {
	if op, ok := operations.Load(input); ok {
		return op.(*Operation), nil
	}
	op, err := compileOperation(input)
	if err != nil {
		return nil, fmt.Errorf("wire: %s: %w", input, err)
	}
	actual, _ := operations.LoadOrStore(input, op)
	return actual.(*Operation), nil
}

func compileOperation(t reflect.Type) (*Operation, error) {
	tag := blankTag(t)
	binding, rest, _ := strings.Cut(tag.Get("aws"), ",")
	method, target, ok := strings.Cut(binding, " ")
	if !ok {
		return nil, errors.New("the first field has no binding of the form METHOD /path")
	}
	plan, err := planOf(t)
	if err != nil {
		return nil, err
	}
	op := &Operation{
		Name: strings.TrimSuffix(t.Name(), "Input"), Method: method, Status: http.StatusOK,
		Page: parsePage(tag.Get("page")), input: plan, hasBody: len(plan.body) > 0,
	}
	for fact := range strings.SplitSeq(rest, ",") {
		if err := op.fact(fact); err != nil {
			return nil, err
		}
	}
	if err := op.target(target); err != nil {
		return nil, err
	}
	for _, m := range plan.members {
		if m.location == inQuery || m.location == inHeader {
			op.bound = append(op.bound, m)
		}
		if m.facts.token {
			op.token = m
		}
	}
	return op, nil
}

func (op *Operation) fact(s string) (err error) {
	key, value, _ := strings.Cut(s, "=")
	switch key {
	case "":
	case "status":
		op.Status, err = strconv.Atoi(value)
	case "readonly":
		op.ReadOnly = true
	case "idempotent":
		op.Idempotent = true
	default:
		err = fmt.Errorf("unknown operation fact %q", s)
	}
	return err
}

// target parses "/path/{Label}?fixed=query".
func (op *Operation) target(s string) error {
	path, query, _ := strings.Cut(s, "?")
	literals := 0
	for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		name, isLabel := strings.CutPrefix(part, "{")
		if !isLabel {
			op.segments = append(op.segments, segment{literal: part})
			literals++
			continue
		}
		label := op.label(strings.TrimSuffix(name, "}"))
		if label == nil {
			return fmt.Errorf("the path names %s, which is no path member", part)
		}
		op.segments = append(op.segments, segment{label: label})
	}
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			key, value, _ := strings.Cut(part, "=")
			op.query = append(op.query, pair{key, value})
		}
	}
	if labels := len(op.segments) - literals; labels != len(op.input.path) {
		return fmt.Errorf("%d path members for %d labels", len(op.input.path), labels)
	}
	return nil
}

func (op *Operation) label(name string) *member {
	for _, m := range op.input.path {
		if m.name == name {
			return m
		}
	}
	return nil
}

func parsePage(s string) *Page {
	if s == "" {
		return nil
	}
	p := new(Page)
	for item := range strings.SplitSeq(s, ",") {
		key, value, _ := strings.Cut(item, "=")
		switch key {
		case "in":
			p.In = value
		case "out":
			p.Out = value
		case "size":
			p.Size = value
		case "items":
			p.Items = value
		}
	}
	return p
}

// Match says whether a request belongs to the operation, and gives the unescaped values of its path members in
// the order of the path. The fixed query must be there; other query keys do not matter.
func (op *Operation) Match(method, escapedPath string, query url.Values) (labels []string, ok bool) {
	if method != op.Method {
		return nil, false
	}
	for _, fixed := range op.query {
		if !query.Has(fixed.key) || query.Get(fixed.key) != fixed.value {
			return nil, false
		}
	}
	parts := strings.Split(strings.TrimPrefix(escapedPath, "/"), "/")
	if len(parts) != len(op.segments) {
		return nil, false
	}
	for i, s := range op.segments {
		if s.label == nil {
			if parts[i] != s.literal {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(parts[i])
		if err != nil || value == "" {
			return nil, false
		}
		labels = append(labels, value)
	}
	return labels, true
}

// FixedQuery is the number of query parameters that the binding fixes: of two operations that match a request, the
// one with more is meant.
func (op *Operation) FixedQuery() int { return len(op.query) }

// ErrorFacts returns the code and the HTTP status of a modelled error, from its tags.
func ErrorFacts(err any) (code string, status int, ok bool) {
	t := reflect.TypeOf(err)
	if t == nil || t.Kind() != reflect.Pointer {
		return "", 0, false
	}
	for item := range strings.SplitSeq(blankTag(t.Elem()).Get("aws"), ",") {
		switch key, value, _ := strings.Cut(item, "="); key {
		case "error":
			code = value
		case "status":
			status, _ = strconv.Atoi(value)
		}
	}
	return code, status, code != ""
}

// ResultMetadata returns the place in an output where a call leaves its metadata.
func ResultMetadata(out any) *middleware.Metadata {
	v, plan, err := structOf(out)
	if err != nil || plan.result < 0 {
		return new(middleware.Metadata)
	}
	return v.Field(plan.result).Addr().Interface().(*middleware.Metadata)
}

// Reset empties a struct that was decoded in part.
func Reset(out any) { reflect.ValueOf(out).Elem().SetZero() }

// TokenMember is the Go name of the idempotency token in the input, empty where there is none.
func (op *Operation) TokenMember() string {
	if op.token == nil {
		return ""
	}
	return op.token.goName
}
