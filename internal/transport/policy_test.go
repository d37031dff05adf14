package transport

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"strconv"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

func TestRetryAfter(t *testing.T) {
	tests := map[string]struct {
		header   []string
		min, max time.Duration
	}{
		"not asked":               {nil, 0, 2 * time.Second},
		"seconds":                 {[]string{"Retry-After", "7"}, 7 * time.Second, 7 * time.Second},
		"milliseconds":            {[]string{"X-Amz-Retry-After", "7500"}, 7500 * time.Millisecond, 7500 * time.Millisecond},
		"both":                    {[]string{"X-Amz-Retry-After", "7500", "Retry-After", "9"}, 7500 * time.Millisecond, 7500 * time.Millisecond},
		"too long":                {[]string{"Retry-After", "3600"}, retry.DefaultMaxBackoff, retry.DefaultMaxBackoff},
		"absurd":                  {[]string{"Retry-After", strconv.Itoa(math.MaxInt64)}, retry.DefaultMaxBackoff, retry.DefaultMaxBackoff},
		"negative":                {[]string{"Retry-After", "-7"}, 0, 2 * time.Second},
		"words":                   {[]string{"X-Amz-Retry-After", "soon", "Retry-After", "later"}, 0, 2 * time.Second},
		"date":                    {[]string{"Retry-After", "Sat, 01 Jan 2000 00:00:08 GMT"}, 8 * time.Second, 8 * time.Second},
		"date by another clock":   {[]string{"Retry-After", "Sat, 01 Jan 2022 00:00:08 GMT", "Date", "Sat, 01 Jan 2022 00:00:00 GMT"}, 8 * time.Second, 8 * time.Second},
		"date that has passed":    {[]string{"Retry-After", "Fri, 31 Dec 1999 00:00:00 GMT"}, 0, 2 * time.Second},
		"less than the back-off":  {[]string{"X-Amz-Retry-After", "0"}, 0, 2 * time.Second},
		"seconds of another kind": {[]string{"Retry-After", "7.5"}, 0, 2 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				for _, newer := range []string{"", "true"} {
					t.Setenv("AWS_NEW_RETRIES_2026", newer)
					synctest.Test(t, func(t *testing.T) {
						p := &peer{script: []answer{names(503, "Busy", tt.header...), says(200, ok)}}
						_, err := say(t.Context(), client(p, mode))
						require.NoError(t, err)
						require.Len(t, p.times, 2)
						assert.GreaterOrEqual(t, p.waits()[0], tt.min)
						assert.LessOrEqual(t, p.waits()[0], tt.max)
					})
				}
			})
		})
	}
}

// TestStaleConnection checks that the first failure of that kind is retried at once, and the next one after a back-off.
func TestStaleConnection(t *testing.T) {
	stale := map[string]error{
		"EOF": io.EOF, "reset": syscall.ECONNRESET, "pipe": syscall.EPIPE,
		"closed": errors.New("http: server closed idle connection"),
	}
	for name, err := range stale {
		t.Run(name, func(t *testing.T) {
			for _, newer := range []string{"", "true"} {
				t.Setenv("AWS_NEW_RETRIES_2026", newer)
				synctest.Test(t, func(t *testing.T) {
					p := &peer{script: []answer{breaks(err), breaks(err), says(200, ok)}}
					_, err := say(t.Context(), client(p))
					require.NoError(t, err)
					require.Len(t, p.waits(), 2)
					assert.Zero(t, p.waits()[0])
					assert.NotZero(t, p.waits()[1])
				})
			}
		})
	}
}

func TestBackoffGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &peer{script: []answer{says(500, "")}}
		_, err := say(t.Context(), client(p, func(o *Options) { o.RetryMaxAttempts = 12 }))
		require.Error(t, err)
		require.Len(t, p.waits(), 11)
		for i, wait := range p.waits() {
			assert.LessOrEqual(t, wait, min(retry.DefaultMaxBackoff, time.Second<<(i+1)))
		}
		assert.Equal(t, retry.DefaultMaxBackoff, p.waits()[10])
	})
}

func TestRetryModes(t *testing.T) {
	standard := func(o *Options) { o.Retryer, o.RetryMode = nil, aws.RetryModeStandard }
	adaptive := func(o *Options) { o.Retryer, o.RetryMode = nil, aws.RetryModeAdaptive }
	for name, mode := range map[string]func(*Options){"standard": standard, "adaptive": adaptive} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				core := client(&peer{script: []answer{says(200, ok)}}, mode)
				for _, err := range []error{answered429("ThrottledClientException"), answered429("")} {
					assert.True(t, core.retryer.IsErrorRetryable(err))
				}
				assert.False(t, core.retryer.IsErrorRetryable(answered429("LimitExceededException")))
				assert.Equal(t, 3, core.retryer.MaxAttempts())
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		p := &peer{script: []answer{names(429, "ThrottledClientException")}}
		core := client(p, adaptive, func(o *Options) { o.RetryMaxAttempts = 1 })
		_, err := say(ctx, core)
		require.ErrorIs(t, err, chimeconnect.ErrThrottled)
		_, err = say(ctx, core)
		require.ErrorIs(t, err, context.DeadlineExceeded, "once throttled, the adaptive mode makes calls wait")
		has[*aws.RequestCanceledError](t, err)
		assert.Len(t, p.requests, 1)
	})
}

func answered429(code string) error {
	resp := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"X-Amzn-Errortype": {code}}}
	return responseError(resp, testService().decodeError(resp, nil))
}

func TestRetryMaxAttempts(t *testing.T) {
	tests := map[string]struct {
		change func(*Options)
		want   int
	}{
		"default":         {func(*Options) {}, 3},
		"more":            {func(o *Options) { o.RetryMaxAttempts = 5 }, 5},
		"one":             {func(o *Options) { o.RetryMaxAttempts = 1 }, 1},
		"own retryer":     {func(o *Options) { o.Retryer = retry.NewStandard() }, 3},
		"own, bounded":    {func(o *Options) { o.Retryer, o.RetryMaxAttempts = retry.NewStandard(), 2 }, 2},
		"retryer removed": {func(o *Options) { o.Retryer, o.RetryMaxAttempts = nil, 4 }, 4},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &peer{script: []answer{says(500, "")}}
				_, err := say(t.Context(), client(p, tt.change))
				require.Error(t, err)
				assert.Len(t, p.requests, tt.want)

				p = &peer{script: []answer{says(500, "")}}
				core := client(p)
				_, err = say(t.Context(), core.With(tt.change))
				require.Error(t, err)
				assert.Len(t, p.requests, tt.want, "the same for one call")
			})
		})
	}
}
