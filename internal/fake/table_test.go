package fake

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
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
	assert.Equal(t, []Row[string]{{"b", 2, "2"}}, table.Rows(at(1, 0), func(v string) bool { return v == "2" }))

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
	assert.Len(t, table.Rows(at(49, 10), nil), 1)
	assert.Empty(t, table.Rows(at(50, 10), nil))
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
