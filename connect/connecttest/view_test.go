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

func template(text string) *types.ViewInputContent {
	return &types.ViewInputContent{Template: aws.String(`{"text":"` + text + `"}`), Actions: []string{"Next"}}
}

func TestViews(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateViewInput{InstanceId: &s.instance, Name: aws.String("Order"), Status: types.ViewStatusSaved, Content: template("one"), Tags: map[string]string{"team": "red"}}
	created, err := s.client.CreateView(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateView(t.Context(), in)))
	for name, content := range map[string]string{"not JSON": "text", "too large": `{"a":"` + strings.Repeat("x", 400_000) + `"}`} {
		t.Run(name, func(t *testing.T) {
			requireError[*types.InvalidParameterException](t, second(s.client.CreateView(t.Context(), &connect.CreateViewInput{
				InstanceId: &s.instance, Name: &name, Status: types.ViewStatusSaved, Content: &types.ViewInputContent{Template: &content},
			})))
		})
	}
	id := *created.View.Id
	describe := func(id string) (*types.View, error) {
		out, err := s.client.DescribeView(t.Context(), &connect.DescribeViewInput{InstanceId: &s.instance, ViewId: &id})
		if err != nil {
			return nil, err
		}
		return out.View, nil
	}
	requireError[*types.ResourceNotFoundException](t, second(describe(id)))
	saved, err := describe(id + ":$SAVED")
	require.NoError(t, err)
	assert.Equal(t, *template("one").Template, *saved.Content.Template)
	assert.Nil(t, saved.ViewContentSha256)
	version := &connect.CreateViewVersionInput{InstanceId: &s.instance, ViewId: &id, VersionDescription: aws.String("first")}
	requireError[*types.InvalidParameterException](t, second(s.client.CreateViewVersion(t.Context(), version)))

	update := func(text string, status types.ViewStatus) *types.View {
		out, err := s.client.UpdateViewContent(t.Context(), &connect.UpdateViewContentInput{InstanceId: &s.instance, ViewId: &id, Status: status, Content: template(text)})
		require.NoError(t, err)
		return out.View
	}
	published := update("two", types.ViewStatusPublished)
	require.NotNil(t, published.ViewContentSha256)
	update("three", types.ViewStatusSaved)
	latest, err := describe(*created.View.Arn)
	require.NoError(t, err)
	assert.Equal(t, *template("two").Template, *latest.Content.Template)

	version.ViewContentSha256 = aws.String(strings.Repeat("0", 64))
	requireError[*types.InvalidParameterException](t, second(s.client.CreateViewVersion(t.Context(), version)))
	version.ViewContentSha256 = published.ViewContentSha256
	for range 2 { // the second call makes no version
		out, err := s.client.CreateViewVersion(t.Context(), version)
		require.NoError(t, err)
		assert.Equal(t, int32(1), out.View.Version)
	}
	update("four", types.ViewStatusPublished)
	version.ViewContentSha256 = nil
	for _, want := range []int32{2, 3} { // numbers grow even if the newest version is deleted
		out, err := s.client.CreateViewVersion(t.Context(), version)
		require.NoError(t, err)
		assert.Equal(t, want, out.View.Version)
		require.NoError(t, second(s.client.DeleteViewVersion(t.Context(), &connect.DeleteViewVersionInput{InstanceId: &s.instance, ViewId: &id, ViewVersion: &want})))
	}
	require.NoError(t, second(s.client.CreateViewVersion(t.Context(), version)))
	versions, err := s.client.ListViewVersions(t.Context(), &connect.ListViewVersionsInput{InstanceId: &s.instance, ViewId: &id})
	require.NoError(t, err)
	require.Len(t, versions.ViewVersionSummaryList, 2)
	assert.Equal(t, []int32{4, 1}, []int32{versions.ViewVersionSummaryList[0].Version, versions.ViewVersionSummaryList[1].Version})
	first, err := describe(id + ":1")
	require.NoError(t, err)
	assert.Equal(t, []string{*template("two").Template, "first"}, []string{*first.Content.Template, *first.VersionDescription})
	require.NoError(t, second(s.client.DeleteView(t.Context(), &connect.DeleteViewInput{InstanceId: &s.instance, ViewId: &id})))
	requireError[*types.ResourceNotFoundException](t, second(describe(id+":1")))
}

func TestClientTokenOfCreateView(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateViewInput{InstanceId: &s.instance, Name: aws.String("Order"), Status: types.ViewStatusSaved, Content: template("one"), ClientToken: aws.String("token")}
	first, err := s.client.CreateView(t.Context(), in)
	require.NoError(t, err)
	again, err := s.client.CreateView(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, *first.View.Id, *again.View.Id)
	in.Name = aws.String("Other")
	requireError[*types.InvalidParameterException](t, second(s.client.CreateView(t.Context(), in)))
	assert.Len(t, s.srv.Views(s.instance), 1)
}

func TestViewLists(t *testing.T) {
	s := newScene(t)
	s.srv.AddView(s.instance, types.View{Name: aws.String("Zebra"), Status: types.ViewStatusSaved})
	s.srv.AddView(s.instance, types.View{Name: aws.String("Ape"), Tags: map[string]string{"team": "red"}})
	list, err := s.client.ListViews(t.Context(), &connect.ListViewsInput{InstanceId: &s.instance, Type: types.ViewTypeCustomerManaged})
	require.NoError(t, err)
	require.Len(t, list.ViewsSummaryList, 2)
	assert.Equal(t, []string{"Ape", "Zebra"}, []string{*list.ViewsSummaryList[0].Name, *list.ViewsSummaryList[1].Name})
	assert.Equal(t, types.ViewStatusSaved, list.ViewsSummaryList[1].Status)
	for want, criteria := range map[string]types.ViewSearchCriteria{
		"Zebra": {ViewStatusCondition: types.ViewStatusSaved},
		"Form":  {ViewTypeCondition: types.ViewTypeAwsManaged, StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("Form"), ComparisonType: types.StringComparisonTypeExact}},
	} {
		found, err := s.client.SearchViews(t.Context(), &connect.SearchViewsInput{InstanceId: &s.instance, SearchCriteria: &criteria})
		require.NoError(t, err)
		require.Len(t, found.Views, 1, want)
		assert.Equal(t, want, *found.Views[0].Name)
	}
	assert.Len(t, s.srv.Views(s.instance), 2)
}

// Views that AWS makes can be read but not changed.
func TestManagedViews(t *testing.T) {
	s := newScene(t)
	arn := aws.String("arn:aws:connect:us-east-1:aws:view/form")
	out, err := s.client.DescribeView(t.Context(), &connect.DescribeViewInput{InstanceId: &s.instance, ViewId: aws.String(*arn + ":1")})
	require.NoError(t, err)
	assert.Equal(t, *arn, *out.View.Arn)
	assert.Equal(t, types.ViewTypeAwsManaged, out.View.Type)
	for name, err := range map[string]error{
		"metadata": second(s.client.UpdateViewMetadata(t.Context(), &connect.UpdateViewMetadataInput{InstanceId: &s.instance, ViewId: arn, Name: aws.String("Mine")})),
		"content": second(s.client.UpdateViewContent(t.Context(), &connect.UpdateViewContentInput{
			InstanceId: &s.instance, ViewId: arn, Status: types.ViewStatusSaved, Content: template("mine"),
		})),
		"version":        second(s.client.CreateViewVersion(t.Context(), &connect.CreateViewVersionInput{InstanceId: &s.instance, ViewId: arn})),
		"delete version": second(s.client.DeleteViewVersion(t.Context(), &connect.DeleteViewVersionInput{InstanceId: &s.instance, ViewId: arn, ViewVersion: aws.Int32(1)})),
		"delete":         second(s.client.DeleteView(t.Context(), &connect.DeleteViewInput{InstanceId: &s.instance, ViewId: arn})),
	} {
		t.Run(name, func(t *testing.T) { requireError[*types.InvalidParameterException](t, err) })
	}
}
