package fake

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"time"
)

// Table holds the resources of built-in state: rows in the order of their creation, with the values that each had
// before its latest changes, so that a reader can be shown the state of a moment ago. Values in a table must not be
// changed: put a changed copy. A table is not safe for concurrent use; the zero value is empty and ready.
type Table[T any] struct {
	rows  map[string]*row[T]
	order []*row[T] // by seq
	last  int64
	count int // rows of the latest state
}

// Row is a value with its place in the table.
type Row[T any] struct {
	// Seq grows from row to row; it is at least 1.
	Seq   int64
	Value T
}

// Rows yields the rows with a higher number than after, oldest first, or those with a lower number, newest first.
type Rows[T any] func(after int64, newestFirst bool) iter.Seq[Row[T]]

type row[T any] struct {
	id       string
	seq      int64
	versions []version[T] // oldest first, never empty
}

type version[T any] struct {
	since time.Time
	value T
	gone  bool
}

// Moment is a time at which a table is read or changed.
type Moment struct {
	// Now is when changes happen.
	Now time.Time
	// Seen is the moment whose state readers see: Now, or earlier.
	Seen time.Time
}

// Put adds a row or gives it a new value.
func (t *Table[T]) Put(m Moment, id string, value T) {
	r := t.rows[id]
	if r == nil {
		t.last++
		r = &row[T]{id: id, seq: t.last}
		if t.rows == nil {
			t.rows = map[string]*row[T]{}
		}
		t.rows[id] = r
		t.order = append(t.order, r)
	}
	if !r.exists() {
		t.count++
	}
	r.add(m, version[T]{since: m.Now, value: value})
}

// Delete removes a row. Readers of an earlier moment still see it.
func (t *Table[T]) Delete(m Moment, id string) {
	r := t.rows[id]
	if r == nil {
		return
	}
	if r.exists() {
		t.count--
	}
	r.add(m, version[T]{since: m.Now, gone: true})
	if len(r.versions) == 1 {
		delete(t.rows, id)
		i := t.after(r.seq - 1)
		t.order = slices.Delete(t.order, i, i+1)
	}
}

// Clone returns an independent table with the same rows. The values are shared.
func (t *Table[T]) Clone() Table[T] {
	c := Table[T]{last: t.last, count: t.count, rows: make(map[string]*row[T], len(t.rows)), order: make([]*row[T], len(t.order))}
	for i, r := range t.order {
		c.order[i] = &row[T]{id: r.id, seq: r.seq, versions: slices.Clone(r.versions)}
		c.rows[r.id] = c.order[i]
	}
	return c
}

// after returns the index of the first row with a higher number.
func (t *Table[T]) after(seq int64) int {
	i, found := slices.BinarySearchFunc(t.order, seq, func(r *row[T], seq int64) int { return cmp.Compare(r.seq, seq) })
	if found {
		i++
	}
	return i
}

// exists reports whether the row is part of the latest state.
func (r *row[T]) exists() bool { return len(r.versions) > 0 && !r.versions[len(r.versions)-1].gone }

// add appends a version and drops those that no reader can see any more.
func (r *row[T]) add(m Moment, v version[T]) {
	r.versions = append(r.versions, v)
	visible := r.visible(m.Seen)
	if visible > 0 {
		r.versions = slices.Delete(r.versions, 0, visible)
		r.versions[0].since = time.Time{} // the row existed all along
	}
}

// visible returns the index of the version at a moment, or -1.
func (r *row[T]) visible(moment time.Time) int {
	for i, v := range slices.Backward(r.versions) {
		if !v.since.After(moment) {
			return i
		}
	}
	return -1
}

// see returns the value that readers see.
func (r *row[T]) see(m Moment) (value T, ok bool) {
	i := r.visible(m.Seen)
	if i < 0 || r.versions[i].gone {
		return value, false
	}
	return r.versions[i].value, true
}

// Get returns the latest value of a row.
func (t *Table[T]) Get(id string) (value T, ok bool) {
	if r := t.rows[id]; r != nil && r.exists() {
		return r.versions[len(r.versions)-1].value, true
	}
	return value, false
}

// See returns the value of a row that readers see.
func (t *Table[T]) See(m Moment, id string) (value T, ok bool) {
	if r := t.rows[id]; r != nil {
		return r.see(m)
	}
	return value, false
}

// Rows yields the rows that readers see and that keep accepts. A nil keep accepts all.
func (t *Table[T]) Rows(m Moment, keep func(T) bool) Rows[T] {
	return func(after int64, newestFirst bool) iter.Seq[Row[T]] {
		return func(yield func(Row[T]) bool) {
			visit := func(r *row[T]) bool {
				value, ok := r.see(m)
				return !ok || keep != nil && !keep(value) || yield(Row[T]{Seq: r.seq, Value: value})
			}
			if newestFirst {
				for i := t.after(after-1) - 1; i >= 0 && visit(t.order[i]); i-- {
				}
				return
			}
			for i := t.after(after); i < len(t.order) && visit(t.order[i]); i++ {
			}
		}
	}
}

// All returns the values of rows, oldest first.
func (rows Rows[T]) All() []T {
	var values []T
	for row := range rows(0, false) {
		values = append(values, row.Value)
	}
	return values
}

// Once evaluates rows once, and counts them.
func (rows Rows[T]) Once() (found Rows[T], count int) {
	all := slices.Collect(rows(0, false))
	return sorted(all), len(all)
}

// RowsOf returns rows for values that are in no table.
func RowsOf[T any](values []T) Rows[T] {
	rows := make([]Row[T], len(values))
	for i, v := range values {
		rows[i] = Row[T]{Seq: int64(i) + 1, Value: v}
	}
	return sorted(rows)
}

// sorted returns the rows in a list, which is sorted by their numbers.
func sorted[T any](list []Row[T]) Rows[T] {
	return func(after int64, newestFirst bool) iter.Seq[Row[T]] {
		i, found := slices.BinarySearchFunc(list, after, func(r Row[T], after int64) int { return cmp.Compare(r.Seq, after) })
		return func(yield func(Row[T]) bool) {
			if newestFirst {
				for _, r := range slices.Backward(list[:i]) {
					if !yield(r) {
						return
					}
				}
				return
			}
			if found {
				i++
			}
			for _, r := range list[i:] {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// joined is added to the numbers of the rows that Join puts second: no table has so many.
const joined = int64(1) << 48

// Join makes one list of two: the rows of the second come after those of the first.
func Join[T any](first, second Rows[T]) Rows[T] {
	return func(after int64, newestFirst bool) iter.Seq[Row[T]] {
		return func(yield func(Row[T]) bool) {
			each := func(rows Rows[T], after, add int64) bool {
				for row := range rows(after, newestFirst) {
					row.Seq += add
					if !yield(row) {
						return false
					}
				}
				return true
			}
			inSecond := after > joined
			switch {
			case newestFirst:
				_ = (!inSecond || each(second, after-joined, joined)) && each(first, min(after, joined), 0)
			case inSecond:
				each(second, after-joined, joined)
			default:
				_ = each(first, after, 0) && each(second, 0, joined)
			}
		}
	}
}

// MapRows gives rows other values.
func MapRows[T, S any](rows Rows[T], to func(T) S) Rows[S] {
	return func(after int64, newestFirst bool) iter.Seq[Row[S]] {
		return func(yield func(Row[S]) bool) {
			for row := range rows(after, newestFirst) {
				if !yield(Row[S]{Seq: row.Seq, Value: to(row.Value)}) {
					return
				}
			}
		}
	}
}

// Latest returns the moment whose readers see the latest state.
func Latest() Moment { return Moment{Seen: time.Unix(0, math.MaxInt64)} }

// All returns the latest values, oldest row first.
func (t *Table[T]) All() []T { return t.Rows(Latest(), nil).All() }

// Find returns the oldest of the latest values that fulfil a condition.
func (t *Table[T]) Find(is func(T) bool) (value T, ok bool) {
	for row := range t.Rows(Latest(), is)(0, false) {
		return row.Value, true
	}
	return value, false
}

// Len returns the number of rows of the latest state.
func (t *Table[T]) Len() int { return t.count }
