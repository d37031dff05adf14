package session_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/seed-086a074d/chimeconnect/"

// dependencies returns the packages that a package compiles.
func dependencies(t *testing.T, name string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", name).Output()
	require.NoError(t, err)
	return strings.Fields(string(out))
}

// A program that imports only the client compiles nothing of sessions, and one with a session nothing of the fakes.
func TestDependencies(t *testing.T) {
	for _, name := range dependencies(t, module+"chimemessaging") {
		assert.NotEqual(t, module+"chimemessaging/session", name)
		assert.False(t, strings.HasPrefix(name, "github.com/coder/websocket"), name)
	}
	for _, name := range dependencies(t, module+"chimemessaging/session") {
		assert.NotEqual(t, "testing", name)
		assert.NotContains(t, name, module+"internal/fake")
		assert.NotContains(t, name, "chimemessagingtest")
	}
}
