package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareHierarchyGroups declares the groups of users. The place of a group in the hierarchy follows from the groups above it.
func (s *state) declareHierarchyGroups(h *Handlers) {
	groups := declare(s, &s.groups, resource[types.HierarchyGroup]{
		noun: "HierarchyGroup", kind: "hierarchy group", path: "agent-group", tagType: "agent-group",
		key: func(r *request, inst *types.Instance, g *types.HierarchyGroup) string {
			return r.parent(inst, *g.Id) + "/" + aws.ToString(g.Name)
		},
		show: placeInHierarchy,
		unused: func(r *request, inst *types.Instance, g *types.HierarchyGroup) error {
			if err := inUse(&r.groups, g, &r.groups, inst, func(other *types.HierarchyGroup) bool { return r.parent(inst, *other.Id) == *g.Id }); err != nil {
				return err
			}
			return inUse(&r.groups, g, &r.users, inst, func(u *types.User) bool { return aws.ToString(u.HierarchyGroupId) == *g.Id })
		},
	})
	attach(groups, &s.parents, "parent of the group", itself)
	create(groups, &h.CreateUserHierarchyGroup, func(r *request, inst *types.Instance, in *connect.CreateUserHierarchyGroupInput, g *types.HierarchyGroup) error {
		return r.placeBelow(inst, g, in.ParentGroupId)
	}, "ParentGroupId")
	describe(groups, &h.DescribeUserHierarchyGroup)
	list(groups, &h.ListUserHierarchyGroups, nil)
	search(groups, &h.SearchUserHierarchyGroups, searching[types.HierarchyGroup]{
		fields: func(r *request, inst *types.Instance, g *types.HierarchyGroup) fields {
			return fields{"name": texts(g.Name), "parentid": {r.parent(inst, aws.ToString(g.Id))}, "levelid": texts(g.LevelId)}
		},
	})
	update(groups, &h.UpdateUserHierarchyGroupName, nil)
	remove(groups, &h.DeleteUserHierarchyGroup)
}

// parent returns the id of the group above a group, empty at the top.
func (r *request) parent(inst *types.Instance, id string) string {
	parent, _ := r.parents.of(inst, id).Find(func(string) bool { return true })
	return parent
}

// lineage returns a group with those above it, the top first; empty if there is no such group.
func (r *request) lineage(inst *types.Instance, id string) []*types.HierarchyGroup {
	var all []*types.HierarchyGroup
	for g, ok := r.groups.in(inst).Get(id); ok; g, ok = r.groups.in(inst).Get(r.parent(inst, *g.Id)) {
		all = append(all, g)
	}
	slices.Reverse(all)
	return all
}

// placeBelow puts a new group below another one, or at the top.
func (r *request) placeBelow(inst *types.Instance, g *types.HierarchyGroup, parent *string) error {
	if err := r.groups.refer(r, inst, &parent); err != nil {
		return err
	}
	if _, ok := r.level(inst, len(r.lineage(inst, aws.ToString(parent)))+1); !ok {
		return r.invalid("The hierarchy has no level for the group: UpdateUserHierarchyStructure adds one.")
	}
	if parent != nil {
		r.parents.put(r, inst, *g.Id, *parent)
	}
	return nil
}

// placeInHierarchy adds the groups above a group and its level.
func placeInHierarchy(r *request, inst *types.Instance, g *types.HierarchyGroup) {
	lineage := r.lineage(inst, *g.Id)
	g.HierarchyPath = new(types.HierarchyPath)
	for i, place := range []**types.HierarchyGroupSummary{
		&g.HierarchyPath.LevelOne, &g.HierarchyPath.LevelTwo, &g.HierarchyPath.LevelThree, &g.HierarchyPath.LevelFour, &g.HierarchyPath.LevelFive,
	} {
		if i < len(lineage) {
			*place = new(types.HierarchyGroupSummary)
			copyMembers(*place, lineage[i], r.groups.noun)
		}
	}
	if level, ok := r.level(inst, len(lineage)); ok {
		g.LevelId = level.Id
	}
}

// AddUserHierarchyGroup adds a group to the hierarchy of an instance, below another group or, with an empty parentID, at
// the top, and returns its id. The level of the group is added if it is missing.
func (s *Server) AddUserHierarchyGroup(instanceID, parentID, name string) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		n := len(r.lineage(inst, idOf(&parentID))) + 1
		if _, ok := r.level(inst, n); !ok {
			r.nameLevel(inst, n, aws.String("Level "+levelKey(n)))
		}
		g := &types.HierarchyGroup{Name: &name}
		r.groups.identify(r, inst, g)
		if err := r.placeBelow(inst, g, &parentID); err != nil {
			return "", err
		}
		return *g.Id, r.groups.add(r, inst, g)
	})
}

// UserHierarchyGroups returns the groups of the hierarchy of an instance, with those above them, in the order of their creation.
func (s *Server) UserHierarchyGroups(instanceID string) []types.HierarchyGroup {
	return allIn(s, &s.state.groups, instanceID)
}
