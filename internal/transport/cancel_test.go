package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

var errCause = errors.New("the user went away")

func TestDeadlineDuringBackoffIsSeenBefore(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			p := &peer{script: []answer{names(503, "Busy", "Retry-After", "10")}}
			start := time.Now()
			_, err := say(ctx, client(p, mode))
			assert.Zero(t, time.Since(start), "it does not wait for what cannot come")
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Equal(t, "Busy", as[smithy.APIError](t, err).ErrorCode())
			assert.Equal(t, 503, as[*awshttp.ResponseError](t, err).HTTPStatusCode())
			has[*aws.RequestCanceledError](t, err)
			require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
			assert.ErrorContains(t, err, "(attempts: 1)")
		})
	})
}

func TestCancelDuringBackoff(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(3*time.Second, func() { cancel(errCause) })
			p := &peer{script: []answer{names(429, "GoneException", "Retry-After", "10")}}
			start := time.Now()
			_, err := say(ctx, client(p, mode))
			assert.Equal(t, 3*time.Second, time.Since(start))
			require.ErrorIs(t, err, context.Canceled)
			require.ErrorIs(t, err, errCause)
			has[*aws.RequestCanceledError](t, err)
			has[*smithy.CanceledError](t, err)
			assert.Equal(t, "it says so", as[*Gone](t, err).ErrorMessage())
			require.ErrorIs(t, err, chimeconnect.ErrThrottled)
			assert.Len(t, p.requests, 1)
		})
	})
}

func TestCancelBeforeAndDuringAnAttempt(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{hangs}}
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(time.Second, func() { cancel(errCause) })
			_, err := say(ctx, client(p, mode))
			require.ErrorIs(t, err, context.Canceled)
			require.ErrorIs(t, err, errCause)
			has[*aws.RequestCanceledError](t, err)
			_, sent := errors.AsType[*smithyhttp.RequestSendError](err)
			assert.False(t, sent)
			assert.Len(t, p.requests, 1)

			_, err = say(ctx, client(p, mode))
			require.ErrorIs(t, err, errCause)
			assert.Len(t, p.requests, 1, "nothing is sent any more")
			assert.NotContains(t, err.Error(), "attempts:")
		})
	})
}

func TestCancelWhileReading(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			p := &peer{script: []answer{stalls(200)}}
			_, err := get(ctx, client(p, mode))
			require.ErrorIs(t, err, context.DeadlineExceeded)
			has[*aws.RequestCanceledError](t, err)
			assert.Len(t, p.requests, 1, "not even what only reads")
		})
	})
}

// stalls answers with a body of which only the beginning arrives.
func stalls(status int) answer {
	return func(r *http.Request) (*http.Response, error) {
		resp, _ := says(status, "")(r)
		resp.Body, resp.ContentLength = &stalled{ctx: r.Context()}, -1
		return resp, nil
	}
}

type stalled struct {
	ctx   context.Context //nolint:containedctx // as the body of a net/http response has the request's
	began bool
}

func (s *stalled) Read(b []byte) (int, error) {
	if !s.began {
		s.began = true
		return copy(b, `{"Te`), nil
	}
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

func (*stalled) Close() error { return nil }

func TestAttemptTimeout(t *testing.T) {
	tests := map[string]struct {
		call     caller
		answer   answer
		attempts int
	}{
		"headers":                      {getting, hangs, 2},
		"headers, must not run twice":  {saying, hangs, 1},
		"body":                         {getting, stalls(200), 2},
		"body, with a token":           {setting, stalls(200), 2},
		"body, must not run twice":     {saying, stalls(200), 1},
		"body of an error":             {saying, stalls(503), 2},
		"body of the caller's mistake": {saying, stalls(400), 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				synctest.Test(t, func(t *testing.T) {
					p := &peer{script: []answer{tt.answer, says(200, ok)}}
					start := time.Now()
					err := tt.call(t.Context(), client(p, mode))
					assert.Len(t, p.requests, tt.attempts)
					if tt.attempts > 1 {
						require.NoError(t, err)
						assert.GreaterOrEqual(t, p.waits()[0], 30*time.Second)
					} else {
						assert.Equal(t, 30*time.Second, time.Since(start))
					}
				})
			})
		})
	}
}

func TestAttemptTimeoutIsNamed(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{hangs}}
			_, err := get(t.Context(), client(p, mode, func(o *Options) { o.AttemptTimeout = time.Minute }))
			assert.Len(t, p.requests, 3)
			assert.Equal(t, time.Minute, as[*chimeconnect.AttemptTimeoutError](t, err).Limit)
			has[*smithyhttp.RequestSendError](t, err)
			require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
			require.NotErrorIs(t, err, context.DeadlineExceeded, "the caller's deadline has not passed")
			require.ErrorContains(t, err, "the attempt took longer than 1m0s")
			assert.True(t, as[*chimeconnect.AttemptTimeoutError](t, err).Timeout())
		})
	})
}

func TestNoAttemptTimeout(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{slow(time.Hour, says(200, ok))}}
			_, err := say(t.Context(), client(p, mode, func(o *Options) { o.AttemptTimeout = -1 }))
			require.NoError(t, err)
		})
	})
}

// TestSlowCredentials checks that the limits also apply before the request is sent.
func TestSlowCredentials(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			hanging := aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
				<-ctx.Done()
				return aws.Credentials{}, &aws.RequestCanceledError{Err: ctx.Err()}
			})
			core := client(&peer{}, mode, func(o *Options) { o.Credentials = hanging })
			_, err := say(t.Context(), core)
			has[*chimeconnect.AttemptTimeoutError](t, err)
			assert.NotContains(t, err.Error(), "(attempts:", "nothing was sent")

			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err = say(ctx, core)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			has[*aws.RequestCanceledError](t, err)
		})
	})
}

// TestCancelIsPrompt measures with a real server that does not answer, or not to the end. The best of many tries must
// be within a millisecond; any one of them may be late on a busy machine.
func TestCancelIsPrompt(t *testing.T) {
	for name, begin := range map[string]string{"before the headers": "", "in the body": `{"Te`} {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				best := time.Hour
				for tries := 0; best >= time.Millisecond && tries < 100; tries++ {
					best = min(best, cancelLate(t, begin, mode))
				}
				assert.Less(t, best, time.Millisecond)
			})
		})
	}
}

// cancelLate cancels a call whose answer begins with the given text, and returns how long after that it comes back.
func cancelLate(t *testing.T, begin string, mode func(*Options)) time.Duration {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, begin)
		if begin != "" {
			_ = http.NewResponseController(w).Flush()
		}
		cancel()
		<-release
	}))
	defer server.Close()
	defer close(release)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	core := client(nil, mode, func(o *Options) {
		o.HTTPClient, o.BaseEndpoint = &http.Client{Transport: transport}, aws.String(server.URL)
	})
	canceledAt := make(chan time.Time, 1)
	context.AfterFunc(ctx, func() { canceledAt <- time.Now() })
	_, err := get(ctx, core)
	late := time.Since(<-canceledAt)
	require.ErrorIs(t, err, context.Canceled)
	has[*aws.RequestCanceledError](t, err)
	return late
}
