package wire

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestKnownRegressions has cases that official clients once got wrong.
func TestKnownRegressions(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		want rich
	}{
		"null in a list of strings":       {`{"Texts":["a",null,"b"]}`, rich{Texts: []string{"a", "b"}}},
		"null in a list of enums":         {`{"Enums":[null,"RED"]}`, rich{Enums: []color{"RED"}}},
		"null in a list of structs":       {`{"Children":[null,{"Count":1}]}`, rich{Children: []rich{{Count: 1}}}},
		"null in a list of numbers":       {`{"Numbers":[1,null]}`, rich{Numbers: []int32{1}}},
		"null in a list of lists":         {`{"Nested":[null,["a",null]]}`, rich{Nested: [][]string{{"a"}}}},
		"null in a list of unions":        {`{"Shapes":[null,{"Name":"n"}]}`, rich{Shapes: []shape{&shapeMemberName{"n"}}}},
		"only null in a list":             {`{"Texts":[null],"Children":[null]}`, rich{Texts: []string{}, Children: []rich{}}},
		"null in a map of strings":        {`{"Attrs":{"a":null,"b":"c"}}`, rich{Attrs: map[string]string{"b": "c"}}},
		"null in a map of structs":        {`{"ByKey":{"a":null,"b":{}}}`, rich{ByKey: map[string]rich{"b": {}}}},
		"null in a map of unions":         {`{"Named":{"a":null}}`, rich{Named: map[string]shape{}}},
		"null for a string":               {`{"Text":null,"Enum":null}`, rich{}},
		"null for a list and a map":       {`{"Texts":null,"Attrs":null,"Children":null}`, rich{}},
		"null for a number and a boolean": {`{"Small":null,"Count":null,"Flag":null,"Plain":null,"Double":null,"At":null}`, rich{}},
		"null for a structure":            {`{"Child":null}`, rich{}},
		"null for a union":                {`{"Shape":null}`, rich{}},
		"null for the variant":            {`{"Shape":{"Name":null}}`, rich{}},
		"null beside the variant":         {`{"Shape":{"Circle":null,"Name":"n","Later":null}}`, rich{Shape: &shapeMemberName{"n"}}},
		"a type beside the variant":       {`{"Shape":{"__type":"shape","Name":"n"}}`, rich{Shape: &shapeMemberName{"n"}}},
		"an unknown variant":              {`{"Shape":{"Later":{"a":null}}}`, rich{Shape: &UnknownUnionMember{Tag: "Later", Value: []byte(`{"a":null}`)}}},
		"an empty union":                  {`{"Shape":{}}`, rich{}},
		"an empty list is not nil":        {`{"Texts":[],"Children":[],"Enums":[],"Nested":[[]]}`, rich{Texts: []string{}, Children: []rich{}, Enums: []color{}, Nested: [][]string{{}}}},
		"an empty map is not nil":         {`{"Attrs":{},"ByKey":{}}`, rich{Attrs: map[string]string{}, ByKey: map[string]rich{}}},
		"an empty structure is not nil":   {`{"Child":{}}`, rich{Child: &rich{}}},
		"a string that is empty":          {`{"Text":""}`, rich{Text: new("")}},
		"numbers that no float64 holds":   {`{"Large":9007199254740993}`, rich{Large: new(int64(9007199254740993))}},
		"the largest and the smallest":    {`{"Large":-9223372036854775808,"Small":2147483647}`, rich{Large: new(int64(math.MinInt64)), Small: new(int32(math.MaxInt32))}},
		"large numbers as text":           {`{"Large":"9223372036854775807"}`, rich{Large: new(int64(math.MaxInt64))}},
		"unknown members":                 {`{"New":{"a":[1,{"b":null}]},"Text":"t"}`, rich{Text: new("t")}},
	} {
		t.Run(name, func(t *testing.T) {
			var got rich
			require.NoError(t, DecodeResponse([]byte(test.body), &got))
			assert.Equal(t, test.want, got)
		})
	}
	for _, body := range []string{`{"Large":9223372036854775808}`, `{"Small":2147483648}`, `{"Large":1.5}`} {
		require.Error(t, DecodeResponse([]byte(body), new(rich)), body)
	}
	for _, unset := range []shape{nil, (*shapeMemberName)(nil), (*UnknownUnionMember)(nil)} {
		body, err := encode(&rich{Shape: unset, Always: true}, false)
		if unset == nil {
			require.NoError(t, err)
			assert.Equal(t, `{"Always":true}`, string(body))
		} else {
			assert.ErrorContains(t, err, "set a variant or leave the member nil")
		}
	}
}
