package wire

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecodeBody(t *testing.T) {
	at := func(ms int64) *time.Time { return new(time.UnixMilli(ms).UTC()) }
	for name, test := range map[string]struct {
		body string
		want rich
	}{
		"nothing":               {``, rich{}},
		"white space":           {" \r\n\t", rich{}},
		"null":                  {` null `, rich{}},
		"empty":                 {`{ }`, rich{}},
		"null members":          {`{"Text":null,"Plain":null,"Small":null,"At":null,"Child":null,"Texts":null,"Attrs":null,"Shape":null,"Enum":null}`, rich{}},
		"null elements":         {`{"Texts":["a",null],"Numbers":[null],"Children":[null,{}],"Nested":[null,[null]],"Shapes":[null]}`, rich{Texts: []string{"a"}, Numbers: []int32{}, Children: []rich{{}}, Nested: [][]string{{}}, Shapes: []shape{}}},
		"null entries":          {`{"Attrs":{"a":null,"b":""},"ByKey":{"a":null},"Named":{"a":null}}`, rich{Attrs: map[string]string{"b": ""}, ByKey: map[string]rich{}, Named: map[string]shape{}}},
		"unknown members":       {`{"X":{"a":[1,"]}",{"b":null}]},"text":"no","Text":"yes","Y":-1.5e-3,"Z":true}`, rich{Text: new("yes")}},
		"the last duplicate":    {`{"Text":"a","Small":1,"Text":"b","Small":2,"Texts":["a","b"],"Texts":["c"]}`, rich{Text: new("b"), Small: new(int32(2)), Texts: []string{"c"}}},
		"escapes":               {`{"Text":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude42\ud83d!\ude42\ud83d\u0041"}`, rich{Text: new("\"\\/\b\f\n\r\té🙂\ufffd!\ufffd\ufffdA")}},
		"escaped names":         {`{"\u0054ext":"a","Attrs":{"\n":"b"},"Shape":{"N\u0061me":"c"}}`, rich{Text: new("a"), Attrs: map[string]string{"\n": "b"}, Shape: &shapeMemberName{"c"}}},
		"invalid UTF-8":         {"{\"Text\":\"a\xffb\xc3(\"}", rich{Text: new("a\ufffdb\ufffd(")}},
		"renamed":               {`{"wireName":"x","Renamed":"y"}`, rich{Renamed: new("x")}},
		"unknown enum":          {`{"Enum":"LATER","Enums":["LATER"]}`, rich{Enum: "LATER", Enums: []color{"LATER"}}},
		"booleans as text":      {`{"Flag":"false","Plain":"true"}`, rich{Flag: new(false), Plain: true}},
		"numbers as text":       {`{"Small":"-1","Large":"9223372036854775807","Double":"1e3","Numbers":["7"]}`, rich{Small: new(int32(-1)), Large: new(int64(math.MaxInt64)), Double: new(1000.0), Numbers: []int32{7}}},
		"integers with a point": {`{"Small":3.0,"Large":-1e3,"Count":"2.0"}`, rich{Small: new(int32(3)), Large: new(int64(-1000)), Count: 2}},
		"infinity":              {`{"Single":"Infinity","Double":"-Infinity"}`, rich{Single: new(float32(math.Inf(1))), Double: new(math.Inf(-1))}},
		"epoch":                 {`{"At":1700000000.001,"Times":[0,1.7e9,-1.5]}`, rich{At: at(1_700_000_000_001), Times: []time.Time{*at(0), *at(1_700_000_000_000), *at(-1500)}}},
		"epoch as text":         {`{"At":"1700000000.5"}`, rich{At: at(1_700_000_000_500)}},
		"date-time for epoch":   {`{"At":"2023-11-14T22:13:20.25Z"}`, rich{At: at(1_700_000_000_250)}},
		"epoch for date-time":   {`{"DateTime":1700000000}`, rich{DateTime: at(1_700_000_000_000)}},
		"date-time":             {`{"DateTime":"2023-11-15T00:13:20+02:00"}`, rich{DateTime: at(1_700_000_000_000)}},
		"before 1970":           {`{"DateTime":"1969-12-31T23:59:58.5Z","HTTPDate":"Wed, 31 Dec 1969 23:59:59 GMT"}`, rich{DateTime: at(-1500), HTTPDate: at(-1000)}},
		"unions":                {`{"Shape":{"Circle":null,"__type":"x","Name":"n"},"Shapes":[{},{"Group":[{"Name":""}]}]}`, rich{Shape: &shapeMemberName{"n"}, Shapes: []shape{nil, &shapeMemberGroup{Value: []shape{&shapeMemberName{}}}}}},
		"an unknown variant":    {`{"Shape":{"Later": {"a": [1]} }}`, rich{Shape: &UnknownUnionMember{Tag: "Later", Value: []byte(`{"a": [1]}`)}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got rich
			require.NoError(t, DecodeResponse([]byte(test.body), &got))
			assert.Equal(t, test.want, got)
		})
	}
	t.Run("not a number", func(t *testing.T) {
		var got rich
		require.NoError(t, DecodeResponse([]byte(`{"Double":"NaN"}`), &got))
		assert.True(t, math.IsNaN(*got.Double))
	})
}

func TestDecodeErrors(t *testing.T) {
	type listOutput struct{ Items []rich }
	for name, test := range map[string]struct{ body, path, message string }{
		"root":              {`["geheim"]`, "listOutput", "expected an object, found an array"},
		"root text":         {`"geheim"`, "listOutput", "expected an object, found a string"},
		"list":              {`{"Items":{"geheim":1}}`, "listOutput.Items", "expected an array, found an object"},
		"element":           {`{"Items":[{},12345]}`, "listOutput.Items[1]", "expected an object, found a number"},
		"text":              {`{"Items":[{},{},{},{"Text":12345}]}`, "listOutput.Items[3].Text", "expected a string, found a number"},
		"list of text":      {`{"Items":[{"Texts":["a",true]}]}`, "listOutput.Items[0].Texts[1]", "expected a string, found a boolean"},
		"map of text":       {`{"Items":[{"Attrs":{"k":["geheim"]}}]}`, "listOutput.Items[0].Attrs[\"k\"]", "expected a string, found an array"},
		"map of structs":    {`{"Items":[{"ByKey":{"k":{"Flag":12345}}}]}`, "listOutput.Items[0].ByKey[\"k\"].Flag", "expected a boolean, found a number"},
		"boolean text":      {`{"Items":[{"Flag":"geheim"}]}`, "listOutput.Items[0].Flag", "expected a boolean, found a string that is neither true nor false"},
		"overflow":          {`{"Items":[{"Small":2147483648}]}`, "listOutput.Items[0].Small", "expected an integer of 32 bits, found another number or text"},
		"large overflow":    {`{"Items":[{"Large":1e19}]}`, "listOutput.Items[0].Large", "expected an integer of 64 bits, found another number or text"},
		"fraction":          {`{"Items":[{"Numbers":[0.5]}]}`, "listOutput.Items[0].Numbers[0]", "expected an integer of 32 bits, found another number or text"},
		"integer text":      {`{"Items":[{"Small":"geheim"}]}`, "listOutput.Items[0].Small", "expected an integer of 32 bits, found another number or text"},
		"hexadecimal":       {`{"Items":[{"Double":"0x10p1"}]}`, "listOutput.Items[0].Double", "expected a number of 64 bits, found a larger one or text"},
		"float overflow":    {`{"Items":[{"Single":1e39}]}`, "listOutput.Items[0].Single", "expected a number of 32 bits, found a larger one or text"},
		"time":              {`{"Items":[{"At":"geheim"}]}`, "listOutput.Items[0].At", errNoTime.Error()},
		"time out of range": {`{"Items":[{"At":1e300}]}`, "listOutput.Items[0].At", errNoTime.Error()},
		"time of a kind":    {`{"Items":[{"At":{"geheim":1}}]}`, "listOutput.Items[0].At", "expected a timestamp, found an object"},
		"union":             {`{"Items":[{"Shape":"geheim"}]}`, "listOutput.Items[0].Shape", "expected an object, found a string"},
		"variant":           {`{"Items":[{"Shapes":[{"Group":[{"Name":12345}]}]}]}`, "listOutput.Items[0].Shapes[0][Group][0][Name]", "expected a string, found a number"},
		"syntax":            {`{"Items":[{"Text":"geheim" "a"]}`, "listOutput.Items[0]", "invalid JSON at byte 27"},
		"trailing comma":    {`{"Items":[{"Texts":["geheim",]}]}`, "listOutput.Items[0].Texts", "invalid JSON at byte 29"},
		"bad escape":        {`{"Items":[{"Text":"geheim\q"}]}`, "listOutput.Items[0].Text", "invalid JSON at byte 26"},
		"control":           {"{\"Items\":[{\"Text\":\"geheim\n\"}]}", "listOutput.Items[0].Text", "invalid JSON at byte 25"},
		"something after":   {`{"Items":[]} {"geheim":1}`, "listOutput", "invalid JSON at byte 13"},
		"unknown member":    {`{"geheim":[01]}`, "listOutput", "invalid JSON at byte 12"},
		"not JSON":          {`<html>`, "listOutput", "invalid JSON at byte 0"},
		"too deep":          {`{"x":` + strings.Repeat("[", 1_001), "listOutput", "the JSON is nested deeper than 1000 levels"},
		"too deep in type":  {`{"Items":[` + strings.Repeat(`{"Child":`, 1_001), "listOutput.Items[0]" + strings.Repeat(".Child", 998), "the JSON is nested deeper than 1000 levels"},
	} {
		t.Run(name, func(t *testing.T) {
			err := DecodeResponse([]byte(test.body), new(listOutput))
			var at *PathError
			require.ErrorAs(t, err, &at)
			assert.Equal(t, test.path, at.Path)
			assert.Equal(t, test.message, at.Err.Error())
			assert.NotContains(t, err.Error(), "12345")
			assert.NotErrorIs(t, err, io.ErrUnexpectedEOF)
		})
	}
}

func TestDecodeCutShort(t *testing.T) {
	body, err := EncodeResponse(richValue())
	require.NoError(t, err)
	body = append(body[:len(body)-1], `,"Unknown":{"a":[true,false,null,-1.5e+3,"\u00e9\n"]},"Flag":null,"Small":"12"}`...)
	require.NoError(t, DecodeResponse(body, new(rich)))
	for n := 1; n < len(body); n++ {
		err := DecodeResponse(body[:n], new(rich))
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, "%d: %s", n, body[:n])
		var at *PathError
		require.ErrorAs(t, err, &at)
		require.True(t, strings.HasPrefix(at.Path, "rich"))
	}
}

func TestDecodedShareNothingWithTheBody(t *testing.T) {
	body, err := EncodeResponse(richValue())
	require.NoError(t, err)
	var out rich
	require.NoError(t, DecodeResponse(body, &out))
	copy(body, bytes.Repeat([]byte("#"), len(body)))
	require.NoError(t, DecodeResponse([]byte(`{"Text":"another use of the pooled decoder"}`), new(rich)))
	assert.Equal(t, richValue(), &out)
}

func TestDecodeAfterAnError(t *testing.T) {
	for range 10 {
		require.Error(t, DecodeResponse([]byte(`{"Text":"left over","Attrs":{"left":"over","x":1`), new(rich)))
		var out rich
		require.NoError(t, DecodeResponse([]byte(`{"Enum":"RED","Texts":["a"]}`), &out))
		require.Equal(t, rich{Enum: "RED", Texts: []string{"a"}}, out)
	}
}

func TestDecodeModelledError(t *testing.T) {
	for _, body := range []string{`{"message":"m","Reason":"RED"}`, `{"Message":"m","Reason":"RED","ErrorCodeOverride":"x"}`} {
		var got failure
		require.NoError(t, DecodeResponse([]byte(body), &got))
		assert.Equal(t, failure{Message: new("m"), Reason: "RED"}, got)
	}
}

func TestDecodeIntoWhatIsNoStruct(t *testing.T) {
	for _, out := range []any{nil, rich{}, new(3)} {
		assert.Error(t, DecodeResponse([]byte("{}"), out))
	}
}

// TestDecodeInAnyOrder reads members in all orders, with and without white space: the order of the first object is only
// a guess.
func TestDecodeInAnyOrder(t *testing.T) {
	type small struct {
		A *string
		B *int32
		C []string
	}
	members := []string{`"A":"a"`, `"B":2`, `"C":["c"]`, `"X":0`}
	want := small{new("a"), new(int32(2)), []string{"c"}}
	for _, sep := range []string{",", " ,\n ", ", "} {
		for i := range 4 * 4 * 4 * 4 {
			order := []int{i % 4, i / 4 % 4, i / 16 % 4, i / 64}
			var body []string
			for _, at := range order {
				body = append(body, members[at])
			}
			expected := want
			if !slices.Contains(order, 0) {
				expected.A = nil
			}
			if !slices.Contains(order, 1) {
				expected.B = nil
			}
			if !slices.Contains(order, 2) {
				expected.C = nil
			}
			var got small
			require.NoError(t, DecodeResponse([]byte("{"+strings.Join(body, sep)+"}"), &got))
			require.Equal(t, expected, got, body)
		}
	}
	require.Error(t, DecodeResponse([]byte(`{"A":"a","B":2"C":["c"]}`), new(small)), "a comma is missing")
	require.Error(t, DecodeResponse([]byte(`{,"A":"a"}`), new(small)), "a comma too many")
}

// TestGuessesGoRound makes each member follow each other one: no search may loop.
func TestGuessesGoRound(t *testing.T) {
	type round struct{ A, B, C *string }
	for _, body := range []string{`{"A":"","B":"","A":"","C":""}`, `{"C":"","A":"","C":"","B":""}`, `{"B":"","C":"","A":"","B":"","C":""}`} {
		var got round
		require.NoError(t, DecodeResponse([]byte(body), &got))
		assert.Equal(t, round{new(""), new(""), new("")}, got)
	}
}

// TestOddNames reads and writes a name that is not plain in JSON.
func TestOddNames(t *testing.T) {
	type odd struct {
		Name *string `aws:"name=a\"b\\c"`
	}
	body, err := EncodeResponse(&odd{new("x")})
	require.NoError(t, err)
	require.JSONEq(t, `{"a\"b\\c":"x"}`, string(body))
	for range 2 {
		var got odd
		require.NoError(t, DecodeResponse(body, &got))
		assert.Equal(t, odd{new("x")}, got)
	}
}

// TestEpoch compares the fast path for epoch seconds with the one that parses a float.
func TestEpoch(t *testing.T) {
	read := func(text string) (time.Time, bool) {
		d := decoder{scanner: scanner{data: []byte(text)}}
		got, err := d.timestamp(timeEpoch)
		return got, err == nil && d.end() == nil
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		text := strconv.FormatInt(random.Int64N(int64(math.Pow10(random.IntN(16)))), 10)
		if decimals := random.IntN(5); decimals > 0 {
			text += fmt.Sprintf(".%0*d", decimals, random.IntN(int(math.Pow10(decimals))))
		}
		want, err := parseEpoch(text)
		require.NoError(t, err)
		got, ok := read(text)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"01", "1.", "-", ".5", "1e", "1..5", "00.5"} {
		_, ok := read(text)
		require.False(t, ok, text)
	}
	for text, ms := range map[string]int64{"0": 0, "0.5": 500, "-1.5": -1500, "1e3": 1_000_000, "1.0e3": 1_000_000, "1.0004": 1000, "123456789012.5": 123456789012500} {
		got, ok := read(text)
		require.True(t, ok, text)
		require.Equal(t, time.UnixMilli(ms).UTC(), got, text)
	}
}
