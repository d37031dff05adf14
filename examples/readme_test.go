package examples_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadme checks that the Go code in the README is part of an example or a test, so that it compiles and works.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	var sources []string
	for _, pattern := range []string{
		"../example*_test.go", "../connect/example*_test.go", "../connect/flow/example*_test.go", "../chimemessaging/example*_test.go",
		"../chimemessaging/channelflow/example*_test.go", "../chimemessaging/session/example*_test.go",
		"../connect/redislimiter/example*_test.go",
	} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			sources = append(sources, flat(string(source)))
		}
	}
	blocks := goBlocks(string(readme))
	require.NotEmpty(t, blocks)
	for _, block := range blocks {
		if strings.HasPrefix(block, "import (") {
			continue // which paths there are, not what to do with them
		}
		found := false
		for _, source := range sources {
			found = found || strings.Contains(source, flat(block))
		}
		assert.True(t, found, "this code of README.md is in no example:\n%s", block)
	}
}

// TestReadmeLinks checks that what the README and its kin link to is there.
func TestReadmeLinks(t *testing.T) {
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		require.NoError(t, err)
		for _, part := range strings.Split(string(text), "](")[1:] {
			target, _, _ := strings.Cut(part, ")")
			if strings.HasPrefix(target, "https://") {
				continue
			}
			_, err := fs.Stat(os.DirFS(".."), target)
			assert.NoError(t, err, "%s links to %s", name, target)
		}
	}
}

// goBlocks returns the fenced Go code of a Markdown text.
func goBlocks(text string) []string {
	var blocks []string
	for _, part := range strings.Split(text, "```go\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		blocks = append(blocks, block)
	}
	return blocks
}

// flat leaves out indentation and empty lines, which depend on where the code stands.
func flat(code string) string {
	var lines []string
	for line := range strings.SplitSeq(code, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
