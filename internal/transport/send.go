package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// exchange sends a signed request and turns the answer into the output or an error.
func (c *call) exchange(ctx context.Context, req *http.Request) (middleware.Metadata, error) {
	c.sent++
	c.logRequest(ctx, req)
	resp, err := c.core.httpClient().Do(req)
	if err != nil {
		closeBody(resp)
		return middleware.Metadata{}, c.sendError(ctx, err)
	}
	if resp == nil {
		return middleware.Metadata{}, c.sendError(ctx, errNoResponse)
	}
	defer closeBody(resp)
	return responseMetadata(resp), c.read(ctx, resp)
}

// read takes in the whole answer and decodes it. A body that does not end with ctx is closed then.
func (c *call) read(ctx context.Context, resp *http.Response) (err error) {
	buffer := bodies.Get().(*[]byte)
	defer putBody(buffer)
	if resp.StatusCode < http.StatusOK { // what follows belongs to another protocol
		closeBody(resp)
		resp.Body = http.NoBody
	}
	defer context.AfterFunc(ctx, func() { closeBody(resp) })()
	*buffer, err = readBody((*buffer)[:0], resp, c.core.opts.MaxResponseBytes)
	c.logResponse(ctx, resp, *buffer)
	if err != nil {
		return c.readError(ctx, resp, *buffer, err)
	}
	return c.decode(resp, *buffer)
}

// How far a request came, as reported by the HTTP client. A client that reports nothing may have sent it.
const (
	unknown int32 = iota
	connecting
	written
)

// watch finds out whether a request was written, if that decides whether it may be sent again.
func (c *call) watch(ctx context.Context) context.Context {
	if c.repeatable() {
		return ctx
	}
	c.reached.Store(unknown)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:      func(string) { c.reached.CompareAndSwap(unknown, connecting) },
		WroteHeaders: func() { c.reached.Store(written) },
	})
}

// sendError returns the error for a request without an answer.
func (c *call) sendError(ctx context.Context, err error) error {
	end := c.core.interrupted(ctx)
	if retry.IsCanceled(end) {
		return end
	}
	processed := !c.repeatable() && c.reached.Load() != connecting // perhaps
	_, silent := errors.AsType[*awshttp.ResponseTimeoutError](err)
	switch {
	case end != nil && processed:
		err = &chimeconnect.AttemptTimeoutError{Limit: c.core.timedOut.Limit}
	case end != nil:
		err = end
	case silent && processed:
		err = c.truncated(err)
	}
	return &smithyhttp.RequestSendError{Err: c.withoutQuery(err)}
}

// withoutQuery removes the query from the URL that net/http puts into its errors: an idempotency token may be there.
func (c *call) withoutQuery(err error) error {
	failed, ok := err.(*url.Error) //nolint:errorlint // net/http puts it outermost; a wrapped one keeps its wrapping
	if !ok {
		return err
	}
	shown, _, _ := strings.Cut(failed.URL, "?")
	if u, err := url.Parse(shown); err != nil || c.op.SensitiveURL() {
		shown = c.shownURL(u)
	}
	return &url.Error{Op: failed.Op, URL: shown, Err: failed.Err}
}

var errNoResponse = errors.New("the HTTPClient returned neither a response nor an error")

// closeBody frees the connection of an answer.
func closeBody(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		_ = resp.Body.Close()
	}
}

// bodies holds buffers for answers. The codec copies all that it keeps, so a buffer is free again after the attempt.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

const (
	firstRead     = 4 << 10 // room for most answers
	maxTrusted    = 1 << 20 // of a Content-Length, before anything has come
	maxPooledBody = 4 << 20
)

func putBody(b *[]byte) {
	if cap(*b) <= maxPooledBody {
		bodies.Put(b)
	}
}

// readBody reads an answer of at most limit bytes; a limit below 0 means no limit. It returns what it has read, even
// with an error.
func readBody(b []byte, resp *http.Response, limit int64) ([]byte, error) {
	if resp.Body == nil {
		return b, nil
	}
	if limit >= 0 && resp.ContentLength > limit {
		return b, &chimeconnect.ResponseTooLargeError{Limit: limit}
	}
	// One more than the length, so that the end shows without growing.
	if n := max(firstRead, min(resp.ContentLength+1, maxTrusted)); n > int64(cap(b)) {
		b = make([]byte, 0, n)
	}
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := resp.Body.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if limit >= 0 && int64(len(b)) > limit {
			return b, &chimeconnect.ResponseTooLargeError{Limit: limit}
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

// httpClient returns the HTTP client that calls go through.
func (core *Core) httpClient() chimeconnect.HTTPClient {
	client, _ := core.sender.get(func() (chimeconnect.HTTPClient, error) { return newSender(core.opts.HTTPClient), nil })
	return client
}

// mostRequests is how many requests a chain of redirects may take.
const mostRequests = 10

// newSender returns the HTTP client that calls go through: the caller's, but one of net/http does not follow a redirect to
// another host, which would carry the signed headers there, none with another method or with a body, and no long chain.
func newSender(client chimeconnect.HTTPClient) chimeconnect.HTTPClient {
	if buildable, ok := client.(*awshttp.BuildableClient); ok {
		client = buildable.Freeze()
	}
	plain, ok := client.(*http.Client)
	if !ok {
		return client
	}
	limited, inner := *plain, plain.CheckRedirect
	limited.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		first := via[0]
		elsewhere := req.URL.Host != first.URL.Host || req.URL.Scheme != first.URL.Scheme
		if elsewhere || req.Method != first.Method || first.ContentLength != 0 || len(via) >= mostRequests {
			return http.ErrUseLastResponse
		}
		if inner != nil {
			return inner(req, via)
		}
		return nil
	}
	return &limited
}
