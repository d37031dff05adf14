package wire

import (
	"reflect"
	"slices"
	"strings"
)

// ref is a string that was read and not yet assigned: a part of the body, or of the decoder's text.
type ref struct {
	member *member // that it belongs to, nil in lists and maps
	text   []byte
}

// mark is a state of refs and text: the strings after it are those of one aggregate.
type mark struct{ refs, text int }

func (d *decoder) mark() mark { return mark{len(d.refs), len(d.text)} }

// reset forgets the strings after a mark.
func (d *decoder) reset(to mark) { d.refs, d.text = d.refs[:to.refs], d.text[:to.text] }

// add notes a string.
func (d *decoder) add(r ref) error {
	if len(d.refs) == cap(d.refs) { // append would grow a long list in small steps
		d.refs = slices.Grow(d.refs, max(64, len(d.refs)))
	}
	d.refs = append(d.refs, r)
	return d.spend(perString)
}

// largeText is the size from which a text that needs decoding is decoded into memory of its own, at once.
const largeText = 2 << 10

// stringMember reads the string of a member. It waits for the others of the structure, unless it is large.
func (d *decoder) stringMember(m *member, v reflect.Value) error {
	if d.peek() != '"' {
		return d.mismatch("a string")
	}
	text, ok := d.verbatim()
	if ok {
		return d.add(ref{m, text})
	}
	if size := d.escapedSize(); size >= largeText {
		s, err := d.decoded(size)
		m.deref(v).SetString(s)
		return err
	}
	return d.escapedString(m)
}

// string reads the text of a list or map.
func (d *decoder) string() error {
	if d.peek() != '"' {
		return d.mismatch("a string")
	}
	if text, ok := d.verbatim(); ok {
		return d.add(ref{text: text})
	}
	return d.escapedString(nil)
}

// escapedString reads text that needs decoding.
func (d *decoder) escapedString(m *member) (err error) {
	start := len(d.text)
	if d.text, err = d.scanner.text(d.text); err == nil {
		err = d.add(ref{m, d.text[start:]})
	}
	return err
}

// assign gives the members of a structure their strings and forgets them.
func (d *decoder) assign(v reflect.Value, from mark) {
	own := d.refs[from.refs:]
	if len(own) == 0 {
		return
	}
	pointers := 0
	for i := range own {
		if own[i].member.pointer {
			pointers++
		}
	}
	all, headers := joinTexts(own), make([]string, 0, pointers)
	for i := range own {
		m, s := own[i].member, all.next(&own[i])
		field := v.Field(m.index)
		if !m.pointer {
			field.SetString(s)
			continue
		}
		headers = append(headers, s)
		field.Set(reflect.ValueOf(&headers[len(headers)-1]))
	}
	d.reset(from)
}

// joined is the rest of the strings that share one allocation.
type joined string

// joinTexts copies texts into one string.
func joinTexts(refs []ref) joined {
	n := 0
	for i := range refs {
		n += len(refs[i].text)
	}
	var all strings.Builder
	all.Grow(n)
	for i := range refs {
		all.Write(refs[i].text)
	}
	return joined(all.String())
}

// next removes the first string, that of r, and returns it.
func (j *joined) next(r *ref) string {
	n := len(r.text)
	s := string((*j)[:n])
	*j = (*j)[n:]
	return s
}
