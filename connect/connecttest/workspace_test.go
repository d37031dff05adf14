package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestWorkspaces(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateWorkspaceInput{InstanceId: &s.instance, Name: aws.String("Sales"), Title: aws.String("Sell"), Tags: map[string]string{"team": "red"}}
	created, err := s.client.CreateWorkspace(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateWorkspace(t.Context(), in)))
	id := created.WorkspaceId
	require.NoError(t, second(s.client.UpdateWorkspaceMetadata(t.Context(), &connect.UpdateWorkspaceMetadataInput{InstanceId: &s.instance, WorkspaceId: id, Description: aws.String("for sellers")})))
	require.NoError(t, second(s.client.UpdateWorkspaceVisibility(t.Context(), &connect.UpdateWorkspaceVisibilityInput{InstanceId: &s.instance, WorkspaceId: id, Visibility: types.VisibilityAssigned})))
	theme := &types.WorkspaceTheme{Light: &types.WorkspaceThemeConfig{}}
	require.NoError(t, second(s.client.UpdateWorkspaceTheme(t.Context(), &connect.UpdateWorkspaceThemeInput{InstanceId: &s.instance, WorkspaceId: id, Theme: theme})))
	got, err := s.client.DescribeWorkspace(t.Context(), &connect.DescribeWorkspaceInput{InstanceId: &s.instance, WorkspaceId: id})
	require.NoError(t, err)
	assert.Equal(t, []string{"Sales", "for sellers", "Sell"}, []string{*got.Workspace.Name, *got.Workspace.Description, *got.Workspace.Title})
	assert.Equal(t, types.VisibilityAssigned, got.Workspace.Visibility)
	assert.NotNil(t, got.Workspace.Theme.Light)
	s.srv.AddWorkspace(s.instance, types.Workspace{Name: aws.String("Support")}, types.WorkspacePage{Page: aws.String("HOME")})
	list, err := s.client.ListWorkspaces(t.Context(), &connect.ListWorkspacesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.WorkspaceSummaryList, 2)
	found, err := s.client.SearchWorkspaces(t.Context(), &connect.SearchWorkspacesInput{InstanceId: &s.instance, SearchCriteria: &types.WorkspaceSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("visibility"), Value: aws.String("NONE"), ComparisonType: types.StringComparisonTypeExact},
	}})
	require.NoError(t, err)
	require.Len(t, found.Workspaces, 1)
	assert.Equal(t, "Support", *found.Workspaces[0].Name)
	assert.WithinDuration(t, s.clock.Time(), *found.Workspaces[0].CreatedAt, time.Second)

	media := &connect.ImportWorkspaceMediaInput{InstanceId: &s.instance, WorkspaceId: id, MediaType: types.MediaTypeImageLogoDarkFavicon, MediaSource: aws.String("s3://images/logo.png")}
	require.NoError(t, second(s.client.ImportWorkspaceMedia(t.Context(), media)))
	images, err := s.client.ListWorkspaceMedia(t.Context(), &connect.ListWorkspaceMediaInput{InstanceId: &s.instance, WorkspaceId: id})
	require.NoError(t, err)
	assert.Equal(t, s.srv.WorkspaceMedia(s.instance, *id), images.Media)
	off := &connect.DeleteWorkspaceMediaInput{InstanceId: &s.instance, WorkspaceId: id, MediaType: media.MediaType}
	require.NoError(t, second(s.client.DeleteWorkspaceMedia(t.Context(), off)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteWorkspaceMedia(t.Context(), off)))
	remove := &connect.DeleteWorkspaceInput{InstanceId: &s.instance, WorkspaceId: id}
	require.NoError(t, second(s.client.DeleteWorkspace(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteWorkspace(t.Context(), remove)))
	assert.Len(t, s.srv.Workspaces(s.instance), 1)
}

func TestWorkspacePages(t *testing.T) {
	s := newScene(t)
	s.srv.AddView(s.instance, types.View{Name: aws.String("Order")})
	view := s.srv.Views(s.instance)[0].Arn
	id := s.srv.AddWorkspace(s.instance, types.Workspace{Name: aws.String("Sales")})
	create := func(page, slug string, view *string) error {
		return second(s.client.CreateWorkspacePage(t.Context(), &connect.CreateWorkspacePageInput{InstanceId: &s.instance, WorkspaceId: &id, Page: &page, Slug: &slug, ResourceArn: view}))
	}
	update := func(page string, change connect.UpdateWorkspacePageInput) error {
		change.InstanceId, change.WorkspaceId, change.Page = &s.instance, &id, &page
		return second(s.client.UpdateWorkspacePage(t.Context(), &change))
	}
	require.NoError(t, create("Order", "order", view))
	require.NoError(t, create("Other", "other", view))
	requireError[*types.DuplicateResourceException](t, create("Order", "third", view))
	requireError[*types.DuplicateResourceException](t, create("Third", "order", view))
	requireError[*types.ResourceNotFoundException](t, create("Third", "third", aws.String(*s.srv.Instances()[0].Arn+"/view/none")))
	requireError[*types.InvalidParameterException](t, create("AWS:third", "third", view))
	requireError[*types.InvalidParameterException](t, update("Order", connect.UpdateWorkspacePageInput{NewPage: aws.String("connect:order")}))
	requireError[*types.InvalidParameterException](t, update("Order", connect.UpdateWorkspacePageInput{InputData: aws.String("text")}))
	requireError[*types.DuplicateResourceException](t, update("Order", connect.UpdateWorkspacePageInput{NewPage: aws.String("Other")}))
	requireError[*types.ResourceNotFoundException](t, update("None", connect.UpdateWorkspacePageInput{}))
	require.NoError(t, update("Order", connect.UpdateWorkspacePageInput{NewPage: aws.String("Orders"), InputData: aws.String("{}")}))
	require.NoError(t, update("Other", connect.UpdateWorkspacePageInput{InputData: aws.String("{}")}), "it keeps its slug")
	pages, err := s.client.ListWorkspacePages(t.Context(), &connect.ListWorkspacePagesInput{InstanceId: &s.instance, WorkspaceId: &id})
	require.NoError(t, err)
	require.Len(t, pages.WorkspacePageList, 2)
	kept := s.srv.WorkspacePages(s.instance, id)
	assert.Equal(t, kept, pages.WorkspacePageList)
	assert.ElementsMatch(t, []string{"Orders", "Other"}, []string{*kept[0].Page, *kept[1].Page})
	remove := &connect.DeleteWorkspacePageInput{InstanceId: &s.instance, WorkspaceId: &id, Page: aws.String("Orders")}
	require.NoError(t, second(s.client.DeleteWorkspacePage(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteWorkspacePage(t.Context(), remove)))
}

func TestWorkspaceAssociations(t *testing.T) {
	s := newScene(t)
	s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	alice, profile := *s.srv.Users(s.instance)[0].Arn, *s.srv.RoutingProfiles(s.instance)[0].RoutingProfileArn
	id := s.srv.AddWorkspace(s.instance, types.Workspace{Name: aws.String("Sales")})
	out, err := s.client.AssociateWorkspace(t.Context(), &connect.AssociateWorkspaceInput{
		InstanceId: &s.instance, WorkspaceId: &id, ResourceArns: []string{alice, alice + "x", *s.srv.Queues(s.instance)[0].QueueArn},
	})
	require.NoError(t, err)
	require.Len(t, out.SuccessfulList, 1)
	require.Len(t, out.FailedList, 2)
	assert.Equal(t, []string{"ResourceNotFoundException", "InvalidParameterException"}, []string{*out.FailedList[0].ErrorCode, *out.FailedList[1].ErrorCode})
	s.srv.AddWorkspaceAssociation(s.instance, id, profile)
	for kind, want := range map[string]string{"USER": "alice", "ROUTING_PROFILE": "Basic Routing Profile"} {
		found, err := s.client.SearchWorkspaceAssociations(t.Context(), &connect.SearchWorkspaceAssociationsInput{InstanceId: &s.instance, SearchCriteria: &types.WorkspaceAssociationSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: aws.String("ResourceType"), Value: &kind, ComparisonType: types.StringComparisonTypeExact},
		}})
		require.NoError(t, err)
		require.Len(t, found.WorkspaceAssociations, 1)
		assert.Equal(t, want, *found.WorkspaceAssociations[0].ResourceName)
	}
	_, err = s.client.SearchWorkspaceAssociations(t.Context(), &connect.SearchWorkspaceAssociationsInput{InstanceId: &s.instance, SearchCriteria: &types.WorkspaceAssociationSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("colour"), Value: aws.String("red"), ComparisonType: types.StringComparisonTypeExact},
	}})
	requireError[*types.InvalidParameterException](t, err)
	off, err := s.client.DisassociateWorkspace(t.Context(), &connect.DisassociateWorkspaceInput{InstanceId: &s.instance, WorkspaceId: &id, ResourceArns: []string{alice}})
	require.NoError(t, err)
	assert.Len(t, off.SuccessfulList, 1)
	assert.Equal(t, []string{profile}, s.srv.WorkspaceAssociations(s.instance, id))
	requireError[*types.ResourceNotFoundException](t, second(s.client.AssociateWorkspace(t.Context(), &connect.AssociateWorkspaceInput{
		InstanceId: &s.instance, WorkspaceId: aws.String("none"), ResourceArns: []string{alice},
	})))
}
