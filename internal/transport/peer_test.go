package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Three operations, as the generator writes them: one that must not run twice, one with a token, one that only reads.
type (
	SayInput struct {
		_ struct{} `aws:"POST /say/{Name}"`

		Name   *string `aws:"path,required"`
		Text   *string
		Secret *string `aws:"sensitive"`
	}
	SayOutput struct {
		Text           *string
		Secret         *string             `aws:"sensitive"`
		ResultMetadata middleware.Metadata `aws:"-"`
	}
	SetInput struct {
		_ struct{} `aws:"PUT /set/{Name}"`

		Name  *string `aws:"path,required"`
		Key   *string `aws:"query=key,sensitive"`
		Token *string `aws:"query=token,token"`
	}
	SetOutput struct {
		ResultMetadata middleware.Metadata `aws:"-"`
	}
	GetInput struct {
		_ struct{} `aws:"GET /get,readonly"`

		Bearer *string `aws:"header=x-amz-chime-bearer,bearer"`
	}
	GetOutput struct {
		Count          *int32
		Text           *string
		ResultMetadata middleware.Metadata `aws:"-"`
	}
)

// Gone is a modelled error.
type Gone struct {
	_ struct{} `aws:"error=GoneException,status=404"`

	Message *string
	Count   *int32
}

func (e *Gone) Error() string               { return e.ErrorCode() + ": " + e.ErrorMessage() }
func (*Gone) ErrorCode() string             { return "GoneException" }
func (e *Gone) ErrorMessage() string        { return aws.ToString(e.Message) }
func (*Gone) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

// session is a session token, as long as the shortest real ones.
const session = "SESSION-TOKEN-0123456789"

func testService() *Service {
	return &Service{
		Endpoint: endpoint.Service{ID: "Test Service", Variable: "AWS_ENDPOINT_URL_TEST_SERVICE", Prefix: "test"}, Package: "test", SigningName: "test-signing",
		NewError: func(code string) error {
			if code == "GoneException" {
				return new(Gone)
			}
			return nil
		},
		BodyCode: func(code string, _ int) string { return code + "Exception" },
	}
}

// peer is a service that answers the requests of a client by a script, whose last line is repeated.
type peer struct {
	script []answer

	mu       sync.Mutex
	requests []*http.Request
	bodies   []string
	times    []time.Time
}

type answer func(*http.Request) (*http.Response, error)

func (p *peer) Do(r *http.Request) (*http.Response, error) {
	p.mu.Lock()
	body := ""
	if r.Body != nil {
		b, _ := io.ReadAll(r.Body)
		body = string(b)
	}
	next := p.script[min(len(p.requests), len(p.script)-1)]
	p.requests, p.bodies, p.times = append(p.requests, r), append(p.bodies, body), append(p.times, time.Now())
	p.mu.Unlock()
	return next(r)
}

func (p *peer) last() *http.Request { return p.requests[len(p.requests)-1] }

// waits are the times between requests.
func (p *peer) waits() (waits []time.Duration) {
	for i := 1; i < len(p.times); i++ {
		waits = append(waits, p.times[i].Sub(p.times[i-1]))
	}
	return waits
}

// says answers with a status, a body and header fields, name after value.
func says(status int, body string, header ...string) answer {
	return func(r *http.Request) (*http.Response, error) {
		resp := &http.Response{
			StatusCode: status, Proto: "HTTP/1.1", Request: r, Header: http.Header{"X-Amzn-Requestid": {"req-1"}},
			Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
		}
		for i := 0; i < len(header); i += 2 {
			resp.Header.Set(header[i], header[i+1])
		}
		return resp, nil
	}
}

// names answers with an error of the service.
func names(status int, code string, header ...string) answer {
	return says(status, `{"message":"it says so"}`, append(header, "X-Amzn-Errortype", code)...)
}

// breaks fails to send.
func breaks(err error) answer {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

// cuts answers with a body that breaks off.
func cuts(status int, body string, err error) answer {
	return func(r *http.Request) (*http.Response, error) {
		resp, _ := says(status, "")(r)
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(body), brokenReader{err}))
		resp.ContentLength = -1
		return resp, nil
	}
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

// hangs waits for the end of the request's context.
func hangs(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// slow answers after a time, or fails if the context ends before.
func slow(d time.Duration, then answer) answer {
	return func(r *http.Request) (*http.Response, error) {
		select {
		case <-time.After(d):
			return then(r)
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

func client(p *peer, change ...func(*Options)) *Core {
	o := Options{
		Region: "us-east-1", HTTPClient: p,
		Credentials: credentials.NewStaticCredentialsProvider("AKID", "SECRET", session),
	}
	return New(testService(), o, func(o *Options) {
		for _, fn := range change {
			fn(o)
		}
	})
}

// inStack makes calls go through a middleware stack.
func inStack(o *Options) {
	o.APIOptions = append(o.APIOptions, func(*middleware.Stack) error { return nil })
}

// bothModes runs a test without a stack and inside one: calls behave in the same way.
func bothModes(t *testing.T, test func(mode func(*Options))) {
	t.Helper()
	t.Log("without a stack")
	test(func(*Options) {})
	t.Log("in a stack")
	test(inStack)
}

func say(ctx context.Context, core *Core) (*SayOutput, error) {
	out := new(SayOutput)
	return out, Call(ctx, core, &SayInput{Name: aws.String("a/b"), Text: aws.String("hello")}, out)
}

func set(ctx context.Context, core *Core) (*SetOutput, error) {
	out := new(SetOutput)
	return out, Call(ctx, core, &SetInput{Name: aws.String("x"), Key: aws.String("KEY")}, out)
}

func get(ctx context.Context, core *Core) (*GetOutput, error) {
	out := new(GetOutput)
	return out, Call(ctx, core, &GetInput{}, out)
}

// as finds an error in a chain.
func as[E error](t *testing.T, err error) E {
	t.Helper()
	found, ok := errors.AsType[E](err)
	require.True(t, ok, "%T is not in: %v", found, err)
	return found
}

// has finds an error in a chain, too, and leaves it there.
func has[E error](t *testing.T, err error) {
	t.Helper()
	_ = as[E](t, err)
}

const ok = `{"Text":"fine"}`
