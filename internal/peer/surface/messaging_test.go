package surface

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const messaging = "github.com/seed-086a074d/chimeconnect/chimemessaging"

// TestMessaging compares the messaging package with testdata/chimemessaging.txt, a list in place of the official module
// of this service, which is not available here.
func TestMessaging(t *testing.T) {
	loaded, err := Load(map[string]string{"messaging": messaging, "types": messaging + "/types"})
	require.NoError(t, err)
	want := readFacts(t, "testdata/chimemessaging.txt")
	d := Compare(want, loaded[0].Facts())
	d.report(t)
	t.Logf("%d facts of the list", len(want))
}

func readFacts(t *testing.T, file string) Facts {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	facts := Facts{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, fact, ok := strings.Cut(line, " ")
		require.True(t, ok, line)
		facts[name] = fact
	}
	return facts
}
