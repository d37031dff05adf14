package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// hierarchyGroup is a group of users. Its place in the hierarchy follows from its parents.
type hierarchyGroup struct {
	info   types.HierarchyGroup // without HierarchyPath and LevelId
	parent string               // id, empty at the top
}

func (s *state) hierarchyHandlers(h *Handlers) {
	h.CreateUserHierarchyGroup = handle(s, createUserHierarchyGroup)
	h.DescribeUserHierarchyGroup = handle(s, describeUserHierarchyGroup)
	h.ListUserHierarchyGroups = handle(s, listUserHierarchyGroups)
	h.SearchUserHierarchyGroups = handle(s, searchUserHierarchyGroups)
	h.UpdateUserHierarchyGroupName = handle(s, updateUserHierarchyGroupName)
	h.DeleteUserHierarchyGroup = handle(s, deleteUserHierarchyGroup)
	h.DescribeUserHierarchyStructure = handle(s, describeUserHierarchyStructure)
	h.UpdateUserHierarchyStructure = handle(s, updateUserHierarchyStructure)
}

// hierarchyGroup finds a group by id or ARN, whatever readers see.
func (r *request) hierarchyGroup(instanceID, id *string) (*instance, *hierarchyGroup, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	if g, ok := inst.hierarchy.Get(idOf(id)); ok {
		return inst, g, nil
	}
	return nil, nil, r.notFound("hierarchy group", id)
}

// groupOfUser finds the group that a user is to be in and returns its id; nil is no group.
func (r *request) groupOfUser(inst *instance, id *string) (*string, error) {
	if aws.ToString(id) == "" {
		return nil, nil
	}
	_, g, err := r.hierarchyGroup(inst.info.Id, id)
	if err != nil {
		return nil, err
	}
	return g.info.Id, nil
}

// lineage returns a group with its parents, the top first; empty if there is no such group.
func (inst *instance) lineage(id string) []*hierarchyGroup {
	var all []*hierarchyGroup
	for g, ok := inst.hierarchy.Get(id); ok; g, ok = inst.hierarchy.Get(g.parent) {
		all = append(all, g)
	}
	slices.Reverse(all)
	return all
}

func (g *hierarchyGroup) summary() types.HierarchyGroupSummary {
	return types.HierarchyGroupSummary{
		Id: g.info.Id, Arn: g.info.Arn, Name: g.info.Name, LastModifiedTime: g.info.LastModifiedTime, LastModifiedRegion: g.info.LastModifiedRegion,
	}
}

// describe is a group with its place in the hierarchy.
func (g *hierarchyGroup) describe(inst *instance) types.HierarchyGroup {
	info, lineage := g.info, inst.lineage(*g.info.Id)
	info.HierarchyPath = new(types.HierarchyPath)
	for i, place := range []**types.HierarchyGroupSummary{
		&info.HierarchyPath.LevelOne, &info.HierarchyPath.LevelTwo, &info.HierarchyPath.LevelThree, &info.HierarchyPath.LevelFour, &info.HierarchyPath.LevelFive,
	} {
		if i < len(lineage) {
			summary := lineage[i].summary()
			*place = &summary
		}
	}
	if level, ok := inst.levels.Get(levelKey(len(lineage))); ok {
		info.LevelId = level.Id
	}
	return info
}

// checkHierarchyName makes sure that no group with the same parent has the name.
func (r *request) checkHierarchyName(inst *instance, g *hierarchyGroup) error {
	_, taken := inst.hierarchy.Find(func(other *hierarchyGroup) bool {
		return other.parent == g.parent && *other.info.Name == *g.info.Name && *other.info.Id != *g.info.Id
	})
	if taken {
		return r.duplicate("hierarchy group", g.info.Name)
	}
	return nil
}

func createUserHierarchyGroup(r *request, in *connect.CreateUserHierarchyGroupInput) (*connect.CreateUserHierarchyGroupOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	parent, err := r.groupOfUser(inst, in.ParentGroupId)
	if err != nil {
		return nil, err
	}
	if _, ok := inst.levels.Get(levelKey(len(inst.lineage(aws.ToString(parent))) + 1)); !ok {
		return nil, r.invalid("The hierarchy has no level for the group: UpdateUserHierarchyStructure adds one.")
	}
	g := &hierarchyGroup{parent: aws.ToString(parent), info: types.HierarchyGroup{Id: aws.String(r.state.newID()), Name: in.Name, Tags: in.Tags}}
	if err := r.checkHierarchyName(inst, g); err != nil {
		return nil, err
	}
	r.saveHierarchyGroup(inst, g)
	return &connect.CreateUserHierarchyGroupOutput{HierarchyGroupId: g.info.Id, HierarchyGroupArn: g.info.Arn}, nil
}

func (r *request) saveHierarchyGroup(inst *instance, g *hierarchyGroup) {
	g.info.Arn = aws.String(*inst.info.Arn + "/agent-group/" + *g.info.Id)
	g.info.LastModifiedTime, g.info.LastModifiedRegion = r.modified()
	inst.hierarchy.Put(r.Moment, *g.info.Id, g)
}

func describeUserHierarchyGroup(r *request, in *connect.DescribeUserHierarchyGroupInput) (*connect.DescribeUserHierarchyGroupOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	g, ok := inst.hierarchy.See(r.Moment, idOf(in.HierarchyGroupId))
	if !ok {
		return nil, r.notFound("hierarchy group", in.HierarchyGroupId)
	}
	info := g.describe(inst)
	return &connect.DescribeUserHierarchyGroupOutput{HierarchyGroup: &info}, nil
}

func listUserHierarchyGroups(r *request, in *connect.ListUserHierarchyGroupsInput) (*connect.ListUserHierarchyGroupsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.hierarchy, in, nil, (*hierarchyGroup).summary)
	return &connect.ListUserHierarchyGroupsOutput{UserHierarchyGroupSummaryList: page, NextToken: next}, err
}

func searchUserHierarchyGroups(r *request, in *connect.SearchUserHierarchyGroupsInput) (*connect.SearchUserHierarchyGroupsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.hierarchy, in, func(g *hierarchyGroup) bool {
		info := g.describe(inst)
		f := fields{"name": texts(info.Name), "parentid": {g.parent}, "levelid": texts(info.LevelId), "resourceid": texts(info.Id)}
		return meets(in.SearchCriteria,
			func(c *types.UserHierarchyGroupSearchCriteria) (and, or []types.UserHierarchyGroupSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.UserHierarchyGroupSearchCriteria) bool { return f.has(c.StringCondition) }) &&
			(in.SearchFilter == nil || commonAttributesMeet(in.SearchFilter.AttributeFilter, info.Tags))
	}, func(g *hierarchyGroup) types.HierarchyGroup { return g.describe(inst) })
	return &connect.SearchUserHierarchyGroupsOutput{UserHierarchyGroups: page, NextToken: next, ApproximateTotalCount: total}, err
}

// commonAttributesMeet reports whether a filter of tags holds; a nil one does.
func commonAttributesMeet(filter *types.ControlPlaneAttributeFilter, tags map[string]string) bool {
	if filter == nil {
		return true
	}
	and := func(c types.CommonAttributeAndCondition) bool { return hasTags(tags, c.TagConditions) }
	if filter.AndCondition != nil && !and(*filter.AndCondition) || filter.TagCondition != nil && !hasTags(tags, []types.TagCondition{*filter.TagCondition}) {
		return false
	}
	return len(filter.OrConditions) == 0 || slices.ContainsFunc(filter.OrConditions, and)
}

func updateUserHierarchyGroupName(r *request, in *connect.UpdateUserHierarchyGroupNameInput) (*connect.UpdateUserHierarchyGroupNameOutput, error) {
	inst, g, err := r.hierarchyGroup(in.InstanceId, in.HierarchyGroupId)
	if err != nil {
		return nil, err
	}
	changed := *g
	changed.info.Name = in.Name
	if err := r.checkHierarchyName(inst, &changed); err != nil {
		return nil, err
	}
	r.saveHierarchyGroup(inst, &changed)
	return nil, nil
}

func deleteUserHierarchyGroup(r *request, in *connect.DeleteUserHierarchyGroupInput) (*connect.DeleteUserHierarchyGroupOutput, error) {
	inst, g, err := r.hierarchyGroup(in.InstanceId, in.HierarchyGroupId)
	if err != nil {
		return nil, err
	}
	_, parent := inst.hierarchy.Find(func(other *hierarchyGroup) bool { return other.parent == *g.info.Id })
	_, used := inst.users.Find(func(u *types.User) bool { return aws.ToString(u.HierarchyGroupId) == *g.info.Id })
	if parent || used {
		return nil, r.inUse("hierarchy group", *g.info.Arn)
	}
	inst.hierarchy.Delete(r.Moment, *g.info.Id)
	return nil, nil
}
