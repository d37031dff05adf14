package fake

import (
	"slices"
	"time"
)

// Table is what built-in state keeps its resources in: rows in the order of their creation, with what each
// was before its latest changes, so that a reader can be shown the state of a moment ago. Values are not
// to be changed once they are in a table: put a changed copy. A table is not safe for concurrent use; the
// zero value is empty and ready.
type Table[T any] struct {
	rows  map[string]*row[T]
	order []*row[T]
	last  int64
}

// Row is a value with its place in the table.
type Row[T any] struct {
	// ID is the key of the row.
	ID string
	// Seq grows from row to row; pages are cut by it.
	Seq   int64
	Value T
}

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
	r.add(m, version[T]{since: m.Now, value: value})
}

// Delete takes a row away. Readers of an earlier moment still see it.
func (t *Table[T]) Delete(m Moment, id string) {
	r := t.rows[id]
	if r == nil {
		return
	}
	r.add(m, version[T]{since: m.Now, gone: true})
	if len(r.versions) == 1 {
		delete(t.rows, id)
		t.order = slices.DeleteFunc(t.order, func(o *row[T]) bool { return o == r })
	}
}

// add appends a version and drops those that nobody can see any more.
func (r *row[T]) add(m Moment, v version[T]) {
	r.versions = append(r.versions, v)
	visible := r.visible(m.Seen)
	if visible > 0 {
		r.versions = slices.Delete(r.versions, 0, visible)
		r.versions[0].since = time.Time{} // something was there all along
	}
}

// visible is the index of the version of a moment, or -1.
func (r *row[T]) visible(at time.Time) int {
	for i, v := range slices.Backward(r.versions) {
		if !v.since.After(at) {
			return i
		}
	}
	return -1
}

// Get returns the latest value of a row.
func (t *Table[T]) Get(id string) (value T, ok bool) {
	r := t.rows[id]
	if r == nil {
		return value, false
	}
	latest := r.versions[len(r.versions)-1]
	return latest.value, !latest.gone
}

// See returns the value of a row that readers see.
func (t *Table[T]) See(m Moment, id string) (value T, ok bool) {
	r := t.rows[id]
	if r == nil {
		return value, false
	}
	i := r.visible(m.Seen)
	if i < 0 || r.versions[i].gone {
		return value, false
	}
	return r.versions[i].value, true
}

// Rows returns the rows that readers see and that keep accepts, oldest first. A nil keep accepts all.
func (t *Table[T]) Rows(m Moment, keep func(T) bool) []Row[T] {
	var rows []Row[T]
	for _, r := range t.order {
		i := r.visible(m.Seen)
		if i < 0 || r.versions[i].gone || keep != nil && !keep(r.versions[i].value) {
			continue
		}
		rows = append(rows, Row[T]{ID: r.id, Seq: r.seq, Value: r.versions[i].value})
	}
	return rows
}

// All returns the latest values, oldest row first.
func (t *Table[T]) All() []T {
	var values []T
	for _, r := range t.order {
		if v := r.versions[len(r.versions)-1]; !v.gone {
			values = append(values, v.value)
		}
	}
	return values
}

// Find returns the latest value that a condition holds for.
func (t *Table[T]) Find(is func(T) bool) (value T, ok bool) {
	for _, r := range t.order {
		if v := r.versions[len(r.versions)-1]; !v.gone && is(v.value) {
			return v.value, true
		}
	}
	return value, false
}

// Len is the number of rows of the latest state.
func (t *Table[T]) Len() (n int) {
	for _, r := range t.order {
		if !r.versions[len(r.versions)-1].gone {
			n++
		}
	}
	return n
}
