package examples_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// TestResourceExamples checks that each resource of an API has an example, of one of its own operations and with an output.
func TestResourceExamples(t *testing.T) {
	for name, client := range map[string]reflect.Type{
		"connect":        reflect.TypeFor[*connect.Client](),
		"chimemessaging": reflect.TypeFor[*chimemessaging.Client](),
	} {
		t.Run(name, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join("..", "internal", "api", name, "descriptions", "*.txt"))
			require.NoError(t, err)
			resources := 0
			for _, file := range files {
				operations := operationsOf(t, file, client)
				if len(operations) == 0 {
					continue // types that several resources share, errors, words
				}
				resources++
				resource := strings.TrimSuffix(filepath.Base(file), ".txt")
				example := filepath.Join("..", name, "example_"+resource+"_test.go")
				found := 0
				for _, e := range examplesOf(t, example) {
					operation, attached := strings.CutPrefix(e.Name, "Client_")
					operation, _, _ = strings.Cut(operation, "_")
					if attached && operations[operation] && e.Output != "" {
						found++
					}
				}
				assert.Positive(t, found, "%s has no example of an operation of %s with an output", example, resource)
			}
			assert.Positive(t, resources)
		})
	}
}

// operationsOf returns the operations that a file of texts describes.
func operationsOf(t *testing.T, file string, client reflect.Type) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	operations := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^(\w+): `).FindAllStringSubmatch(string(text), -1) {
		if _, ok := client.MethodByName(match[1]); ok {
			operations[match[1]] = true
		}
	}
	return operations
}

// examplesOf returns the examples of a file, none if the file does not exist.
func examplesOf(t *testing.T, name string) []*doc.Example {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
	if os.IsNotExist(err) {
		return nil
	}
	require.NoError(t, err)
	return doc.Examples([]*ast.File{file}...)
}
