package wire

import (
	"reflect"
	"sync"
)

// decoder reads JSON into Go values. The strings of one structure, list or map share one allocation for their text, and
// the pointers to them one more: a page of a thousand users takes a few allocations per user, and no string keeps its
// body in memory. refs are the strings of the aggregates being read, innermost last; text holds those that are escaped
// in the body, and the keys of maps.
type decoder struct {
	scanner
	left int // bytes that may still be allocated
	refs []ref
	text []byte
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// maxKept bounds the buffers that a pooled decoder keeps.
const maxKept = 64 << 10

func (d *decoder) release() {
	d.scanner = scanner{}
	if cap(d.text) <= maxKept && cap(d.refs) <= maxKept/32 {
		d.text, d.refs = d.text[:0], d.refs[:0]
		decoders.Put(d)
	}
}

// DecodeResponse reads the body of an answer into an output or a modelled error, a pointer to its struct. An empty body
// is an empty object. An error is a [PathError]; that of a body that was cut short wraps [io.ErrUnexpectedEOF].
func DecodeResponse(body []byte, out any) error {
	v, plan, err := structOf(out)
	if err != nil {
		return err
	}
	return decodeBody(body, plan, v)
}

func decodeBody(body []byte, plan *structPlan, v reflect.Value) error {
	if len(plan.body) == 0 || len(body) == 0 {
		return nil
	}
	d := decoders.Get().(*decoder)
	defer d.release()
	d.data, d.left = body, budget(len(body))
	return prefixError(plan.typ.Name(), d.document(plan, v))
}

// document reads a body: an object with nothing after it. White space or null counts as an empty object.
func (d *decoder) document(p *structPlan, v reflect.Value) (err error) {
	switch d.peek() {
	case 'n':
		err = d.literal("null")
	case 0:
	default:
		err = d.structure(p, v)
	}
	if err != nil {
		return err
	}
	return d.end()
}

// structure reads an object into a struct. Members that the plan does not know are skipped.
func (d *decoder) structure(p *structPlan, v reflect.Value) error {
	from := d.mark()
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	for m, first := (*member)(nil), true; ; first = false {
		var err error
		if m, err = d.next(p, m, first); err != nil {
			return err
		}
		if m == nil {
			break
		}
		if err := d.member(m, v); err != nil {
			return prefixError(m.goName, err)
		}
	}
	d.assign(v, from)
	return nil
}

// next moves to the value of the next known member and returns it, nil at the end of the object. The member after the
// last one in Go is tried first, which takes less time for a page of rows than finding each name in the map.
func (d *decoder) next(p *structPlan, last *member, first bool) (*member, error) {
	expected := 0
	if last != nil {
		expected = last.order + 1
	}
	if expected < len(p.body) && d.isKey(p.body[expected].quoted, first) {
		return p.body[expected], nil
	}
	for ; ; first = false {
		key, more, err := d.key(first)
		if err != nil || !more {
			return nil, err
		}
		if m := p.byName[string(key)]; m != nil {
			return m, nil
		}
		if err := d.skip(); err != nil {
			return nil, err
		}
	}
}

// member reads one value. Strings wait for the end of the structure.
func (d *decoder) member(m *member, v reflect.Value) error {
	switch {
	case d.peek() == 'n':
		return d.literal("null")
	case m.kind == kindString:
		return d.stringMember(m, v.Field(m.index))
	default:
		return d.value(&m.node, v.Field(m.index))
	}
}

// value reads anything but a string member.
func (d *decoder) value(n *node, v reflect.Value) error {
	switch n.kind {
	case kindStruct:
		if err := d.spend(int(n.typ.Size())); err != nil {
			return err
		}
		return d.structure(n.plan, n.deref(v))
	case kindList:
		return d.list(n, v)
	case kindMap:
		return d.mapping(n, v)
	case kindUnion:
		return d.union(n.union, v)
	default:
		return d.scalar(n, v)
	}
}

// deref returns the value to decode into: behind a new pointer if the type is one.
func (n *node) deref(v reflect.Value) reflect.Value {
	if !n.pointer {
		return v
	}
	if v.IsNil() {
		v.Set(reflect.New(n.typ))
	}
	return v.Elem()
}

// list reads an array. The services have no null in lists, so null elements are skipped.
func (d *decoder) list(n *node, v reflect.Value) error {
	if err := d.open('[', "an array"); err != nil {
		return err
	}
	if n.elem.kind == kindString && !n.elem.pointer {
		return d.stringList(v)
	}
	v.SetZero()
	count := 0
	for first := true; ; first = false {
		more, err := d.element(first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if d.peek() == 'n' {
			if err := d.literal("null"); err != nil {
				return prefixError(index(count), err)
			}
			continue
		}
		if count == v.Cap() {
			if err := d.spend(max(4, count) * int(v.Type().Elem().Size())); err != nil {
				return prefixError(index(count), err)
			}
			v.Grow(max(4, count))
		}
		v.SetLen(count + 1)
		if err := d.value(n.elem, v.Index(count)); err != nil {
			return prefixError(index(count), err)
		}
		count++
	}
	if count == 0 {
		v.Set(reflect.MakeSlice(n.typ, 0, 0))
	}
	return nil
}

// stringList reads a list of strings or enums: one allocation for the text, one for the list.
func (d *decoder) stringList(v reflect.Value) error {
	from := d.mark()
	for first := true; ; first = false {
		more, err := d.element(first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if d.peek() == 'n' {
			err = d.literal("null")
		} else {
			err = d.string()
		}
		if err != nil {
			return prefixError(index(len(d.refs)-from.refs), err)
		}
	}
	own := d.refs[from.refs:]
	all := joinTexts(own)
	v.Set(reflect.MakeSlice(v.Type(), len(own), len(own)))
	for i := range own {
		v.Index(i).SetString(all.next(&own[i]))
	}
	d.reset(from)
	return nil
}

// mapping reads an object into a map. Null entries are skipped.
func (d *decoder) mapping(n *node, v reflect.Value) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	v.Set(reflect.MakeMap(n.typ))
	entry := reflect.New(n.typ.Elem()).Elem()
	for first := true; ; first = false {
		name, more, err := d.key(first)
		if err != nil || !more {
			return err
		}
		key := string(name)
		if d.peek() == 'n' {
			if err := d.literal("null"); err != nil {
				return prefixError(n.keyed(key), err)
			}
			continue
		}
		entry.SetZero()
		err = d.spend(perEntry + int(entry.Type().Size()))
		if err == nil {
			err = d.value(n.elem, entry)
		}
		if err != nil {
			return prefixError(n.keyed(key), err)
		}
		v.SetMapIndex(reflect.ValueOf(key).Convert(n.typ.Key()), entry)
	}
}

// union reads {"Variant": value}; null variants and the __type that services add do not count. A variant that this
// version does not know is kept with its JSON.
func (d *decoder) union(u *unionPlan, v reflect.Value) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	v.SetZero()
	known := false
	for first := true; ; first = false {
		key, more, err := d.key(first)
		if err != nil || !more {
			return err
		}
		tag := string(key)
		switch variant, ok := u.byName[tag]; {
		case d.peek() == 'n' || known || tag == "__type" || !ok && !v.IsNil():
			err = d.skip()
		case ok: // wins over one that this version does not know
			known, err = true, d.variant(variant, v)
		default:
			err = d.unknownVariant(u, tag, v)
		}
		if err != nil {
			return prefixError(variantStep(tag), err)
		}
	}
}

func (d *decoder) variant(known *variant, v reflect.Value) error {
	if err := d.spend(int(known.typ.Size())); err != nil {
		return err
	}
	holder := reflect.New(known.typ)
	if err := d.value(&known.member.node, holder.Elem().Field(known.member.index)); err != nil {
		return err
	}
	v.Set(holder)
	return nil
}

func (d *decoder) unknownVariant(u *unionPlan, tag string, v reflect.Value) error {
	start := d.pos
	if err := d.skip(); err != nil || u.unknown == nil {
		return err
	}
	unknown := reflect.New(u.unknown)
	unknown.Elem().FieldByName("Tag").SetString(tag)
	unknown.Elem().FieldByName("Value").SetBytes(append([]byte(nil), d.data[start:d.pos]...))
	v.Set(unknown)
	return nil
}
