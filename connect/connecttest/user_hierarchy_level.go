package connecttest

import (
	"cmp"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareHierarchyLevels declares the levels of the hierarchy of an instance, which count from 1.
func (s *state) declareHierarchyLevels(h *Handlers) {
	attach(&s.instances, &s.hierarchyLevels, "level of the hierarchy", func(level hierarchyLevel) string { return levelKey(level.n) })
	h.DescribeUserHierarchyStructure = handle(s, describeUserHierarchyStructure)
	h.UpdateUserHierarchyStructure = handle(s, updateUserHierarchyStructure)
}

// hierarchyLevel is a level with its number.
type hierarchyLevel struct {
	n int
	types.HierarchyLevel
}

// maxLevels is how many levels a hierarchy can have.
const maxLevels = 5

func levelKey(n int) string { return strconv.Itoa(n) }

// level returns a level of the hierarchy.
func (r *request) level(inst *types.Instance, n int) (hierarchyLevel, bool) {
	return r.hierarchyLevels.of(nil, *inst.Id).Get(levelKey(n))
}

func describeUserHierarchyStructure(r *request, in *connect.DescribeUserHierarchyStructureInput) (*connect.DescribeUserHierarchyStructureOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	return &connect.DescribeUserHierarchyStructureOutput{HierarchyStructure: r.hierarchyStructure(inst)}, nil
}

// hierarchyStructure returns the levels as readers see them.
func (r *request) hierarchyStructure(inst *types.Instance) *types.HierarchyStructure {
	structure := new(types.HierarchyStructure)
	for i, place := range []**types.HierarchyLevel{
		&structure.LevelOne, &structure.LevelTwo, &structure.LevelThree, &structure.LevelFour, &structure.LevelFive,
	} {
		if level, ok := r.hierarchyLevels.of(nil, *inst.Id).See(r.Moment, levelKey(i+1)); ok {
			*place = &level.HierarchyLevel
		}
	}
	return structure
}

// updateUserHierarchyStructure names the levels. A level that the request leaves out is removed, which is possible only if
// it is the last one and has no groups.
func updateUserHierarchyStructure(r *request, in *connect.UpdateUserHierarchyStructureInput) (*connect.UpdateUserHierarchyStructureOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	wanted := []*types.HierarchyLevelUpdate{
		in.HierarchyStructure.LevelOne, in.HierarchyStructure.LevelTwo, in.HierarchyStructure.LevelThree,
		in.HierarchyStructure.LevelFour, in.HierarchyStructure.LevelFive,
	}
	depth := r.depth(inst)
	gap := false
	for i, update := range wanted {
		if update == nil && i < depth {
			return nil, &types.ResourceInUseException{Message: aws.String("The level of the hierarchy is in use."), ResourceId: inst.Arn}
		}
		if update != nil && gap {
			return nil, r.invalid("HierarchyStructure: level %d is set without the one above it", i+1)
		}
		gap = update == nil
	}
	for i, update := range wanted {
		if update == nil {
			r.hierarchyLevels.of(nil, *inst.Id).Delete(r.Moment, levelKey(i+1))
			continue
		}
		r.nameLevel(inst, i+1, update.Name)
	}
	return nil, nil
}

// nameLevel adds a level or changes its name.
func (r *request) nameLevel(inst *types.Instance, n int, name *string) {
	level, _ := r.level(inst, n)
	id := cmp.Or(aws.ToString(level.Id), r.newID())
	r.hierarchyLevels.put(r, nil, *inst.Id, hierarchyLevel{n: n, HierarchyLevel: types.HierarchyLevel{
		Id: &id, Arn: aws.String(*inst.Arn + "/agent-group-level/" + id), Name: name,
		LastModifiedTime: aws.Time(r.state.moment().Now), LastModifiedRegion: aws.String(r.region),
	}})
}

// depth returns the lowest level that has groups, 0 if there are none.
func (r *request) depth(inst *types.Instance) (depth int) {
	for _, g := range r.groups.in(inst).All() {
		depth = max(depth, len(r.lineage(inst, *g.Id)))
	}
	return depth
}

// SetUserHierarchyLevels names the levels of the hierarchy of an instance, from the top. Levels that have groups must be named.
func (s *Server) SetUserHierarchyLevels(instanceID string, names ...string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		if len(names) > maxLevels || len(names) < r.depth(inst) {
			return struct{}{}, r.invalid("A hierarchy has at most %d levels, and as many as its groups need.", maxLevels)
		}
		for n := 1; n <= maxLevels; n++ {
			if n > len(names) {
				r.hierarchyLevels.of(nil, *inst.Id).Delete(r.Moment, levelKey(n))
				continue
			}
			r.nameLevel(inst, n, &names[n-1])
		}
		return struct{}{}, nil
	})
}

// UserHierarchyStructure returns the levels of the hierarchy of an instance.
func (s *Server) UserHierarchyStructure(instanceID string) *types.HierarchyStructure {
	return read(s, func(r *request) (*types.HierarchyStructure, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return fake.Copy(r.hierarchyStructure(inst)), nil
	})
}
