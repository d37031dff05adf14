package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

type caller func(context.Context, *Core) error

func saying(ctx context.Context, core *Core) error  { _, err := say(ctx, core); return err }
func setting(ctx context.Context, core *Core) error { _, err := set(ctx, core); return err }
func getting(ctx context.Context, core *Core) error { _, err := get(ctx, core); return err }

// TestAttempts lists what is retried, without and inside a stack.
func TestAttempts(t *testing.T) {
	send := func(err error) error { return &url.Error{Op: "Post", URL: "https://h/p?token=t", Err: err} }
	dial := func(err error) error { return send(&net.OpError{Op: "dial", Err: err}) }
	tests := map[string]struct {
		call   caller
		answer answer
		want   int // attempts, the last of which succeeds if there is more than one
	}{
		"success":                       {saying, says(200, ok), 1},
		"bad request":                   {saying, names(400, "Other"), 1},
		"throttled by code":             {saying, names(400, "ThrottlingException"), 2},
		"throttled by Chime":            {saying, names(429, "ThrottledClientException"), 2},
		"throttled with unknown code":   {saying, names(429, "Whatever"), 2},
		"throttled without a code":      {saying, says(429, ""), 2},
		"throttled by a proxy":          {saying, says(429, "<html>slow down</html>", "Content-Type", "text/html"), 2},
		"limit":                         {saying, names(400, "LimitExceededException"), 1},
		"limit with status 429":         {saying, names(429, "LimitExceededException"), 1},
		"quota":                         {saying, names(402, "ServiceQuotaExceededException"), 1},
		"quota with status 503":         {saying, names(503, "ServiceQuotaExceededException"), 1},
		"resource limit":                {saying, names(400, "ResourceLimitExceededException"), 1},
		"500":                           {saying, says(500, ""), 2},
		"502":                           {saying, says(502, "<html>"), 2},
		"503":                           {saying, names(503, "ServiceUnavailableException"), 2},
		"504":                           {saying, says(504, ""), 2},
		"501":                           {saying, says(501, ""), 1},
		"request timeout":               {saying, names(400, "RequestTimeout"), 2},
		"reset":                         {saying, breaks(send(&net.OpError{Op: "read", Err: syscall.ECONNRESET})), 2},
		"refused":                       {saying, breaks(dial(syscall.ECONNREFUSED)), 2},
		"closed idle connection":        {saying, breaks(send(io.EOF)), 2},
		"temporary DNS failure":         {saying, breaks(dial(&net.DNSError{IsTemporary: true})), 2},
		"no such host":                  {saying, breaks(dial(&net.DNSError{IsNotFound: true})), 1},
		"no such host, bare":            {saying, breaks(send(&net.DNSError{IsNotFound: true})), 1},
		"cut short, must not run twice": {saying, cuts(200, `{"Text":"a`, io.ErrUnexpectedEOF), 1},
		"cut short, has a token":        {setting, cuts(200, `{"Te`, io.ErrUnexpectedEOF), 2},
		"cut short, only reads":         {getting, cuts(200, `{"Text":"a`, io.ErrUnexpectedEOF), 2},
		"reset while reading":           {getting, cuts(200, `{"Text":"a`, syscall.ECONNRESET), 2},
		"reset while reading, twice?":   {saying, cuts(200, `{"Text":"a`, syscall.ECONNRESET), 1},
		"JSON that ends early":          {getting, says(200, `{"Text":"a`), 2},
		"JSON that ends early, twice?":  {saying, says(200, `{"Text":"a`), 1},
		"JSON of another kind":          {getting, says(200, `{"Text":[]}`), 1},
		"no JSON":                       {getting, says(200, `<html>`), 1},
		"error that is cut short":       {saying, cuts(500, `{"mess`, io.ErrUnexpectedEOF), 2},
		"throttle that is cut short":    {saying, cuts(429, `{"mess`, syscall.ECONNRESET), 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				synctest.Test(t, func(t *testing.T) {
					p := &peer{script: []answer{tt.answer, says(200, ok)}}
					err := tt.call(t.Context(), client(p, mode))
					assert.Len(t, p.requests, tt.want)
					if tt.want > 1 {
						assert.NoError(t, err)
					}
				})
			})
		})
	}
}

func TestAttemptsInARow(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(503, "Busy"), says(429, ""), says(200, ok)}}
			core := client(p, mode)
			out, err := set(t.Context(), core)
			require.NoError(t, err)
			require.Len(t, p.requests, 3)
			token, found := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
			assert.True(t, found)
			for i, r := range p.requests {
				assert.Equal(t, fmt.Sprintf("attempt=%d; max=3", i+1), r.Header.Get("Amz-Sdk-Request"))
				assert.Equal(t, p.requests[0].Header.Get("Amz-Sdk-Invocation-Id"), r.Header.Get("Amz-Sdk-Invocation-Id"))
				assert.Equal(t, token, r.URL.Query().Get("token"))
			}
			assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, token)
			assert.Equal(t, "attempt=3; max=3", p.last().Header.Get("Amz-Sdk-Request"))

			_, err = set(t.Context(), core)
			require.NoError(t, err)
			assert.NotEqual(t, p.requests[0].Header.Get("Amz-Sdk-Invocation-Id"), p.last().Header.Get("Amz-Sdk-Invocation-Id"))
		})
	})
}

// TestAttemptsDoNotMix checks that nothing of an answer that broke off is in the output.
func TestAttemptsDoNotMix(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{says(200, `{"Count":7,"Text":"a`), says(200, ok)}}
			out, err := get(t.Context(), client(p, mode))
			require.NoError(t, err)
			assert.Equal(t, "fine", *out.Text)
			assert.Nil(t, out.Count)
		})
	})
}

func TestAttemptsSendTheSameBody(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{says(500, ""), says(200, ok)}}
			_, err := say(t.Context(), client(p, mode))
			require.NoError(t, err)
			assert.Equal(t, []string{`{"Text":"hello"}`, `{"Text":"hello"}`}, p.bodies)
		})
	})
}

func TestAttemptsAreBounded(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(500, "Broken")}}
			_, err := say(t.Context(), client(p, mode))
			assert.Len(t, p.requests, 3)
			most := as[*retry.MaxAttemptsError](t, err)
			assert.Equal(t, 3, most.Attempt)
			assert.Equal(t, "Broken", as[interface {
				error
				ErrorCode() string
			}](t, err).ErrorCode())
			assert.Contains(t, err.Error(), "(attempts: 3)")
		})
	})
}

func TestUserRetryerIsObeyed(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(400, "LimitExceededException", "Retry-After", "9"), says(404, ""), says(200, ok)}}
			r := &stubborn{}
			_, err := say(t.Context(), client(p, mode, func(o *Options) { o.Retryer = r }))
			require.NoError(t, err)
			assert.Equal(t, []time.Duration{time.Minute, 2 * time.Minute}, p.waits(), "its delay, whatever the service asks for")
			assert.Equal(t, 2, r.asked, "once for each failure")
			assert.Equal(t, 3, r.released, "each attempt")
			assert.Equal(t, "attempt=3", p.last().Header.Get("Amz-Sdk-Request"), "no maximum")
		})
	})
	synctest.Test(t, func(t *testing.T) {
		p := &peer{script: []answer{says(500, "")}}
		_, err := say(t.Context(), client(p, func(o *Options) { o.Retryer = aws.NopRetryer{} }))
		require.Error(t, err)
		assert.Len(t, p.requests, 1)
	})
}

// stubborn is a retryer of the first generation that never gives up.
type stubborn struct{ asked, released, tokens int }

func (s *stubborn) IsErrorRetryable(error) bool { s.asked++; return true }
func (*stubborn) MaxAttempts() int              { return 0 }
func (*stubborn) RetryDelay(n int, _ error) (time.Duration, error) {
	return time.Duration(n) * time.Minute, nil
}

func (s *stubborn) GetRetryToken(context.Context, error) (func(error) error, error) {
	s.tokens++
	return func(error) error { return nil }, nil
}

func (s *stubborn) GetInitialToken() func(error) error {
	return func(error) error { s.released++; return nil }
}

func TestStubbornRetryerDoesNotRetryCancel(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			p := &peer{script: []answer{hangs}}
			r := &stubborn{}
			_, err := say(ctx, client(p, mode, func(o *Options) { o.Retryer = r }))
			assert.Len(t, p.requests, 1)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Zero(t, r.asked)

			ctx, cancel = context.WithCancel(t.Context())
			p = &peer{script: []answer{func(req *http.Request) (*http.Response, error) {
				cancel()
				return names(500, "Broken")(req)
			}}}
			_, err = say(ctx, client(p, mode, func(o *Options) { o.Retryer = r }))
			assert.Len(t, p.requests, 1)
			require.ErrorIs(t, err, context.Canceled)
			assert.Equal(t, "Broken", as[smithy.APIError](t, err).ErrorCode())
			assert.Zero(t, r.tokens, "what is not tried again costs nothing")
		})
	})
}

func TestRetryBudget(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(500, "Broken")}}
			core := client(p, mode)
			for range 50 { // 500 tokens, 5 per retry, 2 retries per call
				_, err := say(t.Context(), core)
				has[*retry.MaxAttemptsError](t, err)
			}
			_, err := say(t.Context(), core)
			spent := as[*chimeconnect.RetryBudgetError](t, err)
			assert.Equal(t, 500, as[*awshttp.ResponseError](t, spent.Err).HTTPStatusCode())
			has[ratelimit.QuotaExceededError](t, err)
			require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
			require.ErrorContains(t, err, "retry budget is spent")
			require.ErrorContains(t, err, "(attempts: 1)")

			_, err = say(t.Context(), client(p, mode))
			has[*retry.MaxAttemptsError](t, err) // another client has a budget of its own
		})
	})
}

func TestNoAttemptToken(t *testing.T) {
	p := &peer{script: []answer{says(200, ok)}}
	boom := errors.New("boom")
	_, err := say(t.Context(), client(p, func(o *Options) { o.Retryer = tokenless{aws.NopRetryer{}, boom} }))
	require.ErrorIs(t, err, boom)
	assert.Empty(t, p.requests)
	assert.NotContains(t, err.Error(), "attempts:")
}

type tokenless struct {
	aws.NopRetryer
	err error
}

func (t tokenless) GetAttemptToken(context.Context) (func(error) error, error) { return nil, t.err }
