package channelflow_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The processor of a new user is short: from the client to lambda.Start, the function literal of the handler included.
// The main function around it has six lines more, four of them for the configuration.
func TestExampleIsShort(t *testing.T) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "example_test.go", nil, 0)
	require.NoError(t, err)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "Example" {
			continue
		}
		body := f.Body.List[2 : len(f.Body.List)-1] // without the stand-in for Lambda, and the messages to it
		lines := files.Position(body[len(body)-1].End()).Line - files.Position(body[0].Pos()).Line + 1
		assert.LessOrEqual(t, lines+6, 15)
		return
	}
	t.Fatal("there is no Example")
}
