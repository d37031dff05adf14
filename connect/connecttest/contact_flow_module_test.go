package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestDraftsOfContactFlows(t *testing.T) {
	s := newScene(t)
	flow, err := s.client.CreateContactFlow(t.Context(), &connect.CreateContactFlowInput{
		InstanceId: &s.instance, Name: aws.String("f"), Type: types.ContactFlowTypeCampaign,
		Content: aws.String("not JSON yet"), Status: types.ContactFlowStatusSaved,
	})
	require.NoError(t, err)
	describe := func(qualifier string) (*types.ContactFlow, error) {
		out, err := s.client.DescribeContactFlow(t.Context(), &connect.DescribeContactFlowInput{
			InstanceId: &s.instance, ContactFlowId: aws.String(*flow.ContactFlowArn + qualifier),
		})
		if err != nil {
			return nil, err
		}
		return out.ContactFlow, nil
	}
	update := func(qualifier, content string) error {
		_, err := s.client.UpdateContactFlowContent(t.Context(), &connect.UpdateContactFlowContentInput{
			InstanceId: &s.instance, ContactFlowId: aws.String(*flow.ContactFlowId + qualifier), Content: &content,
		})
		return err
	}
	version := &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId}
	requireContent := func(qualifier, content string, status types.ContactFlowStatus) {
		f, err := describe(qualifier)
		require.NoError(t, err)
		assert.Equal(t, content, *f.Content)
		assert.Equal(t, status, f.Status)
	}

	_, err = describe("")
	requireError[*types.ContactFlowNotPublishedException](t, err)
	requireContent(":$SAVED", "not JSON yet", types.ContactFlowStatusSaved)
	_, err = s.client.CreateContactFlowVersion(t.Context(), version)
	requireError[*types.InvalidParameterException](t, err)
	require.NoError(t, update(":$SAVED", "still not"))
	requireContent(":$SAVED", "still not", types.ContactFlowStatusSaved)
	requireError[*types.InvalidContactFlowException](t, update("", "still not"))

	require.NoError(t, update("", `{"a":1}`))
	requireContent("", `{"a":1}`, types.ContactFlowStatusPublished)
	requireContent(":$SAVED", `{"a":1}`, types.ContactFlowStatusPublished)
	require.NoError(t, update(":$SAVED", "draft"))
	requireContent("", `{"a":1}`, types.ContactFlowStatusPublished)
	requireContent(":$SAVED", "draft", types.ContactFlowStatusSaved)

	created, err := s.client.CreateContactFlowVersion(t.Context(), version)
	require.NoError(t, err)
	require.NoError(t, update("", `{"a":2}`))
	requireContent(":1", `{"a":1}`, types.ContactFlowStatusPublished)
	requireContent(":$SAVED", `{"a":2}`, types.ContactFlowStatusPublished)
	requireError[*types.InvalidParameterException](t, update(":1", `{}`))
	_, err = describe(":2")
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.DeleteContactFlowVersion(t.Context(), &connect.DeleteContactFlowVersionInput{
		InstanceId: &s.instance, ContactFlowId: flow.ContactFlowId, ContactFlowVersion: created.Version,
	})
	require.NoError(t, err)
	created, err = s.client.CreateContactFlowVersion(t.Context(), version)
	require.NoError(t, err)
	assert.Equal(t, int64(2), *created.Version, "numbers only go up")
}

func TestLengthOfContactFlows(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow})
	for name, content := range map[string]string{"empty": "", "too long": longText(256_001)} {
		t.Run(name, func(t *testing.T) {
			_, err := s.client.CreateContactFlow(t.Context(), &connect.CreateContactFlowInput{
				InstanceId: &s.instance, Name: aws.String("g"), Type: types.ContactFlowTypeContactFlow, Content: &content, Status: types.ContactFlowStatusSaved,
			})
			requireError[*types.InvalidParameterException](t, err)
			_, err = s.client.UpdateContactFlowContent(t.Context(), &connect.UpdateContactFlowContentInput{
				InstanceId: &s.instance, ContactFlowId: aws.String(flow + ":$SAVED"), Content: &content,
			})
			requireError[*types.InvalidParameterException](t, err)
		})
	}
}

func TestOnlyCampaignFlowsHaveVersions(t *testing.T) {
	s := newScene(t)
	flow := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String("f"), Type: types.ContactFlowTypeContactFlow})
	_, err := s.client.CreateContactFlowVersion(t.Context(), &connect.CreateContactFlowVersionInput{InstanceId: &s.instance, ContactFlowId: &flow})
	requireError[*types.InvalidParameterException](t, err)
}

func TestFlowModules(t *testing.T) {
	s := newScene(t, anyFlow)
	in := &connect.CreateContactFlowModuleInput{
		InstanceId: &s.instance, Name: aws.String("Greet"), Description: aws.String("Says hello"), Content: aws.String(`{"a":1}`), Settings: aws.String(`{}`),
		Tags:                            map[string]string{"team": "red"},
		ExternalInvocationConfiguration: &types.ExternalInvocationConfiguration{Enabled: true},
	}
	module, err := s.client.CreateContactFlowModule(t.Context(), in)
	require.NoError(t, err)
	assert.Contains(t, *module.Arn, s.instance+"/flow-module/"+*module.Id)
	in.ClientToken = aws.String("another")
	_, err = s.client.CreateContactFlowModule(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	in.ClientToken, in.Name, in.Content = nil, aws.String("Broken"), aws.String("[]")
	_, err = s.client.CreateContactFlowModule(t.Context(), in)
	requireError[*types.InvalidContactFlowModuleException](t, err)

	got, err := s.client.DescribeContactFlowModule(t.Context(), &connect.DescribeContactFlowModuleInput{InstanceId: &s.instance, ContactFlowModuleId: module.Arn})
	require.NoError(t, err)
	assert.Equal(t, "Says hello", *got.ContactFlowModule.Description)
	assert.True(t, got.ContactFlowModule.ExternalInvocationConfiguration.Enabled)
	assert.Len(t, *got.ContactFlowModule.FlowModuleContentSha256, 64)
	tags, err := s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: module.Arn})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"team": "red"}, tags.Tags)

	_, err = s.client.UpdateContactFlowModuleMetadata(t.Context(), &connect.UpdateContactFlowModuleMetadataInput{
		InstanceId: &s.instance, ContactFlowModuleId: module.Id, State: types.ContactFlowModuleStateArchived,
	})
	require.NoError(t, err)
	other := s.srv.AddContactFlowModule(s.instance, types.ContactFlowModule{Name: aws.String("Other"), Content: aws.String("{}")})
	list, err := s.client.ListContactFlowModules(t.Context(), &connect.ListContactFlowModulesInput{InstanceId: &s.instance, ContactFlowModuleState: types.ContactFlowModuleStateActive})
	require.NoError(t, err)
	require.Len(t, list.ContactFlowModulesSummaryList, 1)
	assert.Equal(t, other, *list.ContactFlowModulesSummaryList[0].Id)
	found, err := s.client.SearchContactFlowModules(t.Context(), &connect.SearchContactFlowModulesInput{
		InstanceId: &s.instance, SearchCriteria: &types.ContactFlowModuleSearchCriteria{AndConditions: []types.ContactFlowModuleSearchCriteria{
			{StateCondition: types.ContactFlowModuleStateArchived}, {StatusCondition: types.ContactFlowModuleStatusPublished},
			{StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("gre"), ComparisonType: types.StringComparisonTypeStartsWith}},
		}},
	})
	require.NoError(t, err)
	require.Len(t, found.ContactFlowModules, 1)
	_, err = s.client.DeleteContactFlowModule(t.Context(), &connect.DeleteContactFlowModuleInput{InstanceId: &s.instance, ContactFlowModuleId: &other})
	require.NoError(t, err)
	assert.Len(t, s.srv.ContactFlowModules(s.instance), 1)
}

func TestDraftsAndVersionsOfFlowModules(t *testing.T) {
	s := newScene(t, anyFlow)
	id := s.srv.AddContactFlowModule(s.instance, types.ContactFlowModule{Name: aws.String("m"), Content: aws.String(`{"a":1}`), Settings: aws.String(`{"s":1}`)})
	describe := func(qualifier string) (*types.ContactFlowModule, error) {
		out, err := s.client.DescribeContactFlowModule(t.Context(), &connect.DescribeContactFlowModuleInput{
			InstanceId: &s.instance, ContactFlowModuleId: aws.String(id + qualifier),
		})
		if err != nil {
			return nil, err
		}
		return out.ContactFlowModule, nil
	}
	update := func(qualifier string, content, settings *string) error {
		_, err := s.client.UpdateContactFlowModuleContent(t.Context(), &connect.UpdateContactFlowModuleContentInput{
			InstanceId: &s.instance, ContactFlowModuleId: aws.String(id + qualifier), Content: content, Settings: settings,
		})
		return err
	}
	before, err := describe("")
	require.NoError(t, err)
	freeze := &connect.CreateContactFlowModuleVersionInput{
		InstanceId: &s.instance, ContactFlowModuleId: &id, FlowModuleContentSha256: before.FlowModuleContentSha256, Description: aws.String("first"),
	}
	_, err = s.client.CreateContactFlowModuleVersion(t.Context(), freeze)
	require.NoError(t, err)
	require.NoError(t, update(":$SAVED", nil, aws.String(`{"s":2}`)))
	draft, err := describe(":$SAVED")
	require.NoError(t, err)
	assert.Equal(t, `{"a":1}`, *draft.Content)
	assert.Equal(t, `{"s":2}`, *draft.Settings)
	assert.Equal(t, types.ContactFlowModuleStatusSaved, draft.Status)
	requireError[*types.InvalidContactFlowModuleException](t, update("", nil, aws.String(`{`)))
	require.NoError(t, update("", aws.String(`{"a":2}`), nil))
	_, err = s.client.CreateContactFlowModuleVersion(t.Context(), freeze)
	requireError[*types.InvalidParameterException](t, err)
	assert.Equal(t, int64(2), s.srv.AddContactFlowModuleVersion(s.instance, id, "second"))
	list, err := s.client.ListContactFlowModuleVersions(t.Context(), &connect.ListContactFlowModuleVersionsInput{InstanceId: &s.instance, ContactFlowModuleId: &id})
	require.NoError(t, err)
	require.Len(t, list.ContactFlowModuleVersionSummaryList, 2)
	assert.Equal(t, *before.Arn+":2", *list.ContactFlowModuleVersionSummaryList[1].Arn)
	assert.Equal(t, "first", *list.ContactFlowModuleVersionSummaryList[0].VersionDescription)
	assert.Len(t, s.srv.ContactFlowModuleVersions(s.instance, id), 2)
	first, err := describe(":1")
	require.NoError(t, err)
	assert.Equal(t, `{"a":1}`, *first.Content)
}

func TestAliasesOfFlowModules(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddContactFlowModule(s.instance, types.ContactFlowModule{Name: aws.String("m"), Content: aws.String(`{"a":1}`)})
	s.srv.AddContactFlowModuleVersion(s.instance, id, "")
	s.srv.AddContactFlowModuleVersion(s.instance, id, "")
	in := &connect.CreateContactFlowModuleAliasInput{InstanceId: &s.instance, ContactFlowModuleId: &id, AliasName: aws.String("prod"), ContactFlowModuleVersion: aws.Int64(3)}
	_, err := s.client.CreateContactFlowModuleAlias(t.Context(), in)
	requireError[*types.ResourceNotFoundException](t, err)
	in.ContactFlowModuleVersion = aws.Int64(1)
	alias, err := s.client.CreateContactFlowModuleAlias(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateContactFlowModuleAlias(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	s.srv.AddContactFlowModuleAlias(s.instance, types.ContactFlowModuleAliasInfo{ContactFlowModuleId: &id, Name: aws.String("beta"), Version: aws.Int64(2)})

	_, err = s.client.UpdateContactFlowModuleAlias(t.Context(), &connect.UpdateContactFlowModuleAliasInput{
		InstanceId: &s.instance, ContactFlowModuleId: &id, AliasId: alias.Id, Name: aws.String("beta"),
	})
	requireError[*types.DuplicateResourceException](t, err)
	_, err = s.client.UpdateContactFlowModuleAlias(t.Context(), &connect.UpdateContactFlowModuleAliasInput{
		InstanceId: &s.instance, ContactFlowModuleId: &id, AliasId: alias.Id, ContactFlowModuleVersion: aws.Int64(2), Description: aws.String("live"),
	})
	require.NoError(t, err)
	describe := &connect.DescribeContactFlowModuleAliasInput{InstanceId: &s.instance, ContactFlowModuleId: &id, AliasId: alias.Id}
	got, err := s.client.DescribeContactFlowModuleAlias(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, int64(2), *got.ContactFlowModuleAlias.Version)
	assert.Equal(t, "live", *got.ContactFlowModuleAlias.Description)
	module, err := s.client.DescribeContactFlowModule(t.Context(), &connect.DescribeContactFlowModuleInput{InstanceId: &s.instance, ContactFlowModuleId: aws.String(id + ":prod")})
	require.NoError(t, err)
	assert.Equal(t, int64(2), *module.ContactFlowModule.Version)

	remove := func(version int64) error {
		_, err := s.client.DeleteContactFlowModuleVersion(t.Context(), &connect.DeleteContactFlowModuleVersionInput{
			InstanceId: &s.instance, ContactFlowModuleId: &id, ContactFlowModuleVersion: &version,
		})
		return err
	}
	requireError[*types.InvalidParameterException](t, remove(2))
	require.NoError(t, remove(1))
	requireError[*types.ResourceNotFoundException](t, remove(1))
	list, err := s.client.ListContactFlowModuleAliases(t.Context(), &connect.ListContactFlowModuleAliasesInput{InstanceId: &s.instance, ContactFlowModuleId: &id})
	require.NoError(t, err)
	require.Len(t, list.ContactFlowModuleAliasSummaryList, 2)
	assert.Equal(t, "beta", *list.ContactFlowModuleAliasSummaryList[1].AliasName)
	_, err = s.client.DeleteContactFlowModuleAlias(t.Context(), &connect.DeleteContactFlowModuleAliasInput{InstanceId: &s.instance, ContactFlowModuleId: &id, AliasId: alias.Id})
	require.NoError(t, err)
	_, err = s.client.DescribeContactFlowModuleAlias(t.Context(), describe)
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.DeleteContactFlowModule(t.Context(), &connect.DeleteContactFlowModuleInput{InstanceId: &s.instance, ContactFlowModuleId: &id})
	require.NoError(t, err)
	assert.Empty(t, s.srv.ContactFlowModuleAliases(s.instance), "they go with the module")
}
