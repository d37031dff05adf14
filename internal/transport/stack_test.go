package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
)

func withMiddleware(fns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) { o.APIOptions = append(o.APIOptions, fns...) }
}

func TestMiddlewareInEachStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var order []string
		header := func(req any, name string) {
			order = append(order, name)
			req.(*smithyhttp.Request).Header.Set("X-"+name, "yes")
		}
		p := &peer{script: []answer{names(500, "Broken"), says(200, ok)}}
		core := client(p, withMiddleware(func(s *middleware.Stack) error {
			return errors.Join(
				s.Initialize.Add(middleware.InitializeMiddlewareFunc("mine", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
					assert.Equal(t, "Say", middleware.GetOperationName(ctx))
					assert.Equal(t, "Test Service", middleware.GetServiceID(ctx))
					order = append(order, "initialize "+*in.Parameters.(*SayInput).Text)
					return next.HandleInitialize(ctx, in)
				}), middleware.Before),
				s.Serialize.Add(middleware.SerializeMiddlewareFunc("mine", func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
					header(in.Request, "Serialize")
					return next.HandleSerialize(ctx, in)
				}), middleware.Before),
				s.Build.Add(middleware.BuildMiddlewareFunc("mine", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
					header(in.Request, "Build")
					return next.HandleBuild(ctx, in)
				}), middleware.After),
				s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("mine", func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
					header(in.Request, "Finalize")
					return next.HandleFinalize(ctx, in)
				}), "Signing", middleware.Before),
				s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("mine", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
					header(in.Request, "Deserialize")
					out, metadata, err := next.HandleDeserialize(ctx, in)
					if id, found := awsmiddleware.GetRequestIDMetadata(metadata); found {
						order = append(order, id)
					}
					return out, metadata, err
				}), middleware.Before),
			)
		}))
		out, err := say(t.Context(), core)
		require.NoError(t, err)
		assert.Equal(t, "fine", *out.Text)
		assert.Equal(t, []string{
			"initialize hello", "Serialize", "Build", "Finalize", "Deserialize", "req-1", "Finalize", "Deserialize", "req-1",
		}, order)
		for _, r := range p.requests {
			signed := r.Header.Get("Authorization")
			for _, name := range []string{"serialize", "build", "finalize"} {
				assert.Equal(t, "yes", r.Header.Get("X-"+name))
				assert.Contains(t, signed, "x-"+name)
			}
			assert.NotContains(t, signed, "x-deserialize", "that step follows the signature")
		}
	})
}

// TestStepsHaveNames checks that middleware can be placed relative to the steps, and that a step can be removed.
func TestStepsHaveNames(t *testing.T) {
	nop := middleware.FinalizeMiddlewareFunc("mine", func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
		return next.HandleFinalize(ctx, in)
	})
	for _, id := range []string{"InterceptBeforeRetryLoop", "Retry", "InterceptAttempt", "ResolveEndpointV2", "disableHTTPS", "ComputePayloadHash", "Signing"} {
		_, err := say(t.Context(), client(&peer{script: []answer{says(200, ok)}}, withMiddleware(func(s *middleware.Stack) error {
			return s.Finalize.Insert(nop, id, middleware.After)
		})))
		require.NoError(t, err, id)
	}
	p := &peer{script: []answer{says(200, ok)}}
	_, err := say(t.Context(), client(p, withMiddleware(func(s *middleware.Stack) error {
		assert.Equal(t, []string{"RegisterServiceMetadata", "SetLogger", "OperationInputValidation"}, s.Initialize.List())
		assert.Equal(t, []string{"OperationSerializer"}, s.Serialize.List())
		assert.Equal(t, []string{"ClientRequestID", "ComputeContentLength", "UserAgent", "RecursionDetection"}, s.Build.List())
		assert.Equal(t, []string{"AddRawResponseToMetadata", "RequestIDRetriever", "OperationDeserializer", "RecordResponseTiming", "RequestResponseLogger"}, s.Deserialize.List())
		_, err1 := s.Build.Remove("ClientRequestID")
		_, err2 := s.Build.Remove("UserAgent")
		_, err3 := s.Finalize.Remove("Signing")
		_, err4 := s.Initialize.Remove("OperationInputValidation")
		return errors.Join(err1, err2, err3, err4)
	})))
	require.NoError(t, err)
	for _, name := range []string{"Amz-Sdk-Invocation-Id", "User-Agent", "Authorization"} {
		assert.Empty(t, p.last().Header.Get(name))
	}
}

// TestMiddlewareStandsIn checks that middleware can answer in place of the service, at any depth, as tests of programs
// do.
func TestMiddlewareStandsIn(t *testing.T) {
	canned := &SayOutput{Text: aws.String("canned")}
	answers := map[string]func(any) func(*middleware.Stack) error{
		"initialize": func(result any) func(s *middleware.Stack) error {
			return func(s *middleware.Stack) error {
				return s.Initialize.Add(middleware.InitializeMiddlewareFunc("mock", func(context.Context, middleware.InitializeInput, middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
					return middleware.InitializeOutput{Result: result}, middleware.Metadata{}, nil
				}), middleware.Before)
			}
		},
		"finalize": func(result any) func(s *middleware.Stack) error {
			return func(s *middleware.Stack) error {
				return s.Finalize.Add(middleware.FinalizeMiddlewareFunc("mock", func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
					return middleware.FinalizeOutput{Result: result}, middleware.Metadata{}, nil
				}), middleware.Before)
			}
		},
		"deserialize": func(result any) func(s *middleware.Stack) error {
			return func(s *middleware.Stack) error {
				return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("mock", func(context.Context, middleware.DeserializeInput, middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
					return middleware.DeserializeOutput{Result: result}, middleware.Metadata{}, nil
				}), middleware.Before)
			}
		},
	}
	for step, with := range answers {
		p := &peer{}
		out, err := say(t.Context(), client(p, withMiddleware(with(canned))))
		require.NoError(t, err, step)
		assert.Equal(t, "canned", *out.Text, step)
		assert.NotSame(t, canned, out, step)
		assert.Empty(t, p.requests, step)
		for _, wrong := range []any{nil, new(GetOutput), SayOutput{}, (*SayOutput)(nil), "text"} {
			_, err = say(t.Context(), client(p, withMiddleware(with(wrong))))
			assert.ErrorContains(t, err, "a middleware answered with a ", step)
		}
	}
}

// TestMiddlewareReplacesInputAndBody checks that the changes of middleware are validated, signed and sent.
func TestMiddlewareReplacesInputAndBody(t *testing.T) {
	p := &peer{script: []answer{says(500, ""), says(200, ok)}}
	in := &SayInput{}
	core := client(p, withMiddleware(func(s *middleware.Stack) error {
		return errors.Join(
			s.Initialize.Add(middleware.InitializeMiddlewareFunc("input", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				in.Parameters = &SayInput{Name: aws.String("theirs")}
				return next.HandleInitialize(ctx, in)
			}), middleware.Before),
			s.Build.Add(middleware.BuildMiddlewareFunc("body", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
				req, err := in.Request.(*smithyhttp.Request).SetStream(strings.NewReader(`{"Text":"replaced"}`))
				in.Request = req
				if err != nil {
					return middleware.BuildOutput{}, middleware.Metadata{}, err
				}
				return next.HandleBuild(ctx, in)
			}), middleware.Before),
			s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("hash", func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
				assert.Equal(t, signing.PayloadHash([]byte(`{"Text":"replaced"}`)), v4.GetPayloadHash(ctx))
				return next.HandleFinalize(ctx, in)
			}), "Signing", middleware.Before),
		)
	}), func(o *Options) { o.Retryer = impatient{} })
	require.NoError(t, Call(t.Context(), core, in, new(SayOutput)))
	assert.Equal(t, []string{`{"Text":"replaced"}`, `{"Text":"replaced"}`}, p.bodies)
	assert.Equal(t, "/say/theirs", p.last().URL.Path)
	assert.Equal(t, int64(19), p.last().ContentLength)
	assert.Equal(t, &SayInput{}, in)
}

// TestMiddlewareFails checks that errors of middleware are returned as they are, in the usual chain, and leave nothing
// open.
func TestMiddlewareFails(t *testing.T) {
	body := &closing{Reader: strings.NewReader("{}")}
	p := &peer{script: []answer{func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: body}, nil
	}}}
	_, err := say(t.Context(), client(p, withMiddleware(func(s *middleware.Stack) error {
		return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("fails", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			out, metadata, err := next.HandleDeserialize(ctx, in)
			return out, metadata, errors.Join(err, errCause)
		}), middleware.After)
	})))
	require.ErrorIs(t, err, errCause)
	assert.Equal(t, 1, body.times)

	_, err = say(t.Context(), client(p, withMiddleware(func(*middleware.Stack) error { return errCause })))
	require.ErrorIs(t, err, errCause)
	assert.ErrorContains(t, err, "operation error Test Service: Say, ")
}

func TestSigningOverrides(t *testing.T) {
	p := &peer{script: []answer{says(200, ok)}}
	core := client(p, withMiddleware(signing.WithName("first"), signing.WithRegion("eu-west-1"), signing.WithName("second")))
	_, err := say(t.Context(), core)
	require.NoError(t, err)
	assert.Contains(t, p.last().Header.Get("Authorization"), "/eu-west-1/second/aws4_request")
	assert.Equal(t, "test.us-east-1.amazonaws.com", p.last().URL.Host)
}

// impatient retries everything, three attempts in all, without a pause.
type impatient struct{ aws.NopRetryer }

func (impatient) IsErrorRetryable(error) bool                  { return true }
func (impatient) MaxAttempts() int                             { return 3 }
func (impatient) RetryDelay(int, error) (time.Duration, error) { return 0, nil }
func (impatient) GetRetryToken(context.Context, error) (func(error) error, error) {
	return func(error) error { return nil }, nil
}

// TestStackSendsTheSame compares the requests of both modes.
func TestStackSendsTheSame(t *testing.T) {
	for name, call := range map[string]caller{"say": saying, "set": setting, "get": getting} {
		var sent []*http.Request
		bothModes(t, func(mode func(*Options)) {
			p := &peer{script: []answer{says(200, ok)}}
			require.NoError(t, call(t.Context(), client(p, mode, func(o *Options) {
				o.IdempotencyTokenProvider = fixedToken{}
				o.AppID = "app"
			})))
			sent = append(sent, p.last())
		})
		require.Len(t, sent, 2)
		plain, stacked := sent[0], sent[1]
		for _, h := range []http.Header{plain.Header, stacked.Header} {
			for _, varies := range []string{"Amz-Sdk-Invocation-Id", "Authorization", "X-Amz-Date"} {
				assert.NotEmpty(t, h.Get(varies))
				h.Del(varies)
			}
		}
		assert.Equal(t, plain.Header, stacked.Header, name)
		assert.Equal(t, plain.URL.String(), stacked.URL.String(), name)
		assert.Equal(t, plain.Method, stacked.Method, name)
		assert.Equal(t, plain.Host, stacked.Host, name)
		assert.Equal(t, plain.ContentLength, stacked.ContentLength, name)
		_, err := io.ReadAll(plain.Body)
		require.NoError(t, err)
	}
}

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) { return "fixed", nil }

func TestWithoutSerializer(t *testing.T) {
	p := &peer{script: []answer{cuts(http.StatusOK, `{"Te`, io.ErrUnexpectedEOF)}}
	_, err := say(t.Context(), client(p, func(o *Options) {
		o.ClientLogMode = aws.LogRequestWithBody
		o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
			_, err := stack.Serialize.Remove("OperationSerializer")
			return err
		})
	}))
	has[*chimeconnect.TruncatedResponseError](t, err)
	require.Len(t, p.requests, 1)
}

// TestValidationCanBeTakenAway sends an input that the service should refuse, for tests of the service.
func TestValidationCanBeTakenAway(t *testing.T) {
	type Input = struct {
		_    struct{} `aws:"POST /x"`
		Text *string  `aws:"required"`
	}
	type LaxInput Input
	p := &peer{script: []answer{says(200, ok)}}
	core := client(p, withMiddleware(func(stack *middleware.Stack) error {
		_, err := stack.Initialize.Remove("OperationInputValidation")
		return err
	}))
	require.NoError(t, Call(t.Context(), core, &LaxInput{}, new(SayOutput)))
	assert.Len(t, p.requests, 1)
	require.Error(t, Call(t.Context(), client(p), &LaxInput{}, new(SayOutput)))
	assert.Len(t, p.requests, 1)
}
