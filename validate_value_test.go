package chimeconnect_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

const appInstance = "arn:aws:chime:us-east-1:123456789012:app-instance/6ae8fd6b-9aa1-4b5c-9e9c-8ad3f7b1d2c4"

var at = time.Unix(1700000000, 0)

func TestValidateSaysWhatItChecks(t *testing.T) {
	const want = "chimeconnect.Validate checks an input, or another struct of a client, not a value of type "
	require.EqualError(t, chimeconnect.Validate(3), want+"int")
	require.EqualError(t, chimeconnect.Validate(nil), want+"<nil>")
	require.EqualError(t, chimeconnect.Validate(new("text")), want+"*string")
}

func TestValidateMessages(t *testing.T) {
	err := chimeconnect.Validate(&types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("555")})
	require.ErrorContains(t, err, "PhoneNumberQuickConnectConfig.PhoneNumber: does not match the pattern")

	err = chimeconnect.Validate(&connect.SearchContactsInput{
		InstanceId: aws.String("12345678-1234-1234-1234-123456789012"),
		TimeRange:  &types.SearchContactsTimeRange{Type: "YESTERDAY", StartTime: aws.Time(at), EndTime: aws.Time(at)},
	})
	require.ErrorContains(t, err, "SearchContactsInput.TimeRange.Type: not one of INITIATION_TIMESTAMP, ")

	err = chimeconnect.Validate(&chimemessaging.DescribeChannelInput{ChannelArn: aws.String("my-channel"), ChimeBearer: aws.String("me-myself")})
	require.ErrorContains(t, err, "DescribeChannelInput.ChannelArn: is not an ARN: want arn:partition:service:region:account:resource")
	assert.NotContains(t, err.Error(), "pattern")
}

// A value that matches a pattern only in part is not allowed.
func TestValidateMatchesWholeValues(t *testing.T) {
	for _, in := range []any{
		&chimemessaging.CreateChannelInput{Name: aws.String("n"), ClientRequestToken: aws.String("a b"), AppInstanceArn: aws.String(appInstance), ChimeBearer: aws.String(appInstance)},
		&chimemessaging.CreateChannelInput{Name: aws.String("n"), ChannelId: aws.String("a/b"), AppInstanceArn: aws.String(appInstance), ChimeBearer: aws.String(appInstance)},
		&connect.CreateInstanceInput{InstanceAlias: aws.String("d-x"), IdentityManagementType: types.DirectoryTypeSaml, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true)},
		&connect.TagResourceInput{ResourceArn: aws.String(appInstance), Tags: map[string]string{"aws:x": "y"}},
		&connect.CreateUserInput{
			Username: aws.String("jane"), InstanceId: aws.String("i"), RoutingProfileId: aws.String("r"), SecurityProfileIds: []string{"s"},
			PhoneConfig: &types.UserPhoneConfig{}, Password: aws.String("short"),
		},
	} {
		require.ErrorContains(t, chimeconnect.Validate(in), "does not match the pattern", "%+v", in)
	}
}
