// Package surface compares exported APIs: what a program that was written for the official client relies on must
// be there, with the same types, when its import paths change.
package surface

import (
	"fmt"
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// Facts are what a package exports, one fact per name: "connect.ListUsersInput.InstanceId" -> "field *string". Names
// start with the short name that the package has in the comparison, "connect" or "types", so that the facts of two
// clients can be compared.
type Facts map[string]string

// Packages are the packages of one client by short name.
type Packages map[string]*types.Package

// Facts collects the exported API of all packages.
func (p Packages) Facts() Facts {
	c := collector{facts: Facts{}, writer: newWriter(p)}
	for _, short := range slices.Sorted(maps.Keys(p)) {
		scope := p[short].Scope()
		for _, name := range scope.Names() {
			if obj := scope.Lookup(name); obj.Exported() {
				c.object(short+"."+name, obj)
			}
		}
	}
	return c.facts
}

type collector struct {
	facts  Facts
	writer *writer
}

func (c collector) object(name string, obj types.Object) {
	switch obj := obj.(type) {
	case *types.Const:
		c.facts[name] = fmt.Sprintf("const %s = %s", c.writer.text(obj.Type()), constantText(obj.Val()))
	case *types.Var:
		c.facts[name] = "var " + c.writer.text(obj.Type())
	case *types.Func:
		c.facts[name] = "func" + c.writer.signature(obj.Signature())
	case *types.TypeName:
		c.typeName(name, obj.Type())
	}
}

func constantText(v constant.Value) string {
	if v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return v.ExactString()
}

// typeName adds what a type is, its exported fields and its exported methods.
func (c collector) typeName(name string, t types.Type) {
	t = types.Unalias(t)
	switch under := t.Underlying().(type) {
	case *types.Struct:
		open := false
		for f := range under.Fields() {
			if f.Exported() {
				c.facts[name+"."+f.Name()] = "field " + c.writer.text(f.Type())
				open = true
			}
		}
		c.facts[name] = "struct"
		if open && types.Comparable(t) { // nothing promises that values of opaque types can be compared
			c.facts[name] = "comparable struct"
		}
	case *types.Interface:
		c.facts[name] = "interface"
		for m := range under.Methods() {
			if !m.Exported() {
				c.facts[name] = "sealed interface"
				continue
			}
			c.facts[name+"."+m.Name()] = "interface method " + c.writer.signature(m.Signature())
		}
		return
	default:
		c.facts[name] = "type " + c.writer.text(under)
	}
	values, pointers := types.NewMethodSet(t), types.NewMethodSet(types.NewPointer(t))
	for sel := range pointers.Methods() {
		m := sel.Obj().(*types.Func)
		if !m.Exported() {
			continue
		}
		kind := "pointer method "
		if values.Lookup(m.Pkg(), m.Name()) != nil {
			kind = "method "
		}
		c.facts[name+"."+m.Name()] = kind + c.writer.signature(m.Signature())
	}
}

// Diff compares the facts of the official client (want) with ours (got).
type Diff struct {
	// Missing and Different are facts of want that got does not have, or has differently, as readable lines by name.
	Missing, Different map[string]string
	// Extra are the names that only got has.
	Extra []string
}

// Compare finds what differs.
func Compare(want, got Facts) Diff {
	d := Diff{Missing: map[string]string{}, Different: map[string]string{}}
	for name, fact := range want {
		switch ours, ok := got[name]; {
		case !ok:
			d.Missing[name] = fact
		case ours != fact:
			d.Different[name] = fmt.Sprintf("official %s; ours %s", fact, ours)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			d.Extra = append(d.Extra, name)
		}
	}
	slices.Sort(d.Extra)
	return d
}

// covers reports whether a name of a list covers a fact: that of the name itself or of its members.
func covers(listed, name string) bool {
	return name == listed || strings.HasPrefix(name, listed+".")
}
