package faketest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files again") //nolint:gochecknoglobals // a flag of the test binary

// Exchange is an HTTP client that answers one request from memory and keeps what it saw.
type Exchange struct {
	Status int
	Header map[string]string
	Body   string

	request *http.Request
	sent    []byte
}

// Do answers the request.
func (e *Exchange) Do(req *http.Request) (*http.Response, error) {
	e.request = req
	if req.Body != nil {
		var err error
		if e.sent, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	header := http.Header{}
	for name, value := range e.Header {
		header.Set(name, value)
	}
	return &http.Response{
		StatusCode: e.Status, Proto: "HTTP/1.1", Header: header, Request: req,
		Body: io.NopCloser(strings.NewReader(e.Body)), ContentLength: int64(len(e.Body)),
	}, nil
}

// Asked reports whether a request arrived.
func (e *Exchange) Asked() bool { return e.request != nil }

// Golden compares the exchange, and the caller's result, with testdata/NAME.golden.
func (e *Exchange) Golden(t *testing.T, name string, out any, err error) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", e.request.Method, e.request.URL.RequestURI())
	for _, h := range []string{"Content-Type", "X-Amz-Chime-Bearer"} {
		if v := e.request.Header.Get(h); v != "" {
			fmt.Fprintf(&b, "%s: %s\n", h, v)
		}
	}
	fmt.Fprintf(&b, "\n%s\n=> %d\n", indented(t, e.sent), e.Status)
	for _, h := range sortedKeys(e.Header) {
		fmt.Fprintf(&b, "%s: %s\n", h, e.Header[h])
	}
	fmt.Fprintf(&b, "\n%s\n=> caller\n", indented(t, []byte(e.Body)))
	if err != nil {
		fmt.Fprintf(&b, "%v\n", err)
	} else {
		text, jsonErr := json.Marshal(out)
		require.NoError(t, jsonErr)
		b.WriteString(indented(t, text))
	}
	file := filepath.Join("testdata", name+".golden")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))                //nolint:gosec // part of the source tree: for all to read
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644)) //nolint:gosec // as above
	}
	want, readErr := os.ReadFile(file) //nolint:gosec // the test names the file
	require.NoError(t, readErr, "go test -update writes it")
	require.Equal(t, string(want), b.String())
}

func indented(t *testing.T, text []byte) string {
	t.Helper()
	if len(text) == 0 {
		return ""
	}
	var b bytes.Buffer
	require.NoError(t, json.Indent(&b, text, "", "  "))
	return b.String() + "\n"
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
