package connecttest

import (
	"fmt"
	"maps"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// list writes what the state keeps, by kind.
func (s *state) list(l *fake.Listing) {
	for _, d := range s.declared {
		d.list(l)
	}
}

// snapshot copies what is declared, and the numbers that were released.
func (s *state) snapshot() (restore func()) {
	var all []func()
	for _, d := range s.declared {
		all = append(all, d.snapshot())
	}
	released := maps.Clone(s.released)
	return func() {
		for _, restore := range all {
			restore()
		}
		s.released = maps.Clone(released)
	}
}

func (res *resource[T]) list(l *fake.Listing) {
	var rows []string
	for owner, table := range res.tables {
		for _, t := range table.All() {
			row := res.id(t) + " " + aws.ToString(*member[*string](t, "Name", res.noun+"Name", "Username", "InstanceAlias", "PhoneNumber"))
			if owner != "" {
				row += " of " + owner
			}
			rows = append(rows, row)
		}
	}
	l.Rows(res.kind, rows)
}

// snapshot copies the tables. The values in them do not change.
func (res *resource[T]) snapshot() (restore func()) {
	clone := func(tables map[string]*rows[T]) map[string]*rows[T] {
		out := make(map[string]*rows[T], len(tables))
		for owner, table := range tables {
			out[owner] = &rows[T]{Table: table.Clone(), ids: maps.Clone(table.ids)}
		}
		return out
	}
	kept := clone(res.tables)
	return func() { res.tables = clone(kept) }
}

func (a *attachment[E]) list(l *fake.Listing) {
	var rows []string
	for of, table := range a.tables {
		for _, e := range table.All() {
			rows = append(rows, fmt.Sprintf("%s: %s", of.row, a.key(e)))
		}
	}
	l.Rows(a.kind, rows)
}

func (a *attachment[E]) snapshot() (restore func()) {
	clone := func(tables map[attachmentKey]*fake.Table[E]) map[attachmentKey]*fake.Table[E] {
		out := make(map[attachmentKey]*fake.Table[E], len(tables))
		for of, table := range tables {
			copied := table.Clone()
			out[of] = &copied
		}
		return out
	}
	kept := clone(a.tables)
	return func() { a.tables = clone(kept) }
}
