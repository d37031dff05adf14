package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// attempt signs and sends the request once and reads the answer.
func (c *call) attempt(ctx context.Context, number int) (middleware.Metadata, error) {
	parts := new(requestParts)
	ctx = c.core.attemptContext(ctx, &parts.ctx)
	defer parts.ctx.cancel()
	to, err := c.core.target(ctx)
	if err != nil {
		return middleware.Metadata{}, err
	}
	req := c.httpRequest(ctx, parts)
	if err := c.core.direct(req, c.request.Path, to); err != nil {
		return middleware.Metadata{}, err
	}
	if err := c.sign(ctx, req, to); err != nil {
		return middleware.Metadata{}, err
	}
	if err := c.identify(ctx, req, number, parts); err != nil {
		return middleware.Metadata{}, err
	}
	return c.exchange(ctx, req)
}

// requestParts are what a request points to, in one allocation.
type requestParts struct {
	ctx    attemptContext
	url    url.URL
	values [5]string // of header fields
	used   int       // of the values
}

// next returns room for the value of a header field.
func (p *requestParts) next() []string {
	if p.used == len(p.values) {
		return make([]string, 0, 1)
	}
	p.used++
	return p.values[p.used-1 : p.used-1 : p.used]
}

// httpRequest is the encoded input as a request whose URL has only the query yet.
func (c *call) httpRequest(ctx context.Context, parts *requestParts) *http.Request {
	parts.url.RawQuery = c.request.Query
	req := (&http.Request{
		Method: c.request.Method, URL: &parts.url, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: make(http.Header, 8), Body: http.NoBody,
	}).WithContext(ctx)
	for _, h := range c.request.Header {
		req.Header[h.Name] = append(parts.next(), h.Value)
	}
	if body := c.request.Body; body != nil {
		req.Header["Content-Type"] = append(parts.next(), "application/json")
		req.ContentLength = int64(len(body))
		req.Body = io.NopCloser(bytes.NewReader(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	return req
}

// direct sends a request to an endpoint: the escaped path of the operation is appended to that of the endpoint, whose
// headers have the last word.
func (core *Core) direct(req *http.Request, path string, to *target) (err error) {
	u := req.URL
	u.Path, u.RawPath = to.path+path, ""
	if to.path != "" || core.stacked || strings.Contains(path, "%") { // else it is its own escaped form, which need not be compared
		u.RawPath = u.Path
		if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
			return &EndpointError{Err: err}
		}
	}
	u.Scheme, u.Host, u.User = to.scheme, to.host, to.user
	req.Host = u.Host
	for name, values := range to.headers {
		req.Header[name] = slices.Clone(values)
	}
	return nil
}

// identify says who calls: the library, the call, the number of the attempt, the Lambda invocation. What the endpoint or
// the signer set stays. The signature does not cover this: the service acts on none of it, and each field that it covers
// costs. In a middleware stack it does, because middleware expects these headers to be there early.
func (c *call) identify(ctx context.Context, req *http.Request, number int, parts *requestParts) error {
	agent, err := c.core.agent()
	if err != nil {
		return err
	}
	for _, h := range [...]wire.Header{
		{Name: "User-Agent", Value: agent},
		{Name: "Amz-Sdk-Invocation-Id", Value: c.invocationID},
		{Name: attemptHeader, Value: c.core.attemptHeader(number)},
	} {
		if _, ok := req.Header[h.Name]; !ok {
			req.Header[h.Name] = append(parts.next(), h.Value)
		}
	}
	if c.core.lambda {
		return passTrace(ctx, req)
	}
	return nil
}

// attemptHeader says which attempt of the call a request is.
const attemptHeader = "Amz-Sdk-Request"

func (core *Core) attemptHeader(number int) string {
	if number == 1 {
		return core.first
	}
	return attemptOf(number, core.retryer.MaxAttempts())
}

func attemptOf(number, most int) string {
	text := "attempt=" + strconv.Itoa(number)
	if most > 0 {
		text += "; max=" + strconv.Itoa(most)
	}
	return text
}

// passTrace hands the trace header of the running Lambda invocation on.
func passTrace(ctx context.Context, req *http.Request) error {
	stacked := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	stacked.Request = req
	_, _, err := (&awsmiddleware.RecursionDetection{}).HandleBuild(ctx, middleware.BuildInput{Request: stacked},
		middleware.BuildHandlerFunc(func(context.Context, middleware.BuildInput) (out middleware.BuildOutput, m middleware.Metadata, err error) {
			return out, m, nil
		}))
	return err
}
