package wire

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// plainRich has types that the codec and encoding/json read in the same way: no timestamps and unions, which
// encoding/json does not support.
type plainRich struct {
	Text     *string
	Enum     color
	Flag     *bool
	Plain    bool
	Small    *int32
	Large    *int64
	Single   *float32
	Double   *float64
	Child    *plainRich
	Texts    []string
	Enums    []color
	Numbers  []int32
	Children []plainRich
	Nested   [][]string
	Attrs    map[string]string
	ByKey    map[string]plainRich
	Lists    map[string][]color
}

// FuzzDecode compares the decoder with encoding/json: what encoding/json accepts must give the same value here. The
// codec accepts more (booleans and numbers as strings, 3.0 as an integer), but only valid JSON.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, ` `, `[]`, `{"Text":"a\u00e9\ud83d\ude42\ud83d","Enum":"RED","Flag":true,"Plain":false}`,
		`{"Small":-1,"Large":9223372036854775807,"Single":0.1,"Double":1e-7,"Numbers":[1,2.0,3e0]}`,
		`{"Child":{"Child":{"Texts":["a",null,"b"]}},"Children":[{},null,{"Text":"x"}],"Nested":[[],["a"]]}`,
		`{"Attrs":{"a":"b","":"c\n"},"ByKey":{"k":{"Plain":true}},"Lists":{"l":["RED"],"n":null}}`,
		`{"X":[{"a":[1,-0.5e+3,true,false,null,"\\"]}],"Text":1}`, "{\"Text\":\"\xff\"}", `{"Flag":"true","Small":"7","Double":"NaN"}`,
		`{"Text":"a","Text":"b"}`, `{"a":1,}`, `{"a" 1}`, `{"a":01}`, `{} x`, `{"Texts":["a",]}`, `{"Double":-}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var got plainRich
		gotErr := DecodeResponse(body, &got)
		if len(bytes.Trim(body, " \t\r\n")) == 0 {
			require.NoError(t, gotErr)
			return
		}
		if !json.Valid(body) {
			require.Error(t, gotErr)
			return
		}
		require.NotErrorIs(t, gotErr, io.ErrUnexpectedEOF)
		if gotErr != nil && strings.Contains(gotErr.Error(), "nested deeper") {
			return // encoding/json goes further
		}
		if clean, ok := withoutNulls(body); ok {
			var want plainRich
			if json.Unmarshal(clean, &want) == nil {
				require.NoError(t, gotErr)
				require.Equal(t, want, got)
			}
		}
	})
}

// withoutNulls drops what the codec reads differently: nulls in lists and maps. Bodies with repeated names, or names that
// only encoding/json accepts for a member, cannot be compared.
func withoutNulls(body []byte) (clean []byte, ok bool) {
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&tree) != nil || repeatsName(json.NewDecoder(bytes.NewReader(body))) {
		return nil, false
	}
	ok = true
	clean, err := json.Marshal(prune(tree, &ok))
	return clean, ok && err == nil
}

func prune(tree any, ok *bool) any {
	switch tree := tree.(type) {
	case map[string]any:
		for key, value := range tree {
			for field := range reflect.TypeFor[plainRich]().Fields() {
				if strings.EqualFold(field.Name, key) && field.Name != key {
					*ok = false
				}
			}
			if value == nil {
				delete(tree, key)
			} else {
				tree[key] = prune(value, ok)
			}
		}
	case []any:
		kept := []any{}
		for _, value := range tree {
			if value != nil {
				kept = append(kept, prune(value, ok))
			}
		}
		return kept
	}
	return tree
}

// repeatsName reports whether an object has duplicate names.
func repeatsName(d *json.Decoder) bool {
	token, err := d.Token()
	if err != nil || token != json.Delim('{') && token != json.Delim('[') {
		return false
	}
	seen := map[any]bool{}
	for d.More() {
		if token == json.Delim('{') {
			key, err := d.Token()
			if err != nil || seen[key] {
				return true
			}
			seen[key] = true
		}
		if repeatsName(d) {
			return true
		}
	}
	_, err = d.Token()
	return err != nil
}

// FuzzTruncate cuts valid bodies: the decoder must report the rest as cut short.
func FuzzTruncate(f *testing.F) {
	body, err := EncodeResponse(richValue())
	require.NoError(f, err)
	f.Add(body, uint(100))
	f.Add([]byte(`{"Text":"\ud83d\ude42","X":[-1.5E+3]}`), uint(12))
	f.Fuzz(func(t *testing.T, body []byte, n uint) {
		body = bytes.Trim(body, " \t\r\n")
		if len(body) < 2 || body[0] != '{' || DecodeResponse(body, new(rich)) != nil {
			return
		}
		cut := body[:1+n%uint(len(body)-1)]
		require.ErrorIs(t, DecodeResponse(cut, new(rich)), io.ErrUnexpectedEOF, "%s", cut)
	})
}

// FuzzRoundTrip fills an input from random numbers and sends it to the other side and back.
func FuzzRoundTrip(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, "tëxt\x00\"\\")
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		random := filler{rand.New(rand.NewPCG(seed, 1)), strings.ToValidUTF8(text, "?")}
		in := new(boundInput)
		random.fill(reflect.ValueOf(in).Elem(), 3)
		in.Thing, in.Part, in.Trace = new("t"+random.text), new("/"+random.text), nil
		if len(operationFor[boundInput](t).Check(in, fillAll)) > 0 {
			return // a circle without a radius
		}
		in.Bearer = new("b")
		if in.When != nil {
			in.When = new(in.When.Truncate(time.Second))
		}
		in.Kinds, in.Words = nilIfEmpty(in.Kinds), nilIfEmpty(in.Words)
		if in.Token == nil {
			in.Token = new("made up")
		}
		require.Equal(t, in, decoded(t, in, fillAll))

		var plain, read plainRich
		random.fill(reflect.ValueOf(&plain).Elem(), 3)
		body, err := EncodeResponse(&plain)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(body, &read))
		require.Equal(t, plain, read)
	})
}

func nilIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil // the query has no way to say so
	}
	return list
}

// filler sets values at random. The values survive the wire: milliseconds in UTC, HTTP dates of whole seconds.
type filler struct {
	*rand.Rand
	text string
}

func (f filler) fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(f.text[min(len(f.text), f.IntN(3)):])
		v.SetString(strings.ToValidUTF8(v.String(), ""))
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Int32:
		v.SetInt(int64(int32(f.Uint32())))
	case reflect.Int64:
		v.SetInt(int64(f.Uint64()))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(float32(f.NormFloat64() * 1e10)))
	case reflect.Pointer:
		if f.IntN(3) > 0 && depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), depth)
		}
	case reflect.Struct:
		f.fillStruct(v, depth-1)
	case reflect.Slice:
		if n := f.IntN(4); n > 0 && depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 0, n))
			for range n - 1 {
				v.Set(reflect.Append(v, f.element(v.Type(), depth)))
			}
		}
	case reflect.Map:
		if f.IntN(2) > 0 && depth > 0 {
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(reflect.ValueOf(f.text).Convert(v.Type().Key()), f.element(v.Type(), depth))
		}
	case reflect.Interface:
		variants := []reflect.Type{reflect.TypeFor[shapeMemberCircle](), reflect.TypeFor[shapeMemberName]()}
		variant := reflect.New(variants[f.IntN(2)])
		f.fill(variant.Elem(), depth)
		v.Set(variant)
	}
}

func (f filler) fillStruct(v reflect.Value, depth int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.UnixMilli(f.Int64N(1e13) - 5e12).UTC()))
		return
	}
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if !sf.IsExported() || sf.Name == "ResultMetadata" || depth == 0 {
			continue
		}
		f.fill(v.Field(i), depth)
		if strings.Contains(string(sf.Tag), "time=http-date") && !v.Field(i).IsNil() {
			v.Field(i).Set(reflect.ValueOf(new(v.Field(i).Interface().(*time.Time).Truncate(time.Second))))
		}
	}
}

// element makes a value for a list or map, in which nil elements are left out.
func (f filler) element(t reflect.Type, depth int) reflect.Value {
	v := reflect.New(t.Elem()).Elem()
	f.fill(v, depth)
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	}
	return v
}
