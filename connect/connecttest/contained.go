package connecttest

import "github.com/seed-086a074d/chimeconnect/connect/types"

// contained are resources that are in those of another kind and are deleted with them, such as the aliases of a flow module.
type contained[T any] struct {
	res *resource[T]
	in  func(t *T) *string // the id of what it is in
}

// contain declares that resources are in those of another kind.
func contain[Outer, T any](outer *resource[Outer], res *resource[T], in func(t *T) *string) {
	outer.attachments = append(outer.attachments, contained[T]{res: res, in: in})
}

func (c contained[T]) clear(r *request, inst *types.Instance, row string) {
	for _, t := range c.res.in(inst).All() {
		if idOf(c.in(t)) == row {
			c.res.drop(r, inst, t)
		}
	}
}

// cleared is called when a resource is deleted, to remove references to it from other resources.
type cleared func(r *request, inst *types.Instance, row string)

func (c cleared) clear(r *request, inst *types.Instance, row string) { c(r, inst, row) }
