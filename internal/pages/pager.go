// Package pages walks the pages of an operation, with the tokens and lists that the tags of its input name.
package pages

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Options configure a pager. The fields are those of the public options, which document them.
type Options struct {
	Limit                int32
	MaxItems             int
	StopOnDuplicateToken bool
	AllowDuplicateToken  bool
}

// Pager walks the pages of an operation. F is the type of the client's option functions. The types of input and output are
// not parameters, because its methods would then be compiled for each operation.
type Pager[F any] struct {
	call  func(ctx context.Context, in any, optFns []F) (any, error)
	in    reflect.Value // the input
	op    *wire.Operation
	opts  Options
	next  *string
	first bool
	count int // items on the pages so far
	mark  mark
	err   error // what asking for the next page gives
}

// New returns a pager over the pages that start where in says. It works on a copy of in. I and O are pointers to the input
// and output of the operation.
func New[I, O, F any](call func(context.Context, I, ...F) (O, error), in I, opts Options) Pager[F] {
	p := Pager[F]{first: true, opts: opts, call: func(ctx context.Context, in any, optFns []F) (any, error) {
		return call(ctx, in.(I), optFns...)
	}}
	p.start(reflect.ValueOf(in))
	return p
}

// start sets the pager to the page that an input asks for, a pointer that may be nil.
func (p *Pager[F]) start(in reflect.Value) {
	t := in.Type().Elem()
	if p.op, p.err = wire.OperationOf(t); p.err != nil {
		return
	}
	p.in = reflect.New(t).Elem()
	if !in.IsNil() {
		p.in.Set(in.Elem())
	}
	p.next, _ = reflect.TypeAssert[*string](p.in.FieldByName(p.op.Page.In))
	if p.opts.Limit > 0 && p.op.Page.Size != "" {
		setSize(p.in.FieldByName(p.op.Page.Size), p.opts.Limit)
	}
}

func setSize(v reflect.Value, n int32) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	v.SetInt(int64(n))
}

// HasMorePages reports whether NextPage will ask for another page.
func (p *Pager[F]) HasMorePages() bool {
	if p.opts.MaxItems > 0 && p.count >= p.opts.MaxItems {
		return false
	}
	return p.first || p.next != nil && *p.next != ""
}

// Token returns the token of the page that NextPage will ask for.
func (p *Pager[F]) Token() *string {
	if p.next == nil {
		return nil
	}
	token := *p.next
	return &token
}

// NextPage asks for the next page and returns its output. A page that failed can be asked for again.
func (p *Pager[F]) NextPage(ctx context.Context, optFns []F) (any, error) {
	if p.err != nil {
		return nil, p.err
	}
	if !p.HasMorePages() {
		return nil, errors.New("no more pages available")
	}
	dup := reflect.New(p.in.Type()) // what a fake or a middleware keeps must not change under it
	dup.Elem().Set(p.in)
	dup.Elem().FieldByName(p.op.Page.In).Set(reflect.ValueOf(p.next))
	out, err := p.call(ctx, dup.Interface(), optFns)
	if err != nil {
		return nil, err
	}
	return out, p.advance(reflect.ValueOf(out))
}

// advance moves on to the page after the one that came. A repeated token fails the page after: this one is good.
func (p *Pager[F]) advance(out reflect.Value) error {
	next, err := tokenAt(out, p.op.Page.Out)
	if err != nil {
		return err
	}
	last := p.next
	p.first, p.next = false, next
	p.count += p.items(out).Len()
	if next == nil || *next == "" || !p.mark.passes(*next) && (last == nil || *last != *next) {
		return nil
	}
	switch {
	case p.opts.StopOnDuplicateToken:
		p.next = nil
	case !p.opts.AllowDuplicateToken:
		p.err = &chimeconnect.DuplicateTokenError{Operation: p.op.Name}
	}
	return nil
}

// mark is a token on the way that is moved on after 1, 2, 4 and so on pages. Where the tokens go round, however many
// there are, they come to it again and again. Once is not enough: a service may use a token twice on the way to the end.
type mark struct {
	token       string
	pages, room int // since it was moved, and until it is
	again       bool
}

// passes moves on to the next token and reports whether it has been the mark twice.
func (m *mark) passes(next string) bool {
	if m.room > 0 && m.token == next {
		if m.again {
			return true
		}
		m.again = true
	}
	m.pages++
	if m.pages > m.room {
		*m = mark{token: next, room: max(1, 2*m.room)}
	}
	return false
}

// items returns the list of a page, an empty one where the page has none.
func (p *Pager[F]) items(out reflect.Value) reflect.Value {
	if v := follow(out, p.op.Page.Items); p.op.Page.Items != "" && v.IsValid() {
		return v
	}
	return reflect.ValueOf("")
}

// tokenAt follows a dotted path to the token of an output.
func tokenAt(out reflect.Value, path string) (*string, error) {
	v := follow(out, path)
	if !v.IsValid() {
		return nil, nil
	}
	token, ok := reflect.TypeAssert[*string](v)
	if !ok {
		return nil, fmt.Errorf("the page token %s is a %s, not a string", path, v.Type())
	}
	return token, nil
}

// follow walks a dotted path of fields. The value is invalid where a structure on the way is nil.
func follow(v reflect.Value, path string) reflect.Value {
	for name := range strings.SplitSeq(path, ".") {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.FieldByName(name)
	}
	return v
}

// Pages iterates over the pages that are left. An error ends it; ranging over it again asks for the failed page again.
// Inlined, its closure would be compiled into each paginator.
//
//go:noinline
func Pages[O, F any](ctx context.Context, p *Pager[F], optFns []F) iter.Seq2[O, error] {
	return func(yield func(O, error) bool) {
		for p.HasMorePages() {
			out, err := p.NextPage(ctx, optFns)
			page, _ := out.(O)
			if !yield(page, err) || err != nil {
				return
			}
		}
	}
}

// eachPage calls take with the list of each page that is left, until it wants no more. A page that was not taken to its
// end remains the next one, so that a new paginator that starts at Token misses nothing.
func (p *Pager[F]) eachPage(ctx context.Context, optFns []F, take func(items any, err error) (whole, more bool)) {
	for p.HasMorePages() {
		next, first, count := p.next, p.first, p.count
		out, err := p.NextPage(ctx, optFns)
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

// All iterates over the items of all pages that are left. It is compiled for each type of item, so it is small, and not
// inlined either.
//
//go:noinline
func All[T, F any](ctx context.Context, p *Pager[F], optFns []F) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		p.eachPage(ctx, optFns, func(items any, err error) (whole, more bool) {
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
		})
	}
}
