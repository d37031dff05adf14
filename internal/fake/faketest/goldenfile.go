package faketest

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// GoldenFile compares a text with that of a file, which -update writes again.
func GoldenFile(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	golden, err := os.ReadFile(path) //nolint:gosec // the path is that of a test
	require.NoError(t, err, "run the test with -update")
	assert.Equal(t, string(golden), text, "run the test with -update")
}
