package transport

import (
	"context"
	"errors"
	"io"
	"net/http"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// decode turns an answer that was read whole into the output or into the error that the service meant.
func (c *call) decode(resp *http.Response, body []byte) error {
	if isFailure(resp) {
		err := c.core.service.decodeError(resp, body)
		if !c.core.opts.DisableClockSkewCorrection && isClockCode(errorCode(err)) && c.core.clock.correct(resp, c.skew) {
			err = &clockSkewError{err}
		}
		return responseError(resp, err)
	}
	c.core.clock.heal(resp)
	if err := wire.DecodeResponse(body, c.out); err != nil {
		wire.Reset(c.out)
		bad := &smithy.DeserializationError{Err: err}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return responseError(resp, c.brokenBody(bad))
		}
		return responseError(resp, bad)
	}
	return nil
}

// readError is the error of an answer that could not be read to its end. An error that the service meant is known from
// the status and the headers.
func (c *call) readError(ctx context.Context, resp *http.Response, part []byte, err error) error {
	if _, tooLarge := errors.AsType[*ResponseTooLargeError](err); tooLarge {
		return responseError(resp, err)
	}
	end := c.core.interrupted(ctx)
	switch {
	case isCanceled(end):
		return end
	case isFailure(resp):
		return c.decode(resp, part)
	case end != nil:
		err = end
	}
	return responseError(resp, c.brokenBody(&smithy.DeserializationError{Err: err}))
}

func isFailure(resp *http.Response) bool { return resp.StatusCode < 200 || resp.StatusCode >= 300 }

// brokenBody marks an answer that was cut short: the request may have been processed, so only what does no harm twice
// is tried again.
func (c *call) brokenBody(err error) error {
	return &brokenBodyError{err: err, again: c.op.ReadOnly || c.op.Idempotent || c.request.Token != ""}
}

func responseError(resp *http.Response, err error) error {
	return &awshttp.ResponseError{
		ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: resp}, Err: err},
		RequestID:     requestID(resp),
	}
}

// requestID is how the service names the request in its logs.
func requestID(resp *http.Response) string {
	for _, name := range []string{"X-Amzn-Requestid", "X-Amz-Requestid"} { // canonical, which spares a look at each letter
		if id := resp.Header[name]; len(id) > 0 && id[0] != "" {
			return id[0]
		}
	}
	return ""
}
