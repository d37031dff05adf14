package transport

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"

	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// spy is an interceptor of every kind.
type spy struct {
	t     *testing.T
	calls []string
	fails string // the hook that fails
}

func (s *spy) at(hook string, in *smithyhttp.InterceptorContext, request, response, output bool) error {
	s.calls = append(s.calls, hook)
	if s.fails != "" { // what there is depends on where
		if hook == s.fails {
			return errCause
		}
		return nil
	}
	assert.NotNil(s.t, in.Input, hook)
	assert.Equal(s.t, request, in.Request != nil, hook)
	assert.Equal(s.t, response, in.Response != nil, hook)
	_, typed := in.Output.(*SayOutput)
	assert.Equal(s.t, output, typed, hook)
	return nil
}

func (s *spy) header(hook string, in *smithyhttp.InterceptorContext, response bool) error {
	in.Request.Header.Set("X-"+hook, "yes")
	return s.at(hook, in, true, response, false)
}

func succeeded(in *smithyhttp.InterceptorContext) bool {
	return in.Response != nil && in.Response.StatusCode == http.StatusOK
}

func (s *spy) BeforeExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("BeforeExecution", in, false, false, false)
}

func (s *spy) BeforeSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("BeforeSerialization", in, false, false, false)
}

func (s *spy) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.header("Afterserialization", in, false)
}

func (s *spy) BeforeRetryLoop(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.header("Beforeretryloop", in, false)
}

func (s *spy) BeforeAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.header("Beforeattempt", in, in.Response != nil)
}

func (s *spy) BeforeSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	assert.Empty(s.t, in.Request.Header.Get("Authorization"))
	return s.header("Beforesigning", in, in.Response != nil)
}

func (s *spy) AfterSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	assert.NotEmpty(s.t, in.Request.Header.Get("Authorization"))
	return s.at("AfterSigning", in, true, in.Response != nil, false)
}

func (s *spy) BeforeTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.header("Beforetransmit", in, in.Response != nil)
}

func (s *spy) AfterTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("AfterTransmit", in, true, true, false)
}

func (s *spy) BeforeDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("BeforeDeserialization", in, true, true, false)
}

func (s *spy) AfterDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("AfterDeserialization", in, true, true, succeeded(in))
}

func (s *spy) AfterAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("AfterAttempt", in, true, true, succeeded(in))
}

func (s *spy) AfterExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return s.at("AfterExecution", in, in.Request != nil, in.Response != nil, in.Output != nil)
}

func (s *spy) join(o *Options) {
	r := &o.Interceptors
	r.AddBeforeExecution(s)
	r.AddBeforeSerialization(s)
	r.AddAfterSerialization(s)
	r.AddBeforeRetryLoop(s)
	r.AddBeforeAttempt(s)
	r.AddBeforeSigning(s)
	r.AddAfterSigning(s)
	r.AddBeforeTransmit(s)
	r.AddAfterTransmit(s)
	r.AddBeforeDeserialization(s)
	r.AddAfterDeserialization(s)
	r.AddAfterAttempt(s)
	r.AddAfterExecution(s)
}

var oneAttempt = []string{
	"Beforeattempt", "Beforesigning", "AfterSigning", "Beforetransmit", "AfterTransmit",
	"BeforeDeserialization", "AfterDeserialization", "AfterAttempt",
}

func TestInterceptors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &spy{t: t}
		p := &peer{script: []answer{names(500, "Broken"), says(200, ok)}}
		out, err := say(t.Context(), client(p, s.join))
		require.NoError(t, err)
		assert.Equal(t, "fine", *out.Text)
		want := append([]string{"BeforeExecution", "BeforeSerialization", "Afterserialization", "Beforeretryloop"}, oneAttempt...)
		want = append(append(want, oneAttempt...), "AfterExecution")
		assert.Equal(t, want, s.calls)
		for i, r := range p.requests {
			for _, hook := range []string{"Afterserialization", "Beforeretryloop", "Beforeattempt", "Beforesigning", "Beforetransmit"} {
				assert.Equal(t, "yes", r.Header.Get("X-"+hook), "attempt %d", i+1)
			}
			assert.Contains(t, r.Header.Get("Authorization"), "x-beforesigning", "what it sets is signed, in attempt %d too", i+1)
		}
	})
}

// TestInterceptorsFail checks that an error of any interceptor is an error of the call, and that the retryer sees those
// within the retry loop.
func TestInterceptorsFail(t *testing.T) {
	for _, hook := range append([]string{
		"BeforeExecution", "BeforeSerialization", "Afterserialization", "Beforeretryloop", "AfterExecution",
	}, oneAttempt...) {
		synctest.Test(t, func(t *testing.T) {
			s := &spy{t: t, fails: hook}
			_, err := say(t.Context(), client(&peer{script: []answer{says(200, ok)}}, s.join))
			require.ErrorIs(t, err, errCause, hook)
			assert.ErrorContains(t, err, "operation error Test Service: Say, ")
		})
	}
}

// TestOneInterceptor checks that a single interceptor is enough for a stack.
func TestOneInterceptor(t *testing.T) {
	s := &spy{t: t}
	core := client(&peer{script: []answer{says(200, ok)}}, func(o *Options) { o.Interceptors.AddAfterExecution(s) })
	_, err := say(t.Context(), core)
	require.NoError(t, err)
	assert.Equal(t, []string{"AfterExecution"}, s.calls)
	_, err = say(t.Context(), core.With(func(o *Options) {
		o.Interceptors.AfterExecution[0] = nil
		o.Interceptors.AfterExecution = nil // for this call
	}))
	require.NoError(t, err)
	_, err = say(t.Context(), core)
	require.NoError(t, err)
	assert.Len(t, s.calls, 2, "what a call changes, it changes for itself")
}
