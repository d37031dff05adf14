package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the Containerfile starts is this program with flags that it knows, reachable from outside the container.
func TestContainerfile(t *testing.T) {
	text, err := os.ReadFile("Containerfile")
	require.NoError(t, err)
	assert.Contains(t, string(text), "RUN CGO_ENABLED=0 go build -trimpath -o /localservice ./examples/localservice\n", "an empty image has no C library")
	entry := regexp.MustCompile(`(?m)^ENTRYPOINT (.*)$`).FindStringSubmatch(string(text))
	require.NotNil(t, entry)
	var command []string
	require.NoError(t, json.Unmarshal([]byte(entry[1]), &command))
	c, err := parseFlags(command[1:], io.Discard)
	require.NoError(t, err)
	assert.Equal(t, "/localservice", command[0])
	assert.Equal(t, "0.0.0.0:8080", c.addr)
	assert.Contains(t, string(text), "EXPOSE 8080\n")
}

// go install takes no module that replaces others, and finds the program only if it belongs to the module of the clients.
func TestCanBeInstalled(t *testing.T) {
	root := filepath.Join("..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	assert.NotRegexp(t, `(?m)^(replace|exclude)\b`, string(mod))
	for _, folder := range []string{".", ".."} {
		_, err := os.Stat(filepath.Join(folder, "go.mod"))
		require.ErrorIs(t, err, os.ErrNotExist)
	}
}
