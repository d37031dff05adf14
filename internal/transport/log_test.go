package transport

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// logged is a Logger that keeps what it gets.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Logf(class logging.Classification, format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(&l.b, string(class)+" "+format+"\n", args...)
}

func (l *logged) String() string { return l.b.String() }

const secretAnswer = `{"Text":"fine","Secret":"s3cret-out","Unknown":1}`

func logs(t *testing.T, mode func(*Options), bits aws.ClientLogMode, change ...func(*Options)) string {
	t.Helper()
	l := &logged{}
	synctest.Test(t, func(t *testing.T) {
		p := &peer{script: []answer{names(503, "Busy"), says(200, secretAnswer, "Server", "peer")}}
		core := client(p, append(change, mode, func(o *Options) { o.Logger, o.ClientLogMode = l, bits })...)
		in := &SayInput{Name: aws.String("n"), Text: aws.String("hello"), Secret: aws.String("s3cret-in")}
		require.NoError(t, Call(t.Context(), core, in, new(SayOutput)))
	})
	return l.String()
}

func TestLogBits(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		assert.Empty(t, logs(t, mode, 0))

		text := logs(t, mode, aws.LogRetries)
		assert.Contains(t, text, "DEBUG Test Service/Say: attempt 1 failed, the next follows in ")
		assert.NotContains(t, text, "Authorization")

		text = logs(t, mode, aws.LogRequest)
		assert.Contains(t, text, "Request: Test Service Say\nPOST https://test.us-east-1.amazonaws.com/say/n\n")
		assert.Contains(t, text, "Authorization: [redacted]\n")
		assert.Contains(t, text, "X-Amz-Security-Token: [redacted]\n")
		assert.Contains(t, text, "Amz-Sdk-Request: attempt=1; max=3\n")
		assert.NotContains(t, text, "hello")
		assert.NotContains(t, text, "Response")

		text = logs(t, mode, aws.LogRequestWithBody)
		assert.Contains(t, text, `{"Text":"hello","Secret":"[redacted]"}`)

		text = logs(t, mode, aws.LogResponse)
		assert.Contains(t, text, "Response: Test Service Say\nHTTP/1.1 200\nServer: peer\n")
		assert.Contains(t, text, "HTTP/1.1 503\n")
		assert.NotContains(t, text, "fine")

		text = logs(t, mode, aws.LogResponseWithBody)
		assert.Contains(t, text, `{"Text":"fine","Secret":"[redacted]","Unknown":1}`)
		assert.Contains(t, text, `{"message":"it says so"}`)

		text = logs(t, mode, aws.LogSigning)
		assert.Contains(t, text, "CANONICAL STRING")
		assert.Contains(t, text, "x-amz-security-token:[redacted]\n")
		assert.Contains(t, text, "STRING TO SIGN")
	})
}

func TestLogHidesSecrets(t *testing.T) {
	const all = aws.LogSigning | aws.LogRetries | aws.LogRequestWithBody | aws.LogResponseWithBody | aws.LogDeprecatedUsage
	bothModes(t, func(mode func(*Options)) {
		text := logs(t, mode, all)
		for _, secret := range []string{session, "SECRET", "Signature=", "s3cret"} {
			assert.NotContains(t, text, secret)
		}
		text = logs(t, mode, all, func(o *Options) { o.LogSensitive = true })
		for _, shown := range []string{session, "Signature=", "s3cret-in", "s3cret-out"} {
			assert.Contains(t, text, shown)
		}
		assert.NotContains(t, text, "SECRET", "the secret key is never even there")
	})
}

// TestLogHidesTheURL checks that a sensitive member of the query is not shown.
func TestLogHidesTheURL(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		for sensitive, want := range map[bool]bool{false: false, true: true} {
			l := &logged{}
			_, err := set(t.Context(), client(&peer{script: []answer{says(200, ok)}}, mode, func(o *Options) {
				o.Logger, o.ClientLogMode, o.LogSensitive = l, aws.LogSigning|aws.LogRequest, sensitive
			}))
			require.NoError(t, err)
			assert.Equal(t, want, strings.Contains(l.String(), "KEY"), l.String())
			assert.Contains(t, l.String(), "\nPUT ")
		}
	})
}

func TestLogOfWhatIsNoJSON(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		for name, a := range map[string]answer{"page": says(200, "<html>s3cret"), "cut short": cuts(200, `{"Secret":"s3cret`, errCause)} {
			l := &logged{}
			_, err := say(t.Context(), client(&peer{script: []answer{a}}, mode, func(o *Options) {
				o.Logger, o.ClientLogMode = l, aws.LogResponseWithBody
			}))
			require.Error(t, err)
			assert.Contains(t, l.String(), "Response: Test Service Say\nHTTP/1.1 200\n", name)
			assert.NotContains(t, l.String(), "s3cret", name)
		}
	})
}

func TestLogDeprecatedUsage(t *testing.T) {
	for bits, want := range map[aws.ClientLogMode]string{
		0:                      "",
		aws.LogDeprecatedUsage: "WARN Test Service: the Region \"fips-us-east-1\" is deprecated: use \"us-east-1\" and UseFIPSEndpoint\n",
	} {
		l := &logged{}
		client(&peer{}, func(o *Options) { o.Logger, o.ClientLogMode, o.Region = l, bits, "fips-us-east-1" })
		assert.Equal(t, want, l.String())
	}
}

// TestLogOfOneCall checks that a single call can be logged, although the client already has a signer.
func TestLogOfOneCall(t *testing.T) {
	l := &logged{}
	core := client(&peer{script: []answer{says(200, ok)}})
	_, err := say(t.Context(), core.With(func(o *Options) { o.Logger, o.ClientLogMode = l, aws.LogSigning }))
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(l.String(), "STRING TO SIGN"))
	_, err = say(t.Context(), core)
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(l.String(), "STRING TO SIGN"))
}

type traceKey struct{}

// traced adds a value of the context to records, as handlers for tracing do.
type traced struct{ slog.Handler }

func (h traced) Handle(ctx context.Context, r slog.Record) error {
	if id, ok := ctx.Value(traceKey{}).(string); ok {
		r.AddAttrs(slog.String("trace", id))
	}
	return h.Handler.Handle(ctx, r)
}

func TestSlogLogger(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		var b bytes.Buffer
		handler := slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}})
		l := chimeconnect.NewSlogLogger(slog.New(traced{handler}))
		l.Logf(logging.Warn, "%d of %s", 1, "x")
		l.Logf(logging.Debug, "plain")
		assert.Equal(t, "level=WARN msg=\"1 of x\"\nlevel=DEBUG msg=plain\n", b.String())

		b.Reset()
		ctx := context.WithValue(t.Context(), traceKey{}, "abc")
		_, err := say(ctx, client(&peer{script: []answer{says(200, ok)}}, mode, func(o *Options) {
			o.Logger, o.ClientLogMode = l, aws.LogRequest|aws.LogSigning|aws.LogResponse
		}))
		require.NoError(t, err)
		assert.Equal(t, 3, strings.Count(b.String(), "trace=abc"))

		b.Reset()
		chimeconnect.NewSlogLogger(slog.New(slog.NewTextHandler(&b, nil))).Logf(logging.Debug, "quiet")
		assert.Empty(t, b.String())
	})
}

func TestQuotedSecrets(t *testing.T) {
	quotes := func(r *http.Request) (*http.Response, error) {
		return says(http.StatusForbidden, `{"message":"expected 'PUT\nx-amz-security-token:`+r.Header.Get("X-Amz-Security-Token")+
			`' for `+r.URL.Query().Get("token")+`"}`, "X-Amzn-Errortype", "InvalidSignatureException")(r)
	}
	bothModes(t, func(mode func(*Options)) {
		var log bytes.Buffer
		p := &peer{script: []answer{quotes}}
		_, err := set(t.Context(), client(p, mode, func(o *Options) {
			o.ClientLogMode = aws.LogRetries
			o.Logger = chimeconnect.NewSlogLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
		}))
		require.ErrorContains(t, err, "x-amz-security-token:[redacted]' for [redacted]")
		for _, text := range []string{err.Error(), log.String()} {
			require.Contains(t, text, "InvalidSignatureException")
			require.NotContains(t, text, session)
			require.NotContains(t, text, p.last().URL.Query().Get("token"))
		}
	})
}
