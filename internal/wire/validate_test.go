package wire

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func texts(found []Violation) (lines []string) {
	for _, v := range found {
		lines = append(lines, v.String())
	}
	return lines
}

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct {
		in   *boundInput
		fill Fill
		want []string
	}{
		"nothing is set": {nil, Fill{}, []string{
			"boundInput.Thing: missing required member", "boundInput.Part: missing required member",
			"boundInput.Bearer: missing required member", "boundInput.Name: missing required member",
		}},
		"what fill adds is set": {&boundInput{Thing: new("t"), Part: new("p"), Name: new("")}, fillAll, nil},
		"paths that lead elsewhere": {&boundInput{Thing: new(""), Part: new(".."), Name: new("")}, fillAll, []string{
			"boundInput.Thing: a path member must not be empty",
			"boundInput.Part: a path member must not be . or .., which would address another resource",
		}},
		"nested": {
			&boundInput{Thing: new("t"), Part: new("..."), Name: new(""), Rich: &rich{
				Children: []rich{{}, {Shape: &shapeMemberCircle{}}},
				Shapes:   []shape{nil, (*shapeMemberCircle)(nil), &stranger{}, &shapeMemberGroup{Value: []shape{&shapeMemberCircle{circle{Inner: &circle{}}}}}},
				Named:    map[string]shape{"b": &shapeMemberCircle{}, "a": &shapeMemberCircle{}, "n": nil},
			}}, fillAll,
			[]string{
				"boundInput.Rich.Children[1].Shape[Circle].Radius: missing required member",
				"boundInput.Rich.Shapes[3][Group][0][Circle].Radius: missing required member",
				"boundInput.Rich.Shapes[3][Group][0][Circle].Inner.Radius: missing required member",
				"boundInput.Rich.Named[\"a\"][Circle].Radius: missing required member",
				"boundInput.Rich.Named[\"b\"][Circle].Radius: missing required member",
			},
		},
		"limits are no matter": {&boundInput{Thing: new(strings.Repeat("x", 11)), Part: new("p"), Name: new("UPPER"), Max: new(int32(0))}, fillAll, nil},
	} {
		t.Run(name, func(t *testing.T) {
			found := operationFor[boundInput](t).Check(test.in, test.fill)
			assert.Equal(t, test.want, texts(found))
			for _, v := range found {
				assert.Equal(t, strings.Contains(v.Message, "missing"), v.Missing)
			}
		})
	}
	assert.Equal(t, []string{"boundInput: wire: int is not a pointer to the input of bound"}, texts(operationFor[boundInput](t).Check(3, Fill{})))
}

func TestValidate(t *testing.T) {
	const secret = "GEHEIM"
	for name, test := range map[string]struct {
		change func(*boundInput)
		want   string
	}{
		"too long":              {func(in *boundInput) { in.Thing = new("éééééééééé" + "é") }, "Thing: 11 characters, allowed are 1 to 10"},
		"characters, not bytes": {func(in *boundInput) { in.Thing = new("éééééééééé") }, ""},
		"upper bound":           {func(in *boundInput) { in.Name = new("abcdef") }, "Name: 6 characters, allowed are at most 5"},
		"pattern":               {func(in *boundInput) { in.Name = new("GEHEI") }, "Name: does not match the pattern ^[a-z]+$"},
		"too small":             {func(in *boundInput) { in.Max = new(int32(0)) }, "Max: the number must be 1 to 100"},
		"too large":             {func(in *boundInput) { in.Max = new(int32(101)) }, "Max: the number must be 1 to 100"},
		"enum":                  {func(in *boundInput) { in.Color = secret }, "Color: not one of RED, GREEN"},
		"list of enums":         {func(in *boundInput) { in.Kinds[1] = secret }, "Kinds[1]: not one of RED, GREEN"},
		"element":               {func(in *boundInput) { in.Words[1] = secret }, "Words[1]: 6 characters, allowed are 1 to 5"},
		"map size":              {func(in *boundInput) { in.Tags = map[string]string{} }, "Tags: 0 elements, allowed are 1 to 3"},
		"map key":               {func(in *boundInput) { in.Tags["abcde"] = "" }, "Tags[\"abcde\"]: the key: 5 characters, allowed are 1 to 4"},
		"map key pattern":       {func(in *boundInput) { in.Tags["1"] = "" }, "Tags[\"1\"]: the key: does not match the pattern ^[a-z]+$"},
		"map value":             {func(in *boundInput) { in.Tags["a"] = secret }, "Tags[\"a\"]: 6 characters, allowed are at most 3"},
		"enum keys":             {func(in *boundInput) { in.Levels["MID"] = 1 }, "Levels[\"MID\"]: the key: not one of LOW, HIGH"},
		"map of numbers":        {func(in *boundInput) { in.Levels["LOW"] = 10 }, "Levels[\"LOW\"]: the number must be 0 to 9"},
		"missing":               {func(in *boundInput) { in.Name = nil }, "Name: missing required member"},
		"below":                 {func(in *boundInput) { in.Rich.ByKey["a"] = rich{Children: []rich{{Enum: secret}}} }, "Rich.ByKey[\"a\"].Children[0].Enum: not one of RED, GREEN"},
	} {
		t.Run(name, func(t *testing.T) {
			in := boundValue()
			in.Rich.Enums = nil // holds an unknown one
			test.change(in)
			found := operationFor[boundInput](t).Validate(in, Fill{})
			if test.want == "" {
				assert.Empty(t, found)
				return
			}
			assert.Equal(t, []string{"boundInput." + test.want}, texts(found))
			assert.NotContains(t, found[0].String(), secret)
		})
	}
}

func TestValidateAnyStruct(t *testing.T) {
	type limits struct {
		Open   *string            `aws:"len=3:"`
		Ratio  *float64           `aws:"range=:0.5"`
		Lists  [][]string         `aws:"items.len=:1,items.items.len=2:"`
		Nested map[string][]int64 `aws:"values.len=1:,values.items.range=-1:1"`
		Ahead  *string            `pattern:"^(?!aws:).*$"`
		Unreal *string            `pattern:"^\\p{L}+$"`
	}
	found, err := Validate(&limits{
		Open: new("ab"), Ratio: new(0.6), Lists: [][]string{{"ab", "cd"}, {"x"}, nil},
		Nested: map[string][]int64{"e": {}, "a": {-2}}, Ahead: new("aws:x"), Unreal: new("1"),
	}, Fill{})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"limits.Open: 2 characters, allowed are at least 3",
		"limits.Ratio: the number must be at most 0.5",
		"limits.Lists[0]: 2 elements, allowed are at most 1",
		"limits.Lists[1][0]: 1 characters, allowed are at least 2",
		"limits.Nested[\"a\"][0]: the number must be -1 to 1",
		"limits.Nested[\"e\"]: 0 elements, allowed are at least 1",
		`limits.Ahead: does not match the pattern ^(?!aws:).*$`,
		`limits.Unreal: does not match the pattern ^\p{L}+$`,
	}, texts(found))
	_, err = Validate(3, Fill{})
	assert.Error(t, err)
}

func TestValidateStopsAtLoops(t *testing.T) {
	loop := &circle{Radius: new(1.0)}
	loop.Inner = loop
	found, err := Validate(loop, Fill{})
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, errTooDeep.Error(), found[0].Message)

	// Two branches that lead back would be walked 2 to the power of 1,000 times.
	tree := &rich{}
	tree.Child, tree.Children = tree, []rich{{Child: tree}, {Child: tree}}
	found, err = Validate(tree, Fill{})
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, errTooDeep.Error(), found[0].Message)

	shared := &rich{}
	for range 60 { // not a cycle, but as long
		shared = &rich{Child: shared, Children: []rich{{Child: shared}}}
	}
	found, err = Validate(shared, Fill{})
	require.NoError(t, err)
	require.Len(t, found, 1)
}
