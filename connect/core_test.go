package connect_test

import (
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

const requestID = "11111111-2222-3333-4444-555555555555"

func exchanging(e *faketest.Exchange) *connect.Client {
	if e.Header == nil {
		e.Header = map[string]string{}
	}
	e.Header["X-Amzn-Requestid"] = requestID
	return connect.New(connect.Options{
		Region: "us-west-2", HTTPClient: e, RetryMaxAttempts: 1,
		Credentials:              credentials.NewStaticCredentialsProvider("AKID", "SECRET", ""),
		IdempotencyTokenProvider: fixedToken{},
	})
}

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) {
	return "00000000-0000-4000-8000-000000000000", nil
}

func lexBot() *connect.DisassociateLexBotInput {
	return &connect.DisassociateLexBotInput{
		InstanceId: aws.String("8a2d6f0e-0f0c-4bd5-9d5e-7a3f2b1c4d5e"), BotName: aws.String("Order Flowers"), LexRegion: aws.String("us-west-2"),
	}
}

func number() *connect.DisassociatePhoneNumberContactFlowInput {
	return &connect.DisassociatePhoneNumberContactFlowInput{
		PhoneNumberId: aws.String("arn:aws:connect:us-east-1:123456789012:phone-number/5f2c1d3e-9a8b-4c7d-8e6f-1a2b3c4d5e6f"),
		InstanceId:    aws.String("8a2d6f0e-0f0c-4bd5-9d5e-7a3f2b1c4d5e"),
	}
}

func TestDisassociateLexBotGolden(t *testing.T) {
	e := &faketest.Exchange{Status: http.StatusOK}
	in := lexBot()
	out, err := exchanging(e).DisassociateLexBot(t.Context(), in)
	require.NoError(t, err)
	require.Nil(t, in.ClientToken, "the input is the caller's")
	token, ok := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
	require.True(t, ok)
	require.Equal(t, "00000000-0000-4000-8000-000000000000", token)
	e.Golden(t, "DisassociateLexBot", out, err)
}

func TestDisassociatePhoneNumberContactFlowGolden(t *testing.T) {
	e := &faketest.Exchange{Status: http.StatusOK}
	out, err := exchanging(e).DisassociatePhoneNumberContactFlow(t.Context(), number())
	e.Golden(t, "DisassociatePhoneNumberContactFlow", out, err)
}

// TestCoreErrors answers with each error that the core operations list, as the service sends it.
func TestCoreErrors(t *testing.T) {
	calls := map[string]func(*connect.Client) error{
		"DisassociateLexBot": func(c *connect.Client) error {
			_, err := c.DisassociateLexBot(t.Context(), lexBot())
			return err
		},
		"DisassociatePhoneNumberContactFlow": func(c *connect.Client) error {
			_, err := c.DisassociatePhoneNumberContactFlow(t.Context(), number())
			return err
		},
	}
	for _, test := range []struct {
		operation string
		status    int
		want      interface {
			smithy.APIError
			error
		}
		kind error
	}{
		{"DisassociateLexBot", 500, &types.InternalServiceException{}, chimeconnect.ErrUnavailable},
		{"DisassociateLexBot", 400, &types.InvalidParameterException{}, chimeconnect.ErrInvalidInput},
		{"DisassociateLexBot", 400, &types.InvalidRequestException{}, chimeconnect.ErrInvalidInput},
		{"DisassociateLexBot", 404, &types.ResourceNotFoundException{}, chimeconnect.ErrNotFound},
		{"DisassociateLexBot", 429, &types.ThrottlingException{}, chimeconnect.ErrThrottled},
		{"DisassociatePhoneNumberContactFlow", 403, &types.AccessDeniedException{}, chimeconnect.ErrAccessDenied},
		{"DisassociatePhoneNumberContactFlow", 500, &types.InternalServiceException{}, chimeconnect.ErrUnavailable},
		{"DisassociatePhoneNumberContactFlow", 400, &types.InvalidParameterException{}, chimeconnect.ErrInvalidInput},
		{"DisassociatePhoneNumberContactFlow", 404, &types.ResourceNotFoundException{}, chimeconnect.ErrNotFound},
		{"DisassociatePhoneNumberContactFlow", 429, &types.ThrottlingException{}, chimeconnect.ErrThrottled},
	} {
		t.Run(test.operation+"/"+test.want.ErrorCode(), func(t *testing.T) {
			e := &faketest.Exchange{
				Status: test.status, Body: `{"Message":"what the service says"}`,
				Header: map[string]string{"X-Amzn-Errortype": test.want.ErrorCode() + ":http://internal.amazon.com/coral/"},
			}
			err := calls[test.operation](exchanging(e))
			faketest.Failure{
				Want: test.want, Kind: test.kind, Status: test.status, Message: "what the service says", RequestID: requestID,
			}.Require(t, err)
			e.Golden(t, test.operation+"_"+test.want.ErrorCode(), nil, err)
		})
	}
}
