package connecttest

import (
	"maps"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// attachment is a list that each resource of a kind has, such as the quick connects of a queue: its elements do not exist
// without the resource. They are in the order in which they were attached, and each has a key.
type attachment[E any] struct {
	kind string // in messages
	key  func(e E) string

	tables map[attachmentKey]*fake.Table[E]
}

type attachmentKey struct{ instance, row string }

// attached is what a resource does with each of its attachments.
type attached interface {
	clear(r *request, inst *types.Instance, row string)
}

// attach declares an attachment of a resource.
func attach[T, E any](res *resource[T], a *attachment[E], kind string, key func(E) string) {
	*a = attachment[E]{kind: kind, key: key, tables: map[attachmentKey]*fake.Table[E]{}}
	res.attachments = append(res.attachments, a)
	res.state.declared = append(res.state.declared, a)
}

// itself returns the key of a text: the text.
func itself(s string) string { return s }

func (a *attachment[E]) forget(instance string) {
	maps.DeleteFunc(a.tables, func(key attachmentKey, _ *fake.Table[E]) bool { return key.instance == instance })
}

// of returns what is attached to a resource; inst is nil for a resource of the account.
func (a *attachment[E]) of(inst *types.Instance, row string) *fake.Table[E] {
	key := attachmentKey{instanceID(inst), row}
	if a.tables[key] == nil {
		a.tables[key] = new(fake.Table[E])
	}
	return a.tables[key]
}

// has reports whether an element with the same key is attached.
func (a *attachment[E]) has(inst *types.Instance, row string, e E) bool {
	_, ok := a.of(inst, row).Get(a.key(e))
	return ok
}

// put attaches copies of elements. One that is attached already is replaced.
func (a *attachment[E]) put(r *request, inst *types.Instance, row string, elements ...E) {
	for _, e := range elements {
		a.of(inst, row).Put(r.Moment, a.key(e), fake.Copy(e))
	}
}

// replace attaches these elements and no others. A nil list changes nothing, as in the API.
func (a *attachment[E]) replace(r *request, inst *types.Instance, row string, elements []E) {
	if elements != nil {
		a.clear(r, inst, row)
		a.put(r, inst, row, elements...)
	}
}

// remove detaches the element with a key.
func (a *attachment[E]) remove(r *request, inst *types.Instance, row, key string) error {
	if _, ok := a.of(inst, row).Get(key); !ok {
		return r.notFound(a.kind, &key)
	}
	a.of(inst, row).Delete(r.Moment, key)
	return nil
}

func (a *attachment[E]) clear(r *request, inst *types.Instance, row string) {
	for _, e := range a.of(inst, row).All() {
		a.of(inst, row).Delete(r.Moment, a.key(e))
	}
}

// disassociate declares the operation that detaches the elements with the keys.
func disassociate[T, E, I, O any](res *resource[T], a *attachment[E], h *handler[I, O], keys func(in *I) []string) {
	changeAttached(res, h, func(r *request, inst *types.Instance, in *I, row string) error {
		for _, key := range keys(in) {
			if _, ok := a.of(inst, row).Get(key); !ok {
				return r.notFound(a.kind, &key)
			}
		}
		for _, key := range keys(in) {
			a.of(inst, row).Delete(r.Moment, key)
		}
		return nil
	})
}

// changeAttached declares an operation that changes only what is attached to a resource.
func changeAttached[T, I, O any](res *resource[T], h *handler[I, O], change func(r *request, inst *types.Instance, in *I, row string) error) {
	checkNamed[T, I](res)
	*h = handle(res.state, func(r *request, in *I) (*O, error) {
		inst, err := res.owner(r, in)
		if err != nil {
			return nil, err
		}
		_, err = res.change(r, inst, res.named(in), func(t *T) error { return change(r, inst, in, res.id(t)) })
		return nil, err
	})
}
