package wire

import (
	"reflect"
	"strings"
)

// ref is a string that was read and not yet handed out: from start to end in the body, or in text.
type ref struct {
	member     *member // that it belongs to, nil in lists and maps
	start, end int
	inText     bool
}

// mark is a state of refs and text: the strings after it are those of one aggregate.
type mark struct{ refs, text int }

func (d *decoder) mark() mark { return mark{len(d.refs), len(d.text)} }

// reset forgets the strings after a mark.
func (d *decoder) reset(to mark) { d.refs, d.text = d.refs[:to.refs], d.text[:to.text] }

// string reads text and notes whose it is.
func (d *decoder) string(m *member) (err error) {
	if d.peek() != '"' {
		return d.mismatch("a string")
	}
	if start, end, ok := d.verbatim(); ok {
		d.refs = append(d.refs, ref{m, start, end, false})
		return nil
	}
	start := len(d.text)
	if d.text, err = d.scanner.text(d.text); err != nil {
		return err
	}
	d.refs = append(d.refs, ref{m, start, len(d.text), true})
	return nil
}

// handOut gives the members of a structure their strings and forgets them.
func (d *decoder) handOut(v reflect.Value, from mark) {
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
	all, headers := d.joined(own), make([]string, 0, pointers)
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

// joined copies strings into one.
func (d *decoder) joined(refs []ref) joined {
	n := 0
	for i := range refs {
		n += refs[i].end - refs[i].start
	}
	var all strings.Builder
	all.Grow(n)
	for i := range refs {
		all.Write(d.bytes(&refs[i]))
	}
	return joined(all.String())
}

func (d *decoder) bytes(r *ref) []byte {
	if r.inText {
		return d.text[r.start:r.end]
	}
	return d.data[r.start:r.end]
}

// joined is what is left of strings that share one allocation.
type joined string

// next takes the string of r, which comes first.
func (j *joined) next(r *ref) string {
	n := r.end - r.start
	s := string((*j)[:n])
	*j = (*j)[n:]
	return s
}
