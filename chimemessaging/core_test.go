package chimemessaging_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

const (
	appInstance = "arn:aws:chime:us-east-1:123456789012:app-instance/6ae8fd6b-9aa1-4b5c-9e9c-8ad3f7b1d2c4"
	moderator   = appInstance + "/user/alice"
	general     = appInstance + "/channel/general"
	profanity   = appInstance + "/channel-flow/profanity"
	requestID   = "11111111-2222-3333-4444-555555555555"
)

type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) {
	return "00000000-0000-4000-8000-000000000000", nil
}

func exchanging(e *faketest.Exchange) *chimemessaging.Client {
	if e.Header == nil {
		e.Header = map[string]string{}
	}
	e.Header["X-Amzn-Requestid"] = requestID
	return chimemessaging.New(chimemessaging.Options{
		Region: "us-east-1", HTTPClient: e, RetryMaxAttempts: 1,
		Credentials:              credentials.NewStaticCredentialsProvider("AKID", "SECRET", ""),
		IdempotencyTokenProvider: fixedToken{},
	})
}

func createFlow() *chimemessaging.CreateChannelFlowInput {
	return &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(appInstance),
		Name:           aws.String("profanity"),
		Processors: []types.Processor{{
			Name: aws.String("filter"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{Lambda: &types.LambdaConfiguration{
				ResourceArn:    aws.String("arn:aws:lambda:us-east-1:123456789012:function:profanity"),
				InvocationType: types.InvocationTypeAsync,
			}},
		}},
		Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("chat \"safety\" <&> \u00e9")}},
	}
}

// coreCalls returns the core operations, each with a complete input.
func coreCalls() map[string]func(context.Context, *chimemessaging.Client) (any, error) {
	return map[string]func(context.Context, *chimemessaging.Client) (any, error){
		"CreateChannelFlow": func(ctx context.Context, c *chimemessaging.Client) (any, error) {
			return c.CreateChannelFlow(ctx, createFlow())
		},
		"AssociateChannelFlow": func(ctx context.Context, c *chimemessaging.Client) (any, error) {
			return c.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
				ChannelArn: aws.String(general), ChannelFlowArn: aws.String(profanity), ChimeBearer: aws.String(moderator),
			})
		},
		"DisassociateChannelFlow": func(ctx context.Context, c *chimemessaging.Client) (any, error) {
			return c.DisassociateChannelFlow(ctx, &chimemessaging.DisassociateChannelFlowInput{
				ChannelArn: aws.String(general), ChannelFlowArn: aws.String(profanity), ChimeBearer: aws.String(moderator),
			})
		},
	}
}

func TestCoreGolden(t *testing.T) {
	answers := map[string]faketest.Exchange{
		"CreateChannelFlow":       {Status: http.StatusCreated, Body: `{"ChannelFlowArn":"` + profanity + `"}`},
		"AssociateChannelFlow":    {Status: http.StatusOK},
		"DisassociateChannelFlow": {Status: http.StatusNoContent},
	}
	for name, call := range coreCalls() {
		t.Run(name, func(t *testing.T) {
			e := answers[name]
			out, err := call(t.Context(), exchanging(&e))
			require.NoError(t, err)
			e.Golden(t, name, out, err)
		})
	}
}

func TestCreateChannelFlowToken(t *testing.T) {
	in := createFlow()
	e := &faketest.Exchange{Status: http.StatusCreated, Body: `{"ChannelFlowArn":"` + profanity + `"}`}
	out, err := exchanging(e).CreateChannelFlow(t.Context(), in)
	require.NoError(t, err)
	require.Nil(t, in.ClientRequestToken, "the input is the caller's")
	token, ok := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
	require.True(t, ok)
	require.Equal(t, "00000000-0000-4000-8000-000000000000", token)
}

// TestCoreErrors answers with each error that the core operations list, once with the header that names it and once
// with the body's Code alone.
func TestCoreErrors(t *testing.T) {
	type modelled interface {
		smithy.APIError
		error
	}
	all := []struct {
		status int
		code   types.ErrorCode
		want   modelled
		kind   error
	}{
		{400, types.ErrorCodeBadRequest, &types.BadRequestException{}, chimeconnect.ErrInvalidInput},
		{403, types.ErrorCodeForbidden, &types.ForbiddenException{}, chimeconnect.ErrAccessDenied},
		{404, types.ErrorCodeNotFound, &types.NotFoundException{}, chimeconnect.ErrNotFound},
		{401, types.ErrorCodeUnauthorized, &types.UnauthorizedClientException{}, chimeconnect.ErrAccessDenied},
		{409, types.ErrorCodeConflict, &types.ConflictException{}, chimeconnect.ErrConflict},
		{400, types.ErrorCodeResourceLimitExceeded, &types.ResourceLimitExceededException{}, chimeconnect.ErrQuotaExceeded},
		{429, types.ErrorCodeThrottled, &types.ThrottledClientException{}, chimeconnect.ErrThrottled},
		{503, types.ErrorCodeServiceUnavailable, &types.ServiceUnavailableException{}, chimeconnect.ErrUnavailable},
		{500, types.ErrorCodeServiceFailure, &types.ServiceFailureException{}, chimeconnect.ErrUnavailable},
	}
	for name, call := range coreCalls() {
		for _, test := range all {
			if name == "CreateChannelFlow" && test.status == http.StatusNotFound ||
				name != "CreateChannelFlow" && test.code == types.ErrorCodeResourceLimitExceeded {
				continue // the operation does not list it
			}
			for _, header := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s/%s/header=%t", name, test.want.ErrorCode(), header), func(t *testing.T) {
					e := &faketest.Exchange{
						Status: test.status, Body: fmt.Sprintf(`{"Code":%q,"Message":"what the service says"}`, test.code),
						Header: map[string]string{},
					}
					if header {
						e.Header["X-Amzn-ErrorType"] = test.want.ErrorCode()
					}
					_, err := call(t.Context(), exchanging(e))
					faketest.Failure{
						Want: test.want, Kind: test.kind, Status: test.status, Message: "what the service says", RequestID: requestID,
					}.Require(t, err)
					if header {
						e.Golden(t, name+"_"+test.want.ErrorCode(), nil, err)
					}
				})
			}
		}
	}
}
