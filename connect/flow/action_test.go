package flow

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// equalText compares JSON byte for byte, white space included.
func equalText(t *testing.T, want, got string) {
	t.Helper()
	assert.Equal(t, want, got)
}

// replaced returns a text with one part replaced, which must be there once.
func replaced(t *testing.T, text, part, by string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, part), part)
	return strings.Replace(text, part, by, 1)
}

func TestChangesShowWhereTheyWereMade(t *testing.T) {
	content := sampleFlows(t)["menu"]
	f := mustParse(t, content)
	menu := f.Action("menu")

	require.NoError(t, menu.SetParameter("Text", "Press 2 \"now\"."))
	content = replaced(t, content, "Press 1 for an agent.", `Press 2 \"now\".`)
	require.Equal(t, content, f.String())

	transitions := menu.Transitions()
	transitions.Conditions[0].Condition.Operands[0] = "2"
	transitions.Errors[1].NextAction = "setq"
	menu.SetTransitions(transitions)
	content = replaced(t, content, `["1"]`, `["2"]`)
	content = replaced(t, content, `"NoMatchingCondition","NextAction":"bye"`, `"NoMatchingCondition","NextAction":"setq"`)
	require.Equal(t, content, f.String())

	p, err := menu.Parameters()
	require.NoError(t, err)
	input, ok := p.(*GetParticipantInput)
	require.True(t, ok)
	assert.Equal(t, 5, input.InputTimeLimitSeconds)
	input.InputTimeLimitSeconds, input.Text, input.SSML = 7, "", "<speak/>"
	require.NoError(t, menu.SetParameters(*input))
	content = replaced(t, content, `{"Text":"Press 2 \"now\".","StoreInput":"False","InputTimeLimitSeconds":"5"}`,
		`{"StoreInput":"False","InputTimeLimitSeconds":"7","SSML":"<speak/>"}`)
	require.Equal(t, content, f.String())

	f.SetStartAction("setq")
	content = replaced(t, content, `"StartAction":"menu"`, `"StartAction":"setq"`)
	require.Equal(t, content, f.String())
}

func TestNewMembersAreLaidOutLikeTheirNeighbours(t *testing.T) {
	f := mustParse(t, "{\n  \"Actions\": [\n    {\n      \"Identifier\": \"a\",\n      \"Type\": \"ShowView\",\n      \"Parameters\": {\n        \"Extra\": 1.50,\n        \"InvocationTimeLimitSeconds\": 400\n      }\n    }\n  ]\n}\n")
	require.NoError(t, f.Action("a").SetParameters(ShowView{
		ViewResource: ViewResource{Id: "v"}, InvocationTimeLimitSeconds: 400, ViewData: map[string]any{"b": []any{1, true, nil}, "a": "<&>"},
	}))
	equalText(t, `{
  "Actions": [
    {
      "Identifier": "a",
      "Type": "ShowView",
      "Parameters": {
        "Extra": 1.50,
        "InvocationTimeLimitSeconds": 400,
        "ViewResource": {
          "Id": "v"
        },
        "ViewData": {
          "a": "<&>",
          "b": [
            1,
            true,
            null
          ]
        }
      }
    }
  ]
}
`, f.String())
	before := f.String()
	p, err := f.Action("a").Parameters()
	require.NoError(t, err)
	require.NoError(t, f.Action("a").SetParameters(p))
	assert.Equal(t, before, f.String())
}

func TestRawParameters(t *testing.T) {
	f := mustParse(t, `{"Actions":[{"Identifier":"a","Type":"New","Parameters":{"x": 1e2, "y":{"z":"1"}}}]}`)
	a := f.Action("a")
	p, err := a.Parameters()
	require.NoError(t, err)
	assert.Equal(t, Raw{Type: "New", JSON: `{"x": 1e2, "y":{"z":"1"}}`}, p)
	require.NoError(t, a.SetParameters(Raw{Type: "New", JSON: `{"y":{"z":"2"},"x":100}`}))
	equalText(t, `{"Actions":[{"Identifier":"a","Type":"New","Parameters":{"x": 1e2, "y":{"z":"2"}}}]}`, f.String())
	require.NoError(t, a.SetParameters(&Raw{Type: "New", JSON: `{}`}))
	equalText(t, `{"Actions":[{"Identifier":"a","Type":"New","Parameters":{}}]}`, f.String())
	require.ErrorContains(t, a.SetParameters(Raw{Type: "New", JSON: `[]`}), "expected an object, found an array")
	require.ErrorContains(t, a.SetParameters(Raw{Type: "Other", JSON: `{}`}), "is of type New, the parameters are those of Other")
	require.ErrorContains(t, a.SetParameters(nil), "not <nil>")
	require.ErrorContains(t, a.SetParameters((*MessageParticipant)(nil)), "*flow.MessageParticipant")
}

func TestWhatIsNotUnderstoodSurvives(t *testing.T) {
	content := `{"Actions":[{"Identifier":"a","Type":"New","Parameters":null,"Transitions":{"Conditions":[{"NextAction":"a","Condition":` +
		`{"Operator":"And","Operands":[{"Operator": "Equals"},null,5]}}]}},{"Identifier":"b","Type":"Loop","Parameters":null}]}`
	f := mustParse(t, content)
	for _, a := range f.Actions() {
		p, err := a.Parameters()
		require.NoError(t, err)
		require.NoError(t, a.SetParameters(p))
		a.SetTransitions(a.Transitions())
	}
	equalText(t, content, f.String())
}

func TestParametersThatDoNotFit(t *testing.T) {
	f := mustParse(t, `{"Actions":[{"Identifier":"a","Type":"GetParticipantInput","Parameters":{"InputTimeLimitSeconds":"soon"}},`+
		`{"Identifier":"b","Type":"TagContact","Parameters":{"Tags":"$.Attributes.tags"}},{"Identifier":"c","Type":"ShowView"}]}`)
	_, err := f.Action("a").Parameters()
	require.EqualError(t, err, `flow: Actions[0].Parameters of GetParticipantInput: InputTimeLimitSeconds: expected an integer, found "soon"`)
	_, err = f.Action("b").Parameters()
	require.ErrorContains(t, err, "Tags: expected an object, found a string")
	before := f.String()
	require.Error(t, f.Action("c").SetParameters(ShowView{InvocationTimeLimitSeconds: 5, ViewData: map[string]any{"x": make(chan int)}}))
	assert.Equal(t, before, f.String())
	require.ErrorContains(t, f.Action("b").SetParameter("Tags.x", "y"), "Tags is a string, not an object")
	require.NoError(t, f.Action("c").SetParameter("ViewResource.Id", "v"))
	require.ErrorContains(t, f.Action("c").SetParameter("ViewResource", "v"), "not text")
}

// TestEveryStructSurvives fills each parameter struct, writes it and reads it again.
func TestEveryStructSurvives(t *testing.T) {
	types := map[string]bool{}
	for _, p := range typedParameters() {
		require.False(t, types[p.ActionType()])
		types[p.ActionType()] = true
		assert.Contains(t, catalog(), p.ActionType())
		fill(reflect.ValueOf(p).Elem())
		n, err := encodeParameters(p, nil)
		require.NoError(t, err)
		again := newParameters(p.ActionType())
		require.NoError(t, decode(n, again))
		assert.Equal(t, p, again)
		// The fields have the names of the flow language.
		if known := catalog()[p.ActionType()].parameters; known != nil {
			for _, m := range n.members {
				assert.Contains(t, known, m.key, p.ActionType())
			}
		}
	}
	assert.GreaterOrEqual(t, len(types), 25)
}

// fill sets all fields to something that is not zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		item := reflect.New(v.Type().Elem()).Elem()
		fill(item)
		v.SetMapIndex(reflect.ValueOf("key"), item)
	case reflect.Interface:
		v.Set(reflect.ValueOf("any"))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(7)
	default:
		v.SetString("text")
	}
}

func TestRename(t *testing.T) {
	content := sampleFlows(t)["inbound"]
	f := mustParse(t, content)
	for i, a := range f.Actions() {
		old := a.Identifier()
		to := "renamed " + strings.Repeat("x", i)
		require.NoError(t, f.Rename(old, to))
		content = strings.ReplaceAll(content, `"`+old+`"`, `"`+to+`"`)
		assert.Equal(t, a, f.Action(to))
		assert.Nil(t, f.Action(old))
	}
	assert.Equal(t, content, f.String())
	assert.Empty(t, Diff(mustParse(t, sampleFlows(t)["inbound"]), f))
	require.Error(t, f.Rename("nobody", "x"))
	require.Error(t, f.Rename("renamed ", "renamed x"))
	require.NoError(t, f.Rename("renamed ", "renamed "))
}
