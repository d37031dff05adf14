package faketest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ListsAreIndexed checks that a page costs what is on it: of many, a hundred times as many resources as of few, it must not take
// a hundred times as long. The quickest of many calls is compared, since the machine may be busy with something else.
func ListsAreIndexed(t *testing.T, few, many map[string]func(context.Context) error) {
	t.Helper()
	best := func(list func(context.Context) error) time.Duration {
		least := time.Hour
		for range 50 {
			start := time.Now()
			require.NoError(t, list(t.Context()))
			least = min(least, time.Since(start))
		}
		return least
	}
	for name := range few {
		assert.Less(t, best(many[name]), 30*best(few[name]), name)
	}
}

// BenchmarkLists measures the calls that lists returns for each number of resources.
func BenchmarkLists(b *testing.B, lists func(n int) map[string]func(context.Context) error, counts ...int) {
	b.Helper()
	for _, n := range counts {
		for name, list := range lists(n) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					require.NoError(b, list(b.Context()))
				}
			})
		}
	}
}
