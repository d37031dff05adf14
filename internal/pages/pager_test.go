package pages

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

type (
	ListInput struct {
		_ struct{} `aws:"GET /list,readonly" page:"in=Token,out=Page.Next,size=Max,items=Page.Items"`

		Token *string `aws:"query=token"`
		Max   *int32  `aws:"query=max"`
	}
	ListOutput struct {
		Page *ListPage
	}
	ListPage struct {
		Next  *string
		Items []int
	}
)

// book answers with its pages: two items each, and the token for the next.
type book struct {
	next  map[string]string
	fails map[string]int // how often
	asked []string
}

func (b *book) list(_ context.Context, in *ListInput, _ ...func()) (*ListOutput, error) {
	token := aws.ToString(in.Token)
	b.asked = append(b.asked, token)
	if b.fails[token] > 0 {
		b.fails[token]--
		return nil, errors.New("page " + token + " failed")
	}
	if token == "empty" {
		return &ListOutput{}, nil
	}
	first := 2 * len(token)
	out := &ListOutput{&ListPage{Items: []int{first, first + 1}}}
	if next, ok := b.next[token]; ok {
		out.Page.Next = &next
	}
	return out, nil
}

// threePages has the tokens "" (nil), "a" and "bb".
func threePages() *book {
	return &book{next: map[string]string{"": "a", "a": "bb"}, fails: map[string]int{}}
}

type testPager = Pager[func()]

func all(t *testing.T, p *testPager, breakAt int) (items []int, err error) {
	t.Helper()
	for item, err := range All[int](t.Context(), p, nil) {
		if err != nil {
			return items, err
		}
		items = append(items, item)
		if item == breakAt {
			break
		}
	}
	return items, nil
}

func TestAll(t *testing.T) {
	b, in := threePages(), &ListInput{}
	p := New(b.list, in, Options{Limit: 2})
	items, err := all(t, &p, -1)
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2, 3, 4, 5}, items)
	assert.Equal(t, []string{"", "a", "bb"}, b.asked)
	assert.Equal(t, &ListInput{}, in, "the caller's input is not modified")
	assert.False(t, p.HasMorePages())
	assert.Nil(t, p.Token())
	_, err = p.NextPage(t.Context(), nil)
	require.Error(t, err)
}

// A failed page can be asked for again, by the same paginator or by one that starts at its token.
func TestFailedPage(t *testing.T) {
	b := threePages()
	b.fails["a"] = 2
	p := New(b.list, nil, Options{})
	items, err := all(t, &p, -1)
	require.EqualError(t, err, "page a failed")
	assert.Equal(t, []int{0, 1}, items)
	var pages int
	for out, err := range Pages[*ListOutput](t.Context(), &p, nil) {
		require.Error(t, err)
		assert.Nil(t, out)
		pages++
	}
	assert.Equal(t, 1, pages, "an error is the end")

	again := New(b.list, &ListInput{Token: p.Token()}, Options{})
	items, err = all(t, &again, -1)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 3, 4, 5}, items)
	items, err = all(t, &p, -1)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 3, 4, 5}, items)
}

func TestBreak(t *testing.T) {
	b := threePages()
	p := New(b.list, nil, Options{})
	items, err := all(t, &p, 2)
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2}, items)
	assert.Equal(t, []string{"", "a"}, b.asked, "no page is fetched ahead")
	assert.Equal(t, "a", *p.Token(), "the page is not done")
	items, err = all(t, &p, 3)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 3}, items, "it comes again")
	assert.Equal(t, "bb", *p.Token(), "now it is done")

	var pages []*ListOutput
	for out, err := range Pages[*ListOutput](t.Context(), &p, nil) {
		require.NoError(t, err)
		pages = append(pages, out)
		break
	}
	assert.Equal(t, []int{4, 5}, pages[0].Page.Items)
	assert.False(t, p.HasMorePages())
}

func TestMaxItems(t *testing.T) {
	for most, want := range map[int][]string{1: {""}, 2: {""}, 3: {"", "a"}, 6: {"", "a", "bb"}, 100: {"", "a", "bb"}} {
		b := threePages()
		p := New(b.list, nil, Options{MaxItems: most})
		items, err := all(t, &p, -1)
		require.NoError(t, err)
		assert.Len(t, items, min(most, 6))
		assert.Equal(t, want, b.asked)
		assert.False(t, p.HasMorePages())
		if most == 3 {
			assert.Equal(t, "a", *p.Token(), "the page that was cut is where to go on")
		}

		b = threePages()
		p = New(b.list, nil, Options{MaxItems: most})
		for _, err := range Pages[*ListOutput](t.Context(), &p, nil) {
			require.NoError(t, err)
		}
		assert.Equal(t, want, b.asked, "pages are counted by their items too")
	}
}

func TestDuplicateToken(t *testing.T) {
	loop := func() *book { return &book{next: map[string]string{"": "a", "a": "a"}} }
	b := loop()
	p := New(b.list, nil, Options{})
	items, err := all(t, &p, -1)
	assert.Equal(t, []int{0, 1, 2, 3}, items, "the page with the repeated token is good")
	var duplicate *chimeconnect.DuplicateTokenError
	require.ErrorAs(t, err, &duplicate)
	assert.Equal(t, "List", duplicate.Operation)
	assert.Equal(t, []string{"", "a"}, b.asked)
	assert.True(t, p.HasMorePages())
	_, err = p.NextPage(t.Context(), nil)
	require.ErrorAs(t, err, &duplicate)

	b = loop()
	p = New(b.list, nil, Options{StopOnDuplicateToken: true})
	items, err = all(t, &p, -1)
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2, 3}, items)

	b = loop()
	p = New(b.list, nil, Options{AllowDuplicateToken: true, MaxItems: 7})
	items, err = all(t, &p, -1)
	require.NoError(t, err)
	assert.Len(t, items, 7)
}

// Cycles of tokens are found, however long they are.
func TestTokensGoRound(t *testing.T) {
	for length := 1; length <= 40; length++ {
		for lead := range 5 {
			b := &book{next: map[string]string{}}
			at := ""
			for i := range lead + length {
				next := strings.Repeat("x", i+1)
				b.next[at] = next
				at = next
			}
			b.next[at] = strings.Repeat("x", lead+1)
			p := New(b.list, nil, Options{})
			_, err := all(t, &p, -1)
			var duplicate *chimeconnect.DuplicateTokenError
			require.ErrorAs(t, err, &duplicate)
			assert.LessOrEqual(t, len(b.asked), 8*(lead+length)+4)
		}
	}
}

// A page without its structure has no items and no token.
func TestEmptyPage(t *testing.T) {
	b := threePages()
	p := New(b.list, &ListInput{Token: aws.String("empty")}, Options{})
	items, err := all(t, &p, -1)
	require.NoError(t, err)
	assert.Empty(t, items)
	assert.False(t, p.HasMorePages())
}
