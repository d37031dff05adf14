package faketest

import (
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"
)

// Failure is what an error of a call must be.
type Failure struct {
	Want      smithy.APIError // of the same type
	Kind      error           // for errors.Is
	Status    int
	Message   string
	RequestID string
}

// Require checks all of it on an error.
func (f Failure) Require(t *testing.T, err error) {
	t.Helper()
	var api smithy.APIError
	require.ErrorAs(t, err, &api)
	require.IsType(t, f.Want, api)
	require.Equal(t, f.Message, api.ErrorMessage())
	require.Equal(t, f.Status >= 500, api.ErrorFault() == smithy.FaultServer)
	require.ErrorIs(t, err, f.Kind)
	var response *awshttp.ResponseError
	require.ErrorAs(t, err, &response)
	require.Equal(t, f.Status, response.HTTPStatusCode())
	require.Equal(t, f.RequestID, response.ServiceRequestID())
}
