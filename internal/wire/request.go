package wire

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Fill is what a call adds to an input without writing to it.
type Fill struct {
	// Token returns the idempotency token for an input that leaves it nil.
	Token func() (string, error)
	// Bearer is the identity to act for if the input leaves it nil.
	Bearer string
}

// Request is an encoded input: everything of an HTTP request that does not depend on the endpoint.
type Request struct {
	Method string
	Path   string // percent-encoded
	Query  string // percent-encoded
	Header []Header
	// Body is nil for an operation without body members, which sends neither body nor content type.
	Body []byte
	// Token is the idempotency token that the request carries, if any.
	Token string
	// Bearer is the identity that the request acts for, if any.
	Bearer string
	// Resource is the first member in the path, if any.
	Resource string
}

// Header is a header field that a member is bound to.
type Header struct{ Name, Value string }

// Encode turns an input, a pointer to the struct of the operation, into a request. The input is not modified.
func (op *Operation) Encode(in any, fill Fill) (Request, error) {
	v, err := op.inputOf(in)
	if err != nil {
		return Request{}, err
	}
	r := Request{Method: op.Method}
	if err := op.encode(&r, v, fill); err != nil {
		return Request{}, prefixError(op.input.typ.Name(), err)
	}
	return r, nil
}

// inputOf returns the input that a pointer points to, an empty one for a nil pointer.
func (op *Operation) inputOf(in any) (reflect.Value, error) {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer || v.Type().Elem() != op.input.typ {
		return v, fmt.Errorf("wire: %T is not a pointer to the input of %s", in, op.Name)
	}
	if v.IsNil() {
		v = reflect.New(op.input.typ)
	}
	return v.Elem(), nil
}

func (op *Operation) encode(r *Request, v reflect.Value, fill Fill) (err error) {
	if err := op.fillToken(r, v, fill); err != nil {
		return err
	}
	text, err := op.appendPath(make([]byte, 0, 512), r, v)
	if err != nil {
		return err
	}
	path := len(text)
	if text, err = op.appendBound(text, r, v, fill); err != nil {
		return err
	}
	both := string(text)
	r.Path, r.Query = both[:path], strings.TrimPrefix(both[path:], "&")
	if !op.hasBody {
		return nil
	}
	e := encoder{buf: newBody(), token: op.token, value: r.Token}
	err = e.structure(op.input, v)
	r.Body = e.buf
	return err
}

func (op *Operation) fillToken(r *Request, v reflect.Value, fill Fill) (err error) {
	if op.token == nil {
		return nil
	}
	if set := v.Field(op.token.index); !set.IsNil() {
		r.Token = set.Elem().String()
	} else if fill.Token != nil {
		if r.Token, err = fill.Token(); err == nil && r.Token == "" {
			err = errors.New("the IdempotencyTokenProvider returned an empty token")
		}
	}
	return prefixError(op.token.goName, err)
}

// WithToken returns an input with its idempotency token: a copy with that of fill where it has none, else the input itself.
func (op *Operation) WithToken(in any, fill Fill) (any, error) {
	v, err := op.inputOf(in)
	if err != nil || op.token == nil || !v.Field(op.token.index).IsNil() {
		return in, nil //nolint:nilerr // validation says what is wrong with an input
	}
	var filled Request
	if err := op.fillToken(&filled, v, fill); err != nil {
		return nil, prefixError(op.input.typ.Name(), err)
	}
	dup := reflect.New(op.input.typ)
	dup.Elem().Set(v)
	dup.Elem().Field(op.token.index).Set(reflect.ValueOf(&filled.Token))
	return dup.Interface(), nil
}

func (op *Operation) appendPath(b []byte, r *Request, v reflect.Value) ([]byte, error) {
	for _, s := range op.segments {
		b = append(b, '/')
		if s.label == nil {
			b = append(b, s.literal...)
			continue
		}
		text, err := s.label.pathText(v.Field(s.label.index))
		if err != nil {
			return b, prefixError(s.label.goName, err)
		}
		if r.Resource == "" {
			r.Resource = text
		}
		b = appendEscaped(b, text)
	}
	return b, nil
}

// pathText returns the text of a path member. It refuses what [Operation.Check] would have found, for callers that did
// not check.
func (m *member) pathText(v reflect.Value) (string, error) {
	if m.missing(v) {
		return "", errors.New(emptyPath)
	}
	text, err := m.text(v, InPath)
	if problem := pathProblem(text); err == nil && problem != "" {
		err = errors.New(problem)
	}
	return text, err
}

const emptyPath = "a path member must not be empty"

// pathProblem says why text would make the path address another resource, "" if it would not.
func pathProblem(text string) string {
	switch text {
	case "":
		return emptyPath
	case ".", "..":
		return "a path member must not be . or .., which would address another resource"
	}
	return ""
}

// appendBound writes the query, with an & in front of each parameter, and the headers.
func (op *Operation) appendBound(query []byte, r *Request, v reflect.Value, fill Fill) (_ []byte, err error) {
	for _, fixed := range op.Query {
		query = appendQuery(query, fixed.Key, fixed.Value)
	}
	for _, m := range op.bound {
		field := v.Field(m.index)
		var text string
		switch absent := m.absent(field); {
		case !absent && m.kind == kindList:
			if query, err = m.appendList(query, field); err != nil {
				return query, prefixError(m.goName, err)
			}
			continue
		case !absent:
			if text, err = m.text(field, m.location); err != nil {
				return query, prefixError(m.goName, err)
			}
		case m == op.token && r.Token != "":
			text = r.Token
		case m.facts.Bearer && fill.Bearer != "":
			text = fill.Bearer
		default:
			continue
		}
		if m.facts.Bearer {
			r.Bearer = text
		}
		if m.location == InQuery {
			query = appendQuery(query, m.name, text)
		} else if err := r.addHeader(m.name, text); err != nil {
			return query, prefixError(m.goName, err)
		}
	}
	return query, nil
}

// addHeader refuses text that would break out of its line.
func (r *Request) addHeader(name, text string) error {
	if !utf8.ValidString(text) {
		return errNotUTF8
	}
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' || c == 0x7f {
			return fmt.Errorf("the header %s cannot carry the control character %q", name, c)
		}
	}
	r.Header = append(r.Header, Header{name, text})
	return nil
}

// appendList repeats the key for each element.
func (m *member) appendList(b []byte, v reflect.Value) ([]byte, error) {
	for i := range v.Len() {
		item := v.Index(i)
		if m.elem.missing(item) {
			continue
		}
		text, err := m.elem.text(item, InQuery)
		if err != nil {
			return b, prefixError(index(i), err)
		}
		b = appendQuery(b, m.name, text)
	}
	return b, nil
}

// text returns a scalar, which is not nil, as text for the path, the query or a header.
func (n *node) text(v reflect.Value, l Location) (string, error) {
	if n.pointer {
		v = v.Elem()
	}
	switch n.kind {
	case kindBool:
		return strconv.FormatBool(v.Bool()), nil
	case kindInt:
		return strconv.FormatInt(v.Int(), 10), nil
	case kindFloat:
		return formatFloat(v.Float(), n.typ.Bits()), nil
	case kindTime:
		return string(appendTime(nil, v.Interface().(time.Time), n.time.usual(l))), nil
	default:
		s := v.String()
		if !utf8.ValidString(s) {
			return "", errNotUTF8
		}
		return s, nil
	}
}

func formatFloat(f float64, bits int) string {
	switch {
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(f, 'f', -1, bits)
}

func appendQuery(b []byte, key, value string) []byte {
	b = appendEscaped(append(b, '&'), key)
	b = append(b, '=')
	return appendEscaped(b, value)
}

// appendEscaped percent-encodes all but the unreserved characters of RFC 3986.
func appendEscaped(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}
