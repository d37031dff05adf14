package telemetry

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws" //nolint:staticcheck // SA1019: deprecated, but what users of AWS clients have; the library promises to work with it
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// Each call is a span, and each attempt carries the trace to the service.
func Example() {
	exporter := tracetest.NewInMemoryExporter()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSyncer(exporter))
	ctx, cfg := context.Background(), aws.Config{
		Region: "eu-central-1", Credentials: aws.AnonymousCredentials{}, HTTPClient: &answers{statuses: []int{200}},
	}

	otelaws.AppendMiddlewares(&cfg.APIOptions, otelaws.WithTracerProvider(provider))
	client := connect.NewFromConfig(cfg)

	if _, err := client.ListInstances(ctx, &connect.ListInstancesInput{}); err != nil {
		log.Fatal(err)
	}
	for _, span := range exporter.GetSpans() {
		fmt.Println(span.Name, span.SpanKind)
	}
	// Output: Connect.ListInstances client
}
