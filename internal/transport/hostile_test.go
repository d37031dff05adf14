package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// TestPagesOfOthers checks that an answer of a proxy or another program has no kind, so that a wrong endpoint does not
// look like a resource that is gone.
func TestPagesOfOthers(t *testing.T) {
	for status, want := range map[int]chimeconnect.Kind{
		401: "", 403: "", 404: "", 405: "", 407: "", 410: "", 413: "", 418: "",
		429: chimeconnect.ErrThrottled, 502: chimeconnect.ErrUnavailable, 503: chimeconnect.ErrUnavailable,
	} {
		for name, page := range map[string]answer{
			"html": says(status, "<html>no</html>", "Content-Type", "text/html"), "text without ID": says(status, "404 page not found\n", "X-Amzn-Requestid", ""),
			"nothing at all": says(status, "", "X-Amzn-Requestid", ""), "other JSON": says(status, `{"detail":"x"}`, "X-Amzn-Requestid", ""),
		} {
			synctest.Test(t, func(t *testing.T) {
				_, err := say(t.Context(), client(&peer{script: []answer{page}}))
				unexpected := as[*chimeconnect.UnexpectedResponseError](t, err)
				assert.Equal(t, status, unexpected.StatusCode)
				assert.Equal(t, "UnknownError", as[smithy.APIError](t, err).ErrorCode())
				require.ErrorContains(t, err, "is the endpoint right?")
				for _, kind := range []chimeconnect.Kind{
					chimeconnect.ErrNotFound, chimeconnect.ErrInvalidInput, chimeconnect.ErrAccessDenied, chimeconnect.ErrThrottled, chimeconnect.ErrUnavailable,
				} {
					assert.Equal(t, kind == want, errors.Is(err, kind), "%s %d %s", name, status, kind)
				}
			})
		}
	}
}

// TestShortSecrets checks that a token of a few letters is not redacted inside words.
func TestShortSecrets(t *testing.T) {
	short := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "A", SecretAccessKey: "S", SessionToken: "t"}, nil
	})
	_, err := say(t.Context(), client(&peer{script: []answer{names(403, "Refused")}}, func(o *Options) { o.Credentials = short }))
	assert.NotContains(t, err.Error(), "[redacted]")
}

// TestErrorsKeepNoSecret walks everything that an error holds.
func TestErrorsKeepNoSecret(t *testing.T) {
	quotes := says(403, `{"message":"expected x-amz-security-token:`+session+`"}`, "X-Amzn-Errortype", "GoneException")
	bothModes(t, func(mode func(*Options)) {
		quoting := func(r *http.Request) (*http.Response, error) { // net/http puts the request into the response
			resp, err := quotes(r)
			resp.Request = r
			return resp, err
		}
		_, err := say(t.Context(), client(&peer{script: []answer{quoting}}, mode))
		assert.NotContains(t, as[smithy.APIError](t, err).ErrorMessage(), session)
		for e := err; e != nil; e = errors.Unwrap(e) {
			assert.NotContains(t, fmt.Sprintf("%#v", e), session)
			assert.NotContains(t, fmt.Sprintf("%+v", e), session)
		}
		carried := as[*awshttp.ResponseError](t, err).Response.Request.Header
		assert.Equal(t, "[redacted]", carried.Get("X-Amz-Security-Token"))
		assert.Equal(t, "[redacted]", carried.Get("Authorization"))
	})
}

// TestFailureLogsNoSecret checks that secrets which a failure quotes do not reach the log.
func TestFailureLogsNoSecret(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		l := &logged{}
		quotes := says(403, `{"message":"expected x-amz-security-token:`+session+`"}`, "X-Amzn-Errortype", "InvalidSignatureException")
		_, err := say(t.Context(), client(&peer{script: []answer{quotes}}, mode, func(o *Options) {
			o.Logger, o.ClientLogMode = l, aws.LogResponseWithBody|aws.LogRequest
		}))
		require.Error(t, err)
		assert.Contains(t, l.String(), "expected x-amz-security-token:[redacted]")
		assert.NotContains(t, l.String(), session)
	})
}

func TestLongErrors(t *testing.T) {
	_, err := say(t.Context(), client(&peer{script: []answer{says(400, `{"code":"Odd","message":"`+strings.Repeat("x", 5<<20)+`"}`)}}))
	assert.Less(t, len(err.Error()), 2300)
	assert.Contains(t, err.Error(), "bytes)")
}

func TestCanceledOnce(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := say(ctx, client(&peer{}, mode))
		require.EqualError(t, err, "operation error Test Service: Say, request canceled, context canceled")
		has[*aws.RequestCanceledError](t, err)
		has[*smithy.CanceledError](t, err)
	})
}

func TestNilEverything(t *testing.T) {
	require.ErrorContains(t, Call(t.Context(), nil, new(GetInput), new(GetOutput)), "make it with New or NewFromConfig")
	//nolint:staticcheck // the mistake that is made
	require.ErrorContains(t, Call(nil, client(&peer{}), new(GetInput), new(GetOutput)), "the context is nil")
}

// serving is a client of a real server.
func serving(t *testing.T, handler http.HandlerFunc, change ...func(*Options)) *Core {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	core := client(nil, append(change, func(o *Options) { o.HTTPClient, o.BaseEndpoint = nil, aws.String(server.URL) })...)
	t.Cleanup(func() { core.httpClient().(*http.Client).CloseIdleConnections() })
	return core
}

// TestRedirectsChangeNothing checks that no redirect is followed that changes the method or has a body, and no endless
// chain.
func TestRedirectsChangeNothing(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		for _, status := range []int{301, 302, 303, 307, 308} {
			var requests, others atomic.Int32
			core := serving(t, func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				if r.Method != http.MethodPost {
					others.Add(1)
				}
				http.Redirect(w, r, r.URL.Path, status)
			}, mode)
			_, err := say(t.Context(), core)
			require.Error(t, err)
			assert.Equal(t, int32(1), requests.Load(), status)
			assert.Zero(t, others.Load())

			requests.Store(0)
			_, err = get(t.Context(), core)
			require.Error(t, err)
			assert.LessOrEqual(t, requests.Load(), int32(10), status)
		}
	})
}

// TestSwitchingProtocols checks that a response that switches protocols ends the attempt.
func TestSwitchingProtocols(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		release := make(chan struct{})
		t.Cleanup(func() { close(release) })
		core := serving(t, func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
			go func() { <-release; _ = conn.Close() }()
		}, mode)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		_, err := say(ctx, core)
		assert.Equal(t, 101, as[*awshttp.ResponseError](t, err).HTTPStatusCode())
		require.NoError(t, ctx.Err())
	})
}

// deafBody is a body that does not end with the context.
type deafBody struct{ closed chan struct{} }

func (b deafBody) Read([]byte) (int, error) { <-b.closed; return 0, net.ErrClosed }
func (b deafBody) Close() error {
	select {
	case <-b.closed:
	default:
		close(b.closed)
	}
	return nil
}

func TestDeafBody(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			deaf := func(r *http.Request) (*http.Response, error) {
				resp, err := says(200, "")(r)
				resp.Body, resp.ContentLength = deafBody{make(chan struct{})}, -1
				return resp, err
			}
			_, err := say(t.Context(), client(&peer{script: []answer{deaf}}, mode))
			assert.False(t, as[*chimeconnect.TruncatedResponseError](t, err).Repeatable)
			has[*chimeconnect.AttemptTimeoutError](t, err)
		})
	})
}

// TestTimeoutBeforeSending checks that a create that never reached the service is retried, and one that did is not.
func TestTimeoutBeforeSending(t *testing.T) {
	var accepted atomic.Int32
	core := serving(t, func(_ http.ResponseWriter, r *http.Request) {
		accepted.Add(1)
		_, _ = io.Copy(io.Discard, r.Body) // only then does the server see that the client leaves
		<-r.Context().Done()
	}, func(o *Options) { o.AttemptTimeout = 100 * time.Millisecond })
	_, err := say(t.Context(), core)
	assert.False(t, as[*chimeconnect.AttemptTimeoutError](t, err).Repeatable)
	assert.Equal(t, int32(1), accepted.Load())

	var dialed atomic.Int32
	release := make(chan struct{})
	defer close(release)
	never := awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
		tr.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			dialed.Add(1)
			select { // a dial goes on without its request
			case <-ctx.Done():
			case <-release:
			}
			return nil, net.ErrClosed
		}
	})
	_, err = say(t.Context(), client(nil, func(o *Options) { o.HTTPClient, o.AttemptTimeout = never, 50*time.Millisecond }))
	assert.True(t, as[*chimeconnect.AttemptTimeoutError](t, err).Repeatable)
	assert.Equal(t, int32(3), dialed.Load())
}

func TestBadTextInHeaders(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"bearer with a line break": func(o *Options) { o.ChimeBearer = "arn:x\r\nX-Evil: 1" },
		"bearer that is not UTF-8": func(o *Options) { o.ChimeBearer = "arn:\xff" },
		"Region with a line break": func(o *Options) { o.Region, o.BaseEndpoint = "us-east-1\r\nX-Evil: 1", aws.String("https://h") },
		"Region that is not UTF-8": func(o *Options) { o.Region, o.BaseEndpoint = "us-\xff", aws.String("https://h") },
	} {
		p := &peer{script: []answer{says(200, ok)}}
		_, err := get(t.Context(), client(p, change))
		require.Error(t, err, name)
		assert.Empty(t, p.requests, name)
	}
	p := &peer{script: []answer{says(200, ok)}}
	_, err := set(t.Context(), client(p, func(o *Options) { o.IdempotencyTokenProvider = noToken{} }))
	require.ErrorContains(t, err, "returned an empty token")
	assert.Empty(t, p.requests)
}

type noToken struct{}

func (noToken) GetIdempotencyToken() (string, error) { return "", nil }
