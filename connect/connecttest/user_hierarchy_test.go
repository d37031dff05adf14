package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *scene) setLevels(names ...string) error {
	s.t.Helper()
	levels := make([]*types.HierarchyLevelUpdate, 5)
	for i, name := range names {
		if name != "" {
			levels[i] = &types.HierarchyLevelUpdate{Name: &name}
		}
	}
	_, err := s.client.UpdateUserHierarchyStructure(s.t.Context(), &connect.UpdateUserHierarchyStructureInput{
		InstanceId: &s.instance, HierarchyStructure: &types.HierarchyStructureUpdate{
			LevelOne: levels[0], LevelTwo: levels[1], LevelThree: levels[2], LevelFour: levels[3], LevelFive: levels[4],
		},
	})
	return err
}

func (s *scene) createGroup(name string, parent *string) (*string, error) {
	s.t.Helper()
	out, err := s.client.CreateUserHierarchyGroup(s.t.Context(), &connect.CreateUserHierarchyGroupInput{
		InstanceId: &s.instance, Name: &name, ParentGroupId: parent, Tags: map[string]string{"name": name},
	})
	if err != nil {
		return nil, err
	}
	return out.HierarchyGroupId, nil
}

func TestUserHierarchy(t *testing.T) {
	s := newScene(t)
	_, err := s.createGroup("Europe", nil)
	requireError[*types.InvalidParameterException](t, err)
	requireError[*types.InvalidParameterException](t, s.setLevels("Continent", "", "City"))
	require.NoError(t, s.setLevels("Continent", "Country"))
	europe, err := s.createGroup("Europe", nil)
	require.NoError(t, err)
	_, err = s.createGroup("Europe", nil)
	requireError[*types.DuplicateResourceException](t, err)
	france, err := s.createGroup("France", europe)
	require.NoError(t, err)
	_, err = s.createGroup("Paris", france)
	requireError[*types.InvalidParameterException](t, err)
	requireError[*types.ResourceInUseException](t, s.setLevels("Continent"))
	require.NoError(t, s.setLevels("Region", "Country", "City"))

	_, err = s.client.UpdateUserHierarchyGroupName(t.Context(), &connect.UpdateUserHierarchyGroupNameInput{
		InstanceId: &s.instance, HierarchyGroupId: europe, Name: aws.String("Eurasia"),
	})
	require.NoError(t, err)
	got, err := s.client.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: &s.instance, HierarchyGroupId: france})
	require.NoError(t, err)
	path := got.HierarchyGroup.HierarchyPath
	assert.Equal(t, []string{"Eurasia", "France"}, []string{*path.LevelOne.Name, *path.LevelTwo.Name})
	assert.Nil(t, path.LevelThree)
	structure, err := s.client.DescribeUserHierarchyStructure(t.Context(), &connect.DescribeUserHierarchyStructureInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, "Region", *structure.HierarchyStructure.LevelOne.Name)
	assert.Equal(t, got.HierarchyGroup.LevelId, structure.HierarchyStructure.LevelTwo.Id)
	list, err := s.client.ListUserHierarchyGroups(t.Context(), &connect.ListUserHierarchyGroupsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.UserHierarchyGroupSummaryList, 2)
	s.searchAndDelete(europe, france, got.HierarchyGroup.Arn)
}

func (s *scene) searchAndDelete(europe, france, arn *string) {
	s.t.Helper()
	tag := &types.ControlPlaneAttributeFilter{TagCondition: &types.TagCondition{TagKey: aws.String("name"), TagValue: aws.String("France")}}
	found, err := s.client.SearchUserHierarchyGroups(s.t.Context(), &connect.SearchUserHierarchyGroupsInput{
		InstanceId: &s.instance, SearchFilter: &types.UserHierarchyGroupSearchFilter{AttributeFilter: tag},
		SearchCriteria: &types.UserHierarchyGroupSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: aws.String("parentId"), Value: europe, ComparisonType: types.StringComparisonTypeExact},
		},
	})
	require.NoError(s.t, err)
	require.Len(s.t, found.UserHierarchyGroups, 1)
	tags, err := s.client.ListTagsForResource(s.t.Context(), &connect.ListTagsForResourceInput{ResourceArn: arn})
	require.NoError(s.t, err)
	assert.Equal(s.t, map[string]string{"name": "France"}, tags.Tags)

	_, err = s.createUser("alice", func(in *connect.CreateUserInput) { in.HierarchyGroupId = aws.String("none") })
	requireError[*types.ResourceNotFoundException](s.t, err)
	alice := s.mustCreateUser("alice", func(in *connect.CreateUserInput) { in.HierarchyGroupId = france })
	below := &types.HierarchyGroupCondition{Value: europe, HierarchyGroupMatchType: types.HierarchyGroupMatchTypeWithChildGroups}
	users, err := s.client.SearchUsers(s.t.Context(), &connect.SearchUsersInput{
		InstanceId: &s.instance, SearchCriteria: &types.UserSearchCriteria{HierarchyGroupCondition: below},
	})
	require.NoError(s.t, err)
	assert.Len(s.t, users.Users, 1)
	remove := func(id *string) error {
		_, err := s.client.DeleteUserHierarchyGroup(s.t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: &s.instance, HierarchyGroupId: id})
		return err
	}
	requireError[*types.ResourceInUseException](s.t, remove(europe))
	requireError[*types.ResourceInUseException](s.t, remove(france))
	_, err = s.client.UpdateUserHierarchy(s.t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: &s.instance, UserId: &alice})
	require.NoError(s.t, err)
	require.NoError(s.t, remove(france))
	require.NoError(s.t, remove(europe))
	requireError[*types.ResourceNotFoundException](s.t, remove(europe))
}
