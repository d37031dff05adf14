package chimemessaging_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

type badInput struct {
	call func(context.Context, *chimemessaging.Client) error
	want []string // the fields that the error names
}

// badInputs must not be sent.
func badInputs() map[string]badInput {
	half := createFlow()
	half.Processors[0].Configuration.Lambda = &types.LambdaConfiguration{}
	return map[string]badInput{
		"nil input": {
			func(ctx context.Context, c *chimemessaging.Client) error {
				_, err := c.AssociateChannelFlow(ctx, nil)
				return err
			},
			[]string{"AssociateChannelFlowInput.ChannelArn", "AssociateChannelFlowInput.ChannelFlowArn", "AssociateChannelFlowInput.ChimeBearer"},
		},
		"empty bearer": {
			func(ctx context.Context, c *chimemessaging.Client) error {
				_, err := c.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{ChannelArn: aws.String(general), ChimeBearer: aws.String("")})
				return err
			},
			[]string{"DescribeChannelInput.ChimeBearer"},
		},
		"deep inside": {
			func(ctx context.Context, c *chimemessaging.Client) error {
				_, err := c.CreateChannelFlow(ctx, half)
				return err
			},
			[]string{
				"CreateChannelFlowInput.Processors[0].Configuration.Lambda.ResourceArn",
				"CreateChannelFlowInput.Processors[0].Configuration.Lambda.InvocationType",
			},
		},
		"path members": {
			func(ctx context.Context, c *chimemessaging.Client) error {
				_, err := c.DisassociateChannelFlow(ctx, &chimemessaging.DisassociateChannelFlowInput{
					ChannelArn: aws.String(""), ChannelFlowArn: aws.String(".."), ChimeBearer: aws.String(moderator),
				})
				return err
			},
			[]string{"DisassociateChannelFlowInput.ChannelArn", "DisassociateChannelFlowInput.ChannelFlowArn"},
		},
		"callback id is not a token": {
			func(ctx context.Context, c *chimemessaging.Client) error {
				_, err := c.ChannelFlowCallback(ctx, &chimemessaging.ChannelFlowCallbackInput{
					ChannelArn: aws.String(general), ChannelMessage: &types.ChannelMessageCallback{MessageId: aws.String("m")},
				})
				return err
			},
			[]string{"ChannelFlowCallbackInput.CallbackId"},
		},
	}
}

func TestBadInput(t *testing.T) {
	for name, test := range badInputs() {
		t.Run(name, func(t *testing.T) {
			e := new(faketest.Exchange)
			err := test.call(t.Context(), exchanging(e))
			var invalid smithy.InvalidParamsError
			require.ErrorAs(t, err, &invalid)
			var fields []string
			for _, problem := range invalid.Errs() {
				var param smithy.InvalidParamError
				require.ErrorAs(t, problem, &param)
				fields = append(fields, param.Field())
			}
			require.ElementsMatch(t, test.want, fields)
			require.ErrorIs(t, err, chimeconnect.ErrInvalidInput)
			require.False(t, e.Asked(), "it was sent")
		})
	}
}

func TestMissingConfiguration(t *testing.T) {
	call := coreCalls()["CreateChannelFlow"]
	_, err := call(t.Context(), chimemessaging.New(chimemessaging.Options{Credentials: aws.AnonymousCredentials{}}))
	require.ErrorContains(t, err, "Options.Region")
	_, err = call(t.Context(), chimemessaging.New(chimemessaging.Options{Region: "us-east-1"}))
	require.ErrorContains(t, err, "Options.Credentials")
}
