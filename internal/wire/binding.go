package wire

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// Binding is what the blank first field of an input says about its operation.
type Binding struct {
	// Method is the HTTP method.
	Method string
	// Path has the parts of the path between slashes.
	Path []Segment
	// Query has the parameters that the binding fixes.
	Query []Parameter
	// Status is the status of a successful answer.
	Status int
	// ReadOnly and Idempotent say that sending the request twice does no harm.
	ReadOnly, Idempotent bool
	// Page is nil where the operation has no pages.
	Page *Page
}

// Segment is one part of a path: literal text, or the wire name of a member.
type Segment struct{ Literal, Label string }

// Parameter is a parameter of the query.
type Parameter struct{ Key, Value string }

// Page names the members that a paginator works with, in Go names; In and Size are members of the input, Out and
// Items dotted paths into the output. Size and Items are empty where there is none.
type Page struct {
	In, Out, Size, Items string
}

// ParseBinding reads the tag of an operation's input.
func ParseBinding(input reflect.Type) (Binding, error) {
	tag := blankTag(input)
	target, rest, _ := strings.Cut(tag.Get("aws"), ",")
	method, target, ok := strings.Cut(target, " ")
	if !ok {
		return Binding{}, errors.New("the first field has no binding of the form METHOD /path")
	}
	b := Binding{Method: method, Status: http.StatusOK, Page: parsePage(tag.Get("page"))}
	path, query, _ := strings.Cut(target, "?")
	for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if label, ok := strings.CutPrefix(part, "{"); ok {
			b.Path = append(b.Path, Segment{Label: strings.TrimSuffix(label, "}")})
		} else {
			b.Path = append(b.Path, Segment{Literal: part})
		}
	}
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			key, value, _ := strings.Cut(part, "=")
			b.Query = append(b.Query, Parameter{key, value})
		}
	}
	for fact := range strings.SplitSeq(rest, ",") {
		if err := b.fact(fact); err != nil {
			return Binding{}, err
		}
	}
	return b, nil
}

func (b *Binding) fact(s string) (err error) {
	key, value, _ := strings.Cut(s, "=")
	switch key {
	case "":
	case "status":
		b.Status, err = strconv.Atoi(value)
	case "readonly":
		b.ReadOnly = true
	case "idempotent":
		b.Idempotent = true
	default:
		err = fmt.Errorf("unknown operation fact %q", s)
	}
	return err
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

// isError reports whether a struct is a modelled error.
func isError(t reflect.Type) bool { return strings.HasPrefix(blankTag(t).Get("aws"), "error=") }

// blankTag returns the tag of the first field if it is blank: the facts of an operation or an error.
func blankTag(t reflect.Type) reflect.StructTag {
	if t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Name == "_" && !isUnion(t.Field(0)) {
		return t.Field(0).Tag
	}
	return ""
}

func isUnion(sf reflect.StructField) bool { return sf.Name == "_" && sf.Tag.Get("aws") == "union" }

// Unions returns the unions that the blank fields of a struct name, each with its variants: structs, the last of which
// may be UnknownUnionMember.
func Unions(t reflect.Type) map[reflect.Type][]reflect.Type {
	var unions map[reflect.Type][]reflect.Type
	for sf := range t.Fields() {
		if !isUnion(sf) {
			continue
		}
		if unions == nil {
			unions = map[reflect.Type][]reflect.Type{}
		}
		signature := sf.Type.Elem().Elem() // [0]*func(union, *variant...)
		var variants []reflect.Type
		for i := 1; i < signature.NumIn(); i++ {
			variants = append(variants, signature.In(i).Elem())
		}
		unions[signature.In(0)] = variants
	}
	return unions
}

// IsUnknownVariant reports whether a variant stands for those that this version does not know.
func IsUnknownVariant(t reflect.Type) bool { return t.Name() == "UnknownUnionMember" }
