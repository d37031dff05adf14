package connecttest

import (
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// levelKey is the key of a level of the hierarchy, which count from 1.
func levelKey(n int) string { return strconv.Itoa(n) }

func describeUserHierarchyStructure(r *request, in *connect.DescribeUserHierarchyStructureInput) (*connect.DescribeUserHierarchyStructureOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	structure := new(types.HierarchyStructure)
	for i, place := range []**types.HierarchyLevel{
		&structure.LevelOne, &structure.LevelTwo, &structure.LevelThree, &structure.LevelFour, &structure.LevelFive,
	} {
		if level, ok := inst.levels.See(r.Moment, levelKey(i+1)); ok {
			*place = level
		}
	}
	return &connect.DescribeUserHierarchyStructureOutput{HierarchyStructure: structure}, nil
}

// updateUserHierarchyStructure names the levels. A level that the request leaves out goes away, which it can if it is the
// last one and has no groups.
func updateUserHierarchyStructure(r *request, in *connect.UpdateUserHierarchyStructureInput) (*connect.UpdateUserHierarchyStructureOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	wanted := []*types.HierarchyLevelUpdate{
		in.HierarchyStructure.LevelOne, in.HierarchyStructure.LevelTwo, in.HierarchyStructure.LevelThree,
		in.HierarchyStructure.LevelFour, in.HierarchyStructure.LevelFive,
	}
	depth := inst.depth()
	gap := false
	for i, update := range wanted {
		if update == nil && i < depth {
			return nil, r.inUse("level of the hierarchy", *inst.info.Arn)
		}
		if update != nil && gap {
			return nil, r.invalid("HierarchyStructure: level %d is there without the one above it", i+1)
		}
		gap = update == nil
	}
	for i, update := range wanted {
		if update == nil {
			inst.levels.Delete(r.Moment, levelKey(i+1))
			continue
		}
		r.nameLevel(inst, i+1, update.Name)
	}
	return nil, nil
}

// nameLevel adds a level or changes its name.
func (r *request) nameLevel(inst *instance, n int, name *string) {
	level := types.HierarchyLevel{Id: aws.String(r.state.newID())}
	if before, ok := inst.levels.Get(levelKey(n)); ok {
		level = *before
	}
	level.Arn, level.Name = aws.String(*inst.info.Arn+"/agent-group-level/"+*level.Id), name
	level.LastModifiedTime, level.LastModifiedRegion = r.modified()
	inst.levels.Put(r.Moment, levelKey(n), &level)
}

// depth is the lowest level that has groups, 0 if there are none.
func (inst *instance) depth() (depth int) {
	for _, g := range inst.hierarchy.All() {
		depth = max(depth, len(inst.lineage(*g.info.Id)))
	}
	return depth
}

// AddUserHierarchyGroup adds a group to the hierarchy of an instance, below another group or, with an empty parentID, at
// the top, and returns its id. A level that it needs is there from then on.
func (s *Server) AddUserHierarchyGroup(instanceID, parentID, name string) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		n := len(inst.lineage(idOf(&parentID))) + 1
		if _, ok := inst.levels.Get(levelKey(n)); !ok {
			r.nameLevel(inst, n, aws.String("Level "+levelKey(n)))
		}
		out, err := createUserHierarchyGroup(r, &connect.CreateUserHierarchyGroupInput{InstanceId: &instanceID, ParentGroupId: &parentID, Name: &name})
		if err != nil {
			return "", err
		}
		return *out.HierarchyGroupId, nil
	})
}
