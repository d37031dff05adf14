package wire

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEncodeBody(t *testing.T) {
	at := time.UnixMilli(1_700_000_000_001)
	for name, test := range map[string]struct {
		in   rich
		want string
	}{
		"required plain scalars only":    {rich{}, `{"Always":false}`},
		"zero pointers are values":       {rich{Text: new(""), Flag: new(false), Small: new(int32(0))}, `{"Text":"","Flag":false,"Always":false,"Small":0}`},
		"plain scalars":                  {rich{Plain: true, Count: -3}, `{"Plain":true,"Always":false,"Count":-3}`},
		"renamed":                        {rich{Renamed: new("x")}, `{"wireName":"x","Always":false}`},
		"empty aggregates":               {rich{Texts: []string{}, Attrs: map[string]string{}, Child: &rich{}}, `{"Always":false,"Child":{"Always":false},"Texts":[],"Attrs":{}}`},
		"enum":                           {rich{Enum: "NEW", Enums: []color{"RED", ""}}, `{"Enum":"NEW","Always":false,"Enums":["RED",""]}`},
		"integers":                       {rich{Small: new(int32(math.MinInt32)), Large: new(int64(math.MaxInt64))}, `{"Always":false,"Small":-2147483648,"Large":9223372036854775807}`},
		"floats":                         {rich{Single: new(float32(0.1)), Double: new(1e21)}, `{"Always":false,"Single":0.1,"Double":1e21}`},
		"not a number":                   {rich{Single: new(float32(math.NaN())), Double: new(math.Inf(1))}, `{"Always":false,"Single":"NaN","Double":"Infinity"}`},
		"minus infinity":                 {rich{Double: new(math.Inf(-1))}, `{"Always":false,"Double":"-Infinity"}`},
		"times":                          {rich{At: &at, DateTime: &at, HTTPDate: &at}, `{"Always":false,"At":1700000000.001,"DateTime":"2023-11-14T22:13:20.001Z","HTTPDate":"Tue, 14 Nov 2023 22:13:20 GMT"}`},
		"before 1970":                    {rich{At: new(time.UnixMilli(-1500)), DateTime: new(time.UnixMilli(-1500))}, `{"Always":false,"At":-1.5,"DateTime":"1969-12-31T23:59:58.5Z"}`},
		"the zero time":                  {rich{At: &time.Time{}}, `{"Always":false,"At":-62135596800}`},
		"another zone":                   {rich{DateTime: new(at.In(time.FixedZone("", 3600)))}, `{"Always":false,"DateTime":"2023-11-14T22:13:20.001Z"}`},
		"times in a list":                {rich{Times: []time.Time{at, {}}}, `{"Always":false,"Times":[1700000000.001,-62135596800]}`},
		"nested lists without nil":       {rich{Nested: [][]string{nil, {"a"}, {}}}, `{"Always":false,"Nested":[["a"],[]]}`},
		"map of lists without nil":       {rich{Lists: map[string][]color{"n": nil, "e": {}}}, `{"Always":false,"Lists":{"e":[]}}`},
		"map of structs":                 {rich{ByKey: map[string]rich{"b": {}, "a": {Always: true}}}, `{"Always":false,"ByKey":{"a":{"Always":true},"b":{"Always":false}}}`},
		"union":                          {rich{Shape: &shapeMemberName{""}}, `{"Always":false,"Shape":{"Name":""}}`},
		"unions without nil":             {rich{Shapes: []shape{nil, &shapeMemberCircle{circle{Radius: new(2.0)}}, nil}}, `{"Always":false,"Shapes":[{"Circle":{"Radius":2}}]}`},
		"union of a list of unions":      {rich{Shape: &shapeMemberGroup{Value: []shape{&shapeMemberName{"a"}, nil}}}, `{"Always":false,"Shape":{"Group":[{"Name":"a"}]}}`},
		"unknown variant as it came":     {rich{Shape: &UnknownUnionMember{Tag: "New\"", Value: []byte(`[1, "x"]`)}}, `{"Always":false,"Shape":{"New\"":[1,"x"]}}`},
		"control characters are fine":    {rich{Text: new("\x00\x1f\x7f")}, `{"Text":"\u0000\u001f\u007f","Always":false}`},
		"a map of unions without nil":    {rich{Named: map[string]shape{"a": nil, "b": &shapeMemberName{"x"}}}, `{"Always":false,"Named":{"b":{"Name":"x"}}}`},
		"a map of maps without nil":      {rich{Maps: map[string]map[string]string{"a": nil, "b": {"k": "v"}}}, `{"Always":false,"Maps":{"b":{"k":"v"}}}`},
		"escapes in keys of string maps": {rich{Attrs: map[string]string{"\"\n": "\t"}}, `{"Always":false,"Attrs":{"\"\n":"\t"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := encode(&test.in, false)
			require.NoError(t, err)
			assert.JSONEq(t, test.want, string(got))
		})
	}
}

// Requests leave out the zero of a plain number or boolean; answers have it, in all structures.
func TestEncodeZeros(t *testing.T) {
	got, err := EncodeResponse(&rich{Child: &rich{Count: 1}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"Plain":false,"Always":false,"Count":0,"Child":{"Plain":false,"Always":false,"Count":1}}`, string(got))
}

// Members come in the order of the Go struct, byte for byte the same each time. The entries of a map come in any order.
func TestEncodeOrder(t *testing.T) {
	in := &rich{Text: new("t"), Small: new(int32(1)), Texts: []string{"b", "a"}, Child: &rich{Flag: new(true), Enum: "RED"}}
	for range 20 {
		again, err := encode(in, false)
		require.NoError(t, err)
		require.Equal(t, `{"Text":"t","Always":false,"Small":1,"Child":{"Enum":"RED","Flag":true,"Always":false},"Texts":["b","a"]}`, string(again)) //nolint:testifylint // JSONEq knows no order
	}

	maps := &rich{Attrs: map[string]string{}, ByKey: map[string]rich{}}
	for _, key := range []string{"d", "a", "c", "b", "e"} {
		maps.Attrs[key], maps.ByKey[key] = key, rich{Text: &key}
	}
	for range 20 {
		body, err := EncodeResponse(maps)
		require.NoError(t, err)
		var back rich
		require.NoError(t, DecodeResponse(body, &back))
		require.Equal(t, maps, &back)
	}
}

// TestFloatText compares byte by byte: JSONEq considers 1e-07 and 1e-7 equal.
func TestFloatText(t *testing.T) {
	for _, f := range []float64{
		0, math.Copysign(0, -1), 1, -1.5, 0.1, 1e-6, 9.9e-7, 1e-7, -1e-9, 1.5e-10, 1e-100, 1e20, 1e21, -1e22, math.MaxFloat64,
		math.SmallestNonzeroFloat64,
	} {
		want, err := json.Marshal(f)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(AppendFloat(nil, f, 64)))
	}
	for _, f := range []float32{0.1, 1e-7, -1.5e-9, 1e21, math.MaxFloat32, math.SmallestNonzeroFloat32} {
		want, err := json.Marshal(f)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(AppendFloat(nil, float64(f), 32)))
	}
}

func TestEncodeErrors(t *testing.T) {
	const secret = "geheim\xff"
	loop := &rich{}
	loop.Child = loop
	var noVariant *shapeMemberName
	for name, test := range map[string]struct {
		in   *rich
		path string
	}{
		"text":             {&rich{Text: new(secret)}, "rich.Text"},
		"enum":             {&rich{Enum: secret}, "rich.Enum"},
		"list":             {&rich{Texts: []string{"", secret}}, "rich.Texts[1]"},
		"nested list":      {&rich{Nested: [][]string{{}, {"a", secret}}}, "rich.Nested[1][1]"},
		"struct in list":   {&rich{Children: []rich{{}, {Child: &rich{Renamed: new(secret)}}}}, "rich.Children[1].Child.Renamed"},
		"map value":        {&rich{Attrs: map[string]string{"k": secret}}, "rich.Attrs[\"k\"]"},
		"map key":          {&rich{Attrs: map[string]string{"\xff": "x"}}, `rich.Attrs["\xff"]`},
		"key of a map":     {&rich{ByKey: map[string]rich{"\xff": {}}}, `rich.ByKey["\xff"]`},
		"map of structs":   {&rich{ByKey: map[string]rich{"k": {Text: new(secret)}}}, "rich.ByKey[\"k\"].Text"},
		"variant":          {&rich{Shape: &shapeMemberName{secret}}, "rich.Shape[Name]"},
		"typed nil":        {&rich{Shape: noVariant}, "rich.Shape"},
		"typed nil inside": {&rich{Shapes: []shape{&shapeMemberGroup{Value: []shape{noVariant}}}}, "rich.Shapes[0][Group][0]"},
		"nil in a variant": {&rich{Shape: &shapeMemberGroup{}}, "rich.Shape[Group]"},
		"no variant":       {&rich{Shape: &stranger{secret}}, "rich.Shape"},
		"unknown, no JSON": {&rich{Shape: &UnknownUnionMember{Tag: "x", Value: []byte(`{"geheim`)}}, "rich.Shape"},
		"unknown, nothing": {&rich{Shape: &UnknownUnionMember{}}, "rich.Shape"},
		"unknown, UTF-8":   {&rich{Shape: &UnknownUnionMember{Tag: "x", Value: []byte("\"\xff\"")}}, "rich.Shape"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := EncodeResponse(test.in)
			var at *PathError
			require.ErrorAs(t, err, &at)
			assert.Equal(t, test.path, at.Path)
			assert.NotContains(t, err.Error(), "geheim")
		})
	}
	t.Run("a value that contains itself", func(t *testing.T) {
		_, err := EncodeResponse(loop)
		require.ErrorIs(t, err, errTooDeep)
	})
}

func TestEncodeRefusesWhatIsNoStruct(t *testing.T) {
	for _, in := range []any{nil, 3, rich{}, new(3), new(&rich{})} {
		_, err := EncodeResponse(in)
		assert.Error(t, err)
	}
}
