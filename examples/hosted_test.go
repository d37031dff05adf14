package examples_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHosted checks that the hosted workflow runs the checks, and that updates are looked for in each module.
func TestHosted(t *testing.T) {
	workflow, err := os.ReadFile("../.github/workflows/ci.yml")
	require.NoError(t, err)
	assert.Contains(t, string(workflow), "run: .ci/run\n")

	updates, err := os.ReadFile("../.github/dependabot.yml")
	require.NoError(t, err)
	modules := 0
	err = fs.WalkDir(os.DirFS(".."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Base(name) != "go.mod" || strings.Contains(name, "testdata") {
			return err
		}
		modules++
		folder := strings.TrimSuffix("/"+path.Dir(name), ".")
		assert.Contains(t, string(updates), "      - "+folder+"\n", "%s gets no updates", name)
		return nil
	})
	require.NoError(t, err)
	assert.Greater(t, modules, 1)
}
