package transport

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

func TestMaxResponseBytes(t *testing.T) {
	unknown := func(a answer) answer {
		return func(r *http.Request) (*http.Response, error) {
			resp, err := a(r)
			resp.ContentLength = -1
			return resp, err
		}
	}
	text := `{"Text":"` + strings.Repeat("x", 89) + `"}` // 100 bytes
	for _, limit := range []int64{-1, 0, 100, 99, 5} {
		for name, a := range map[string]answer{"known": says(200, text), "unknown": unknown(says(200, text)), "of an error": unknown(says(400, text))} {
			bothModes(t, func(mode func(*Options)) {
				_, err := say(t.Context(), client(&peer{script: []answer{a}}, mode, func(o *Options) { o.MaxResponseBytes = limit }))
				if limit == 99 || limit == 5 {
					assert.Equal(t, limit, as[*chimeconnect.ResponseTooLargeError](t, err).Limit, name)
					has[*awshttp.ResponseError](t, err)
				} else if name != "of an error" {
					assert.NoError(t, err, name)
				}
			})
		}
	}
}

// TestReadBodyGrows checks that a Content-Length is not trusted before data has arrived.
func TestReadBodyGrows(t *testing.T) {
	for _, size := range []int{0, 1, firstRead - 1, firstRead, firstRead + 1, 3 * maxTrusted} {
		text := bytes.Repeat([]byte("x"), size)
		for _, length := range []int64{int64(size), -1, 0, 1 << 60} {
			got, err := readBody(nil, &http.Response{Body: io.NopCloser(bytes.NewReader(text)), ContentLength: length}, -1)
			require.NoError(t, err)
			assert.Len(t, got, size)
		}
	}
	big, err := readBody(nil, &http.Response{Body: http.NoBody, ContentLength: 1 << 40}, -1)
	require.NoError(t, err)
	assert.LessOrEqual(t, cap(big), maxTrusted)
}

func TestOddHTTPClients(t *testing.T) {
	closed := &closing{Reader: strings.NewReader("")}
	tests := map[string]struct {
		answer answer
		fails  bool
	}{
		"no body":            {func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: http.StatusOK}, nil }, false},
		"nothing at all":     {func(*http.Request) (*http.Response, error) { return nil, nil }, true},
		"response and error": {func(*http.Request) (*http.Response, error) { return &http.Response{Body: closed}, io.ErrClosedPipe }, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(mode func(*Options)) {
				_, err := say(t.Context(), client(&peer{script: []answer{tt.answer}}, mode, func(o *Options) { o.Retryer = aws.NopRetryer{} }))
				if !tt.fails {
					require.NoError(t, err)
					return
				}
				has[*smithyhttp.RequestSendError](t, err)
			})
		})
	}
	assert.Equal(t, 2, closed.times)
}

type closing struct {
	io.Reader
	times int
}

func (c *closing) Close() error { c.times++; return nil }

func TestBodyIsClosed(t *testing.T) {
	for _, status := range []int{200, 404, 204} {
		bothModes(t, func(mode func(*Options)) {
			body := &closing{Reader: strings.NewReader(`{}`)}
			_, _ = say(t.Context(), client(&peer{script: []answer{func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Body: body}, nil
			}}}, mode))
			assert.Positive(t, body.times)
		})
	}
}

// TestRedirects checks where a redirect may lead a signed request: only to another path on the same host.
func TestRedirects(t *testing.T) {
	var elsewhere []*http.Request
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { elsewhere = append(elsewhere, r) }))
	defer other.Close()
	var target string
	var requests int
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		if r.URL.Path == "/get" {
			http.Redirect(w, r, target, http.StatusTemporaryRedirect)
			return
		}
		_, _ = io.WriteString(w, ok)
	}))
	defer server.Close()
	clients := map[string]chimeconnect.HTTPClient{
		"default": nil, "plain": &http.Client{}, "AWS": awshttp.NewBuildableClient(),
		"with a rule": &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return nil }},
	}
	for name, httpClient := range clients {
		t.Run(name, func(t *testing.T) {
			core := client(nil, func(o *Options) {
				o.HTTPClient, o.BaseEndpoint, o.Retryer = httpClient, aws.String(server.URL), aws.NopRetryer{}
			})
			defer core.httpClient().(*http.Client).CloseIdleConnections()
			for _, target = range []string{other.URL + "/elsewhere", strings.Replace(server.URL, "http:", "https:", 1) + "/here"} {
				_, err := get(t.Context(), core)
				assert.Equal(t, 307, as[*awshttp.ResponseError](t, err).HTTPStatusCode())
			}
			assert.Empty(t, elsewhere)
			target = "/here"
			out, err := get(t.Context(), core)
			require.NoError(t, err)
			assert.Equal(t, "fine", *out.Text)
		})
	}
	target = "/get"
	core := client(nil, func(o *Options) { o.HTTPClient, o.BaseEndpoint = &http.Client{}, aws.String(server.URL) })
	defer core.httpClient().(*http.Client).CloseIdleConnections()
	requests = 0
	_, err := get(t.Context(), core)
	require.Error(t, err)
	assert.Equal(t, 10, requests, "no endless circle")
}

// TestHTTPClientOfAnyType checks that clients of types that cannot be compared work for single calls, too.
func TestHTTPClientOfAnyType(t *testing.T) {
	p := &peer{script: []answer{says(200, ok)}}
	core := client(nil, func(o *Options) { o.HTTPClient = smithyhttp.ClientDoFunc(p.Do) })
	_, err := say(t.Context(), core.With(func(*Options) {}))
	require.NoError(t, err)
	core = client(nil, func(o *Options) { o.HTTPClient = nil })
	assert.Same(t, core.httpClient(), core.With(func(*Options) {}).httpClient(), "and share their connections")
}

func TestConcurrentCalls(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"Text":"`+r.Header.Get("X-Amz-Chime-Bearer")+`"}`)
	}))
	defer server.Close()
	bothModes(t, func(mode func(*Options)) {
		core := client(nil, mode, func(o *Options) {
			o.HTTPClient, o.BaseEndpoint = awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
				tr.MaxConnsPerHost = 20
			}), aws.String(server.URL)
		})
		defer core.httpClient().(*http.Client).CloseIdleConnections()
		var calls sync.WaitGroup
		for i := range 1000 {
			calls.Go(func() {
				own := core
				if i%10 == 0 {
					own = core.With(func(*Options) {})
				}
				bearer, out := strings.Repeat("b", i%50+1), new(GetOutput)
				if assert.NoError(t, Call(t.Context(), own, &GetInput{Bearer: &bearer}, out)) {
					assert.Equal(t, bearer, *out.Text)
				}
			})
		}
		calls.Wait()
	})
}

// TestSenderError checks that an error of the HTTP client that is not due to the context stays as it is.
func TestSenderError(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{breaks(&url.Error{Op: "Post", URL: "https://h", Err: context.DeadlineExceeded})}}
			_, err := say(t.Context(), client(p, mode)) // as http.Client.Timeout fails
			assert.Len(t, p.requests, 3)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
		})
	})
}

// TestStaleConnectionForReal lets a server close its idle connection just when the next request comes in.
func TestStaleConnectionForReal(t *testing.T) {
	var connections atomic.Int32
	var logged []string
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			requests := bufio.NewReader(conn)
			if r, err := http.ReadRequest(requests); err == nil {
				_, _ = io.Copy(io.Discard, r.Body)
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
			}
			_, _ = http.ReadRequest(requests) // takes the next one, and goes
			_ = conn.Close()
		}
	}()
	core := client(nil, func(o *Options) {
		o.HTTPClient, o.BaseEndpoint = &http.Client{Transport: &http.Transport{}}, aws.String("http://"+listener.Addr().String())
		o.ClientLogMode, o.Logger = aws.LogRetries, logging.LoggerFunc(func(_ logging.Classification, format string, args ...any) {
			logged = append(logged, fmt.Sprintf(format, args...))
		})
	})
	defer core.httpClient().(*http.Client).CloseIdleConnections()
	_, err = say(t.Context(), core)
	require.NoError(t, err)
	out, err := say(t.Context(), core)
	require.NoError(t, err)
	require.Len(t, logged, 1)
	assert.Contains(t, logged[0], " in 0s", "at once")
	assert.Equal(t, int32(2), connections.Load())
	found, _ := retry.GetAttemptResults(out.ResultMetadata)
	assert.Len(t, found.Results, 2)
}
