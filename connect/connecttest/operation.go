package connecttest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// handler is a field of the Handlers struct.
type handler[I, O any] = func(context.Context, *I) (*O, error)

// handle converts a handler of the state to one of the Handlers struct.
func handle[I, O any](s *state, f func(r *request, in *I) (*O, error)) handler[I, O] {
	return fake.Handle(&s.State, func(r *request, in *I) (*O, error) {
		if err := r.fromRegion(in); err != nil {
			return nil, err
		}
		out, err := f(r, in)
		return toRegion(r, out), err
	})
}

// notCopied returns the members of inputs that say where a resource is, not what it is like.
func (res *resource[T]) notCopied(except []string) []string {
	return append([]string{"InstanceId", "ClientToken", res.noun + "Id"}, except...)
}

// checkInput panics if a member of an input has no place in the resource and is not one that the declaration handles.
func checkInput[T, I any](res *resource[T], except []string) {
	for _, name := range copyingOf(reflect.TypeFor[T](), reflect.TypeFor[I](), res.noun).dropped {
		if !slices.Contains(res.notCopied(except), name) {
			panic(fmt.Sprintf("connecttest: %s has no place for %s.%s", reflect.TypeFor[T](), reflect.TypeFor[I](), name))
		}
	}
}

// checkOwner panics if an input does not name an instance where it must.
func checkOwner[T, I any](res *resource[T]) {
	if !res.account {
		mustHave[*string, I]("InstanceId")
	}
}

// checkNamed panics if an input does not name a resource.
func checkNamed[T, I any](res *resource[T]) {
	checkOwner[T, I](res)
	mustHave[*string, I](res.idNames()...)
}

// owner finds the instance that an input names; nil for a resource of the account.
func (res *resource[T]) owner(r *request, in any) (*types.Instance, error) {
	if res.account {
		return nil, nil
	}
	return r.instance(*member[*string](in, "InstanceId"))
}

// named returns the id or ARN of the resource in an input.
func (res *resource[T]) named(in any) *string { return *member[*string](in, res.idNames()...) }

// checkWithin refuses a resource that is not in the one that the input names.
func (res *resource[T]) checkWithin(r *request, in any, t *T) error {
	if res.within != "" && !sameID(*member[*string](in, res.within), *member[*string](t, res.within)) {
		return r.notFound(res.kind, res.named(in))
	}
	return nil
}

// create declares the operation that adds a resource. Members of the input become members of the resource by name; build
// handles the others, which except names, and validates the input. It may attach to the new resource.
func create[T, I, O any](res *resource[T], h *handler[I, O], build func(r *request, inst *types.Instance, in *I, t *T) error, except ...string) {
	checkOwner[T, I](res)
	checkInput[T, I](res, except)
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		t, out := new(T), new(O)
		copyMembers(t, in, res.noun, res.notCopied(except)...)
		if err := r.checkTags(res.tags(t)); err != nil {
			return nil, err
		}
		id := res.identify(r, inst, t)
		if build != nil {
			err = build(r, inst, in, t)
		}
		if err == nil {
			err = res.add(r, inst, t)
		}
		if err != nil {
			res.detachAll(r, inst, id)
			return nil, err
		}
		copyMembers(out, t, res.noun)
		return out, nil
	})
}

// describe declares the operation that returns a resource.
func describe[T, I, O any](res *resource[T], h *handler[I, O]) {
	checkNamed[T, I](res)
	index := slices.IndexFunc(reflect.VisibleFields(reflect.TypeFor[O]()), func(f reflect.StructField) bool { return f.Type == reflect.TypeFor[*T]() })
	if index < 0 {
		panic(fmt.Sprintf("connecttest: %s has no %s", reflect.TypeFor[O](), reflect.TypeFor[*T]()))
	}
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		t, err := res.see(r, inst, res.named(in))
		if err == nil {
			err = res.checkWithin(r, in, t)
		}
		if err != nil {
			return nil, err
		}
		out := new(O)
		reflect.ValueOf(out).Elem().Field(index).Set(reflect.ValueOf(res.shown(r, inst, t)))
		return out, nil
	})
}

// update declares an operation that changes a resource. Members that the input sets become members of the resource by name;
// change handles the others, which except names, and validates the input.
func update[T, I, O any](res *resource[T], h *handler[I, O], change func(r *request, inst *types.Instance, in *I, t *T) error, except ...string) {
	checkNamed[T, I](res)
	checkInput[T, I](res, except)
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		t, err := res.change(r, inst, res.named(in), func(t *T) error {
			if err := res.checkWithin(r, in, t); err != nil {
				return err
			}
			copyMembers(t, in, res.noun, res.notCopied(except)...)
			if change == nil {
				return nil
			}
			return change(r, inst, in, t)
		})
		if err != nil {
			return nil, err
		}
		out := new(O)
		copyMembers(out, t, res.noun)
		return out, nil
	})
}

// checkRenaming refuses to change the name and the description of a resource to nothing.
func (r *request) checkRenaming(name, description *string) error {
	if name == nil && description == nil {
		return r.invalid("Name, Description: at least one of them must be set")
	}
	return nil
}

// isReserved reports whether a name begins like those that AWS gives.
func isReserved(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "aws:") || strings.HasPrefix(name, "connect:")
}

// remove declares the operation that deletes a resource.
func remove[T, I, O any](res *resource[T], h *handler[I, O]) {
	checkNamed[T, I](res)
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		t, err := res.find(r, inst, res.named(in))
		if err == nil {
			err = res.checkWithin(r, in, t)
		}
		if err == nil {
			err = res.remove(r, inst, res.named(in))
		}
		return nil, err
	})
}

// list declares the operation that lists resources, those that keep accepts; nil accepts all. Members of the summaries are
// those of the resource with the same names; the resource's summarise adds the others.
func list[T, I, O any](res *resource[T], h *handler[I, O], keep func(r *request, in *I, t *T) bool) {
	checkOwner[T, I](res)
	slot := listMember(reflect.TypeFor[O]())
	checkSummary(res, slot.Type.Elem())
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		rows := res.in(inst).Rows(r.Moment, func(t *T) bool { return keep == nil || keep(r, in, t) })
		out := new(O)
		return out, pagedValues(r, in, out, rows, func(t *T) reflect.Value { return res.summary(r, inst, t, slot.Type.Elem()) })
	})
}

// listAttached declares the operation that lists what is attached to a resource.
func listAttached[T, E, I, O, S any](res *resource[T], a *attachment[E], h *handler[I, O], summarise func(r *request, inst *types.Instance, in *I, e E) S) {
	checkNamed[T, I](res)
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		t, err := res.see(r, inst, res.named(in))
		if err != nil {
			return nil, err
		}
		out := new(O)
		copyMembers(out, t, res.noun)
		rows := a.of(inst, res.id(t)).Rows(r.Moment, nil)
		return out, paged(r, in, out, rows, func(e E) S { return summarise(r, inst, in, e) })
	})
}

// whole returns the element itself as its summary.
func whole[I, E any](_ *request, _ *types.Instance, _ *I, e E) E { return e }

// listMember returns the member of an output that holds the list.
func listMember(out reflect.Type) reflect.StructField {
	for _, f := range reflect.VisibleFields(out) {
		if f.Type.Kind() == reflect.Slice {
			return f
		}
	}
	panic(fmt.Sprintf("connecttest: %s has no list", out))
}

// checkSummary panics if a member of a summary has no source.
func checkSummary[T any](res *resource[T], summary reflect.Type) {
	if summary == reflect.TypeFor[T]() {
		return
	}
	if unset := copyingOf(summary, reflect.TypeFor[T](), res.noun).unset; len(unset) > 0 && res.summarise == nil {
		panic(fmt.Sprintf("connecttest: %s has nothing for %v of %s", reflect.TypeFor[T](), unset, summary))
	}
}

// summary returns a resource as an element of a list, as a summary or in full.
func (res *resource[T]) summary(r *request, inst *types.Instance, t *T, as reflect.Type) reflect.Value {
	if as == reflect.TypeFor[T]() {
		return reflect.ValueOf(res.shown(r, inst, t)).Elem()
	}
	s := reflect.New(as)
	copyMembers(s.Interface(), t, res.noun)
	if res.summarise != nil {
		res.summarise(t, s.Interface())
	}
	return s.Elem()
}

// paged puts a page of rows into the list of an output.
func paged[T, S any](r *request, in, out any, rows fake.Rows[T], summarise func(T) S) error {
	return pagedValues(r, in, out, rows, func(t T) reflect.Value { return reflect.ValueOf(summarise(t)) })
}

// same returns the row itself as its summary.
func same[T any](t T) T { return t }

// deref returns the row itself as its summary.
func deref[T any](t *T) T { return *t }

// as returns a function that makes summaries of a resource, for lists that [list] does not cover.
func as[S, T any](res *resource[T]) func(t *T) S {
	checkSummary(res, reflect.TypeFor[S]())
	return func(t *T) (s S) {
		copyMembers(&s, t, res.noun)
		return s
	}
}

func pagedValues[T any](r *request, in, out any, rows fake.Rows[T], summarise func(T) reflect.Value) error {
	return pageInOrder(r, in, out, rows, false, summarise)
}

// pageInOrder puts a page of rows into the list of an output, oldest or newest first.
func pageInOrder[T any](r *request, in, out any, rows fake.Rows[T], newestFirst bool, summarise func(T) reflect.Value) error {
	where := fake.ListOf(r.op.Name, in, defaultPage(r.op.Name, in))
	where.Limit, where.NewestFirst = r.server.options.PageSize, newestFirst
	page, next, err := fake.Page(r.Pages, r.Moment, where, rows)
	if err != nil {
		return r.invalid("NextToken: %v", err)
	}
	slot := listMember(reflect.TypeOf(out).Elem())
	list := reflect.MakeSlice(slot.Type, len(page), len(page))
	for i, row := range page {
		list.Index(i).Set(summarise(row))
	}
	reflect.ValueOf(out).Elem().FieldByIndex(slot.Index).Set(list)
	*member[*string](out, "NextToken") = next
	return nil
}
