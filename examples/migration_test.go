package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMigration runs the command of the README on the files of a program, which must compile afterwards.
func TestMigration(t *testing.T) {
	folder, before := t.TempDir(), map[string]string{}
	sources, err := filepath.Glob("testdata/migration/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, sources)
	for _, source := range sources {
		text, err := os.ReadFile(source)
		require.NoError(t, err)
		before[filepath.Base(source)] = string(text)
		require.NoError(t, os.WriteFile(filepath.Join(folder, filepath.Base(source)), text, 0o600))
	}
	run(t, folder, "git", "init", "-q")
	run(t, folder, "git", "add", ".")
	run(t, folder, "bash", "-c", migration(t))

	after := map[string]string{}
	for name := range before {
		text, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		after[name] = string(text)
	}
	assert.Equal(t, before["other.go"], after["other.go"], "other services, and comments")
	assert.Contains(t, after["resource.go"], `	chimesdkmessaging "github.com/seed-086a074d/chimeconnect/chimemessaging"`+"\n")
	assert.Contains(t, after["single.go"], `import chimesdkmessaging "github.com/seed-086a074d/chimeconnect/chimemessaging"`+"\n")
	assert.Contains(t, after["aliases.go"], `	chime "github.com/seed-086a074d/chimeconnect/chimemessaging" // shorter`+"\n")
	assert.Contains(t, after["aliases.go"], `	"github.com/aws/aws-sdk-go-v2/service/connect",`+"\n", "a text is no import")
	for name, text := range after {
		assert.Equal(t, strings.Count(before[name], "\n"), strings.Count(text, "\n"), "%s: only paths change", name)
	}
	compile(t, folder)

	run(t, folder, "git", "add", ".")
	run(t, folder, "bash", "-c", migration(t))
	assert.Empty(t, run(t, folder, "git", "diff", "--name-only"), "a second run changes nothing")
}

// migration returns the command.
func migration(t *testing.T) string {
	t.Helper()
	for _, block := range fenced(readme(t), "sh") {
		if strings.HasPrefix(block, "git ls-files") {
			return block
		}
	}
	require.Fail(t, "the README has no command that changes imports")
	return ""
}

// compile builds the program with this module. Modules of other services are not available.
func compile(t *testing.T, folder string) {
	t.Helper()
	require.NoError(t, os.Remove(filepath.Join(folder, "other.go")))
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), text, 0o600))
	}
	const module = "github.com/seed-086a074d/chimeconnect"
	run(t, folder, "go", "mod", "edit", "-module=example.com/provider", "-require="+module+"@v0.0.0", "-replace="+module+"="+root)
	run(t, folder, "go", "build", "-mod=mod", "./...")
}

// run runs a command in a folder and returns what it printed.
func run(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Dir = folder
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s %s: %s", name, strings.Join(args, " "), out)
	return string(out)
}
