//go:build !race

// The race detector allocates as well.

package connect_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// TestOptionAllocations bounds the allocations for making a client, and for changing the options of one call.
func TestOptionAllocations(t *testing.T) {
	answer := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}}
	client := connect.New(options(doFunc(func(*http.Request) (*http.Response, error) { return answer, nil })))
	in := botInput()
	call := func(optFns ...func(*connect.Options)) float64 {
		return testing.AllocsPerRun(200, func() {
			if _, err := client.DisassociateLexBot(context.Background(), in, optFns...); err != nil {
				t.Fatal(err)
			}
		})
	}
	assert.LessOrEqual(t, call(func(*connect.Options) {})-call(), 20.0)
	assert.LessOrEqual(t, call(func(o *connect.Options) { o.RetryMaxAttempts = 5 })-call(), 20.0)

	cfg := aws.Config{Region: "us-east-1", Credentials: credentials.NewStaticCredentialsProvider("A", "S", "")}
	assert.LessOrEqual(t, testing.AllocsPerRun(200, func() { client = connect.NewFromConfig(cfg) }), 30.0)
}
