package connecttest_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A program that imports a client compiles nothing of the fakes, of flows as code, or of messaging sessions.
func TestClientsDoNotDependOnFakes(t *testing.T) {
	const module = "github.com/seed-086a074d/chimeconnect/"
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", module+"connect", module+"chimemessaging").Output()
	require.NoError(t, err)
	for name := range strings.FieldsSeq(string(out)) {
		assert.NotEqual(t, "testing", name)
		assert.NotEqual(t, module+"chimemessaging/session", name)
		assert.NotEqual(t, module+"connect/flow", name)
		assert.NotContains(t, name, "chimeconnect/internal/fake")
		assert.NotContains(t, name, "websocket")
		assert.False(t, strings.HasPrefix(name, module) && strings.HasSuffix(name, "test"), name)
	}
}
