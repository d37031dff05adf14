package fake

import (
	"cmp"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// routes finds the operation of a request.
type routes struct {
	byShape map[string][]*Operation // method, number of path parts, first part
	byName  map[string]*Operation
}

// tables holds the routes of each Handlers type that a server was made for.
var tables sync.Map // reflect.Type -> *routes

// routesOf reads the fields of a Handlers struct.
func routesOf(handlers reflect.Type) (*routes, error) {
	if r, ok := tables.Load(handlers); ok {
		return r.(*routes), nil
	}
	r := &routes{byShape: map[string][]*Operation{}, byName: map[string]*Operation{}}
	for i := range handlers.NumField() {
		op, err := newOperation(i, handlers.Field(i))
		if err != nil {
			return nil, err
		}
		key := shape(op.binding.Method, op.binding.Path[0].Literal, len(op.binding.Path))
		r.byShape[key] = append(r.byShape[key], op)
		r.byName[op.Name] = op
	}
	for _, ops := range r.byShape {
		// The most particular first: more of the path fixed, then more of the query.
		slices.SortFunc(ops, func(a, b *Operation) int {
			return cmp.Or(cmp.Compare(b.literals(), a.literals()), cmp.Compare(len(b.binding.Query), len(a.binding.Query)), cmp.Compare(a.Name, b.Name))
		})
	}
	actual, _ := tables.LoadOrStore(handlers, r)
	return actual.(*routes), nil
}

// shape is what all requests of an operation have in common. Every path starts with a fixed part.
func shape(method, first string, parts int) string {
	return method + strings.Repeat("/", parts) + first
}

// match returns the operation of a request and the unescaped values of its path members.
func (r *routes) match(req *http.Request, query url.Values) (op *Operation, labels []string, ok bool) {
	rawPath, _, _ := strings.Cut(req.RequestURI, "?")
	parts := strings.Split(strings.TrimPrefix(rawPath, "/"), "/")
	ops := r.byShape[shape(req.Method, parts[0], len(parts))]
	for _, op := range ops {
		plan, err := op.wire()
		if err != nil {
			continue
		}
		labels, ok := plan.Match(req.Method, rawPath, query)
		if ok && !selectsOther(op, ops, query) {
			return op, labels, true
		}
	}
	return nil, nil, false
}

// selectsOther reports whether the query selects another operation than this one, perhaps one that
// does not exist: "?operation=x" must not fall through to the operation without such a query.
func selectsOther(op *Operation, siblings []*Operation, query url.Values) bool {
	for _, sibling := range siblings {
		for _, fixed := range sibling.binding.Query {
			sameKey := func(p wire.Parameter) bool { return p.Key == fixed.Key }
			if query.Has(fixed.Key) && !slices.ContainsFunc(op.binding.Query, sameKey) && slices.Equal(sibling.binding.Path, op.binding.Path) {
				return true
			}
		}
	}
	return false
}
