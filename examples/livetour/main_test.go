package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/output.txt anew")

// result is the result of a run of the program.
type result struct {
	code           int
	stdout, stderr string
}

func start(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(stdin), &stdout, &stderr)
	return result{code: code, stdout: stdout.String(), stderr: stderr.String()}
}

// TestOutput compares all that the program prints with testdata/output.txt, except for what differs between two runs.
func TestOutput(t *testing.T) {
	got := start(t, "")
	require.Equal(t, exitDone, got.code, got.stderr)
	assert.Empty(t, got.stderr)

	golden := filepath.Join("testdata", "output.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(stable(got.stdout)), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), stable(got.stdout))
}

// stable replaces times, ports and random IDs.
func stable(output string) string {
	output = regexp.MustCompile(` +\d+\.\d ms`).ReplaceAllString(output, " TIME")
	output = regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(output, "ADDRESS")
	return regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`).ReplaceAllString(output, "ID")
}

func TestUsage(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		code int
		text string
	}{
		"help":                {[]string{"-h"}, exitDone, "-live"},
		"unknown flag":        {[]string{"-x"}, exitUsage, "not defined: -x"},
		"argument":            {[]string{"now"}, exitUsage, `unexpected argument "now"`},
		"flag without -live":  {[]string{"-bot", "B"}, exitUsage, "-bot has a meaning with -live only"},
		"nothing but -live":   {[]string{"-live"}, exitUsage, "-live also needs -app-instance, -bot, -channel, -contact-flow"},
		"ID in place of ARN":  {[]string{"-live", "-channel", "c-1"}, exitUsage, `-channel: "c-1" is not an ARN`},
		"nothing is optional": {[]string{"-live"}, exitUsage, "-phone-number, -user"},
	} {
		t.Run(name, func(t *testing.T) {
			got := start(t, "", test.args...)
			assert.Equal(t, test.code, got.code)
			assert.Contains(t, got.stderr, test.text)
			assert.Empty(t, got.stdout)
		})
	}
}
