package transport

import (
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// TestFailureText compares the whole text of errors: one line that says what failed where, without secrets.
func TestFailureText(t *testing.T) {
	const start = "operation error Test Service: Say, "
	tests := map[string]struct {
		answer answer
		want   string
	}{
		"modelled":      {names(404, "GoneException"), "https response error StatusCode: 404, RequestID: req-1, GoneException: it says so (attempts: 1)"},
		"unmodelled":    {names(400, "ns#OddException:http://x"), "https response error StatusCode: 400, RequestID: req-1, api error OddException: it says so (attempts: 1)"},
		"lines":         {says(400, `{"code":"Odd","message":"one\r\ntwo\tthree\u0000"}`), "https response error StatusCode: 400, RequestID: req-1, api error Odd: one two three (attempts: 1)"},
		"html":          {says(403, "<html>a page</html>", "Content-Type", "text/html"), `https response error StatusCode: 403, RequestID: req-1, api error UnknownError: Forbidden (the response is not from the service: content type "text/html", body "<html>a page</html>": is the endpoint right?) (attempts: 1)`},
		"empty":         {says(403, ""), "https response error StatusCode: 403, RequestID: req-1, api error UnknownError: Forbidden (attempts: 1)"},
		"no request ID": {says(403, "", "X-Amzn-Requestid", ""), "https response error StatusCode: 403, RequestID: , api error UnknownError: Forbidden (the response is not from the service: content type \"\", body \"\": is the endpoint right?) (attempts: 1)"},
		"wrong type":    {says(200, `{"Text":{"a":"secret"}}`), "https response error StatusCode: 200, RequestID: req-1, deserialization failed, SayOutput.Text: expected a string, found an object (attempts: 1)"},
		"cut short":     {says(200, `{"Text":"sec`), "https response error StatusCode: 200, RequestID: req-1, the response was cut short: deserialization failed, SayOutput.Text: the JSON ends too early (attempts: 1)"},
		"retried":       {names(500, "Broken"), "exceeded maximum number of attempts, 3, https response error StatusCode: 500, RequestID: req-1, api error Broken: it says so (attempts: 3)"},
		"certificate":   {breaks(&url.Error{Op: "Post", URL: "https://h/say/b?token=t", Err: x509.UnknownAuthorityError{}}), `exceeded maximum number of attempts, 3, request send failed, Post "https://h/say/b": x509: certificate signed by unknown authority (attempts: 3)`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				synctest.Test(t, func(t *testing.T) {
					_, err := say(t.Context(), client(&peer{script: []answer{tt.answer}}, mode))
					assert.EqualError(t, err, start+tt.want)
				})
			})
		})
	}
}

// TestFailureHidesTheURL checks that neither the token nor a sensitive member of a query is shown.
func TestFailureHidesTheURL(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			failing := &url.Error{Op: "Put", URL: "https://user:pw@h:1/set/x?key=KEY&token=abc", Err: errors.New("boom")}
			_, err := set(t.Context(), client(&peer{script: []answer{breaks(failing)}}, mode))
			require.EqualError(t, as[*url.Error](t, err), `Put "https://h:1/[redacted]": boom`)
			for _, secret := range []string{"KEY", "abc", "pw", "AKID", "SECRET", session} {
				assert.NotContains(t, err.Error(), secret)
			}
			assert.Contains(t, failing.URL, "KEY", "the error of the HTTP client is not changed")
		})
	})
}

func TestFailureChain(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		_, err := say(t.Context(), client(&peer{script: []answer{names(404, "GoneException")}}, mode))
		operation := as[*smithy.OperationError](t, err)
		assert.Equal(t, "Test Service", operation.Service())
		assert.Equal(t, "Say", operation.Operation())
		response := as[*awshttp.ResponseError](t, err)
		assert.Equal(t, "req-1", response.ServiceRequestID())
		assert.Equal(t, 404, response.HTTPResponse().StatusCode)
		assert.Equal(t, 404, as[*smithyhttp.ResponseError](t, err).HTTPStatusCode())
		assert.Equal(t, "it says so", *as[*Gone](t, err).Message)
		assert.Equal(t, smithy.FaultClient, as[smithy.APIError](t, err).ErrorFault())
	})
}

func TestKinds(t *testing.T) {
	tests := []struct {
		answer answer
		want   chimeconnect.Kind
	}{
		{names(429, "ThrottledClientException"), chimeconnect.ErrThrottled},
		{names(400, "ThrottlingException"), chimeconnect.ErrThrottled},
		{names(429, "TooManyRequestsException"), chimeconnect.ErrThrottled},
		{says(429, ""), chimeconnect.ErrThrottled},
		{names(429, "LimitExceededException"), chimeconnect.ErrQuotaExceeded},
		{names(402, "ServiceQuotaExceededException"), chimeconnect.ErrQuotaExceeded},
		{names(400, "ResourceLimitExceededException"), chimeconnect.ErrQuotaExceeded},
		{names(404, "GoneException"), chimeconnect.ErrNotFound},
		{names(404, "ResourceNotFoundException"), chimeconnect.ErrNotFound},
		{names(409, "ConflictException"), chimeconnect.ErrConflict},
		{names(409, "ResourceInUseException"), chimeconnect.ErrConflict},
		{names(401, "UnauthorizedClientException"), chimeconnect.ErrAccessDenied},
		{names(403, "ForbiddenException"), chimeconnect.ErrAccessDenied},
		{names(400, "InvalidParameterException"), chimeconnect.ErrInvalidInput},
		{names(500, "InternalServiceException"), chimeconnect.ErrUnavailable},
		{names(503, "ServiceUnavailableException"), chimeconnect.ErrUnavailable},
		{breaks(errors.New("no route")), chimeconnect.ErrUnavailable},
		{says(200, "<html>"), ""},
		{says(304, ""), ""},
	}
	kinds := []chimeconnect.Kind{
		chimeconnect.ErrThrottled, chimeconnect.ErrQuotaExceeded, chimeconnect.ErrNotFound, chimeconnect.ErrConflict,
		chimeconnect.ErrAccessDenied, chimeconnect.ErrInvalidInput, chimeconnect.ErrUnavailable,
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			_, err := say(t.Context(), client(&peer{script: []answer{tt.answer}}))
			require.Error(t, err)
			for _, kind := range kinds {
				assert.Equal(t, kind == tt.want, errors.Is(err, kind), "%v: %v", kind, err)
			}
		})
	}
}

func TestInvalidInput(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		core := client(p, mode)
		for name, in := range map[string]*SayInput{"nil": nil, "empty": {}, "empty path member": {Name: aws.String("")}} {
			err := Call(t.Context(), core, in, new(SayOutput))
			require.ErrorIs(t, err, chimeconnect.ErrInvalidInput, name)
			invalid := as[smithy.InvalidParamsError](t, err)
			assert.Equal(t, 1, invalid.Len(), name)
			assert.Contains(t, err.Error(), "SayInput.Name", name)
			assert.NotContains(t, err.Error(), "\n")
		}
		err := Call(t.Context(), core, &SayInput{Name: aws.String("..")}, new(SayOutput))
		require.ErrorIs(t, err, chimeconnect.ErrInvalidInput)
		err = Call(t.Context(), core, &GetInput{Bearer: aws.String("a\nb")}, new(GetOutput))
		require.ErrorIs(t, err, chimeconnect.ErrInvalidInput)
		assert.Empty(t, p.requests, "nothing is sent")
	})
	require.Error(t, Call(t.Context(), client(&peer{}), SayInput{}, new(SayOutput)))
	require.Error(t, Call(t.Context(), client(&peer{}), nil, new(SayOutput)))
	require.Error(t, Call(t.Context(), client(&peer{}), new(int), new(SayOutput)))
}

func TestTokenProviderFails(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := set(t.Context(), client(p, mode, func(o *Options) { o.IdempotencyTokenProvider = noTokens{} }))
		has[*smithy.SerializationError](t, err)
		require.ErrorIs(t, err, errCause)
		assert.Empty(t, p.requests)
	})
}

type noTokens struct{}

func (noTokens) GetIdempotencyToken() (string, error) { return "", errCause }

func TestBrokenAnswerIsUnavailable(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		_, err := say(t.Context(), client(&peer{script: []answer{cuts(http.StatusOK, `{"Te`, io.ErrUnexpectedEOF)}}, mode))
		require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
	})
}
