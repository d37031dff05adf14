package wire

import (
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/aws/smithy-go/middleware"
)

// kind is what the codec does with a Go type.
type kind uint8

const (
	kindString kind = iota // string and every enum
	kindBool
	kindInt
	kindFloat
	kindTime
	kindStruct
	kindList
	kindMap
	kindUnion
)

// node is the plan of one type in one place: a member, or the elements of one.
type node struct {
	kind    kind
	pointer bool         // *T in Go
	nilable bool         // a pointer, list, map or union: nil is absence
	typ     reflect.Type // without the pointer
	time    timeFormat
	facts   *Facts
	elem    *node       // of a list or map
	key     *node       // of a map
	plan    *structPlan // of a structure
	union   *unionPlan
}

// member is a field of a structure.
type member struct {
	node
	index    int // of the Go field
	name     string
	quoted   string // the name as it stands in a body, with the colon
	order    int    // among the members of the body
	goName   string
	location Location
	checked  bool // something here or below can be required, so that validation must look
}

// structPlan is everything that the tags of a structure say.
type structPlan struct {
	typ     reflect.Type
	members []*member
	body    []*member // those in the JSON body, in Go order
	byName  map[string]*member
	result  int // index of ResultMetadata, or -1
	path    []*member
	checked bool // one of the members is
}

// unionPlan has the variants of a union by type and by name.
type unionPlan struct {
	typ     reflect.Type
	byName  map[string]*variant
	byType  map[reflect.Type]*variant
	unknown reflect.Type // UnknownUnionMember
}

// variant is one struct{Value T} of a union.
type variant struct {
	typ    reflect.Type // the struct; its pointer implements the union
	plan   *structPlan
	member *member // Value
}

// plans caches the plan of each structure that was used, as encoding/json does.
var plans sync.Map // reflect.Type -> *structPlan

// planOf returns the plan of a struct type.
func planOf(t reflect.Type) (*structPlan, error) {
	if p, ok := plans.Load(t); ok {
		return p.(*structPlan), nil
	}
	b := builder{structs: map[reflect.Type]*structPlan{}, unions: map[reflect.Type]*unionPlan{}}
	_, err := b.structure(t)
	if err == nil {
		err = b.nameVariants()
	}
	if err != nil {
		return nil, fmt.Errorf("wire: %s: %w", t, err)
	}
	b.markChecked()
	for t, p := range b.structs {
		plans.LoadOrStore(t, p) // another goroutine may have been first; then all use its plan of t
	}
	first, _ := plans.Load(t)
	return first.(*structPlan), nil
}

// builder compiles a type and all that it reaches. Plans become visible to others only when all are complete.
type builder struct {
	structs map[reflect.Type]*structPlan
	unions  map[reflect.Type]*unionPlan
}

func (b *builder) structure(t reflect.Type) (*structPlan, error) {
	if p, ok := b.structs[t]; ok {
		return p, nil
	}
	if p, ok := plans.Load(t); ok {
		return p.(*structPlan), nil
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%s is not a struct", t)
	}
	p := &structPlan{typ: t, byName: map[string]*member{}, result: -1}
	b.structs[t] = p
	if err := b.collectUnions(t); err != nil {
		return nil, err
	}
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Type == reflect.TypeFor[middleware.Metadata]() {
			p.result = i
			continue
		}
		if !sf.IsExported() {
			continue
		}
		if err := b.member(p, sf, i); err != nil {
			return nil, err
		}
	}
	if isError(t) {
		p.aliasMessage()
	}
	return p, nil
}

// aliasMessage accepts the text of an error as message and as Message: the services use both.
func (p *structPlan) aliasMessage() {
	for _, m := range p.body {
		if m.goName == "Message" {
			p.byName["message"], p.byName["Message"] = m, m
		}
	}
}

func (b *builder) member(p *structPlan, sf reflect.StructField, index int) error {
	tag, err := ParseTag(sf)
	if err != nil || tag.Location == Nowhere {
		return err
	}
	n, err := b.node(sf.Type, &tag.Facts)
	if err != nil {
		return fmt.Errorf("member %s: %w", sf.Name, err)
	}
	if !n.fits(tag.Location) {
		return fmt.Errorf("member %s: a %s has no place outside the body", sf.Name, sf.Type)
	}
	m := &member{node: *n, index: index, name: tag.Name, goName: sf.Name, location: tag.Location}
	p.members = append(p.members, m)
	switch m.location {
	case InHeader:
		m.name = http.CanonicalHeaderKey(m.name)
	case InBody:
		quoted, err := AppendText(nil, m.name)
		if err != nil {
			return fmt.Errorf("member %s: %w", sf.Name, err)
		}
		m.quoted, m.order = string(quoted)+":", len(p.body)
		p.body = append(p.body, m)
		p.byName[m.name] = m
	case InPath:
		p.path = append(p.path, m)
	}
	return nil
}

// fits reports whether a value can be written as text where the location needs it.
func (n *node) fits(l Location) bool {
	if l == InQuery && n.kind == kindList {
		n = n.elem
	}
	return l == InBody || n.kind <= kindTime
}

// node plans a type. The facts are those of the value; the element facts hang below them.
func (b *builder) node(t reflect.Type, f *Facts) (*node, error) {
	n := &node{typ: t, facts: f}
	if f != nil {
		n.time = f.time
	}
	if t.Kind() == reflect.Pointer {
		n.pointer, n.nilable, t = true, true, t.Elem()
		n.typ = t
	}
	switch t.Kind() {
	case reflect.String:
		n.kind = kindString
		if n.pointer && t != reflect.TypeFor[string]() {
			return nil, fmt.Errorf("a pointer to the enum %s is not supported", t)
		}
	case reflect.Bool:
		n.kind = kindBool
	case reflect.Int32, reflect.Int64:
		n.kind = kindInt
	case reflect.Float32, reflect.Float64:
		n.kind = kindFloat
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			n.kind = kindTime
			return n, nil
		}
		n.kind = kindStruct
		var err error
		n.plan, err = b.structure(t)
		return n, err
	case reflect.Slice:
		n.kind, n.nilable = kindList, true
		var err error
		n.elem, err = b.node(t.Elem(), f.Elements(reflect.Slice))
		return n, err
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return nil, fmt.Errorf("map key %s is not a string", t.Key())
		}
		n.kind, n.nilable = kindMap, true
		n.key = &node{kind: kindString, typ: t.Key(), facts: f.keys()}
		var err error
		n.elem, err = b.node(t.Elem(), f.Elements(reflect.Map))
		return n, err
	case reflect.Interface:
		u, ok := b.unions[t]
		if !ok {
			return nil, fmt.Errorf("no variants are known for %s: the union field is missing", t)
		}
		n.kind, n.nilable, n.union = kindUnion, true, u
	default:
		return nil, fmt.Errorf("type %s is not supported", t)
	}
	return n, nil
}

// collectUnions plans the unions in a structure: all are known before the first variant, which may hold another.
func (b *builder) collectUnions(t reflect.Type) error {
	found := Unions(t)
	for union := range found {
		if b.unions[union] != nil {
			delete(found, union)
			continue
		}
		b.unions[union] = &unionPlan{typ: union, byName: map[string]*variant{}, byType: map[reflect.Type]*variant{}}
	}
	for union, variants := range found {
		for _, t := range variants {
			if IsUnknownVariant(t) {
				b.unions[union].unknown = t
				continue
			}
			p, err := b.structure(t)
			if err != nil {
				return err
			}
			b.unions[union].byType[t] = &variant{typ: t, plan: p}
		}
	}
	return nil
}

// nameVariants runs when all structures are complete: a variant may be the type that the plan began with.
func (b *builder) nameVariants() error {
	for _, u := range b.unions {
		for t, v := range u.byType {
			if len(v.plan.body) != 1 {
				return fmt.Errorf("variant %s does not have exactly one member", t)
			}
			v.member = v.plan.body[0]
			u.byName[v.member.name] = v
		}
	}
	return nil
}

// markChecked finds the members at or below which something can be required: the others are never walked. Structures
// may contain each other, so it repeats until nothing changes.
func (b *builder) markChecked() {
	for changed := true; changed; {
		changed = false
		for _, p := range b.structs {
			for _, m := range p.members {
				if !m.checked && (m.location == InPath || m.facts.Required || m.checks()) {
					m.checked, p.checked, changed = true, true, true
				}
			}
		}
	}
}

// checks reports whether a value of this node can hold a required member.
func (n *node) checks() bool {
	switch n.kind {
	case kindStruct:
		return n.plan.checked
	case kindList, kindMap:
		return n.elem.checks()
	case kindUnion:
		for _, v := range n.union.byType {
			if v.plan.checked {
				return true
			}
		}
	}
	return false
}
