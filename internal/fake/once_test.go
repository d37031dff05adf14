package fake

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTokensAreBounded: the oldest tokens are forgotten, the others still answer.
func TestTokensAreBounded(t *testing.T) {
	var tokens Tokens
	runs := 0
	once := func(token int) {
		name := strconv.Itoa(token)
		_, err := Once(&tokens, time.Time{}, "Operation", &name, new(struct{}), func() (*int, error) {
			runs++
			return &token, nil
		})
		require.NoError(t, err)
	}
	for token := range 3 * maxTokens {
		once(token)
	}
	assert.Len(t, tokens.seen, maxTokens)
	assert.Len(t, tokens.order, maxTokens)
	runs = 0
	once(3*maxTokens - 1)
	assert.Zero(t, runs)
	once(0)
	assert.Equal(t, 1, runs)
}
