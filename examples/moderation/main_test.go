package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "write testdata/output.txt and moderation.svg anew")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// play returns what the program prints.
func play(t *testing.T, in string, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), append([]string{"-pause", "0"}, args...), strings.NewReader(in), &out))
	return out.String()
}

// compare compares a text with a file, or writes that with -update.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestOutput(t *testing.T) {
	compare(t, "testdata/output.txt", play(t, ""))
}

// TestPicture compares the output in colors with the picture in the README.
func TestPicture(t *testing.T) {
	picture := drawing("go run ./examples/moderation", play(t, "", "-color"))
	compare(t, "moderation.svg", picture)
	for decoder := xml.NewDecoder(strings.NewReader(picture)); ; {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
	}
}

func TestTalk(t *testing.T) {
	out := play(t, "bob: What the HECK?\n\nnobody: hi\nAlice: www.example.com\nalice: helloween shell\n", "-talk")
	assert.Contains(t, out, "✓ Bob: What the ****?")
	assert.Contains(t, out, `"nobody: hi" is not understood`)
	assert.Equal(t, 1, strings.Count(out, "www.example.com"), "only its sender sees a link")
	assert.Contains(t, out, "✗ denied")
	assert.Contains(t, out, "✓ Alice: helloween shell", "parts of words are no swear words")
}

func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, run(ctx, nil, strings.NewReader(""), io.Discard), context.Canceled)
	require.ErrorIs(t, run(t.Context(), []string{"-h"}, strings.NewReader(""), io.Discard), flag.ErrHelp)
}
