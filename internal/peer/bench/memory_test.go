package bench

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"

	messaging "github.com/seed-086a074d/chimeconnect/chimemessaging"
	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// memory answers every request with the same body, without a network. It reads the request as a server would, and
// waits for nothing, so that no client sets a timer.
type memory struct{ body []byte }

var header = http.Header{"X-Amzn-Requestid": {"6b0f7a5e-6f6e-4a55-9f5c-0d1f5a7a2f11"}, "Content-Type": {"application/json"}}

func (m *memory) Do(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: &body{*bytes.NewReader(m.body)}, ContentLength: int64(len(m.body)), Request: r,
	}, nil
}

type body struct{ bytes.Reader }

func (*body) Close() error { return nil }

// RoundTrip lets the floor use the same transport.
func (m *memory) RoundTrip(r *http.Request) (*http.Response, error) { return m.Do(r) }

type httpClient interface {
	Do(*http.Request) (*http.Response, error)
}

const region = "us-west-2"

type static struct{}

func (static) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}, nil
}

var credentials = aws.NewCredentialsCache(static{})

func newOurs(c httpClient) *ours.Client {
	return ours.New(ours.Options{Region: region, Credentials: credentials, HTTPClient: c})
}

func newOfficial(c httpClient) *official.Client {
	return official.New(official.Options{Region: region, Credentials: credentials, HTTPClient: c})
}

func newMessaging(c httpClient) *messaging.Client {
	return messaging.New(messaging.Options{Region: region, Credentials: credentials, HTTPClient: c})
}

func newNewest(c httpClient) *ssooidc.Client {
	return ssooidc.New(ssooidc.Options{Region: region, Credentials: credentials, HTTPClient: c})
}
