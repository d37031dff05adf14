//go:build unix

package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The item of a dead worker is checked: whether its request was carried out or not, it takes effect once.
func TestInDoubt(t *testing.T) {
	s := newStage(t, 4, 100) // two numbers, two bots
	require.NoError(t, s.run("load", "-items", s.path("items.csv")))
	for i, it := range s.items {
		began, err := s.book.begin(t.Context(), it, "the dead")
		require.NoError(t, err)
		require.Equal(t, fresh, began)
		if i%2 == 0 { // its request was carried out
			require.NoError(t, it.unlink(t.Context(), s.fake.Client(), "unlink"))
		}
	}
	require.NoError(t, s.run("work", "-rate", "100"))
	r, err := audit(s.fake.Requests(), s.items)
	require.NoError(t, err)
	assert.Equal(t, record{items: 4, once: 3, repeated: 1, looks: 2}, r, "the bot's request is repeated with its token")
	p, err := s.book.progress(t.Context())
	require.NoError(t, err)
	assert.Equal(t, progress{total: 4, done: 4, inDoubt: 4}, p)
}

// The audit finds items that were unlinked twice, or not at all.
func TestAudit(t *testing.T) {
	s := newStage(t, 4, 100)
	client := s.fake.Client()
	bot := s.items[2]
	require.NoError(t, bot.unlink(t.Context(), client, "one run"))
	_, err := audit(s.fake.Requests(), s.items)
	require.ErrorContains(t, err, s.items[0].ID+" was not unlinked")
	require.NotContains(t, err.Error(), bot.ID)
	_, err = s.fake.Builtin().AssociateLexBot(t.Context(), linkAgain(bot))
	require.NoError(t, err)
	require.NoError(t, bot.unlink(t.Context(), client, "another run"))
	_, err = audit(s.fake.Requests(), s.items)
	require.ErrorContains(t, err, bot.ID+" was unlinked twice")
}

func linkAgain(bot item) *connect.AssociateLexBotInput {
	return &connect.AssociateLexBotInput{InstanceId: &bot.Instance, LexBot: &types.LexBot{Name: &bot.ID, LexRegion: &bot.Region}}
}
