package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
)

// DecodeRequest reads a request that [Operation.Match] accepted into an input, a pointer to the operation's struct. It
// is the fakes' half of [Operation.Encode]. An error is a [PathError].
func (op *Operation) DecodeRequest(labels []string, query url.Values, header http.Header, body []byte, in any) error {
	v, plan, err := structOf(in)
	if err != nil {
		return err
	}
	if plan.typ != op.input.typ {
		return fmt.Errorf("wire: %T is not the input of %s", in, op.Name)
	}
	if err := op.decodeBound(labels, query, header, v); err != nil {
		return prefixError(plan.typ.Name(), err)
	}
	if !op.hasBody {
		return nil
	}
	if len(body) == 0 {
		return prefixError(plan.typ.Name(), errors.New("the body is missing: want a JSON object"))
	}
	return decodeBody(body, plan, v)
}

func (op *Operation) decodeBound(labels []string, query url.Values, header http.Header, v reflect.Value) error {
	if len(labels) != len(op.input.path) {
		return fmt.Errorf("%d labels for %d path members", len(labels), len(op.input.path))
	}
	for _, s := range op.segments {
		if s.label == nil {
			continue
		}
		if err := s.label.parseText(v.Field(s.label.index), labels[0], InPath); err != nil {
			return prefixError(s.label.goName, err)
		}
		labels = labels[1:]
	}
	for _, m := range op.bound {
		values := query[m.name]
		if m.location == InHeader {
			values = header.Values(m.name)
		}
		if len(values) == 0 {
			continue
		}
		if err := m.parse(v.Field(m.index), values); err != nil {
			return prefixError(m.goName, err)
		}
	}
	return nil
}

// parse reads a query parameter or a header; a list gets all values.
func (m *member) parse(v reflect.Value, values []string) error {
	if m.kind != kindList {
		return m.parseText(v, values[0], m.location)
	}
	v.Set(reflect.MakeSlice(m.typ, len(values), len(values)))
	for i, value := range values {
		if err := m.elem.parseText(v.Index(i), value, m.location); err != nil {
			return prefixError(index(i), err)
		}
	}
	return nil
}

func (n *node) parseText(v reflect.Value, text string, l Location) error {
	switch n.kind {
	case kindString:
		n.deref(v).SetString(strings.Clone(text))
	case kindBool:
		if text != "true" && text != "false" {
			return errors.New("expected true or false")
		}
		n.deref(v).SetBool(text == "true")
	case kindInt:
		i, err := strconv.ParseInt(text, 10, n.typ.Bits())
		if err != nil {
			return errors.New("expected an integer")
		}
		n.deref(v).SetInt(i)
	case kindFloat:
		f, err := strconv.ParseFloat(text, n.typ.Bits())
		if err != nil {
			return errors.New("expected a number")
		}
		n.deref(v).SetFloat(f)
	case kindTime:
		t, err := parseTime(text, n.time.usual(l))
		if err != nil {
			return errNoTime
		}
		n.setTime(v, t)
	}
	return nil
}
