package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestLambdaFunctionsAndOrigins(t *testing.T) {
	s := newScene(t)
	arn := aws.String("arn:aws:lambda:us-east-1:123456789012:function:one")
	function := &connect.AssociateLambdaFunctionInput{InstanceId: &s.instance, FunctionArn: arn}
	require.NoError(t, second(s.client.AssociateLambdaFunction(t.Context(), function)))
	requireError[*types.ResourceConflictException](t, second(s.client.AssociateLambdaFunction(t.Context(), function)))
	for _, refused := range []string{"arn:aws:lambda:eu-west-1:123456789012:function:one", "one", "arn:aws:lex:us-east-1:123456789012:bot-alias/A/B", *arn + " junk", "junk " + *arn, "arn:aws:lambda:us-east-1:123456789012:layer:one"} {
		requireError[*types.InvalidParameterException](t, second(s.client.AssociateLambdaFunction(t.Context(), &connect.AssociateLambdaFunctionInput{
			InstanceId: &s.instance, FunctionArn: &refused,
		})))
	}
	s.srv.AddLambdaFunction(s.instance, "arn:aws:lambda:us-east-1:123456789012:function:two")
	functions, err := s.client.ListLambdaFunctions(t.Context(), &connect.ListLambdaFunctionsInput{InstanceId: &s.instance, MaxResults: aws.Int32(1)})
	require.NoError(t, err)
	assert.Equal(t, []string{*arn}, functions.LambdaFunctions)
	assert.NotNil(t, functions.NextToken)
	off := &connect.DisassociateLambdaFunctionInput{InstanceId: &s.instance, FunctionArn: arn}
	require.NoError(t, second(s.client.DisassociateLambdaFunction(t.Context(), off)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DisassociateLambdaFunction(t.Context(), off)))
	assert.Len(t, s.srv.LambdaFunctions(s.instance), 1)

	origin := &connect.AssociateApprovedOriginInput{InstanceId: &s.instance, Origin: aws.String("https://one.example")}
	require.NoError(t, second(s.client.AssociateApprovedOrigin(t.Context(), origin)))
	requireError[*types.ResourceConflictException](t, second(s.client.AssociateApprovedOrigin(t.Context(), origin)))
	s.srv.AddApprovedOrigin(s.instance, "https://two.example")
	origins, err := s.client.ListApprovedOrigins(t.Context(), &connect.ListApprovedOriginsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, []string{"https://one.example", "https://two.example"}, origins.Origins)
	require.NoError(t, second(s.client.DisassociateApprovedOrigin(t.Context(), &connect.DisassociateApprovedOriginInput{InstanceId: &s.instance, Origin: origin.Origin})))
	assert.Equal(t, []string{"https://two.example"}, s.srv.ApprovedOrigins(s.instance))
	_, err = s.client.ListApprovedOrigins(t.Context(), &connect.ListApprovedOriginsInput{InstanceId: aws.String("nowhere")})
	requireError[*types.ResourceNotFoundException](t, err)
	assert.Panics(t, func() { s.srv.AddApprovedOrigin(s.instance, "https://two.example") })
}

func TestInstanceStorageConfigs(t *testing.T) {
	s := newScene(t)
	bucket := func(name string) *types.InstanceStorageConfig {
		return &types.InstanceStorageConfig{StorageType: types.StorageTypeS3, S3Config: &types.S3Config{BucketName: &name, BucketPrefix: aws.String("calls")}}
	}
	stream := &types.InstanceStorageConfig{
		StorageType: types.StorageTypeKinesisStream, KinesisStreamConfig: &types.KinesisStreamConfig{StreamArn: aws.String("arn:aws:kinesis:us-east-1:123456789012:stream/agents")},
	}
	calls := types.InstanceStorageResourceTypeCallRecordings
	associate := func(resource types.InstanceStorageResourceType, c *types.InstanceStorageConfig) (*connect.AssociateInstanceStorageConfigOutput, error) {
		return s.client.AssociateInstanceStorageConfig(t.Context(), &connect.AssociateInstanceStorageConfigInput{InstanceId: &s.instance, ResourceType: resource, StorageConfig: c})
	}
	created, err := associate(calls, bucket("one"))
	require.NoError(t, err)
	requireError[*types.ResourceConflictException](t, second(associate(calls, bucket("two"))))
	requireError[*types.InvalidParameterException](t, second(associate(types.InstanceStorageResourceTypeChatTranscripts, stream)))
	requireError[*types.InvalidParameterException](t, second(associate(types.InstanceStorageResourceTypeAgentEvents, &types.InstanceStorageConfig{StorageType: types.StorageTypeKinesisStream})))
	require.NoError(t, second(associate(types.InstanceStorageResourceTypeAgentEvents, stream)))

	key := bucket("one")
	key.S3Config.EncryptionConfig = &types.EncryptionConfig{EncryptionType: types.EncryptionTypeKms, KeyId: aws.String("1234")}
	requireError[*types.InvalidParameterException](t, second(associate(types.InstanceStorageResourceTypeScheduledReports, key)))
	video := &types.InstanceStorageConfig{StorageType: types.StorageTypeKinesisVideoStream, KinesisVideoStreamConfig: &types.KinesisVideoStreamConfig{
		Prefix: aws.String("media"), EncryptionConfig: key.S3Config.EncryptionConfig,
	}}
	requireError[*types.InvalidParameterException](t, second(associate(types.InstanceStorageResourceTypeMediaStreams, video)))

	update := &connect.UpdateInstanceStorageConfigInput{InstanceId: &s.instance, AssociationId: created.AssociationId, ResourceType: calls, StorageConfig: bucket("two")}
	require.NoError(t, second(s.client.UpdateInstanceStorageConfig(t.Context(), update)))
	describe := &connect.DescribeInstanceStorageConfigInput{InstanceId: &s.instance, AssociationId: created.AssociationId, ResourceType: calls}
	got, err := s.client.DescribeInstanceStorageConfig(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, []string{"two", *created.AssociationId}, []string{*got.StorageConfig.S3Config.BucketName, *got.StorageConfig.AssociationId})
	list, err := s.client.ListInstanceStorageConfigs(t.Context(), &connect.ListInstanceStorageConfigsInput{InstanceId: &s.instance, ResourceType: calls})
	require.NoError(t, err)
	assert.Len(t, list.StorageConfigs, 1)
	off := &connect.DisassociateInstanceStorageConfigInput{InstanceId: &s.instance, AssociationId: aws.String("none"), ResourceType: calls}
	requireError[*types.ResourceNotFoundException](t, second(s.client.DisassociateInstanceStorageConfig(t.Context(), off)))
	off.AssociationId = created.AssociationId
	require.NoError(t, second(s.client.DisassociateInstanceStorageConfig(t.Context(), off)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DescribeInstanceStorageConfig(t.Context(), describe)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.UpdateInstanceStorageConfig(t.Context(), update)))
	s.srv.AddInstanceStorageConfig(s.instance, calls, *bucket("three"))
	assert.Equal(t, "three", *s.srv.InstanceStorageConfigs(s.instance)[calls].S3Config.BucketName)
}

func TestSecurityKeys(t *testing.T) {
	s := newScene(t)
	key := func(text string) string {
		return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n"
	}
	associate := func(key string) (*connect.AssociateSecurityKeyOutput, error) {
		return s.client.AssociateSecurityKey(t.Context(), &connect.AssociateSecurityKeyInput{InstanceId: &s.instance, Key: &key})
	}
	created, err := associate(key("b25l"))
	require.NoError(t, err)
	requireError[*types.ResourceConflictException](t, second(associate(key("b25l"))))
	requireError[*types.InvalidParameterException](t, second(associate("a secret")))
	s.srv.AddSecurityKey(s.instance, key("dHdv"))
	requireError[*types.ServiceQuotaExceededException](t, second(associate(key("dGhyZWU="))))
	list, err := s.client.ListSecurityKeys(t.Context(), &connect.ListSecurityKeysInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, list.SecurityKeys, 2)
	assert.Equal(t, key("b25l"), *list.SecurityKeys[0].Key)
	off := &connect.DisassociateSecurityKeyInput{InstanceId: &s.instance, AssociationId: created.AssociationId}
	require.NoError(t, second(s.client.DisassociateSecurityKey(t.Context(), off)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DisassociateSecurityKey(t.Context(), off)))
	assert.Len(t, s.srv.SecurityKeys(s.instance), 1)
}

func TestIntegrationAssociationsAndUseCases(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateIntegrationAssociationInput{
		InstanceId: &s.instance, IntegrationType: types.IntegrationTypeEvent, IntegrationArn: aws.String("arn:aws:events:us-east-1:123456789012:rule/one"),
		Tags: map[string]string{"team": "red"}, SourceApplicationUrl: aws.String("https://crm.example"), SourceApplicationName: aws.String("crm"),
	}
	requireError[*types.InvalidRequestException](t, second(s.client.CreateIntegrationAssociation(t.Context(), in)))
	in.SourceType = types.SourceTypeSalesforce
	created, err := s.client.CreateIntegrationAssociation(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateIntegrationAssociation(t.Context(), in)))
	tags, err := s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: created.IntegrationAssociationArn})
	require.NoError(t, err)
	assert.Equal(t, in.Tags, tags.Tags)
	other := s.srv.AddIntegrationAssociation(s.instance, types.IntegrationAssociationSummary{IntegrationType: types.IntegrationTypeApplication, IntegrationArn: aws.String("arn:app")})
	list, err := s.client.ListIntegrationAssociations(t.Context(), &connect.ListIntegrationAssociationsInput{InstanceId: &s.instance, IntegrationType: types.IntegrationTypeEvent})
	require.NoError(t, err)
	require.Len(t, list.IntegrationAssociationSummaryList, 1)
	assert.Equal(t, s.instance, *list.IntegrationAssociationSummaryList[0].InstanceId)

	id := created.IntegrationAssociationId
	useCase := &connect.CreateUseCaseInput{InstanceId: &s.instance, IntegrationAssociationId: id, UseCaseType: types.UseCaseTypeRulesEvaluation}
	used, err := s.client.CreateUseCase(t.Context(), useCase)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateUseCase(t.Context(), useCase)))
	s.srv.AddUseCase(s.instance, other, types.UseCase{UseCaseType: types.UseCaseTypeRulesEvaluation})
	cases, err := s.client.ListUseCases(t.Context(), &connect.ListUseCasesInput{InstanceId: &s.instance, IntegrationAssociationId: id})
	require.NoError(t, err)
	require.Len(t, cases.UseCaseSummaryList, 1)
	assert.Equal(t, *used.UseCaseArn, *cases.UseCaseSummaryList[0].UseCaseArn)
	remove := &connect.DeleteIntegrationAssociationInput{InstanceId: &s.instance, IntegrationAssociationId: id}
	requireError[*types.InvalidRequestException](t, second(s.client.DeleteIntegrationAssociation(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteUseCase(t.Context(), &connect.DeleteUseCaseInput{InstanceId: &s.instance, IntegrationAssociationId: &other, UseCaseId: used.UseCaseId})))
	require.NoError(t, second(s.client.DeleteUseCase(t.Context(), &connect.DeleteUseCaseInput{InstanceId: &s.instance, IntegrationAssociationId: id, UseCaseId: used.UseCaseId})))
	require.NoError(t, second(s.client.DeleteIntegrationAssociation(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.CreateUseCase(t.Context(), useCase)))
	assert.Len(t, s.srv.IntegrationAssociations(s.instance), 1)
	assert.Len(t, s.srv.UseCases(s.instance), 1)
}
