package fake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func hexSHA256(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func signatureBench(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.handlers.GetThing = func(_ context.Context, in *GetThingInput) (*GetThingOutput, error) {
		return &GetThingOutput{Name: in.Name}, nil
	}
	b.handlers.PutThing = func(_ context.Context, in *PutThingInput) (*PutThingOutput, error) {
		return &PutThingOutput{Name: in.Name}, nil
	}
	return b
}

func TestSignatureHolds(t *testing.T) {
	b := signatureBench(t)
	for _, target := range []string{
		"/things/plain",
		"/things/arn%3Aaws%3Aconnect%3Aus-east-1%3A111122223333%3Ainstance%2Fabc",
		"/things/a%20b%25c?kind=x%20y%26z&kind=a&b=",
		"/things/%C3%A9~_.-%2F%2F?z=1&a=%2B%2F&a=%C3%A9",
	} {
		assert.Equal(t, http.StatusOK, b.get(target).status, target)
	}
	assert.Equal(t, http.StatusCreated, b.do(b.signed(http.MethodPut, "/things/x", `{"Color":"red"}`)).status)
	for _, value := range []string{"  a   b ", "a\tb", "a \u00a0 b", "é"} {
		odd := b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.request.Header.Set("X-Amz-Meta", value) })
		assert.Equal(t, http.StatusOK, b.do(odd).status, "%q", value)
	}
}

func TestSignatureRefused(t *testing.T) {
	b := signatureBench(t)
	temporary := aws.Credentials{AccessKeyID: "ASIATEST", SecretAccessKey: "secret", SessionToken: "token"}
	b.AddCredentials(temporary)
	expired := aws.Credentials{AccessKeyID: "ASIAOLD", SecretAccessKey: "secret", SessionToken: "token", CanExpire: true, Expires: b.Now()}
	b.AddCredentials(expired)
	with := func(c aws.Credentials) func(*signing) { return func(s *signing) { s.credentials = c } }

	for _, test := range []struct {
		name    string
		request *http.Request
		code    string
		message string
	}{
		{"no signature", unsigned(b.signed(http.MethodGet, "/things/x", "")), "MissingAuthenticationTokenException", "Missing Authentication Token"},
		{"other algorithm", changed(b.signed(http.MethodGet, "/things/x", ""), "Authorization", "Bearer x"), "IncompleteSignatureException", "algorithm"},
		{"no signature part", changed(b.signed(http.MethodGet, "/things/x", ""), "Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request"), "IncompleteSignatureException", "'Signature'"},
		{"no date", without(b.signed(http.MethodGet, "/things/x", ""), "X-Amz-Date"), "IncompleteSignatureException", "X-Amz-Date"},
		{"unknown key", b.signed(http.MethodGet, "/things/x", "", with(aws.Credentials{AccessKeyID: "AKIDOTHER", SecretAccessKey: "secret"})), "UnrecognizedClientException", "invalid"},
		{"wrong secret", b.signed(http.MethodGet, "/things/x", "", with(aws.Credentials{AccessKeyID: "AKIDTEST", SecretAccessKey: "other"})), "InvalidSignatureException", "does not match"},
		{"no session token", b.signed(http.MethodGet, "/things/x", "", with(aws.Credentials{AccessKeyID: "ASIATEST", SecretAccessKey: "secret"})), "UnrecognizedClientException", "invalid"},
		{"expired credentials", b.signed(http.MethodGet, "/things/x", "", with(expired)), "ExpiredTokenException", "expired"},
		{"wrong region", b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.region = "eu-west-1" }), "InvalidSignatureException", "not 'eu-west-1'"},
		{"wrong service", b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.service = "other" }), "InvalidSignatureException", "correct service: 'things'"},
		{"too old", b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.time = s.time.Add(-16 * time.Minute) }), "InvalidSignatureException", "Signature expired"},
		{"too new", b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.time = s.time.Add(16 * time.Minute) }), "InvalidSignatureException", "not yet current"},
		{"other path", moved(b.signed(http.MethodGet, "/things/x", ""), "/things/y"), "InvalidSignatureException", "does not match"},
		{"other query", moved(b.signed(http.MethodGet, "/things/x?kind=a", ""), "/things/x?kind=b"), "InvalidSignatureException", "does not match"},
		{"other body", rebodied(b.signed(http.MethodPut, "/things/x", `{"Color":"red"}`), `{"Color":"tan"}`), "InvalidSignatureException", "does not match"},
		{"unsigned header", changed(b.signed(http.MethodGet, "/things/x", ""), "X-Amz-Chime-Bearer", "arn"), "InvalidSignatureException", "'X-Amz-Chime-Bearer' must be a 'SignedHeader'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			res := b.do(test.request)
			assert.Equal(t, http.StatusForbidden, res.status)
			assert.Equal(t, test.code, res.code)
			assert.Contains(t, res.body, test.message)
		})
	}
	assert.Equal(t, http.StatusOK, b.do(b.signed(http.MethodGet, "/things/x", "", with(temporary))).status)
	assert.Equal(t, http.StatusOK, b.do(b.signed(http.MethodGet, "/things/x", "", func(s *signing) { s.time = s.time.Add(-14 * time.Minute) })).status)
}

func TestRecordHasNoSecrets(t *testing.T) {
	b := signatureBench(t)
	b.get("/things/x")
	requests := b.Requests()
	require.Len(t, requests, 1)
	assert.NotContains(t, requests[0].Header, "Authorization")
	assert.Equal(t, "us-east-1", requests[0].Region)
	assert.Equal(t, "GetThing", requests[0].Operation)
	assert.Equal(t, http.StatusOK, requests[0].Status)

	r := b.signed(http.MethodGet, "/things/x?kind=a&X-Amz-Signature=s1&X-Amz-Security-Token=s2&X-Amz-Credential=s3", "")
	for _, name := range []string{"Cookie", "Proxy-Authorization"} {
		r.Header.Set(name, "s4")
	}
	b.do(r)
	last := b.Requests()[1]
	assert.Equal(t, url.Values{"kind": {"a"}}, last.Query)
	assert.NotRegexp(t, `s[1-4]`, fmt.Sprint(last.Path, last.Header))
}

func unsigned(r *http.Request) *http.Request { return without(r, "Authorization") }

func without(r *http.Request, header string) *http.Request {
	r.Header.Del(header)
	return r
}

func changed(r *http.Request, header, value string) *http.Request {
	r.Header.Set(header, value)
	return r
}

func moved(r *http.Request, target string) *http.Request {
	base, _, _ := strings.Cut(r.URL.String(), "/things")
	other, _ := http.NewRequestWithContext(r.Context(), r.Method, base+target, http.NoBody)
	other.Header = r.Header
	return other
}

func rebodied(r *http.Request, body string) *http.Request {
	r.Body = io.NopCloser(bytes.NewBufferString(body))
	return r
}
