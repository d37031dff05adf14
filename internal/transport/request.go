package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// The headers that identify the attempts of calls.
const (
	invocationHeader = "Amz-Sdk-Invocation-Id"
	attemptHeader    = "Amz-Sdk-Request"
)

// newRequest returns the encoded input as a request whose URL has only the query yet.
func (c *call) newRequest(ctx context.Context) *http.Request {
	req := (&http.Request{
		Method: c.request.Method, URL: &url.URL{RawQuery: c.request.Query}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: make(http.Header, 8), Body: http.NoBody,
	}).WithContext(ctx)
	for _, h := range c.request.Header {
		req.Header[h.Name] = []string{h.Value}
	}
	if body := c.request.Body; body != nil {
		req.Header["Content-Type"] = []string{"application/json"}
		req.ContentLength = int64(len(body))
		req.Body = io.NopCloser(bytes.NewReader(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	return req
}

// identify says who calls: the library, the call, the number of the attempt, the Lambda invocation.
func (c *call) identify(ctx context.Context, req *http.Request, number int) error {
	agent, err := c.core.userAgent()
	if err != nil {
		return err
	}
	req.Header["User-Agent"] = []string{agent}
	req.Header[invocationHeader] = []string{c.invocationID}
	req.Header[attemptHeader] = []string{c.core.attemptText(number)}
	if c.core.lambda {
		return passTrace(ctx, req)
	}
	return nil
}

// attemptText says which attempt of the call a request is.
func (core *Core) attemptText(number int) string {
	text := "attempt=" + strconv.Itoa(number)
	if most := core.retryer.MaxAttempts(); most > 0 {
		text += "; max=" + strconv.Itoa(most)
	}
	return text
}

// passTrace passes on the trace header of the running Lambda invocation.
func passTrace(ctx context.Context, req *http.Request) error {
	stacked := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	stacked.Request = req
	_, _, err := (&awsmiddleware.RecursionDetection{}).HandleBuild(ctx, middleware.BuildInput{Request: stacked}, endOfBuild{})
	return err
}

// endOfBuild is the end of a step of the AWS core that runs outside a stack.
type endOfBuild struct{}

func (endOfBuild) HandleBuild(context.Context, middleware.BuildInput) (
	out middleware.BuildOutput, metadata middleware.Metadata, err error,
) {
	return out, metadata, nil
}

// userAgentMiddleware is AWS's User-Agent with this library's name in it; in a stack, callers can add to it.
func (core *Core) userAgentMiddleware() *awsmiddleware.RequestUserAgent {
	ua := awsmiddleware.NewRequestUserAgent()
	ua.AddSDKAgentKeyValue(awsmiddleware.FrameworkMetadata, "chimeconnect", Version)
	ua.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, core.service.Package, Version)
	if core.opts.AppID != "" {
		ua.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, core.opts.AppID)
	}
	retryer := core.opts.Retryer
	if ours, ok := retryer.(retry.Policy); ok {
		retryer = ours.RetryerV2
	}
	switch retryer.(type) {
	case *awsretry.Standard:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *awsretry.AdaptiveMode:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
	for _, s := range sources(core.opts.Credentials) {
		ua.AddCredentialsSource(s)
	}
	return ua
}

// userAgent renders the header once for all calls without a stack.
func (core *Core) userAgent() (string, error) {
	return core.agent.get(func() (string, error) {
		req := smithyhttp.NewStackRequest().(*smithyhttp.Request)
		_, _, err := core.userAgentMiddleware().HandleBuild(context.Background(), middleware.BuildInput{Request: req}, endOfBuild{})
		return req.Header.Get("User-Agent"), err
	})
}
