package surface

import (
	"fmt"
	"go/types"
	"strings"
)

// writer turns types into text that does not depend on which client they come from: packages of the client have their
// short names, parameters have no names, aliases are replaced with their types. A type that the client keeps in an
// internal package and exports as an alias has the name of the alias.
type writer struct {
	packages map[*types.Package]string
	aliases  map[*types.TypeName]string
}

func newWriter(p Packages) *writer {
	w := &writer{packages: map[*types.Package]string{}, aliases: map[*types.TypeName]string{}}
	for short, pkg := range p {
		w.packages[pkg] = short
	}
	for short, pkg := range p {
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || !obj.IsAlias() || !obj.Exported() {
				continue
			}
			if named, ok := types.Unalias(obj.Type()).(*types.Named); ok && w.packages[named.Obj().Pkg()] == "" {
				w.aliases[named.Obj()] = short + "." + name
			}
		}
	}
	return w
}

func (w *writer) text(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Name()
	case *types.Named:
		return w.named(t)
	case *types.Pointer:
		return "*" + w.text(t.Elem())
	case *types.Slice:
		return "[]" + w.text(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), w.text(t.Elem()))
	case *types.Map:
		return "map[" + w.text(t.Key()) + "]" + w.text(t.Elem())
	case *types.Chan:
		return "chan " + w.text(t.Elem())
	case *types.Signature:
		return "func" + w.signature(t)
	default:
		return types.TypeString(t, func(p *types.Package) string { return w.pkg(p) })
	}
}

func (w *writer) named(t *types.Named) string {
	obj := t.Obj()
	name := obj.Name()
	if alias, ok := w.aliases[obj]; ok {
		name = alias
	} else if obj.Pkg() != nil {
		name = w.pkg(obj.Pkg()) + "." + name
	}
	var args []string
	for arg := range t.TypeArgs().Types() {
		args = append(args, w.text(arg))
	}
	if args != nil {
		name += "[" + strings.Join(args, ", ") + "]"
	}
	return name
}

func (w *writer) pkg(p *types.Package) string {
	if short, ok := w.packages[p]; ok {
		return short
	}
	return p.Path()
}

func (w *writer) signature(s *types.Signature) string {
	var params, results []string
	for i := range s.Params().Len() {
		p := s.Params().At(i).Type()
		if s.Variadic() && i == s.Params().Len()-1 {
			params = append(params, "..."+w.text(p.(*types.Slice).Elem()))
			continue
		}
		params = append(params, w.text(p))
	}
	text := "(" + strings.Join(params, ", ") + ")"
	for r := range s.Results().Variables() {
		results = append(results, w.text(r.Type()))
	}
	switch len(results) {
	case 0:
		return text
	case 1:
		return text + " " + results[0]
	default:
		return text + " (" + strings.Join(results, ", ") + ")"
	}
}
