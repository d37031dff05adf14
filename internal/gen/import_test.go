package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func normalised(t *testing.T, file string) []byte {
	t.Helper()
	m, err := readModel(file)
	require.NoError(t, err)
	b, err := encodeModel(m)
	require.NoError(t, err)
	return b
}

func TestImportDropsProse(t *testing.T) {
	got := normalised(t, "testdata/rich.json")
	golden := filepath.Join(goldenDir, "model.json")
	if *update {
		require.NoError(t, os.WriteFile(golden, got, 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	for _, gone := range []string{"Prose", "documentation", "endpointRuleSet", "example.weather#Orphan", "resource\"", "h2"} {
		assert.NotContains(t, string(got), gone)
	}
}

func TestImportIsIdempotent(t *testing.T) {
	first := normalised(t, "testdata/rich.json")
	again := filepath.Join(t.TempDir(), "model.json")
	require.NoError(t, os.WriteFile(again, first, 0o644))
	assert.Equal(t, string(first), string(normalised(t, again)))
}

// The committed models are as import would write them, and generate the committed code.
func TestCommittedModels(t *testing.T) {
	in, err := findModule()
	require.NoError(t, err)
	for _, s := range services {
		file := filepath.Join(in.dir, "internal", "api", s.Folder, "model.json")
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(normalised(t, file)), s.Folder)

		p, err := load(file, Target{Package: s.Folder, Path: in.module + "/" + s.Folder})
		require.NoError(t, err)
		code, err := files(p, in)
		require.NoError(t, err)
		for name, text := range code {
			committed, err := os.ReadFile(filepath.Join(in.dir, s.Folder, filepath.FromSlash(name)))
			require.NoError(t, err, "run go generate ./...")
			assert.True(t, bytes.Equal(committed, text), "%s/%s is out of date: run go generate ./...", s.Folder, name)
			assert.Less(t, strings.Count(string(text), "\n"), maxLines, name)
		}
	}
}

func TestImportRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ old, new, want string }{
		"version":        {`"smithy": "2.0"`, `"smithy": "1.0"`, `Smithy version "1.0"`},
		"protocol":       {`"aws.protocols#restJson1": {"http": ["h2", "http/1.1"]}`, `"aws.protocols#restXml": {}`, "example.weather#Weather: the service does not speak aws.protocols#restJson1"},
		"unknown target": {`"target": "example.weather#Secret", "traits"`, `"target": "example.weather#Nothing", "traits"`, "example.weather#Nothing is not in the model"},
		"mixins":         {`"version": "2026-01-01",`, `"mixins": [],`, `example.weather#Weather: json: unknown field "mixins"`},
		"no JSON":        {`{`, `[`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := normaliseText(t, replaceOnce(t, richModel(t), tt.old, tt.new))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func richModel(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("testdata/rich.json")
	require.NoError(t, err)
	return string(b)
}

func normaliseText(t *testing.T, model string) (*Model, error) {
	t.Helper()
	m, err := decodeModel([]byte(model))
	if err != nil {
		return nil, err
	}
	return normalise(m)
}

func replaceOnce(t *testing.T, text, old, with string) string {
	t.Helper()
	before, after, found := strings.Cut(text, old)
	require.True(t, found, "the text has no %s", old)
	return before + with + after
}
