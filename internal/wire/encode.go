package wire

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
)

// encoder writes JSON from Go values. An error keeps the path to the member that caused it.
type encoder struct {
	buf   []byte
	token *member // the idempotency token of the operation, and what to send if the input leaves it nil
	value string
	depth int
	zeros bool // write the zero of a plain number or boolean too
}

// newBody returns a buffer with room for most bodies.
func newBody() []byte { return make([]byte, 0, 512) }

// structure writes the body members that are set as one JSON object.
func (e *encoder) structure(p *structPlan, v reflect.Value) error {
	e.depth++
	if e.depth > maxLevels {
		return errTooDeep
	}
	e.buf = append(e.buf, '{')
	first := true
	for _, m := range p.body {
		field := v.Field(m.index)
		if m.absent(field) && (!e.zeros || m.nilable || m.kind == kindString) {
			if m == e.token && e.value != "" {
				first = e.member(m, first)
				if err := e.text(e.value); err != nil {
					return prefixError(m.goName, err)
				}
			}
			continue
		}
		first = e.member(m, first)
		if err := e.node(&m.node, field); err != nil {
			return prefixError(m.goName, err)
		}
	}
	e.buf = append(e.buf, '}')
	e.depth--
	return nil
}

// member starts a member. It returns the value of first for the next one.
func (e *encoder) member(m *member, first bool) bool {
	if !first {
		e.buf = append(e.buf, ',')
	}
	e.buf = append(e.buf, m.quoted...)
	return false
}

// entry starts an entry of a map.
func (e *encoder) entry(key string, first bool) error {
	if !first {
		e.buf = append(e.buf, ',')
	}
	err := e.text(key)
	e.buf = append(e.buf, ':')
	return err
}

// absent reports whether a member is left out: nil, an empty enum, an empty bearer, or the zero of a plain scalar that
// is not required.
func (m *member) absent(v reflect.Value) bool {
	switch {
	case m.nilable:
		return v.IsNil() || m.facts.Bearer && v.Elem().Len() == 0
	case m.kind == kindString:
		return v.Len() == 0
	default:
		return !m.facts.Required && v.IsZero()
	}
}

func (e *encoder) node(n *node, v reflect.Value) error {
	if n.pointer {
		v = v.Elem()
	}
	switch n.kind {
	case kindString:
		return e.text(v.String())
	case kindBool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case kindInt:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case kindFloat:
		e.buf = AppendFloat(e.buf, v.Float(), n.typ.Bits())
	case kindTime:
		e.timestamp(v.Interface().(time.Time), n.time.usual(InBody))
	case kindStruct:
		return e.structure(n.plan, v)
	case kindList:
		return e.list(n, v)
	case kindMap:
		return e.mapping(n, v)
	case kindUnion:
		return e.union(n.union, v)
	}
	return nil
}

func (e *encoder) text(s string) (err error) {
	e.buf, err = AppendText(e.buf, s)
	return err
}

// AppendFloat writes what encoding/json would, and the three values that JSON has no number for.
func AppendFloat(b []byte, f float64, bits int) []byte {
	switch size := math.Abs(f); {
	case math.IsNaN(f):
		return append(b, `"NaN"`...)
	case math.IsInf(f, 1):
		return append(b, `"Infinity"`...)
	case math.IsInf(f, -1):
		return append(b, `"-Infinity"`...)
	case size != 0 && (size < 1e-6 || size >= 1e21):
		b = strconv.AppendFloat(b, f, 'e', -1, bits)
		if n := len(b); n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' { // e-07 becomes e-7
			b[n-2] = b[n-1]
			b = b[:n-1]
		}
		return b
	default:
		return strconv.AppendFloat(b, f, 'f', -1, bits)
	}
}

func (e *encoder) timestamp(t time.Time, f timeFormat) {
	if f == timeEpoch {
		e.buf = appendTime(e.buf, t, f)
		return
	}
	e.buf = append(e.buf, '"')
	e.buf = appendTime(e.buf, t, f)
	e.buf = append(e.buf, '"')
}

// list leaves nil elements out: the services have no null in lists.
func (e *encoder) list(n *node, v reflect.Value) error {
	e.depth++
	if e.depth > maxLevels {
		return errTooDeep
	}
	e.buf = append(e.buf, '[')
	first := true
	for i := range v.Len() {
		item := v.Index(i)
		if n.elem.missing(item) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		if err := e.node(n.elem, item); err != nil {
			return prefixError(index(i), err)
		}
	}
	e.buf = append(e.buf, ']')
	e.depth--
	return nil
}

// mapping writes a map and leaves nil values out. Like the map itself it has no order: sorting the keys of a large one
// would take longer than writing it.
func (e *encoder) mapping(n *node, v reflect.Value) error {
	e.depth++
	if e.depth > maxLevels {
		return errTooDeep
	}
	e.buf = append(e.buf, '{')
	first := true
	entryKey, value := reflect.New(n.typ.Key()).Elem(), reflect.New(n.typ.Elem()).Elem() // for all entries
	for it := v.MapRange(); it.Next(); {
		entryKey.SetIterKey(it)
		value.SetIterValue(it)
		key := entryKey.String()
		if n.elem.missing(value) {
			continue
		}
		if err := e.entry(key, first); err != nil {
			return prefixError(n.keyed(key), err)
		}
		first = false
		if err := e.node(n.elem, value); err != nil {
			return prefixError(n.keyed(key), err)
		}
	}
	e.buf = append(e.buf, '}')
	e.depth--
	return nil
}

// missing reports whether an element of a list or map is nil, which leaves it out.
func (n *node) missing(v reflect.Value) bool { return n.nilable && v.IsNil() }

// union writes {"Variant": value}. A variant that this version does not know is written as it came.
func (e *encoder) union(u *unionPlan, v reflect.Value) error {
	v = v.Elem() // what the interface holds
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("the union holds a nil %s: set a variant or leave the member nil", v.Type())
	}
	v = v.Elem()
	if v.Type() == u.unknown {
		return e.unknownVariant(v)
	}
	known, ok := u.byType[v.Type()]
	if !ok {
		return fmt.Errorf("%s is not a variant of %s", v.Type(), u.typ)
	}
	m := known.member
	field := v.Field(m.index)
	if m.missing(field) {
		return prefixError(variantStep(m.name), fmt.Errorf("the Value of %s is nil", known.typ))
	}
	e.buf = append(e.buf, '{')
	e.member(m, true)
	if err := e.node(&m.node, field); err != nil {
		return prefixError(variantStep(m.name), err)
	}
	e.buf = append(e.buf, '}')
	return nil
}

func (e *encoder) unknownVariant(v reflect.Value) error {
	tag, raw := v.FieldByName("Tag").String(), v.FieldByName("Value").Bytes()
	if !utf8.Valid(raw) {
		return errNotUTF8
	}
	s := scanner{data: raw}
	if s.skip() != nil || s.end() != nil {
		return fmt.Errorf("the Value of %s is not JSON", v.Type())
	}
	e.buf = append(e.buf, '{')
	if err := e.entry(tag, true); err != nil {
		return err
	}
	e.buf = append(e.buf, raw...)
	e.buf = append(e.buf, '}')
	return nil
}

// EncodeResponse writes an output, or a modelled error, as the JSON object that a service would send. It is the
// fakes' half of the codec. A number or boolean whose default is its zero is always sent, as services do: clients in other
// languages tell false from nothing.
func EncodeResponse(out any) ([]byte, error) { return encode(out, true) }

func encode(out any, zeros bool) ([]byte, error) {
	v, plan, err := structOf(out)
	if err != nil {
		return nil, err
	}
	e := encoder{buf: newBody(), zeros: zeros}
	if err := e.structure(plan, v); err != nil {
		return nil, prefixError(plan.typ.Name(), err)
	}
	return e.buf, nil
}

// structOf returns the value that a pointer to a struct points to, a new one for a nil pointer, and its plan.
func structOf(ptr any) (reflect.Value, *structPlan, error) {
	v := reflect.ValueOf(ptr)
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return v, nil, fmt.Errorf("wire: %T is not a pointer to a struct", ptr)
	}
	if v.IsNil() {
		v = reflect.New(v.Type().Elem())
	}
	plan, err := planOf(v.Type().Elem())
	return v.Elem(), plan, err
}
