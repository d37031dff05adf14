package transport

import (
	"context"
	"iter"
	"reflect"
)

// Pages iterates over the pages that are left. An error ends it; ranging over it again asks for the failed page again.
// Inlined, its closure would be compiled into each paginator.
//
//go:noinline
func (p *Pager[I, O, F]) Pages(ctx context.Context, optFns ...F) iter.Seq2[O, error] {
	return func(yield func(O, error) bool) {
		for p.HasMorePages() {
			out, err := p.NextPage(ctx, optFns...)
			if !yield(out, err) || err != nil {
				return
			}
		}
	}
}

// eachPage hands the list of each page to take until that wants no more. A page that was not taken to its end stays
// the next one, so that whoever starts again at Token misses nothing.
func (p *Pager[I, O, F]) eachPage(ctx context.Context, take func(items any, err error) (whole, more bool), optFns []F) {
	for p.HasMorePages() {
		next, first, count := p.next, p.first, p.count
		out, err := p.NextPage(ctx, optFns...)
		if err != nil {
			take(nil, err)
			return
		}
		items := p.items(reflect.ValueOf(out))
		cut := p.opts.MaxItems > 0 && p.count > p.opts.MaxItems
		if cut {
			items = items.Slice(0, p.opts.MaxItems-count)
		}
		whole, more := take(items.Interface(), nil)
		if !whole {
			p.count, p.err = count, nil
		}
		if !whole || cut {
			p.next, p.first = next, first
		}
		if !more {
			return
		}
	}
}

// All iterates over the items of all pages that are left. Each type of item gets an instance of it, so it is small, and
// not inlined either.
//
//go:noinline
func All[T, I, O, F any](ctx context.Context, p *Pager[I, O, F], optFns []F) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		p.eachPage(ctx, func(items any, err error) (whole, more bool) {
			if err != nil {
				var none T
				return false, yield(none, err)
			}
			list, _ := items.([]T)
			for i := range list {
				if !yield(list[i], nil) {
					return i == len(list)-1, false
				}
			}
			return true, true
		}, optFns)
	}
}
