package telemetry

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws" //nolint:staticcheck // SA1019: deprecated, but what users of AWS clients have; the library promises to work with it
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// answers is an HTTP client that answers with one status after the other.
type answers struct {
	statuses []int
	requests []*http.Request
}

func (a *answers) Do(r *http.Request) (*http.Response, error) {
	status := a.statuses[min(len(a.requests), len(a.statuses)-1)]
	a.requests = append(a.requests, r)
	return &http.Response{
		StatusCode: status, Header: http.Header{"X-Amzn-Requestid": {"req-1"}}, Body: io.NopCloser(strings.NewReader("{}")), Request: r,
	}, nil
}

// traced returns an aws.Config with the middleware of otelaws, added as its documentation says.
func traced(a *answers) (aws.Config, *tracetest.InMemoryExporter) {
	exporter := tracetest.NewInMemoryExporter()
	cfg := aws.Config{
		Region: "eu-central-1", HTTPClient: a, Credentials: credentials.NewStaticCredentialsProvider("AKID", "SECRET", ""),
	}
	otelaws.AppendMiddlewares(&cfg.APIOptions,
		otelaws.WithTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSyncer(exporter))),
		otelaws.WithTextMapPropagator(propagation.TraceContext{}))
	return cfg, exporter
}

func attributes(span tracetest.SpanStub) map[string]string {
	found := map[string]string{}
	for _, a := range span.Attributes {
		found[string(a.Key)] = a.Value.String()
	}
	return found
}

func TestSpanOfACall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &answers{statuses: []int{500, 200}}
		cfg, exporter := traced(a)
		_, err := connect.NewFromConfig(cfg).ListInstances(t.Context(), nil)
		require.NoError(t, err)
		spans := exporter.GetSpans()
		require.Len(t, spans, 1)
		assert.Equal(t, "Connect.ListInstances", spans[0].Name)
		assert.Equal(t, trace.SpanKindClient, spans[0].SpanKind)
		assert.Equal(t, codes.Unset, spans[0].Status.Code)
		want := map[string]string{
			"http.response.status_code": "200", string(otelaws.RegionAttr("").Key): "eu-central-1",
			string(otelaws.RequestIDAttr("").Key): "req-1",
		}
		for _, kv := range []attribute.KeyValue{otelaws.SystemAttr(), otelaws.MethodAttr("Connect", "ListInstances")} {
			want[string(kv.Key)] = kv.Value.String()
		}
		assert.Equal(t, want, attributes(spans[0]))
		for _, r := range a.requests {
			assert.Contains(t, r.Header.Get("Traceparent"), spans[0].SpanContext.TraceID().String(), "each attempt carries the trace")
		}
	})
}

func TestSpanOfAFailure(t *testing.T) {
	cfg, exporter := traced(&answers{statuses: []int{403}})
	_, err := chimemessaging.NewFromConfig(cfg).ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{
		AppInstanceArn: aws.String("arn:aws:chime:eu-central-1:1:app-instance/a"),
	})
	require.ErrorIs(t, err, chimeconnect.ErrAccessDenied)
	spans := exporter.GetSpans()
	require.Len(t, spans, 1)
	assert.Equal(t, "Chime SDK Messaging.ListChannelFlows", spans[0].Name)
	assert.Equal(t, codes.Error, spans[0].Status.Code)
	assert.Equal(t, "403", attributes(spans[0])["http.response.status_code"])
	assert.Equal(t, "req-1", attributes(spans[0])[string(otelaws.RequestIDAttr("").Key)])
	require.Error(t, errors.Unwrap(err))
}
