package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestEmailAddresses(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateEmailAddressInput{
		InstanceId: &s.instance, EmailAddress: aws.String("help@example.com"), DisplayName: aws.String("Help"), Tags: map[string]string{"team": "red"},
	}
	created, err := s.client.CreateEmailAddress(t.Context(), in)
	require.NoError(t, err)
	in.EmailAddress = aws.String("HELP@example.com")
	_, err = s.client.CreateEmailAddress(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.client.UpdateEmailAddressMetadata(t.Context(), &connect.UpdateEmailAddressMetadataInput{
		InstanceId: &s.instance, EmailAddressId: created.EmailAddressId, Description: aws.String("For all"),
	})
	require.NoError(t, err)
	describe := &connect.DescribeEmailAddressInput{InstanceId: &s.instance, EmailAddressId: created.EmailAddressArn}
	got, err := s.client.DescribeEmailAddress(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, "Help", *got.DisplayName)
	assert.Equal(t, "For all", *got.Description)
	assert.Equal(t, map[string]string{"team": "red"}, got.Tags)
	assert.NotEmpty(t, *got.CreateTimestamp)
	found, err := s.client.SearchEmailAddresses(t.Context(), &connect.SearchEmailAddressesInput{InstanceId: &s.instance, SearchCriteria: &types.EmailAddressSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("emailAddress"), Value: aws.String("example"), ComparisonType: types.StringComparisonTypeContains},
	}})
	require.NoError(t, err)
	require.Len(t, found.EmailAddresses, 1)
	_, err = s.client.DeleteEmailAddress(t.Context(), &connect.DeleteEmailAddressInput{InstanceId: &s.instance, EmailAddressId: created.EmailAddressId})
	require.NoError(t, err)
	_, err = s.client.DescribeEmailAddress(t.Context(), describe)
	requireError[*types.ResourceNotFoundException](t, err)
}

// The model does not call their ClientToken an idempotency token, though it is one.
func TestTokensOfEmailAddresses(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateEmailAddressInput{InstanceId: &s.instance, EmailAddress: aws.String("help@example.com"), ClientToken: aws.String("token")}
	created, err := s.client.CreateEmailAddress(t.Context(), in)
	require.NoError(t, err)
	again, err := s.client.CreateEmailAddress(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, created.EmailAddressId, again.EmailAddressId)
	in.DisplayName = aws.String("Help")
	_, err = s.client.CreateEmailAddress(t.Context(), in)
	requireError[*types.IdempotencyException](t, err)
	update := &connect.UpdateEmailAddressMetadataInput{
		InstanceId: &s.instance, EmailAddressId: created.EmailAddressId, Description: aws.String("For all"), ClientToken: aws.String("token"),
	}
	_, err = s.client.UpdateEmailAddressMetadata(t.Context(), update)
	require.NoError(t, err)
	update.Description = aws.String("For some")
	_, err = s.client.UpdateEmailAddressMetadata(t.Context(), update)
	requireError[*types.IdempotencyException](t, err)
}

func TestAliasesOfEmailAddresses(t *testing.T) {
	s := newScene(t)
	add := func(address string) *string {
		return aws.String(s.srv.AddEmailAddress(s.instance, types.EmailAddressMetadata{EmailAddress: &address}))
	}
	primary, alias, other := add("a@example.com"), add("b@example.com"), add("c@example.com")
	associate := func(address, with *string) error {
		_, err := s.client.AssociateEmailAddressAlias(t.Context(), &connect.AssociateEmailAddressAliasInput{
			InstanceId: &s.instance, EmailAddressId: address, AliasConfiguration: &types.AliasConfiguration{EmailAddressId: with},
		})
		return err
	}
	requireError[*types.InvalidParameterException](t, associate(primary, primary))
	requireError[*types.ResourceNotFoundException](t, associate(primary, aws.String("none")))
	require.NoError(t, associate(primary, alias))
	for name, pair := range map[string][2]*string{
		"a second alias": {primary, other}, "an alias of an alias": {alias, other},
		"an alias that has one": {other, primary}, "the alias of another": {other, alias},
	} {
		t.Run(name, func(t *testing.T) { requireError[*types.ResourceConflictException](t, associate(pair[0], pair[1])) })
	}
	disassociate := func(address, from *string) error {
		_, err := s.client.DisassociateEmailAddressAlias(t.Context(), &connect.DisassociateEmailAddressAliasInput{
			InstanceId: &s.instance, EmailAddressId: address, AliasConfiguration: &types.AliasConfiguration{EmailAddressId: from},
		})
		return err
	}
	requireError[*types.ResourceNotFoundException](t, disassociate(primary, other))
	require.NoError(t, disassociate(primary, alias))
	require.NoError(t, associate(primary, alias))
	_, err := s.client.DeleteEmailAddress(t.Context(), &connect.DeleteEmailAddressInput{InstanceId: &s.instance, EmailAddressId: alias})
	require.NoError(t, err)
	assert.Empty(t, s.srv.EmailAddresses(s.instance)[0].AliasConfigurations)
}
