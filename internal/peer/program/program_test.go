package program

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// connectAPI is what a program declares of the client, for its mock.
type connectAPI interface {
	connect.ListQueuesAPIClient
	DeleteQueue(ctx context.Context, in *connect.DeleteQueueInput, optFns ...func(*connect.Options)) (*connect.DeleteQueueOutput, error)
}

var _ connectAPI = (*connect.Client)(nil)

// mock answers with what a test puts in.
type mock struct {
	pages  []*connect.ListQueuesOutput
	delete func(id string) error
	asked  []*string
}

func (m *mock) ListQueues(_ context.Context, in *connect.ListQueuesInput, _ ...func(*connect.Options)) (*connect.ListQueuesOutput, error) {
	m.asked = append(m.asked, in.NextToken)
	return m.pages[len(m.asked)-1], nil
}

func (m *mock) DeleteQueue(_ context.Context, in *connect.DeleteQueueInput, _ ...func(*connect.Options)) (*connect.DeleteQueueOutput, error) {
	return &connect.DeleteQueueOutput{}, m.delete(aws.ToString(in.QueueId))
}

// deleteAll is the program: it deletes all queues. One that is gone already is not a failure.
func deleteAll(ctx context.Context, api connectAPI, instance string) (deleted int, err error) {
	pages := connect.NewListQueuesPaginator(api, &connect.ListQueuesInput{InstanceId: &instance})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return deleted, err
		}
		for _, queue := range page.QueueSummaryList {
			_, err := api.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: &instance, QueueId: queue.Id})
			if errors.Is(err, chimeconnect.ErrNotFound) {
				continue
			}
			if err != nil {
				return deleted, fmt.Errorf("delete queue %s: %w", aws.ToString(queue.Id), err)
			}
			deleted++
		}
	}
	return deleted, nil
}

func TestProgramWithMock(t *testing.T) {
	m := &mock{
		pages: []*connect.ListQueuesOutput{
			{QueueSummaryList: []types.QueueSummary{{Id: aws.String("a")}, {Id: aws.String("gone")}}, NextToken: aws.String("2")},
			{QueueSummaryList: []types.QueueSummary{{Id: aws.String("b")}}},
		},
		delete: func(id string) error {
			if id == "gone" {
				return &types.ResourceNotFoundException{Message: aws.String("no such queue")}
			}
			return nil
		},
	}
	deleted, err := deleteAll(t.Context(), m, "i")
	require.NoError(t, err)
	assert.Equal(t, 2, deleted)
	assert.Equal(t, []*string{nil, aws.String("2")}, m.asked)

	m.asked, m.delete = nil, func(string) error { return &types.ThrottlingException{} }
	_, err = deleteAll(t.Context(), m, "i")
	require.ErrorIs(t, err, chimeconnect.ErrThrottled)
}

// TestKindsOfMadeErrors checks that errors which tests make themselves have their kind, alone and in the chain of a call.
func TestKindsOfMadeErrors(t *testing.T) {
	for _, made := range []struct {
		err  error
		kind error
	}{
		{&types.ResourceNotFoundException{}, chimeconnect.ErrNotFound},
		{&types.ThrottlingException{}, chimeconnect.ErrThrottled},
		{&types.AccessDeniedException{}, chimeconnect.ErrAccessDenied},
		{&types.DuplicateResourceException{}, chimeconnect.ErrConflict},
		{&types.LimitExceededException{}, chimeconnect.ErrQuotaExceeded},
		{&types.InvalidParameterException{}, chimeconnect.ErrInvalidInput},
		{&types.InternalServiceException{}, chimeconnect.ErrUnavailable},
		{&messagingtypes.NotFoundException{}, chimeconnect.ErrNotFound},
		{&messagingtypes.ThrottledClientException{}, chimeconnect.ErrThrottled},
		{&messagingtypes.ForbiddenException{}, chimeconnect.ErrAccessDenied},
		{&messagingtypes.ConflictException{}, chimeconnect.ErrConflict},
		{&messagingtypes.ServiceUnavailableException{}, chimeconnect.ErrUnavailable},
	} {
		for _, err := range []error{
			made.err, fmt.Errorf("wrapped: %w", made.err), &smithy.OperationError{ServiceID: "Connect", OperationName: "X", Err: made.err},
		} {
			require.ErrorIs(t, err, made.kind)
			for _, other := range []error{chimeconnect.ErrNotFound, chimeconnect.ErrThrottled} {
				assert.Equal(t, errors.Is(other, made.kind), errors.Is(err, other), "%T is %v", made.err, other)
			}
		}
	}
}

// TestErrorChains looks at errors of a call as programs do.
func TestErrorChains(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	refused := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())
	once := func(o *connect.Options) { o.RetryMaxAttempts = 1 }
	client := connect.New(connect.Options{Region: "us-east-1", Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &refused}, once)
	input := &connect.ListQueuesInput{InstanceId: aws.String("i")}

	_, err = client.ListQueues(t.Context(), input)
	var (
		operation *smithy.OperationError
		sending   *smithyhttp.RequestSendError
		network   *net.OpError
		response  *awshttp.ResponseError
		canceled  *aws.RequestCanceledError
		stopped   *smithy.CanceledError
	)
	require.ErrorAs(t, err, &operation)
	assert.Equal(t, []string{"Connect", "ListQueues"}, []string{operation.Service(), operation.Operation()})
	require.ErrorAs(t, err, &sending)
	assert.True(t, sending.ConnectionError())
	require.ErrorAs(t, err, &network)
	assert.Equal(t, "dial", network.Op)
	require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
	assert.NotErrorAs(t, err, &response, "there was no response")
	assert.NotErrorAs(t, err, &canceled)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.ListQueues(ctx, input)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorAs(t, err, &canceled)
	require.ErrorAs(t, err, &stopped)
	assert.NotErrorAs(t, err, &response)
}

// TestStubbedHTTP checks that a stub in place of the HTTP client needs no credentials, as with the official client, and
// that AWS is not called without any.
func TestStubbedHTTP(t *testing.T) {
	stub := stubbed{}
	named := "https://connect.test"
	client := chimemessaging.New(chimemessaging.Options{Region: "us-east-1", HTTPClient: &stub, BaseEndpoint: &named})
	_, err := client.GetMessagingSessionEndpoint(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, stub.requests, 1)
	assert.Empty(t, stub.requests[0].Header.Get("Authorization"))

	_, err = chimemessaging.New(chimemessaging.Options{Region: "us-east-1", HTTPClient: &stub}).GetMessagingSessionEndpoint(t.Context(), nil)
	var signing *chimeconnect.SigningError
	require.ErrorAs(t, err, &signing)
	require.ErrorContains(t, err, "set Options.Credentials")
	assert.Len(t, stub.requests, 1)
}

// TestCodeBeforeStatus checks that the code of an answer says its kind, whatever status it comes with.
func TestCodeBeforeStatus(t *testing.T) {
	stub := stubbed{status: http.StatusBadRequest, code: "ResourceNotFoundException"}
	client := connect.New(connect.Options{Region: "us-east-1", HTTPClient: &stub, Credentials: aws.AnonymousCredentials{}})
	_, err := client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: aws.String("i"), QueueId: aws.String("q")})
	var notFound *types.ResourceNotFoundException
	require.ErrorAs(t, err, &notFound)
	require.ErrorIs(t, err, chimeconnect.ErrNotFound)
	assert.NotErrorIs(t, err, chimeconnect.ErrInvalidInput)
}

type stubbed struct {
	requests []*http.Request
	status   int // 200 if it is not set
	code     string
}

func (s *stubbed) Do(r *http.Request) (*http.Response, error) {
	s.requests = append(s.requests, r)
	header := http.Header{"X-Amzn-Errortype": {s.code}}
	return &http.Response{StatusCode: cmp.Or(s.status, http.StatusOK), Header: header, Body: http.NoBody}, nil
}
