package connecttest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// The API gives a member nearly the same name wherever it occurs: the Id of a types.User is the UserId of an input
// and the Id of a summary. So members are copied by name, without the noun that some names begin with, and declaring
// a resource panics if a member would be lost on the way.

// pair is a member of one struct and the member of another that it is copied from.
type pair struct{ to, from int }

// copying says how the members of one struct are copied to another.
type copying struct {
	pairs   []pair
	unset   []string // members of the target that have no source
	dropped []string // members of the source that have no target
}

// copyings holds the copyings of each pair of types.
var copyings sync.Map // copyingKey -> *copying

type copyingKey struct {
	to, from reflect.Type
	noun     string
}

// short returns the name of a member without the noun.
func short(name, noun string) string {
	if cut := strings.TrimPrefix(name, noun); cut != "" {
		name = cut
	}
	return strings.ToLower(name)
}

// copyingOf works out how to copy between two structs.
func copyingOf(to, from reflect.Type, noun string) *copying {
	key := copyingKey{to, from, noun}
	if known, ok := copyings.Load(key); ok {
		return known.(*copying)
	}
	c, sources := new(copying), map[string]int{}
	for i := range from.NumField() {
		if f := from.Field(i); f.IsExported() && f.Name != "ResultMetadata" {
			sources[short(f.Name, noun)] = i
		}
	}
	for i := range to.NumField() {
		f := to.Field(i)
		if !f.IsExported() || f.Name == "ResultMetadata" {
			continue
		}
		source, ok := sources[short(f.Name, noun)]
		if !ok || !assignable(f.Type, from.Field(source).Type) {
			c.unset = append(c.unset, f.Name)
			continue
		}
		c.pairs = append(c.pairs, pair{i, source})
		delete(sources, short(f.Name, noun))
	}
	for _, i := range sources {
		c.dropped = append(c.dropped, from.Field(i).Name)
	}
	slices.Sort(c.dropped)
	known, _ := copyings.LoadOrStore(key, c)
	return known.(*copying)
}

// assignable reports whether a member can be copied: both have the same type, or both are pointers to structs.
func assignable(to, from reflect.Type) bool {
	return to == from || isStructure(to) && isStructure(from)
}

func isStructure(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}

// copyMembers copies the members that are set in from to those of the same name. Both are pointers to structs.
func copyMembers(to, from any, noun string, except ...string) {
	target, source := reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem()
	for _, p := range copyingOf(target.Type(), source.Type(), noun).pairs {
		value, member := source.Field(p.from), target.Field(p.to)
		switch {
		case value.IsZero() || slices.Contains(except, source.Type().Field(p.from).Name):
		case value.Type() == member.Type():
			member.Set(value)
		default:
			member.Set(reflect.New(member.Type().Elem()))
			copyMembers(member.Interface(), value.Interface(), "")
		}
	}
}

// indexOf finds the first member of a struct that has the type and one of the names, in upper or lower case: some members are
// called ARN, others Arn.
func indexOf(in, kind reflect.Type, names []string) int {
	for _, name := range names {
		for i := range in.NumField() {
			if f := in.Field(i); f.Type == kind && strings.EqualFold(f.Name, name) {
				return i
			}
		}
	}
	return -1
}

// member returns the address of the member of a struct that has the type and one of the names. If there is none, it is
// that of a value that is not used.
func member[M any](of any, names ...string) *M {
	v := reflect.ValueOf(of).Elem()
	if i := indexOf(v.Type(), reflect.TypeFor[M](), names); i >= 0 {
		return v.Field(i).Addr().Interface().(*M)
	}
	return new(M)
}

// mustHave panics if a struct has no member that has the type and one of the names.
func mustHave[M, S any](names ...string) {
	if indexOf(reflect.TypeFor[S](), reflect.TypeFor[M](), names) < 0 {
		panic(fmt.Sprintf("connecttest: %s has no %s", reflect.TypeFor[S](), strings.Join(names, " or ")))
	}
}
