package retry

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRetryAfterIgnoresOtherErrors(t *testing.T) {
	_, found := retryAfter(&smithyhttp.RequestSendError{Err: io.EOF}, time.Now())
	assert.False(t, found)
	_, found = retryAfter(&smithyhttp.ResponseError{}, time.Now())
	assert.False(t, found)
}

func TestRetryAfterOutOfRange(t *testing.T) {
	for name, want := range map[string]bool{"Retry-After": true, "X-Amz-Retry-After": true, "Age": false} {
		for _, value := range []string{"99999999999999999999999", "-99999999999999999999999"} {
			err := &awshttp.ResponseError{ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{
				Response: &http.Response{Header: http.Header{name: {value}}},
			}}}
			asked, ok := retryAfter(err, time.Now())
			require.Equal(t, want && value[0] != '-', ok)
			require.Equal(t, ok, asked == 24*time.Hour)
		}
	}
}

// TestFirstDelay compares FirstDelay with the costs of a retry in the AWS core.
func TestFirstDelay(t *testing.T) {
	for _, switched := range []string{"", "false", "true"} {
		t.Setenv("AWS_NEW_RETRIES_2026", switched)
		options := make(chan retry.StandardOptions, 1)
		retry.NewStandard(func(o *retry.StandardOptions) { options <- *o })
		renewed := (<-options).RetryCost != retry.DefaultRetryCost // the costs change with the loop
		assert.Equal(t, renewed, FirstDelay() == 0, switched)
		if switched != "" {
			assert.Equal(t, switched == "true", renewed)
		}
	}
}
