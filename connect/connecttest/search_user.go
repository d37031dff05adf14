package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func searchUsers(r *request, in *connect.SearchUsersInput) (*connect.SearchUsersOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.users, in, func(u *types.User) bool {
		return meets(in.SearchCriteria, splitUserCriteria, func(c *types.UserSearchCriteria) bool { return userMeets(inst, u, c) }) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, u.Tags) && attributesMeet(in.SearchFilter.UserAttributeFilter, inst, u))
	}, summariseUser)
	return &connect.SearchUsersOutput{Users: page, NextToken: next, ApproximateTotalCount: total}, err
}

func splitUserCriteria(c *types.UserSearchCriteria) (and, or []types.UserSearchCriteria) {
	return c.AndConditions, c.OrConditions
}

func userMeets(inst *instance, u *types.User, c *types.UserSearchCriteria) bool {
	f := fields{
		"username": texts(u.Username), "resourceid": texts(u.Id), "routingprofileid": texts(u.RoutingProfileId), "securityprofileid": u.SecurityProfileIds,
	}
	if u.IdentityInfo != nil {
		f["firstname"], f["lastname"] = texts(u.IdentityInfo.FirstName), texts(u.IdentityInfo.LastName)
	}
	return f.has(c.StringCondition) && inGroup(inst, u, c.HierarchyGroupCondition)
}

// inGroup reports whether a user is in a group or, if the condition says so, in one below it; a nil condition holds.
func inGroup(inst *instance, u *types.User, c *types.HierarchyGroupCondition) bool {
	if c == nil {
		return true
	}
	id := aws.ToString(u.HierarchyGroupId)
	if c.HierarchyGroupMatchType != types.HierarchyGroupMatchTypeWithChildGroups {
		return id == idOf(c.Value)
	}
	return slices.ContainsFunc(inst.lineage(id), func(g *hierarchyGroup) bool { return *g.info.Id == idOf(c.Value) })
}

// attributesMeet reports whether a filter of tags and hierarchy groups holds; a nil one does.
func attributesMeet(filter *types.ControlPlaneUserAttributeFilter, inst *instance, u *types.User) bool {
	if filter == nil {
		return true
	}
	and := func(c types.AttributeAndCondition) bool {
		return hasTags(u.Tags, c.TagConditions) && inGroup(inst, u, c.HierarchyGroupCondition)
	}
	if filter.AndCondition != nil && !and(*filter.AndCondition) ||
		filter.TagCondition != nil && !hasTags(u.Tags, []types.TagCondition{*filter.TagCondition}) ||
		!inGroup(inst, u, filter.HierarchyGroupCondition) {
		return false
	}
	return len(filter.OrConditions) == 0 || slices.ContainsFunc(filter.OrConditions, and)
}

func summariseUser(u *types.User) types.UserSearchSummary {
	s := types.UserSearchSummary{
		Arn: u.Arn, Id: u.Id, Username: u.Username, DirectoryUserId: u.DirectoryUserId, HierarchyGroupId: u.HierarchyGroupId,
		PhoneConfig: u.PhoneConfig, RoutingProfileId: u.RoutingProfileId, SecurityProfileIds: u.SecurityProfileIds, Tags: u.Tags,
		AutoAcceptConfigs: u.AutoAcceptConfigs, AfterContactWorkConfigs: u.AfterContactWorkConfigs, PhoneNumberConfigs: u.PhoneNumberConfigs,
		PersistentConnectionConfigs: u.PersistentConnectionConfigs, VoiceEnhancementConfigs: u.VoiceEnhancementConfigs,
	}
	if u.IdentityInfo != nil {
		s.IdentityInfo = &types.UserIdentityInfoLite{FirstName: u.IdentityInfo.FirstName, LastName: u.IdentityInfo.LastName}
	}
	return s
}
