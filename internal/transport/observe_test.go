package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// recorder is a provider of tracers and meters that records their use.
type recorder struct {
	mu     sync.Mutex
	scopes map[string]bool
	spans  []*recordedSpan
	values map[string][]float64
	labels map[string]smithy.Properties
	fails  bool
}

func newRecorder() *recorder {
	return &recorder{scopes: map[string]bool{}, values: map[string][]float64{}, labels: map[string]smithy.Properties{}}
}

type recordedSpan struct {
	name, parent string
	kind         tracing.SpanKind
	properties   map[any]any
	status       tracing.SpanStatus
	ended        bool
}

type spanKey struct{}

func (r *recorder) Tracer(scope string, _ ...tracing.TracerOption) tracing.Tracer {
	r.scopes[scope] = true
	return r
}

func (r *recorder) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	o := tracing.SpanOptions{}
	for _, opt := range opts {
		opt(&o)
	}
	s := &recordedSpan{name: name, kind: o.Kind, properties: o.Properties.Values()}
	if s.properties == nil {
		s.properties = map[any]any{}
	}
	if parent, ok := ctx.Value(spanKey{}).(*recordedSpan); ok {
		s.parent = parent.name
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spans = append(r.spans, s)
	return tracing.WithSpan(context.WithValue(ctx, spanKey{}, s), s), s
}

func (r *recorder) named(name string) (found []*recordedSpan) {
	for _, s := range r.spans {
		if s.name == name {
			found = append(found, s)
		}
	}
	return found
}

func (s *recordedSpan) Name() string                            { return s.name }
func (s *recordedSpan) Context() tracing.SpanContext            { return tracing.SpanContext{} }
func (s *recordedSpan) AddEvent(string, ...tracing.EventOption) {}
func (s *recordedSpan) SetProperty(k, v any)                    { s.properties[k] = v }
func (s *recordedSpan) SetStatus(status tracing.SpanStatus)     { s.status = status }
func (s *recordedSpan) End()                                    { s.ended = true }

// recordingMeter returns instruments with a name each.
type recordingMeter struct {
	metrics.NopMeter
	*recorder
}

type instrument struct {
	*recorder
	name string
}

func (r *recorder) Meter(scope string, _ ...metrics.MeterOption) metrics.Meter {
	r.scopes[scope] = true
	return recordingMeter{recorder: r}
}

func (m recordingMeter) Int64Counter(name string, _ ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	if m.fails {
		return nil, errCause
	}
	return intInstrument{instrument{m.recorder, name}}, nil
}

func (m recordingMeter) Float64Histogram(name string, _ ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return instrument{m.recorder, name}, nil
}

type intInstrument struct{ instrument }

func (i intInstrument) Add(ctx context.Context, v int64, opts ...metrics.RecordMetricOption) {
	i.Record(ctx, float64(v), opts...)
}

func (i instrument) Record(_ context.Context, v float64, opts ...metrics.RecordMetricOption) {
	o := metrics.RecordMetricOptions{}
	for _, opt := range opts {
		opt(&o)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.values[i.name] = append(i.values[i.name], v)
	i.labels[i.name] = o.Properties
}

func TestSpans(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		p := &peer{script: []answer{names(429, "Slow"), says(200, ok)}}
		_, err := say(t.Context(), client(p, func(o *Options) { o.TracerProvider = r }))
		require.NoError(t, err)
		assert.True(t, r.scopes["github.com/seed-086a074d/chimeconnect/test"])
		for _, s := range r.spans {
			assert.True(t, s.ended, s.name)
		}
		call := r.named("Test Service.Say")
		require.Len(t, call, 1)
		assert.Equal(t, tracing.SpanKindClient, call[0].kind)
		assert.Equal(t, map[any]any{
			"rpc.system": "aws-api", "rpc.method": "Say", "rpc.service": "Test Service", "error": false, "aws.region": "us-east-1",
		}, call[0].properties)
		attempts := r.named("Attempt")
		require.Len(t, attempts, 2)
		assert.Equal(t, "Test Service.Say", attempts[0].parent)
		assert.Equal(t, tracing.SpanStatusError, attempts[0].status)
		assert.Equal(t, 1, attempts[0].properties["operation.attempt"])
		assert.Equal(t, "Slow", attempts[0].properties["api.error_code"])
		assert.Equal(t, "client", attempts[0].properties["api.error_fault"])
		assert.Equal(t, 2, attempts[1].properties["operation.attempt"])
		assert.Equal(t, tracing.SpanStatusOK, attempts[1].status)
		sends := r.named("DoHTTPRequest")
		require.Len(t, sends, 2)
		assert.Equal(t, "Attempt", sends[1].parent)
		assert.Equal(t, 200, sends[1].properties["http.status_code"])
		assert.Equal(t, "req-1", attempts[1].properties["aws.request_id"])
	})
}

func TestMeters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		p := &peer{script: []answer{slow(time.Second, names(429, "Slow", "Retry-After", "10")), slow(2*time.Second, says(200, ok))}}
		_, err := say(t.Context(), client(p, func(o *Options) { o.MeterProvider = r }))
		require.NoError(t, err)
		assert.Equal(t, []float64{1, 1}, r.values["client.call.attempts"])
		assert.Equal(t, []float64{1}, r.values["client.call.errors"])
		assert.Equal(t, []float64{1, 2}, r.values["client.call.attempt_duration"])
		assert.Equal(t, []float64{13}, r.values["client.call.duration"])
		assert.Len(t, r.values["client.http.do_request_duration"], 2)
		labels := r.labels["client.call.errors"]
		assert.Equal(t, "Slow", labels.Get("exception.type"))
		assert.Equal(t, "Say", labels.Get("rpc.method"))
		assert.Equal(t, "Test Service", labels.Get("rpc.service"))
	})
}

func TestMetersFail(t *testing.T) {
	r := newRecorder()
	r.fails = true
	_, err := say(t.Context(), client(&peer{}, func(o *Options) { o.MeterProvider = r }))
	require.ErrorIs(t, err, errCause)
}

func TestExceptionType(t *testing.T) {
	assert.Equal(t, "GoneException", exceptionType(new(Gone)))
	assert.Equal(t, "*errors.errorString", exceptionType(errors.New("x")))
}

// Parts of the request that a service quotes do not reach a trace either.
func TestSpansShowNoSecrets(t *testing.T) {
	quotes := func(r *http.Request) (*http.Response, error) {
		return says(http.StatusForbidden, `{"message":"expected x-amz-security-token:`+r.Header.Get("X-Amz-Security-Token")+`"}`,
			"X-Amzn-Errortype", "InvalidSignatureException")(r)
	}
	r := newRecorder()
	_, err := set(t.Context(), client(&peer{script: []answer{quotes}}, func(o *Options) { o.TracerProvider = r }))
	require.Error(t, err)
	texts := fmt.Sprint(r.named("Attempt")[0].properties)
	assert.Contains(t, texts, "x-amz-security-token:[redacted]")
	assert.NotContains(t, texts, session)
}
