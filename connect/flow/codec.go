package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The fields of parameter structs have the names of the members. Numbers and booleans are written as strings, as the
// console does. The tag has more, separated by commas:
//
//	always  the member is written even if the field is zero, unless an object that is there already does without it
//	lower   booleans are "true" and "false" instead of "True" and "False"
//	number  the member is a JSON number
const tagName = "flow"

func has(tag, option string) bool {
	return slices.Contains(strings.Split(tag, ","), option)
}

// decode reads a value into what target points to, as far as it fits, and returns the first error.
func decode(n *node, target any) error {
	return decodeValue(n, reflect.ValueOf(target).Elem())
}

func decodeValue(n *node, v reflect.Value) error {
	if n == nil || n.kind == kindNull {
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return decodeValue(n, v.Elem())
	case reflect.Struct:
		return decodeStruct(n, v)
	case reflect.Slice:
		return decodeSlice(n, v)
	case reflect.Map:
		return decodeMap(n, v)
	case reflect.Interface:
		decoder := json.NewDecoder(strings.NewReader(n.String()))
		decoder.UseNumber()
		return decoder.Decode(v.Addr().Interface())
	}
	text, ok := n.scalar()
	if !ok {
		return fmt.Errorf("expected text, found %s", n.kind)
	}
	return decodeScalar(text, v)
}

func decodeScalar(text string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Bool:
		if !strings.EqualFold(text, "true") && !strings.EqualFold(text, "false") {
			return fmt.Errorf("expected True or False, found %q", text)
		}
		v.SetBool(strings.EqualFold(text, "true"))
	case reflect.Int:
		i, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("expected an integer, found %q", text)
		}
		v.SetInt(int64(i))
	default:
		v.SetString(text)
	}
	return nil
}

func decodeStruct(n *node, v reflect.Value) error {
	if n.kind != kindObject {
		return fmt.Errorf("expected an object, found %s", n.kind)
	}
	var first error
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if err := decodeValue(n.get(name), v.Field(i)); err != nil && first == nil {
			first = fmt.Errorf("%s: %w", name, err)
		}
	}
	return first
}

func decodeSlice(n *node, v reflect.Value) error {
	if n.kind != kindArray {
		return fmt.Errorf("expected an array, found %s", n.kind)
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.members), len(n.members)))
	var first error
	for i, m := range n.members {
		// The documentation allows objects as operands: they are kept as JSON.
		if v.Type().Elem().Kind() == reflect.String && m.node.kind >= kindObject {
			v.Index(i).SetString(m.node.String())
			continue
		}
		if err := decodeValue(m.node, v.Index(i)); err != nil && first == nil {
			first = fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return first
}

func decodeMap(n *node, v reflect.Value) error {
	if n.kind != kindObject {
		return fmt.Errorf("expected an object, found %s", n.kind)
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.members)))
	var first error
	for _, m := range n.members {
		item := reflect.New(v.Type().Elem()).Elem()
		if err := decodeValue(m.node, item); err != nil && first == nil {
			first = fmt.Errorf("%s: %w", m.key, err)
		}
		v.SetMapIndex(reflect.ValueOf(m.key), item)
	}
	return first
}

// encodeParameters returns the JSON of parameters. If old is not nil, it is changed where its meaning differs.
func encodeParameters(p Parameters, old *node) (*node, error) {
	v := reflect.ValueOf(p)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() || v.Type().PkgPath() != reflect.TypeFor[Raw]().PkgPath() {
		return nil, fmt.Errorf("flow: parameters must be a struct of this package or a Raw, not %T", p)
	}
	if raw, ok := reflect.TypeAssert[Raw](v); ok {
		return encodeRaw(raw, old)
	}
	n, err := mergeValue(old, v, "")
	if err != nil {
		return nil, fmt.Errorf("flow: parameters of %s: %w", p.ActionType(), err)
	}
	return n, nil
}

func encodeRaw(raw Raw, old *node) (*node, error) {
	doc, err := parseDocument(raw.JSON)
	if err == nil && doc.root.kind != kindObject {
		err = &ParseError{Line: 1, Column: 1, Problem: "expected an object, found " + doc.root.kind.String()}
	}
	if err != nil {
		return nil, fmt.Errorf("flow: parameters of %s: %w", raw.Type, err)
	}
	return mergeNode(old, doc.root), nil
}

// mergeStruct writes the fields of the struct that p points to into an object. It is for structs without fields of type
// any, which are all that can fail.
func mergeStruct(n *node, p any) {
	_ = mergeFields(n, reflect.ValueOf(p).Elem(), false)
}

// mergeValue returns the JSON of a value: old, changed where it means something else, or a new one.
func mergeValue(old *node, v reflect.Value, tag string) (*node, error) {
	if old != nil && means(old, v) {
		return old, nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		return mergeValue(old, v.Elem(), tag)
	case reflect.Struct:
		if old == nil || old.kind != kindObject {
			n := newObject()
			return n, mergeFields(n, v, true)
		}
		return old, mergeFields(old, v, false)
	case reflect.Slice:
		return mergeSlice(old, v, tag)
	case reflect.Map:
		return mergeMap(old, v, tag)
	case reflect.Interface:
		return mergeAny(old, v)
	case reflect.Bool:
		text := strconv.FormatBool(v.Bool())
		if !has(tag, "lower") {
			text = strings.ToUpper(text[:1]) + text[1:]
		}
		return newString(text), nil
	case reflect.Int:
		text := strconv.FormatInt(v.Int(), 10)
		if has(tag, "number") {
			return newScalar(kindNumber, text), nil
		}
		return newString(text), nil
	}
	return newString(v.String()), nil
}

// means reports whether a value decodes to v.
func means(n *node, v reflect.Value) bool {
	decoded := reflect.New(v.Type())
	if decodeValue(n, decoded.Elem()) != nil {
		return false
	}
	if v.Kind() == reflect.Slice && v.Len() == 0 && decoded.Elem().Len() == 0 {
		return true
	}
	return reflect.DeepEqual(decoded.Elem().Interface(), v.Interface())
}

// mergeFields writes the fields of a struct into an object; fresh says that the object is new.
func mergeFields(n *node, v reflect.Value, fresh bool) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		tag := field.Tag.Get(tagName)
		at := n.index(field.Name)
		always := has(tag, "always") && (fresh || at >= 0)
		switch {
		case at >= 0 && means(n.members[at].node, v.Field(i)):
		case v.Field(i).IsZero() && !always:
			if at >= 0 {
				n.remove(at)
			}
		default:
			var old *node
			if at >= 0 {
				old = n.members[at].node
			}
			value, err := mergeValue(old, v.Field(i), tag)
			if err != nil {
				return fmt.Errorf("%s: %w", field.Name, err)
			}
			if value != old {
				n.set(field.Name, value)
			}
		}
	}
	return nil
}

func mergeSlice(old *node, v reflect.Value, tag string) (*node, error) {
	if old == nil || old.kind != kindArray {
		old = newArray()
	}
	for len(old.members) > v.Len() {
		old.remove(len(old.members) - 1)
	}
	for i := range v.Len() {
		var before *node
		if i < len(old.members) {
			before = old.members[i].node
		}
		item, err := mergeValue(before, v.Index(i), tag)
		switch {
		case err != nil:
			return nil, fmt.Errorf("[%d]: %w", i, err)
		case before == nil:
			old.add("", item)
		case item != before:
			old.replace(i, item)
		}
	}
	return old, nil
}

func mergeMap(old *node, v reflect.Value, tag string) (*node, error) {
	if old == nil || old.kind != kindObject {
		old = newObject()
	}
	old.keepIf(func(key string) bool { return v.MapIndex(reflect.ValueOf(key)).IsValid() })
	keys := make([]string, 0, v.Len())
	for _, key := range v.MapKeys() {
		keys = append(keys, key.String())
	}
	slices.Sort(keys)
	for _, key := range keys {
		before := old.get(key)
		item, err := mergeValue(before, v.MapIndex(reflect.ValueOf(key)), tag)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if item != before {
			old.set(key, item)
		}
	}
	return old, nil
}

func mergeAny(old *node, v reflect.Value) (*node, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v.Interface()); err != nil {
		return nil, err
	}
	doc, err := parseDocument(text.String())
	if err != nil {
		return nil, err // nested too deeply
	}
	doc.root.layout("", "")
	return mergeNode(old, doc.root), nil
}

// mergeNode returns a value that means what n does, with the text of old wherever that means the same.
func mergeNode(old, n *node) *node {
	switch {
	case old == nil || n.kind != old.kind:
		return n.fresh()
	case old.equal(n):
		return old
	case n.kind != kindObject:
		return n.fresh()
	}
	old.keepIf(func(key string) bool { return n.get(key) != nil })
	for _, m := range n.members {
		before := old.get(m.key)
		if after := mergeNode(before, m.node); after != before {
			old.set(m.key, after)
		}
	}
	return old
}

// fresh marks a value and all in it as one that was not parsed, so that it is laid out like its neighbours and is not
// looked for in the text of the flow.
func (n *node) fresh() *node {
	n.start = -1
	for i := range n.members {
		n.members[i].node.fresh()
	}
	return n
}
