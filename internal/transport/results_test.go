package transport

import (
	"context"
	"net/http"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

func TestResults(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(503, "Busy", "X-Amzn-Requestid", "first"), breaks(context.DeadlineExceeded), says(200, ok)}}
			out, err := say(t.Context(), client(p, mode))
			require.NoError(t, err)
			found, ok := retry.GetAttemptResults(out.ResultMetadata)
			require.True(t, ok)
			require.Len(t, found.Results, 3)

			busy := found.Results[0]
			assert.Equal(t, 503, as[*awshttp.ResponseError](t, busy.Err).HTTPStatusCode())
			assert.True(t, busy.Retryable)
			assert.True(t, busy.Retried)
			assert.Equal(t, 503, busy.GetRawResponse().(*smithyhttp.Response).StatusCode)
			id, _ := awsmiddleware.GetRequestIDMetadata(busy.ResponseMetadata)
			assert.Equal(t, "first", id)

			has[*smithyhttp.RequestSendError](t, found.Results[1].Err)
			assert.True(t, found.Results[1].Retried)

			last := found.Results[2]
			require.NoError(t, last.Err)
			assert.False(t, last.Retried)
			assert.Equal(t, 200, last.GetRawResponse().(*smithyhttp.Response).StatusCode)
		})
	})
}

func TestResultsOfAFirstTry(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			core := client(&peer{script: []answer{says(200, ok, "Date", "Sat, 01 Jan 2000 00:00:00 GMT")}}, mode)
			one, err := say(t.Context(), core)
			require.NoError(t, err)
			two, err := say(t.Context(), core)
			require.NoError(t, err)
			for _, out := range []*SayOutput{one, two} {
				found, ok := retry.GetAttemptResults(out.ResultMetadata)
				require.True(t, ok)
				require.Len(t, found.Results, 1)
				require.NoError(t, found.Results[0].Err)
				_, nested := retry.GetAttemptResults(found.Results[0].ResponseMetadata)
				assert.False(t, nested, "they do not hold themselves, which could not be printed")
				raw := awsmiddleware.GetRawResponse(out.ResultMetadata)
				assert.Same(t, raw, found.Results[0].GetRawResponse())
				id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
				assert.Equal(t, "req-1", id)
				at, _ := awsmiddleware.GetServerTime(out.ResultMetadata)
				assert.True(t, at.Equal(time.Now()))
				at, _ = awsmiddleware.GetResponseAt(out.ResultMetadata)
				assert.True(t, at.Equal(time.Now()))
				_, skewed := awsmiddleware.GetAttemptSkew(out.ResultMetadata)
				assert.False(t, skewed)
			}
			assert.NotSame(t, awsmiddleware.GetRawResponse(one.ResultMetadata), awsmiddleware.GetRawResponse(two.ResultMetadata))
		})
	})
}

// TestResultsOfAFailure checks what middleware outside the retry loop sees.
func TestResultsOfAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen middleware.Metadata
		watch := middleware.InitializeMiddlewareFunc("watch", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
			out middleware.InitializeOutput, metadata middleware.Metadata, err error,
		) {
			out, seen, err = next.HandleInitialize(ctx, in)
			return out, seen, err
		})
		core := client(&peer{script: []answer{names(500, "Broken")}}, func(o *Options) {
			o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error { return s.Initialize.Add(watch, middleware.Before) })
		})
		_, err := say(t.Context(), core)
		require.Error(t, err)
		found, ok := retry.GetAttemptResults(seen)
		require.True(t, ok)
		require.Len(t, found.Results, 3)
		has[*retry.MaxAttemptsError](t, found.Results[2].Err)
		assert.True(t, found.Results[2].Retryable)
		assert.False(t, found.Results[2].Retried)
	})
}

// answering is an HTTP client that keeps nothing.
type answering struct{}

func (answering) Do(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody}, nil
}

// TestMetadataKeepsNothing checks that metadata keeps neither the input nor the output in memory.
func TestMetadataKeepsNothing(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		core := client(nil, mode, func(o *Options) { o.HTTPClient = answering{} })
		call := func() (weak.Pointer[SetInput], weak.Pointer[SetOutput], middleware.Metadata) {
			in, out := &SetInput{Name: aws.String("x")}, new(SetOutput)
			require.NoError(t, Call(t.Context(), core, in, out))
			return weak.Make(in), weak.Make(out), out.ResultMetadata
		}
		in, out, metadata := call()
		runtime.GC()
		assert.Nil(t, in.Value())
		assert.Nil(t, out.Value())
		_, found := chimeconnect.GetIdempotencyToken(metadata)
		assert.True(t, found)
		runtime.KeepAlive(core)
	})
}
