//go:build unix

package main

import (
	"context"
	"os"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A run whose items are all denied stops, and continues with them when the permission is granted.
func TestDenied(t *testing.T) {
	s := newStage(t, 40, 100)
	var allowed atomic.Bool
	builtin := s.fake.Builtin()
	problem := &types.AccessDeniedException{Message: aws.String("no permission")}
	s.fake.Handle(func(h *connecttest.Handlers) {
		h.DisassociatePhoneNumberContactFlow = func(ctx context.Context, in *connect.DisassociatePhoneNumberContactFlowInput) (
			*connect.DisassociatePhoneNumberContactFlowOutput, error,
		) {
			if !allowed.Load() {
				return nil, problem
			}
			return builtin.DisassociatePhoneNumberContactFlow(ctx, in)
		}
		h.DisassociateLexBot = func(ctx context.Context, in *connect.DisassociateLexBotInput) (*connect.DisassociateLexBotOutput, error) {
			if !allowed.Load() {
				return nil, problem
			}
			return builtin.DisassociateLexBot(ctx, in)
		}
	})
	require.NoError(t, s.run("load", "-items", s.path("items.csv")))
	err := s.run("work", "-denials", "5", "-rate", "100", "-concurrency", "2")
	require.ErrorContains(t, err, "too many items in a row were denied")
	require.ErrorContains(t, err, "no permission")
	require.ErrorContains(t, s.run("watch"), "the run stopped")
	assert.LessOrEqual(t, len(s.fake.Requests()), 5+2, "those that were under way")

	allowed.Store(true)
	require.NoError(t, s.run("resume"))
	require.NoError(t, s.run("work", "-rate", "100"))
	p, err := s.book.progress(t.Context())
	require.NoError(t, err)
	assert.Equal(t, progress{total: 40, done: 40}, p)
}

// An item that cannot succeed is recorded and not tried again.
func TestFailed(t *testing.T) {
	s := newStage(t, 4, 100)
	require.NoError(t, writeItems(s.path("items.csv"), append(s.items, item{Kind: "bot", Instance: s.items[0].Instance, ID: "nobody", Region: "us-east-1"})))
	require.NoError(t, s.run("load", "-items", s.path("items.csv")))
	require.NoError(t, s.run("work", "-rate", "100"))
	require.NoError(t, s.run("results", "-out", s.path("results.csv")))
	text, err := os.ReadFile(s.path("results.csv"))
	require.NoError(t, err)
	assert.Contains(t, string(text), ",nobody,us-east-1,failed,false,")
	assert.Contains(t, string(text), "ResourceNotFoundException")
}

func TestDryRun(t *testing.T) {
	s := newStage(t, 4, 100)
	require.NoError(t, s.run("load", "-items", s.path("items.csv"), "-dry-run"))
	assert.Contains(t, s.said(), "4 items, all of them fit to be sent; nothing was sent or stored")
	keys, err := s.redis.Keys(t.Context(), "*").Result()
	require.NoError(t, err)
	assert.Empty(t, keys)
	wrong := []item{{Kind: "queue", Instance: "i", ID: "q"}, {Kind: "bot", Instance: "i", ID: "b"}, {Kind: "number", ID: "n"}, s.items[0], s.items[0]}
	require.NoError(t, writeItems(s.path("wrong.csv"), wrong))
	err = s.run("load", "-items", s.path("wrong.csv"), "-dry-run")
	require.ErrorContains(t, err, `the kind is "queue"; want number or bot`)
	require.ErrorContains(t, err, "the region of the bot must be set")
	require.ErrorContains(t, err, "instance_id and id must be set")
	require.ErrorContains(t, err, "occurs twice")
	assert.Empty(t, s.fake.Requests())
}

func TestNoSecretsInErrors(t *testing.T) {
	s := newStage(t, 2, 100)
	err := s.run("load", "-items", s.path("items.csv"), "-store", "redis://user:hunter2@host:port")
	require.ErrorContains(t, err, "want a URL")
	assert.NotContains(t, err.Error(), "hunter2")
	require.ErrorContains(t, s.run("unlink"), "the commands are")
}
