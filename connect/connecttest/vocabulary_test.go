package connecttest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestVocabularies(t *testing.T) {
	s := newScene(t)
	create := func(name, content string) (*connect.CreateVocabularyOutput, error) {
		return s.client.CreateVocabulary(t.Context(), &connect.CreateVocabularyInput{
			InstanceId: &s.instance, VocabularyName: &name, LanguageCode: types.VocabularyLanguageCodeEnUs, Content: &content,
		})
	}
	created, err := create("products", "Phrase\tIPA\tSoundsLike\tDisplayAs")
	require.NoError(t, err)
	assert.Equal(t, types.VocabularyStateActive, created.State)
	requireError[*types.ResourceConflictException](t, second(create("products", "Phrase")))
	requireError[*types.InvalidRequestException](t, second(create("large", strings.Repeat("x", 51*1024))))
	got, err := s.client.DescribeVocabulary(t.Context(), &connect.DescribeVocabularyInput{InstanceId: &s.instance, VocabularyId: created.VocabularyId})
	require.NoError(t, err)
	assert.Equal(t, "Phrase\tIPA\tSoundsLike\tDisplayAs", *got.Vocabulary.Content)
	s.srv.AddVocabulary(s.instance, types.Vocabulary{Name: aws.String("names"), LanguageCode: types.VocabularyLanguageCodeDeDe})
	for name, test := range map[string]struct {
		in   connect.SearchVocabulariesInput
		want int
	}{
		"all": {want: 2}, "name": {connect.SearchVocabulariesInput{NameStartsWith: aws.String("prod")}, 1},
		"language": {connect.SearchVocabulariesInput{LanguageCode: types.VocabularyLanguageCodeDeDe}, 1},
		"state":    {connect.SearchVocabulariesInput{State: types.VocabularyStateCreationFailed}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			test.in.InstanceId = &s.instance
			found, err := s.client.SearchVocabularies(t.Context(), &test.in)
			require.NoError(t, err)
			assert.Len(t, found.VocabularySummaryList, test.want)
		})
	}

	associate := func(language types.VocabularyLanguageCode, id *string) error {
		return second(s.client.AssociateDefaultVocabulary(t.Context(), &connect.AssociateDefaultVocabularyInput{InstanceId: &s.instance, LanguageCode: language, VocabularyId: id}))
	}
	requireError[*types.ResourceNotFoundException](t, associate(types.VocabularyLanguageCodeEnUs, aws.String("none")))
	requireError[*types.InvalidRequestException](t, associate(types.VocabularyLanguageCodeFrFr, created.VocabularyId))
	require.NoError(t, associate(types.VocabularyLanguageCodeEnUs, created.VocabularyId))
	defaults, err := s.client.ListDefaultVocabularies(t.Context(), &connect.ListDefaultVocabulariesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, defaults.DefaultVocabularyList, 1)
	assert.Equal(t, "products", *defaults.DefaultVocabularyList[0].VocabularyName)
	remove := &connect.DeleteVocabularyInput{InstanceId: &s.instance, VocabularyId: created.VocabularyId}
	requireError[*types.ResourceInUseException](t, second(s.client.DeleteVocabulary(t.Context(), remove)))
	require.NoError(t, associate(types.VocabularyLanguageCodeEnUs, nil))
	assert.Empty(t, s.srv.DefaultVocabularies(s.instance))
	deleted, err := s.client.DeleteVocabulary(t.Context(), remove)
	require.NoError(t, err)
	assert.Equal(t, types.VocabularyStateDeleteInProgress, deleted.State)
	assert.Len(t, s.srv.Vocabularies(s.instance), 1)
}

func TestPredefinedAttributes(t *testing.T) {
	s := newScene(t)
	list := func(values ...string) types.PredefinedAttributeValues {
		return &types.PredefinedAttributeValuesMemberStringList{Value: values}
	}
	in := &connect.CreatePredefinedAttributeInput{
		InstanceId: &s.instance, Name: aws.String("Language"), Values: list("English", "French"),
		AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true},
	}
	require.NoError(t, second(s.client.CreatePredefinedAttribute(t.Context(), in)))
	requireError[*types.DuplicateResourceException](t, second(s.client.CreatePredefinedAttribute(t.Context(), in)))
	require.NoError(t, second(s.client.UpdatePredefinedAttribute(t.Context(), &connect.UpdatePredefinedAttributeInput{
		InstanceId: &s.instance, Name: aws.String("Language"), Values: list("English", "German"),
	})))
	describe := &connect.DescribePredefinedAttributeInput{InstanceId: &s.instance, Name: aws.String("Language")}
	got, err := s.client.DescribePredefinedAttribute(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, list("English", "German"), got.PredefinedAttribute.Values)
	assert.True(t, got.PredefinedAttribute.AttributeConfiguration.EnableValueValidationOnAssociation)
	s.srv.AddPredefinedAttribute(s.instance, types.PredefinedAttribute{Name: aws.String("Skill")})
	listed, err := s.client.ListPredefinedAttributes(t.Context(), &connect.ListPredefinedAttributesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	require.Len(t, listed.PredefinedAttributeSummaryList, 2)
	found, err := s.client.SearchPredefinedAttributes(t.Context(), &connect.SearchPredefinedAttributesInput{
		InstanceId: &s.instance, SearchCriteria: &types.PredefinedAttributeSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("lang"), ComparisonType: types.StringComparisonTypeStartsWith},
		},
	})
	require.NoError(t, err)
	require.Len(t, found.PredefinedAttributes, 1)

	user := s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	require.NoError(t, second(s.client.AssociateUserProficiencies(t.Context(), &connect.AssociateUserProficienciesInput{
		InstanceId: &s.instance, UserId: &user,
		UserProficiencies: []types.UserProficiency{{AttributeName: aws.String("Language"), AttributeValue: aws.String("English"), Level: aws.Float32(3)}},
	})))
	remove := &connect.DeletePredefinedAttributeInput{InstanceId: &s.instance, Name: aws.String("Language")}
	requireError[*types.ResourceInUseException](t, second(s.client.DeletePredefinedAttribute(t.Context(), remove)))
	require.NoError(t, second(s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &user})))
	require.NoError(t, second(s.client.DeletePredefinedAttribute(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DescribePredefinedAttribute(t.Context(), describe)))
	assert.Len(t, s.srv.PredefinedAttributes(s.instance), 1)
}
