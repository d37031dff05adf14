package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOperationFacts(t *testing.T) {
	op := operationFor[boundInput](t)
	assert.Equal(t, "bound", op.Name)
	assert.Equal(t, http.MethodPost, op.Method)
	assert.Equal(t, 201, op.Status)
	assert.True(t, op.ReadOnly)
	assert.True(t, op.Idempotent)
	assert.Equal(t, &Page{In: "NextToken", Out: "Next", Size: "Max", Items: "Things"}, op.Page)

	bare := operationFor[bareInput](t)
	assert.Equal(t, 204, bare.Status)
	assert.False(t, bare.ReadOnly)
	assert.False(t, bare.Idempotent)
	assert.Nil(t, bare.Page)
	assert.Same(t, bare, operationFor[bareInput](t))
}

func TestMatch(t *testing.T) {
	for name, test := range map[string]struct {
		method, path, query string
		want                []string
	}{
		"all":              {"POST", "/things/a/parts/b", "operation=do", []string{"a", "b"}},
		"more query":       {"POST", "/things/a/parts/b", "x=1&operation=do", []string{"a", "b"}},
		"escaped":          {"POST", "/things/a%2Fb/parts/%C3%BC+", "operation=do", []string{"a/b", "ü+"}},
		"another method":   {"GET", "/things/a/parts/b", "operation=do", nil},
		"no query":         {"POST", "/things/a/parts/b", "", nil},
		"another query":    {"POST", "/things/a/parts/b", "operation=undo", nil},
		"another path":     {"POST", "/thongs/a/parts/b", "operation=do", nil},
		"a short path":     {"POST", "/things/a/parts", "operation=do", nil},
		"a long path":      {"POST", "/things/a/parts/b/", "operation=do", nil},
		"an empty label":   {"POST", "/things//parts/b", "operation=do", nil},
		"a broken escape":  {"POST", "/things/%zz/parts/b", "operation=do", nil},
		"an escaped slash": {"POST", "/things%2Fa/parts/b", "operation=do", nil},
	} {
		t.Run(name, func(t *testing.T) {
			query, err := url.ParseQuery(test.query)
			require.NoError(t, err)
			labels, ok := operationFor[boundInput](t).Match(test.method, test.path, query)
			assert.Equal(t, test.want != nil, ok)
			assert.Equal(t, test.want, labels)
		})
	}
}

func TestMatchFixedQueryWithoutValue(t *testing.T) {
	type flagInput struct {
		_ struct{} `aws:"GET /?flag"`
	}
	op := operationFor[flagInput](t)
	_, ok := op.Match("GET", "/", url.Values{"flag": {""}})
	assert.True(t, ok)
	_, ok = op.Match("GET", "/", nil)
	assert.False(t, ok)
}

func TestErrorFacts(t *testing.T) {
	code, status, ok := ErrorFacts(&failure{})
	assert.Equal(t, []any{"FailureException", 409, true}, []any{code, status, ok})
	for _, err := range []any{nil, failure{}, errors.New("x"), fmt.Errorf("%w", &failure{}), new(int)} {
		_, _, ok := ErrorFacts(err)
		_, isValue := err.(failure)
		assert.False(t, ok, "%T %v", err, isValue)
	}
}

func TestResultMetadata(t *testing.T) {
	var out rich
	var metadata middleware.Metadata
	metadata.Set("key", "value")
	*ResultMetadata(&out) = metadata
	assert.Equal(t, "value", out.ResultMetadata.Get("key"))
	assert.NotNil(t, ResultMetadata(&failure{}))
	assert.NotNil(t, ResultMetadata(3))

	body, err := EncodeResponse(&out)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Plain":false,"Always":false,"Count":0}`, string(body))
}

func TestReset(t *testing.T) {
	out := richValue()
	Reset(out)
	assert.Equal(t, &rich{}, out)
}
