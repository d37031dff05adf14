package flow

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sampleFlows returns the flows in testdata, by name.
func sampleFlows(tb testing.TB) map[string]string {
	tb.Helper()
	files, err := filepath.Glob("testdata/flows/*.json")
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	samples := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(tb, err)
		samples[strings.TrimSuffix(filepath.Base(file), ".json")] = string(text)
	}
	return samples
}

func mustParse(tb testing.TB, content string) *Flow {
	tb.Helper()
	f, err := Parse(content)
	require.NoError(tb, err)
	return f
}

func TestParsePrintsWhatCame(t *testing.T) {
	for name, content := range sampleFlows(t) {
		f := mustParse(t, content)
		assert.Equal(t, content, f.String(), name)
		assert.JSONEq(t, content, f.Indented(), name)
		assert.JSONEq(t, content, f.Compact(), name)
		assert.NotContains(t, f.Compact(), "\n", name)
	}
	odd := " {\"a\" : 1.0e+2 ,\t\"Actions\":[ ] , \"A\\u0063tions\" :null, \"x\":{ } }\r\n"
	assert.Equal(t, odd, mustParse(t, odd).String())
}

func TestParseError(t *testing.T) {
	for content, want := range map[string]string{
		"":                               "line 1, column 1: expected a value, found the end of the text",
		"{\n \"Actions\": [{},\n  {é}]}": `line 3, column 4, Actions[1]: expected a key in double quotes, found 'é'`,
		`{"Version": 1}`:                 "line 1, column 13, Version: expected a string, found a number",
		`null`:                           "line 1, column 1: expected an object, found null",
		`[]`:                             "line 1, column 1: expected an object, found an array",
		`{"Actions":[null]}`:             "line 1, column 13, Actions[0]: expected an object, found null",
		`{"Actions":[{"Transitions":{"Errors":[{"NextAction":{}}]}}]}`: "line 1, column 53, Actions[0].Transitions.Errors[0].NextAction: expected a string, found an object",
		`{} // done`:                       "line 1, column 4: expected the end of the text, found a comment, which JSON does not have",
		"\ufeff{}":                         "line 1, column 1: expected a value, found a byte order mark, which JSON does not have",
		`{"a b.c":{"d":[1,tru]}}`:          `line 1, column 18, ["a b.c"].d[1]: expected a value, found 't'`,
		`{"a":"x` + "\n" + `"}`:            `line 1, column 8, a: a string must not contain '\n'; write it as an escape`,
		`{"a":"\q"}`:                       `line 1, column 8, a: expected one of " \ / b f n r t u after a backslash, found 'q'`,
		`{"a":"\u12g4"}`:                   `line 1, column 11, a: expected four hexadecimal digits after \u, found 'g'`,
		`{"a":01}`:                         `line 1, column 7: expected a comma or '}', found '1'`,
		`{"a":-}`:                          `line 1, column 7, a: expected a digit, found '}'`,
		`{"a":1.}`:                         `line 1, column 8, a: expected a digit after the point, found '}'`,
		`{"a":1e}`:                         `line 1, column 8, a: expected a digit of the exponent, found '}'`,
		`{"a" 1}`:                          `line 1, column 6, a: expected a colon, found '1'`,
		`{"a":"` + "\xff" + `"}`:           "line 1, column 7: the text is not valid UTF-8",
		`{"a":"`:                           "line 1, column 7, a: expected the closing quote of a string, found the end of the text",
		strings.Repeat(`{"a":`, 201):       "line 1, column 1001, " + strings.Repeat("a.", 199) + "a: the values are nested more than 200 levels deep",
		`"` + strings.Repeat("é", 256_000): "line 1, column 256002: the flow has 256001 characters, 256000 are allowed",
	} {
		_, err := Parse(content)
		var wrong *ParseError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, "flow: "+want, err.Error())
	}
	longest := `{"a":"` + strings.Repeat("é", MaxLength-8) + `"}`
	_, err := Parse(longest)
	require.NoError(t, err)
}

func TestFlowAccess(t *testing.T) {
	f := mustParse(t, sampleFlows(t)["menu"])
	assert.Equal(t, "2019-10-30", f.Version())
	assert.Equal(t, "menu", f.StartAction())
	assert.Len(t, f.Actions(), 4)
	assert.Nil(t, f.Action("nobody"))
	assert.False(t, f.IsModule())
	assert.True(t, mustParse(t, sampleFlows(t)["module"]).IsModule())
	assert.Equal(t, "Support line", mustParse(t, sampleFlows(t)["inbound"]).Name())
	menu := f.Action("menu")
	assert.Equal(t, 0, menu.Index())
	text, ok := menu.Parameter("Text")
	assert.True(t, ok)
	assert.Equal(t, "Press 1 for an agent.", text)
	_, ok = menu.Parameter("SSML")
	assert.False(t, ok)
	transitions := menu.Transitions()
	assert.Equal(t, []Branch{{NextAction: "setq", Condition: Condition{Operator: "Equals", Operands: []string{"1"}}}}, transitions.Conditions)
	assert.Len(t, transitions.Errors, 3)
}

// FuzzJSON compares the reading of JSON with encoding/json, and checks that a parsed text is printed unchanged.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{}`, `[1, 2.50e-3, "\ud83d\ude00\ud800x\u0041", null,true , false]`, "\t{\"a\":{\"b\":[]}, \"a\":1}\n", `"\/\b\f\n\r\t\"\\"`, `01`, `[1,]`, `{"a"}`, "\"\x00\"", `-0`, `1E+5`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := parseDocument(text)
		if err != nil {
			// encoding/json accepts text that is not UTF-8, and deeper nesting.
			if json.Valid([]byte(text)) {
				assert.True(t, strings.Contains(err.Problem, "UTF-8") || strings.Contains(err.Problem, "nested"), "%q: %v", text, err)
			}
			return
		}
		require.True(t, json.Valid([]byte(text)), text)
		require.Equal(t, text, doc.String())
		require.Equal(t, utf8.RuneCountInString(doc.root.String()), doc.root.characters())
		doc.root.layout("", "")
		want := unmarshal(t, text)
		require.Equal(t, want, unmarshal(t, doc.String()))
		require.Equal(t, want, meaning(t, doc.root))
	})
}

// meaning returns a value as encoding/json decodes it.
func meaning(t *testing.T, n *node) any {
	t.Helper()
	switch n.kind {
	case kindString:
		return n.value
	case kindObject:
		object := map[string]any{}
		for _, m := range n.members {
			object[m.key] = meaning(t, m.node)
		}
		return object
	case kindArray:
		array := []any{}
		for _, m := range n.members {
			array = append(array, meaning(t, m.node))
		}
		return array
	}
	return unmarshal(t, n.text)
}

// unmarshal reads JSON with encoding/json, and numbers as they are written.
func unmarshal(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	require.NoError(t, decoder.Decode(&value))
	return value
}

// FuzzFlow gives hostile flows to everything that reads a flow.
func FuzzFlow(f *testing.F) {
	for _, content := range sampleFlows(f) {
		f.Add(content, content)
	}
	f.Add(`{"Actions":[{"Identifier":"a","Transitions":{"NextAction":"a","Conditions":[{}]}},{"Identifier":"a"}],"StartAction":"a"}`, `{}`)
	f.Fuzz(func(t *testing.T, content, other string) {
		one, err := Parse(content)
		if err != nil {
			return
		}
		require.Equal(t, content, one.String())
		for _, finding := range Check(one, CheckOptions{Channel: Chat, Contract: &Contract{}, Modules: func(string) *Contract { return &Contract{} }}) {
			require.NotEmpty(t, finding.Message)
			_ = finding.String()
		}
		require.NotEmpty(t, one.SVG()+one.Mermaid())
		require.Empty(t, Diff(one, one.Clone()))
		if two, err := Parse(other); err == nil {
			_ = Diff(one, two).String()
		}
		for _, a := range one.Actions() {
			if p, err := a.Parameters(); err == nil {
				require.NoError(t, a.SetParameters(p))
			}
			a.SetTransitions(a.Transitions())
		}
		for _, r := range one.References() {
			require.NotEmpty(t, r.Value)
		}
		require.NoError(t, one.Rewrite(func(r Reference) (string, bool) { return r.Value, true }))
		require.Equal(t, content, one.String())
	})
}
