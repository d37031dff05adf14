package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// attempt signs and sends the request once and reads the answer.
func (c *call) attempt(ctx context.Context, number int) (middleware.Metadata, error) {
	ctx, cancel := c.core.attemptContext(ctx)
	defer cancel()
	endpoint, err := c.core.endpoint(ctx)
	if err != nil {
		return middleware.Metadata{}, err
	}
	parts := new(requestParts)
	req := c.httpRequest(ctx, parts)
	if err := c.identify(ctx, req, number, parts); err != nil {
		return middleware.Metadata{}, err
	}
	if err := c.core.direct(req, c.request.Path, endpoint); err != nil {
		return middleware.Metadata{}, err
	}
	if err := c.sign(ctx, req, endpoint); err != nil {
		return middleware.Metadata{}, err
	}
	return c.exchange(ctx, req)
}

// requestParts are what a request points to, in one allocation.
type requestParts struct {
	url    url.URL
	values [8]string // of header fields
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

// attemptContext bounds one attempt, headers and body.
func (core *Core) attemptContext(ctx context.Context) (context.Context, context.CancelFunc) {
	if core.timedOut == nil {
		return ctx, func() {}
	}
	return context.WithTimeoutCause(ctx, core.timedOut.Limit, core.timedOut)
}

// interrupted is the error of an attempt whose context has ended, nil while it has not.
func (core *Core) interrupted(ctx context.Context) error {
	switch {
	case ctx.Err() == nil:
		return nil
	case core.timedOut != nil && errors.Is(context.Cause(ctx), core.timedOut):
		return core.timedOut
	}
	return canceled(ctx, nil)
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
func (core *Core) direct(req *http.Request, path string, endpoint smithyendpoints.Endpoint) (err error) {
	u := req.URL
	u.RawPath = strings.TrimRight(endpoint.URI.EscapedPath(), "/") + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return &EndpointError{Err: err}
	}
	u.Scheme, u.Host, u.User = core.scheme(endpoint.URI.Scheme), endpoint.URI.Host, endpoint.URI.User
	req.Host = u.Host
	for name, values := range endpoint.Headers {
		req.Header[http.CanonicalHeaderKey(name)] = slices.Clone(values)
	}
	return nil
}

// identify says who calls: the library, the call, the number of the attempt, the Lambda invocation. It leaves room for
// the two header fields that the signer appends to.
func (c *call) identify(ctx context.Context, req *http.Request, number int, parts *requestParts) error {
	agent, err := c.core.agent()
	if err != nil {
		return err
	}
	req.Header["User-Agent"] = append(parts.next(), agent)
	req.Header["Amz-Sdk-Invocation-Id"] = append(parts.next(), c.invocationID)
	req.Header[attemptHeader] = append(parts.next(), c.core.attemptHeader(number))
	if !c.core.anonymous {
		req.Header["X-Amz-Date"] = parts.next()
		req.Header["Authorization"] = parts.next()
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

// scheme applies EndpointOptions.DisableHTTPS, which does not touch an endpoint that the caller spelled out.
func (core *Core) scheme(scheme string) string {
	if core.opts.EndpointOptions.DisableHTTPS && core.opts.BaseEndpoint == nil {
		return "http"
	}
	return scheme
}
