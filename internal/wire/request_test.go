package wire

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var fillAll = Fill{Token: func() (string, error) { return "made up", nil }, Bearer: "arn:bearer"}

func TestEncodeRequest(t *testing.T) {
	at := time.UnixMilli(-250)
	in := &boundInput{
		Thing: new("a/b ~-._"), Part: new("é"), Kinds: []color{"RED", "GREEN"}, Words: []string{}, Since: &at, SinceSec: &at,
		Ratio: new(1e21), All: new(false), NextToken: new("a+b=&"), When: &at, Bearer: new("mine"),
	}
	r, err := operationFor[boundInput](t).Encode(in, fillAll)
	require.NoError(t, err)
	assert.Equal(t, "POST", r.Method)
	assert.Equal(t, "/things/a%2Fb%20~-._/parts/%C3%A9", r.Path)
	assert.Equal(t, "operation=do&zero=0&kind=RED&kind=GREEN&since=1969-12-31T23%3A59%3A59.75Z&sinceSec=-0.25"+
		"&ratio=1000000000000000000000&all=false&next-token=a%2Bb%3D%26", r.Query)
	assert.Equal(t, []Header{{"X-Amz-Chime-Bearer", "mine"}, {"X-When", "Wed, 31 Dec 1969 23:59:59 GMT"}}, r.Header)
	assert.JSONEq(t, `{"Token":"made up"}`, string(r.Body))
	assert.Equal(t, "made up", r.Token)
}

func TestEncodeFills(t *testing.T) {
	op := operationFor[boundInput](t)
	t.Run("what the caller chose stays", func(t *testing.T) {
		r, err := op.Encode(boundValue(), fillAll)
		require.NoError(t, err)
		assert.Equal(t, "mine", r.Token)
		assert.Equal(t, "arn", r.Header[0].Value)
	})
	t.Run("bearer", func(t *testing.T) {
		r, err := op.Encode(&boundInput{Thing: new("t"), Part: new("p")}, fillAll)
		require.NoError(t, err)
		assert.Equal(t, []Header{{"X-Amz-Chime-Bearer", "arn:bearer"}}, r.Header)
	})
	t.Run("nothing", func(t *testing.T) {
		r, err := op.Encode(&boundInput{Thing: new("t"), Part: new("p")}, Fill{})
		require.NoError(t, err)
		assert.Empty(t, r.Header)
		assert.Empty(t, r.Token)
		assert.Equal(t, "{}", string(r.Body))
	})
	t.Run("token in the query, and no body", func(t *testing.T) {
		r, err := operationFor[bareInput](t).Encode(&bareInput{Id: new("1")}, fillAll)
		require.NoError(t, err)
		assert.Equal(t, Request{Method: "DELETE", Path: "/bare/1", Query: "clientToken=made%20up", Token: "made up", Resource: "1"}, r)
	})
	t.Run("a provider that fails", func(t *testing.T) {
		broken := errors.New("no entropy")
		_, err := op.Encode(&boundInput{}, Fill{Token: func() (string, error) { return "", broken }})
		require.ErrorIs(t, err, broken)
		assert.ErrorContains(t, err, "boundInput.Token")
	})
}

func TestEncodeRequestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*boundInput)
		path   string
	}{
		"nil path":         {func(in *boundInput) { in.Part = nil }, "boundInput.Part"},
		"empty path":       {func(in *boundInput) { in.Thing = new("") }, "boundInput.Thing"},
		"dot":              {func(in *boundInput) { in.Thing = new(".") }, "boundInput.Thing"},
		"dots":             {func(in *boundInput) { in.Part = new("..") }, "boundInput.Part"},
		"path UTF-8":       {func(in *boundInput) { in.Part = new("\xff") }, "boundInput.Part"},
		"query UTF-8":      {func(in *boundInput) { in.NextToken = new("\xff") }, "boundInput.NextToken"},
		"query list UTF-8": {func(in *boundInput) { in.Words = []string{"", "\xff"} }, "boundInput.Words[1]"},
		"header UTF-8":     {func(in *boundInput) { in.Trace = new("\xff") }, "boundInput.Trace"},
		"line feed":        {func(in *boundInput) { in.Trace = new("a\nb: c") }, "boundInput.Trace"},
		"carriage return":  {func(in *boundInput) { in.Bearer = new("\r") }, "boundInput.Bearer"},
		"delete":           {func(in *boundInput) { in.Trace = new("\x7f") }, "boundInput.Trace"},
		"body":             {func(in *boundInput) { in.Rich.Shapes[1] = (*shapeMemberName)(nil) }, "boundInput.Rich.Shapes[1]"},
	} {
		t.Run(name, func(t *testing.T) {
			in := boundValue()
			test.change(in)
			_, err := operationFor[boundInput](t).Encode(in, fillAll)
			var at *PathError
			require.ErrorAs(t, err, &at)
			assert.Equal(t, test.path, at.Path)
		})
	}
	_, err := operationFor[boundInput](t).Encode(&bareInput{}, Fill{})
	assert.ErrorContains(t, err, "is not a pointer to the input of bound")
}

func TestNilInputIsEmpty(t *testing.T) {
	op := operationFor[boundInput](t)
	assert.Equal(t, op.Check(&boundInput{}, fillAll), op.Check((*boundInput)(nil), fillAll))
	_, err := op.Encode((*boundInput)(nil), fillAll)
	assert.ErrorContains(t, err, "boundInput.Thing")
}

func TestInputIsNeverModified(t *testing.T) {
	op := operationFor[boundInput](t)
	for name, value := range map[string]func() *boundInput{
		"full": boundValue,
		"sparse": func() *boundInput {
			return &boundInput{Thing: new("t"), Part: new("p"), Rich: &rich{Shapes: []shape{nil}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := value()
			op.Check(in, fillAll)
			op.Validate(in, fillAll)
			_, err := op.Encode(in, fillAll)
			require.NoError(t, err)
			assert.Equal(t, value(), in)
		})
	}
}

// decoded returns an input as a server decodes it.
func decoded[T any](t *testing.T, in *T, fill Fill) *T {
	t.Helper()
	op := operationFor[T](t)
	r, err := op.Encode(in, fill)
	require.NoError(t, err)
	query, err := url.ParseQuery(r.Query)
	require.NoError(t, err)
	header := http.Header{}
	for _, h := range r.Header {
		header.Add(h.Name, h.Value)
	}
	labels, ok := op.Match(r.Method, r.Path, query)
	require.True(t, ok)
	out := new(T)
	require.NoError(t, op.DecodeRequest(labels, query, header, r.Body, out))
	return out
}

func TestRequestRoundTrip(t *testing.T) {
	assert.Equal(t, boundValue(), decoded(t, boundValue(), Fill{}))
	assert.Equal(t, &bareInput{Id: new("%2F"), Token: new("made up")}, decoded(t, &bareInput{Id: new("%2F")}, fillAll))
	odd := &boundInput{Thing: new("?#%/+ "), Part: new("…"), Ratio: new(math.Inf(-1)), Words: []string{""}}
	assert.Equal(t, odd, decoded(t, odd, Fill{}))
}

func TestDecodeRequestErrors(t *testing.T) {
	labels, header := []string{"t", "p"}, http.Header{"X-When": {"geheim"}}
	for name, test := range map[string]struct {
		labels []string
		query  string
		header http.Header
		body   string
		path   string
	}{
		"labels":   {labels[:1], "", nil, "{}", "boundInput"},
		"integer":  {labels, "max-results=geheim", nil, "{}", "boundInput.Max"},
		"overflow": {labels, "max-results=2147483648", nil, "{}", "boundInput.Max"},
		"empty":    {labels, "max-results=", nil, "{}", "boundInput.Max"},
		"number":   {labels, "ratio=geheim", nil, "{}", "boundInput.Ratio"},
		"boolean":  {labels, "all=1", nil, "{}", "boundInput.All"},
		"time":     {labels, "since=geheim", nil, "{}", "boundInput.Since"},
		"epoch":    {labels, "sinceSec=geheim", nil, "{}", "boundInput.SinceSec"},
		"header":   {labels, "", header, "{}", "boundInput.When"},
		"no body":  {labels, "", nil, "", "boundInput"},
		"body":     {labels, "", nil, `{"Rich":{"Children":[{"Text":["geheim"]}]}}`, "boundInput.Rich.Children[0].Text"},
	} {
		t.Run(name, func(t *testing.T) {
			query, err := url.ParseQuery(test.query)
			require.NoError(t, err)
			err = operationFor[boundInput](t).DecodeRequest(test.labels, query, test.header, []byte(test.body), new(boundInput))
			var at *PathError
			require.ErrorAs(t, err, &at)
			assert.Equal(t, test.path, at.Path)
			assert.NotContains(t, err.Error(), "geheim")
		})
	}
}

func TestEscape(t *testing.T) {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	for c := range 256 {
		want := string(byte(c))
		if !strings.Contains(unreserved, want) || c >= 0x80 {
			want = fmt.Sprintf("%%%02X", c)
		}
		assert.Equal(t, "a"+want+"b", string(appendEscaped(nil, "a"+string([]byte{byte(c)})+"b")))
	}
}
