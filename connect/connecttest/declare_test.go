package connecttest

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A member that would be lost between an operation and a resource is found when the server starts, not by its user.
func TestDeclarationsAreChecked(t *testing.T) {
	s, h := NewHTTPHandler().state, new(Handlers)
	var prompts resource[types.Prompt]
	prompt := declare(s, &prompts, resource[types.Prompt]{noun: "Prompt", kind: "prompt", path: "prompt"})
	assert.NotPanics(t, func() { create(prompt, &h.CreatePrompt, nil, "S3Uri") })
	assert.PanicsWithValue(t, "connecttest: types.Prompt has no place for connect.CreatePromptInput.S3Uri", func() { create(prompt, &h.CreatePrompt, nil) })
	assert.PanicsWithValue(t, "connecttest: connect.DescribeQueueInput has no PromptId or Id", func() { describe(prompt, &h.DescribeQueue) })
	assert.PanicsWithValue(t, "connecttest: connect.DescribePromptOutput has no list", func() { list(prompt, &h.DescribePrompt, nil) })
	assert.PanicsWithValue(t, "connecttest: types.Prompt has nothing for [QueueType] of types.QueueSummary", func() { list(prompt, &h.ListQueues, nil) })
	var configs resource[types.LexBotConfig]
	assert.PanicsWithValue(t, "connecttest: types.LexBotConfig has no LexBotId or Id", func() {
		declare(s, &configs, resource[types.LexBotConfig]{noun: "LexBot"})
	})
}
