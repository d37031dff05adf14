package fake

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPages(t *testing.T) {
	pages := NewPages(time.Hour)
	var table Table[int]
	for i := range 5 {
		table.Put(at(0, 0), string(rune('a'+i)), i)
	}
	two := int32(2)
	walk := func(rows Rows[int], down bool) (all []int) {
		list := List{Name: "l", Size: &two, Default: 100, NewestFirst: down}
		for {
			page, next, err := Page(pages, at(0, 0), list, rows)
			require.NoError(t, err)
			all = append(all, page...)
			if next == nil {
				return all
			}
			list.Token = next
		}
	}
	for _, rows := range []Rows[int]{table.Rows(at(0, 0), nil), RowsOf([]int{0, 1, 2, 3, 4})} {
		assert.Equal(t, []int{0, 1, 2, 3, 4}, walk(rows, false))
		assert.Equal(t, []int{4, 3, 2, 1, 0}, walk(rows, true))
	}
}

func TestPageContinuesAfterDeletedRow(t *testing.T) {
	pages := NewPages(0)
	var table Table[string]
	for _, id := range []string{"a", "b", "c"} {
		table.Put(at(0, 0), id, id)
	}
	list := List{Name: "l", Default: 2}
	_, next, err := Page(pages, at(0, 0), list, table.Rows(at(0, 0), nil))
	require.NoError(t, err)
	table.Delete(at(0, 0), "b")
	list.Token = next
	page, next, err := Page(pages, at(1e6, 0), list, table.Rows(at(0, 0), nil))
	require.NoError(t, err)
	assert.Equal(t, []string{"c"}, page)
	assert.Nil(t, next)
}

func TestPageTokens(t *testing.T) {
	pages := NewPages(time.Hour)
	rows := RowsOf([]int{1, 2})
	_, token, err := Page(pages, at(0, 0), List{Name: "l", Default: 1}, rows)
	require.NoError(t, err)
	open := func(p *Pages, name, token string, seconds int) error {
		_, _, err := Page(p, at(seconds, 0), List{Name: name, Default: 1, Token: &token}, rows)
		return err
	}
	require.NoError(t, open(pages, "l", *token, 3600))
	require.NoError(t, open(pages, "l", "", 0))
	require.ErrorIs(t, open(pages, "l", *token, 3601), ErrPageTokenExpired)
	require.ErrorIs(t, open(pages, "other list", *token, 0), ErrPageToken)
	require.ErrorIs(t, open(NewPages(time.Hour), "l", *token, 0), ErrPageToken, "another server")
	require.ErrorIs(t, open(pages, "l", "!", 0), ErrPageToken)
	require.ErrorIs(t, open(pages, "l", "AAAA", 0), ErrPageToken)
}

func TestListOf(t *testing.T) {
	type input struct {
		Name       *string
		NextToken  *string
		MaxResults *int32
	}
	name, same, token, size := "x", "x", "token", int32(7)
	list := ListOf("Op", &input{&name, &token, &size}, 50)
	assert.Equal(t, List{Name: list.Name, Token: &token, Size: &size, Default: 50}, list)
	assert.Equal(t, list.Name, ListOf("Op", &input{&same, nil, nil}, 50).Name, "where it continues does not matter")
	assert.NotEqual(t, list.Name, ListOf("Op", &input{nil, nil, nil}, 50).Name)
	assert.NotEqual(t, list.Name, ListOf("Other", &input{&name, nil, nil}, 50).Name)
}

func TestOnce(t *testing.T) {
	type input struct{ Token, Name *string }
	type output struct{ N int }
	var tokens Tokens
	runs := 0
	run := func() (*output, error) { runs++; return &output{runs}, nil }
	token, other, name, changed := "t1", "t2", "name", "changed"
	call := func(token *string, in *input, seconds int) (*output, error) {
		return Once(&tokens, at(seconds, 0).Now, "Create", token, in, run)
	}
	failing := errors.New("failed")
	_, err := Once(&tokens, at(0, 0).Now, "Create", &token, &input{}, func() (*output, error) { return nil, failing })
	require.ErrorIs(t, err, failing, "and not remembered")

	out, err := call(&token, &input{&token, &name}, 0)
	require.NoError(t, err)
	again, err := call(&token, &input{&token, &name}, 60)
	require.NoError(t, err)
	assert.Equal(t, out, again)
	assert.Equal(t, 1, runs)
	_, err = call(&token, &input{&token, &changed}, 60)
	require.ErrorIs(t, err, ErrTokenReused)
	_, err = call(&other, &input{&other, &name}, 60)
	require.NoError(t, err)
	_, err = call(nil, &input{nil, &name}, 60)
	require.NoError(t, err)
	assert.Equal(t, 3, runs)
	_, err = call(&token, &input{&token, &changed}, 100_000)
	require.NoError(t, err, "forgotten after a day")
}
