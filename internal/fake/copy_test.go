package fake

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

type copied struct {
	Name   *string
	At     *time.Time
	List   []*string
	Map    map[string][]string
	Nested *copied
	Any    any
	Nil    []string
}

func TestCopySharesNothing(t *testing.T) {
	text, now := "before", time.Now()
	newValue := func() *copied {
		one, two, at := text, text, now
		return &copied{
			Name: &one, At: &at, List: []*string{&two}, Map: map[string][]string{"a": {text}},
			Nested: &copied{Map: map[string][]string{"b": {text}}}, Any: copied{List: []*string{&one}},
		}
	}
	original := newValue()
	c := Copy(original)
	assert.Equal(t, newValue(), c)
	*c.Name, *c.At, *c.List[0] = "after", time.Time{}, "after"
	c.Map["a"][0], c.Map["c"], c.Nested.Map["b"][0] = "after", nil, "after"
	*c.Any.(copied).List[0] = "after"
	assert.Equal(t, newValue(), original)
	assert.Nil(t, Copy((*copied)(nil)))
}
