package wire

import (
	"fmt"
)

// Redacted stands for a value that must not be shown.
const Redacted = "[redacted]"

// RedactRequest returns the body of a request with the values of sensitive members replaced, for logs.
func (op *Operation) RedactRequest(body []byte) []byte { return redactBody(op.input, body) }

// RedactResponse does the same for the body of an answer; out is a pointer to the type that the answer has.
func RedactResponse(body []byte, out any) []byte {
	_, plan, err := structOf(out)
	if err != nil {
		return unreadable(body)
	}
	return redactBody(plan, body)
}

// SensitiveURL reports whether a member of the path or the query is sensitive, so that a URL must not be shown.
func (op *Operation) SensitiveURL() bool {
	for _, m := range op.input.members {
		if m.facts.hides() && (m.location == InPath || m.location == InQuery) {
			return true
		}
	}
	return false
}

// Secret reports whether a value must not be shown. A map with secret keys is not shown at all.
func (f *Facts) Secret() bool { return f != nil && (f.Sensitive || f.Keys != nil && f.Keys.Sensitive) }

func (f *Facts) hides() bool {
	return f != nil && (f.Sensitive || f.Items.hides() || f.Values.hides())
}

func redactBody(plan *structPlan, body []byte) []byte {
	if len(body) == 0 {
		return nil
	}
	r := redactor{scanner: scanner{data: body}}
	if r.structure(plan) != nil || r.end() != nil {
		return unreadable(body)
	}
	return r.out
}

func unreadable(body []byte) []byte {
	return fmt.Appendf(nil, "[%d bytes that are not the JSON of this operation]", len(body))
}

// redactor copies JSON, following the plan of the type that it is of.
type redactor struct {
	scanner
	out []byte
}

func (r *redactor) structure(p *structPlan) error {
	return r.object(func(key string) error {
		if m := p.byName[key]; m != nil {
			return r.value(&m.node)
		}
		return r.take()
	})
}

// object copies the keys of an object and leaves each value to value.
func (r *redactor) object(value func(key string) error) error {
	if err := r.open('{', "an object"); err != nil {
		return err
	}
	r.out = append(r.out, '{')
	for first := true; ; first = false {
		key, more, err := r.key(first)
		if err != nil || !more {
			r.out = append(r.out, '}')
			return err
		}
		if !first {
			r.out = append(r.out, ',')
		}
		name := string(key)
		if r.out, err = AppendText(r.out, name); err != nil {
			return err
		}
		r.out = append(r.out, ':')
		if err := value(name); err != nil {
			return err
		}
	}
}

func (r *redactor) value(n *node) error {
	c := r.peek()
	switch {
	case n.facts.Secret():
		r.out = append(r.out, `"`+Redacted+`"`...)
		return r.skip()
	case n.kind == kindStruct && c == '{':
		return r.structure(n.plan)
	case n.kind == kindList && c == '[':
		return r.array(n.elem)
	case n.kind == kindMap && c == '{':
		return r.object(func(string) error { return r.value(n.elem) })
	case n.kind == kindUnion && c == '{':
		return r.object(func(key string) error {
			if v := n.union.byName[key]; v != nil {
				return r.value(&v.member.node)
			}
			return r.take()
		})
	}
	return r.take()
}

func (r *redactor) array(elem *node) error {
	if err := r.open('[', "an array"); err != nil {
		return err
	}
	r.out = append(r.out, '[')
	for first := true; ; first = false {
		more, err := r.element(first)
		if err != nil || !more {
			r.out = append(r.out, ']')
			return err
		}
		if !first {
			r.out = append(r.out, ',')
		}
		if err := r.value(elem); err != nil {
			return err
		}
	}
}

// take copies a value unchanged.
func (r *redactor) take() error {
	r.peek()
	start := r.pos
	err := r.skip()
	r.out = append(r.out, r.data[start:r.pos]...)
	return err
}
