package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestSmoke(t *testing.T) {
	srv := connecttest.NewServer(t)
	client := srv.Client()
	inst, err := client.CreateInstance(t.Context(), &connect.CreateInstanceInput{IdentityManagementType: types.DirectoryTypeConnectManaged, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true), InstanceAlias: aws.String("demo")})
	require.NoError(t, err)
	_, err = client.AssociateLexBot(t.Context(), &connect.AssociateLexBotInput{InstanceId: inst.Id, LexBot: &types.LexBot{Name: aws.String("b"), LexRegion: aws.String("us-east-1")}})
	require.NoError(t, err)
	_, err = client.DisassociateLexBot(t.Context(), &connect.DisassociateLexBotInput{InstanceId: inst.Id, BotName: aws.String("b"), LexRegion: aws.String("us-east-1")})
	require.NoError(t, err)
	_, err = client.DisassociateLexBot(t.Context(), &connect.DisassociateLexBotInput{InstanceId: inst.Id, BotName: aws.String("b"), LexRegion: aws.String("us-east-1")})
	var nf *types.ResourceNotFoundException
	require.ErrorAs(t, err, &nf)
	avail, err := client.SearchAvailablePhoneNumbers(t.Context(), &connect.SearchAvailablePhoneNumbersInput{InstanceId: inst.Id, PhoneNumberCountryCode: types.PhoneNumberCountryCodeUs, PhoneNumberType: types.PhoneNumberTypeDid})
	require.NoError(t, err)
	require.Len(t, avail.AvailableNumbersList, 10)
	n, err := client.ClaimPhoneNumber(t.Context(), &connect.ClaimPhoneNumberInput{InstanceId: inst.Id, PhoneNumber: avail.AvailableNumbersList[0].PhoneNumber})
	require.NoError(t, err)
	flow := srv.AddContactFlow(*inst.Id, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow, Content: aws.String("{}")})
	_, err = client.AssociatePhoneNumberContactFlow(t.Context(), &connect.AssociatePhoneNumberContactFlowInput{PhoneNumberId: n.PhoneNumberArn, InstanceId: inst.Id, ContactFlowId: &flow})
	require.NoError(t, err)
	assert.Equal(t, flow, srv.FlowOfPhoneNumber(*n.PhoneNumberId, *inst.Id))
}
