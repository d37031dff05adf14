package wire

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/aws/smithy-go/middleware"
)

// Operation is what the tags of an input type say about its operation.
type Operation struct {
	Binding

	// Name is the API's name of the operation, such as "DisassociateLexBot".
	Name string

	input    *structPlan
	segments []segment
	bound    []*member
	token    *member
	hasBody  bool
}

// segment is one part of a path between slashes: literal text or a member.
type segment struct {
	literal string
	label   *member
}

// operations caches the plan of each operation that was used.
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
	binding, err := ParseBinding(t)
	if err != nil {
		return nil, err
	}
	plan, err := planOf(t)
	if err != nil {
		return nil, err
	}
	op := &Operation{Binding: binding, Name: strings.TrimSuffix(t.Name(), "Input"), input: plan, hasBody: len(plan.body) > 0}
	if err := op.resolveLabels(); err != nil {
		return nil, err
	}
	for _, m := range plan.members {
		if m.location == InQuery || m.location == InHeader {
			op.bound = append(op.bound, m)
		}
		if m.facts.Token {
			op.token = m
		}
	}
	return op, nil
}

// resolveLabels finds the members that the path names.
func (op *Operation) resolveLabels() error {
	labels := 0
	for _, part := range op.Path {
		s := segment{literal: part.Literal}
		if part.Label != "" {
			labels++
			i := slices.IndexFunc(op.input.path, func(m *member) bool { return m.name == part.Label })
			if i < 0 {
				return fmt.Errorf("the path names {%s}, which is not a path member", part.Label)
			}
			s.label = op.input.path[i]
		}
		op.segments = append(op.segments, s)
	}
	if labels != len(op.input.path) {
		return fmt.Errorf("%d path members for %d labels", len(op.input.path), labels)
	}
	return nil
}

// Match reports whether a request belongs to the operation, and returns the unescaped values of its path members in the
// order of the path. The fixed query must be there; other query keys do not matter.
func (op *Operation) Match(method, escapedPath string, query url.Values) (labels []string, ok bool) {
	if method != op.Method {
		return nil, false
	}
	for _, fixed := range op.Query {
		if !query.Has(fixed.Key) || query.Get(fixed.Key) != fixed.Value {
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

// ResultMetadata returns the place in an output where a call leaves its metadata.
func ResultMetadata(out any) *middleware.Metadata {
	v, plan, err := structOf(out)
	if err != nil || plan.result < 0 {
		return new(middleware.Metadata)
	}
	return v.Field(plan.result).Addr().Interface().(*middleware.Metadata)
}

// Reset empties a struct that was partly decoded.
func Reset(out any) { reflect.ValueOf(out).Elem().SetZero() }

// TokenMember returns the Go name of the idempotency token in the input, empty if there is none.
func (op *Operation) TokenMember() string {
	if op.token == nil {
		return ""
	}
	return op.token.goName
}
