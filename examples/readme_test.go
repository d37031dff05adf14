package examples_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	return string(text)
}

// TestReadme checks that the Go code in the README is part of an example or a test, so that it compiles and works.
func TestReadme(t *testing.T) {
	var sources []string
	for _, pattern := range []string{
		"firstcall/main.go", "../*_test.go", "../connect/example*_test.go", "../connect/flow/example*_test.go", "../chimemessaging/example*_test.go",
		"../chimemessaging/channelflow/example*_test.go", "../chimemessaging/session/example*_test.go",
		"../connect/redislimiter/example*_test.go", "../internal/peer/telemetry/example*_test.go",
	} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		for _, file := range files {
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			sources = append(sources, flat(string(source)))
		}
	}
	blocks := fenced(readme(t), "go")
	require.NotEmpty(t, blocks)
	for _, block := range blocks {
		if strings.HasPrefix(block, "import (") {
			continue // TestReadmeStandsAlone looks at these
		}
		found := false
		for _, source := range sources {
			found = found || strings.Contains(source, flat(block))
		}
		assert.True(t, found, "this code of README.md is in no example:\n%s", block)
	}
}

// TestReadmeStandsAlone checks that a reader finds each name that a block of Go uses: in the block, among the imports, in a
// block before it, or in backticks before it in the same section or in the first section with code.
func TestReadmeStandsAlone(t *testing.T) {
	sections := strings.Split(readme(t), "\n## ")
	known, imported, used := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, section := range sections {
		if !strings.HasPrefix(section, "First call") {
			continue
		}
		_, after, _ := strings.Cut(section, "Where a block does not say otherwise")
		known = backticked(after)
		for _, block := range fenced(section, "go") {
			for name := range importsOf(t, block) {
				imported[name] = true
			}
		}
	}
	require.NotEmpty(t, imported)
	require.NotEmpty(t, known)
	for _, section := range sections {
		parts := strings.Split(section, "```go\n")
		for i, part := range parts[1:] {
			block, _, _ := strings.Cut(part, "```")
			if strings.HasPrefix(block, "import (") || strings.HasPrefix(block, "package ") {
				continue
			}
			named := backticked(strings.Join(parts[:i+1], ""))
			file := parse(t, block)
			for name := range file.Scope.Objects {
				known[name] = true
			}
			for _, missing := range file.Unresolved {
				name := missing.Name
				used[name] = true
				assert.True(t, known[name] || imported[name] || named[name] || types.Universe.Lookup(name) != nil,
					"%s is unknown to a reader of\n%s", name, block)
			}
		}
	}
	program := fenced(readme(t), "go")[0]
	for name := range imported {
		assert.True(t, used[name] || strings.Contains(program, name+"."), "no code of the README uses %s", name)
	}
}

// TestReadmeOrder checks that what a newcomer needs first comes first.
func TestReadmeOrder(t *testing.T) {
	var headings []string
	for _, section := range strings.Split(readme(t), "\n## ")[1:] {
		heading, _, _ := strings.Cut(section, "\n")
		headings = append(headings, heading)
	}
	at := -1
	for _, heading := range []string{
		"Install", "First call", "Quickstart", "Errors", "The bearer of messaging calls", "Pages", "Retries and timeouts", "Limits", "Testing",
		"In place of the official clients", "Flows as code", "A channel-flow processor", "Receiving messages", "Bulk work", "Fleet",
	} {
		next := slices.Index(headings, heading)
		assert.Greater(t, next, at, heading)
		at = next
	}
}

// TestReadmeNumbers checks the numbers of operations in the README.
func TestReadmeNumbers(t *testing.T) {
	calls, withBearer := operations(reflect.TypeFor[*connect.Client]())
	require.Zero(t, withBearer)
	messagingCalls, withBearer := operations(reflect.TypeFor[*chimemessaging.Client]())
	text := strings.Join(strings.Fields(readme(t)), " ")
	for _, phrase := range []string{
		fmt.Sprintf("/connect/latest/APIReference/) (%d operations)", calls),
		fmt.Sprintf("Messaging.html) (%d operations)", messagingCalls),
		fmt.Sprintf("%d of the %d messaging operations act on behalf of", withBearer, messagingCalls),
	} {
		assert.Contains(t, text, phrase)
	}
}

// operations counts the operations of a client, and those whose input names a bearer.
func operations(client reflect.Type) (all, withBearer int) {
	for method := range client.Methods() {
		if !method.Type.IsVariadic() || method.Type.NumIn() != 4 {
			continue
		}
		all++
		if _, ok := method.Type.In(2).Elem().FieldByName("ChimeBearer"); ok {
			withBearer++
		}
	}
	return all, withBearer
}

// TestReadmeLinks checks that the links of the README and similar files lead somewhere.
func TestReadmeLinks(t *testing.T) {
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		require.NoError(t, err)
		for _, part := range strings.Split(string(text), "](")[1:] {
			target, _, _ := strings.Cut(part, ")")
			switch {
			case strings.HasPrefix(target, "https://"):
			case strings.HasPrefix(target, "#"):
				heading := strings.ReplaceAll(target[1:], "-", " ")
				assert.Contains(t, strings.ToLower(string(text)), "# "+heading+"\n", "%s links to %s", name, target)
			default:
				_, err := fs.Stat(os.DirFS(".."), target)
				assert.NoError(t, err, "%s links to %s", name, target)
			}
		}
	}
}

// fenced returns the fenced code of a Markdown text in a language.
func fenced(text, language string) []string {
	var blocks []string
	for _, part := range strings.Split(text, "```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		blocks = append(blocks, block)
	}
	return blocks
}

// flat removes indentation and empty lines, which differ between README and examples.
func flat(code string) string {
	var lines []string
	for line := range strings.SplitSeq(code, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// parse parses declarations, or the statements of a function.
func parse(t *testing.T, block string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "README.md", "package p\n"+block, 0)
	if err != nil {
		file, err = parser.ParseFile(token.NewFileSet(), "README.md", "package p\nfunc _() {\n"+block+"\n}", 0)
	}
	require.NoError(t, err, block)
	return file
}

// importsOf returns the names under which a block imports packages.
func importsOf(t *testing.T, block string) map[string]bool {
	t.Helper()
	if !strings.HasPrefix(block, "package ") {
		block = "package p\n" + block
	}
	file, err := parser.ParseFile(token.NewFileSet(), "README.md", block, parser.ImportsOnly)
	require.NoError(t, err)
	names := map[string]bool{}
	for _, spec := range file.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		name := path.Base(importPath)
		switch {
		case spec.Name != nil:
			name = spec.Name.Name
		case importPath == "github.com/redis/go-redis/v9":
			name = "redis"
		case importPath == "github.com/aws/smithy-go":
			name = "smithy"
		}
		names[name] = true
	}
	return names
}

// backticked returns the words that a text marks as code.
func backticked(text string) map[string]bool {
	words := map[string]bool{}
	for _, match := range regexp.MustCompile("`([A-Za-z_]+)`").FindAllStringSubmatch(text, -1) {
		words[match[1]] = true
	}
	return words
}
