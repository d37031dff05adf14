package connect_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// TestNilAndZero checks that mistakes are errors, or panics that say what is wrong.
func TestNilAndZero(t *testing.T) {
	for name, client := range map[string]*connect.Client{"nil": nil, "zero": {}} {
		_, err := client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: aws.String("i")})
		require.EqualError(t, err, "the client is nil or empty: make it with New or NewFromConfig", name)
		_, err = client.ListQueues(t.Context(), nil, func(*connect.Options) {})
		require.ErrorContains(t, err, "the client is nil or empty", name)
		_, err = connect.NewListQueuesPaginator(client, nil).NextPage(t.Context())
		require.ErrorContains(t, err, "the client is nil or empty", name)
	}
	client := connect.New(connect.Options{Region: "us-east-1", Credentials: aws.AnonymousCredentials{}})
	_, err := client.ListQueues(nil, nil) //nolint:staticcheck // the mistake that is made
	require.EqualError(t, err, "Connect: the context is nil: pass context.Background() if there is no other")

	for name, mistake := range map[string]func(){
		"of New":           func() { connect.New(connect.Options{}, nil) },
		"of NewFromConfig": func() { connect.NewFromConfig(aws.Config{}, nil) },
		"of a call":        func() { _, _ = client.ListQueues(t.Context(), nil, nil) },
	} {
		message := panicOf(mistake)
		assert.Contains(t, message, "option function", name)
		assert.Contains(t, message, "nil", name)
	}
}

func panicOf(f func()) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	f()
	return ""
}

// answering is a stub HTTPClient.
type answering string

func (body answering) Do(*http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), ContentLength: int64(len(body)),
	}, nil
}

// TestResponseOfEmptyStructs checks that the memory for a response is bounded.
func TestResponseOfEmptyStructs(t *testing.T) {
	body := `{"Queues":[` + strings.Repeat("{},", 1<<20) + `{}]}`
	client := connect.New(connect.Options{Region: "us-east-1", Credentials: aws.AnonymousCredentials{}, HTTPClient: answering(body)})
	out, err := client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: aws.String("i")})
	assert.Nil(t, out)
	var tooLarge *chimeconnect.ResponseTooLargeError
	require.ErrorAs(t, err, &tooLarge)
	assert.Equal(t, &chimeconnect.ResponseTooLargeError{Limit: int64(1<<20 + 16*len(body)), Memory: true}, tooLarge)
	require.ErrorContains(t, err, "bytes of memory, many times its size")
	var response *awshttp.ResponseError
	require.ErrorAs(t, err, &response)
	assert.Equal(t, http.StatusOK, response.HTTPStatusCode())
}
