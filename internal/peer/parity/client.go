package parity

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// Token is the idempotency token that both clients are given.
const Token = "00000000-0000-4000-8000-000000000000"

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) { return Token, nil }

// Client is one of the two clients, callable by the name of an operation.
type Client struct {
	value reflect.Value // *connect.Client
	Wire  *Wire
}

// Wire takes the place of the network: it keeps the request and returns a prepared answer.
type Wire struct {
	// Answer is the answer to the next calls.
	Answer Answer
	// Seen is the request that was sent, nil if none was.
	Seen *Request
}

// Answer is a response of the service.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Request is what a client sent.
type Request struct {
	Method string
	Path   string // escaped
	Query  string // raw
	Header http.Header
	Body   []byte
	// Length is the announced length of the body.
	Length int64
}

// Do implements the HTTPClient of both clients.
func (w *Wire) Do(r *http.Request) (*http.Response, error) {
	w.Seen = &Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Header: r.Header.Clone(), Length: r.ContentLength}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		w.Seen.Body = body
	}
	header := w.Answer.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{
		StatusCode: w.Answer.Status, Status: fmt.Sprint(w.Answer.Status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(w.Answer.Body)), ContentLength: int64(len(w.Answer.Body)), Request: r,
	}, nil
}

// NewOfficial returns the official client.
func NewOfficial(optFns ...func(*official.Options)) *Client {
	wire := &Wire{Answer: Answer{Status: 200}}
	client := official.New(official.Options{
		Region: "us-west-2", Credentials: staticCredentials(), HTTPClient: wire,
		Retryer: aws.NopRetryer{}, IdempotencyTokenProvider: fixedToken{},
	}, optFns...)
	return &Client{reflect.ValueOf(client), wire}
}

// NewOurs returns the client of this library.
func NewOurs(optFns ...func(*ours.Options)) *Client {
	wire := &Wire{Answer: Answer{Status: 200}}
	client := ours.New(ours.Options{
		Region: "us-west-2", Credentials: staticCredentials(), HTTPClient: wire,
		Retryer: aws.NopRetryer{}, IdempotencyTokenProvider: fixedToken{},
	}, optFns...)
	return &Client{reflect.ValueOf(client), wire}
}

func staticCredentials() aws.CredentialsProvider {
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"}, nil
	})
}

// Operations returns the names of the client's operations, sorted.
func (c *Client) Operations() []string {
	var names []string
	for m := range c.value.Type().Methods() {
		if m.Type.NumIn() == 4 && strings.HasSuffix(m.Type.In(2).Elem().Name(), "Input") {
			names = append(names, m.Name)
		}
	}
	return names
}

// NewInput returns a pointer to an empty input of the operation.
func (c *Client) NewInput(operation string) reflect.Value {
	return reflect.New(c.value.MethodByName(operation).Type().In(1).Elem())
}

// NewOutput returns a pointer to an empty output of the operation.
func (c *Client) NewOutput(operation string) reflect.Value {
	return reflect.New(c.value.MethodByName(operation).Type().Out(0).Elem())
}

var errPanic = errors.New("panic")

// Call makes a call; afterwards Wire.Seen is the request that was sent. A panic is returned as an error.
func (c *Client) Call(operation string, in reflect.Value) (out reflect.Value, err error) {
	c.Wire.Seen = nil
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errPanic, p)
		}
	}()
	results := c.value.MethodByName(operation).Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	err, _ = reflect.TypeAssert[error](results[1])
	return results[0], err
}

// query parses a raw query without losing the order.
func query(raw string) (pairs [][2]string, err error) {
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		k, err1 := url.QueryUnescape(key)
		v, err2 := url.QueryUnescape(value)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		pairs = append(pairs, [2]string{k, v})
	}
	return pairs, nil
}
