package fake

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func at(seconds, delay int) Moment {
	now := time.Unix(1_000_000, 0).Add(time.Duration(seconds) * time.Second)
	return Moment{Now: now, Seen: now.Add(-time.Duration(delay) * time.Second)}
}

func TestTableWithoutDelay(t *testing.T) {
	var table Table[string]
	table.Put(at(0, 0), "a", "1")
	table.Put(at(0, 0), "b", "2")
	table.Put(at(1, 0), "a", "3")
	value, ok := table.See(at(1, 0), "a")
	assert.True(t, ok)
	assert.Equal(t, "3", value)
	assert.Equal(t, []string{"3", "2"}, table.All())
	assert.Equal(t, []string{"2"}, table.Rows(at(1, 0), func(v string) bool { return v == "2" }).All())

	table.Delete(at(2, 0), "a")
	table.Delete(at(2, 0), "a")
	table.Delete(at(2, 0), "never")
	_, ok = table.Get("a")
	assert.False(t, ok)
	assert.Equal(t, []string{"2"}, table.All())
	assert.Len(t, table.rows, 1, "nothing is kept of a row that nobody can see")
	assert.Equal(t, 1, table.Len())
	table.Put(at(3, 0), "a", "4")
	assert.Equal(t, []string{"2", "4"}, table.All())
	_, ok = table.Find(func(v string) bool { return v == "5" })
	assert.False(t, ok)
}

func TestTableShowsThePast(t *testing.T) {
	var table Table[string]
	table.Put(at(0, 10), "a", "1")
	_, ok := table.See(at(9, 10), "a")
	assert.False(t, ok, "not visible yet")
	_, ok = table.Get("a")
	assert.True(t, ok, "but there")
	table.Put(at(20, 10), "a", "2")
	value, _ := table.See(at(29, 10), "a")
	assert.Equal(t, "1", value)
	value, _ = table.See(at(30, 10), "a")
	assert.Equal(t, "2", value)
	table.Delete(at(40, 10), "a")
	assert.Len(t, table.Rows(at(49, 10), nil).All(), 1)
	assert.Empty(t, table.Rows(at(50, 10), nil).All())
	assert.Empty(t, table.All())
}

func TestTableDelaySetLater(t *testing.T) {
	var table Table[string]
	table.Put(at(0, 0), "a", "1")
	table.Put(at(100, 0), "a", "2")
	value, ok := table.See(at(101, 10), "a")
	assert.True(t, ok, "a row that was there before stays")
	assert.Equal(t, "2", value)
}

// A page of a large table is read from where the last one ended: it looks at no row before that.
func TestPageReadsOnlyItsRows(t *testing.T) {
	var table Table[int]
	for i := range 1000 {
		table.Put(at(0, 0), strconv.Itoa(i), i)
	}
	looked := 0
	rows := table.Rows(at(0, 0), func(int) bool { looked++; return true })
	pages, list := NewPages(0), List{Name: "l", Default: 10}
	for range 5 {
		_, next, err := Page(pages, at(0, 0), list, rows)
		require.NoError(t, err)
		list.Token = next
	}
	assert.Equal(t, 5*11, looked, "a page and the row that says that there is another")
}

// A joined list goes on in the second where the first ends, in both directions, and looks at no more than is read.
func TestJoin(t *testing.T) {
	var first, second Table[int]
	for i := range 5 {
		first.Put(at(0, 0), strconv.Itoa(i), i)
		second.Put(at(0, 0), strconv.Itoa(i), 10*i)
	}
	looked := 0
	texts := func(table *Table[int]) Rows[string] {
		return MapRows(table.Rows(at(0, 0), nil), func(n int) string { looked++; return strconv.Itoa(n) })
	}
	rows := Join(texts(&first), texts(&second))
	all := []string{"0", "1", "2", "3", "4", "0", "10", "20", "30", "40"}
	assert.Equal(t, all, rows.All())
	for size := range 11 {
		for _, newestFirst := range []bool{false, true} {
			pages, list := NewPages(0), List{Name: "l", Default: int32(size + 1), NewestFirst: newestFirst}
			var found []string
			for {
				page, next, err := Page(pages, at(0, 0), list, rows)
				require.NoError(t, err)
				if found = append(found, page...); next == nil {
					break
				}
				list.Token = next
			}
			if newestFirst {
				slices.Reverse(found)
			}
			assert.Equal(t, all, found, "%d %v", size+1, newestFirst)
		}
	}
	looked = 0
	_, _, err := Page(NewPages(0), at(0, 0), List{Name: "l", Default: 2}, rows)
	require.NoError(t, err)
	assert.Equal(t, 3, looked)
}
