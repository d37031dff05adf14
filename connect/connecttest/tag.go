package connecttest

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

const (
	// maxTags is how many tags a resource can have.
	maxTags = 50
	// maxFoundTags is how many tags a search can find.
	maxFoundTags = 1000
)

// tagged is implemented by each kind of resource that can have tags.
type tagged interface {
	ofAccount() bool
	// seenTags returns the tags that readers see. It reports false if there is no such resource.
	seenTags(r *request, inst *types.Instance, id string) (map[string]string, bool)
	// changeTags stores a changed copy of the latest tags.
	changeTags(r *request, inst *types.Instance, id string, change func(tags map[string]string) error) error
	// eachTags yields the tags that readers see of all resources that have to do with an instance.
	eachTags(r *request, inst *types.Instance, resourceTypes []string, yield func(tags map[string]string))
}

func (res *resource[T]) ofAccount() bool { return res.account }

func (res *resource[T]) seenTags(r *request, inst *types.Instance, id string) (map[string]string, bool) {
	_, there := res.in(inst).Get(id)
	t, seen := res.in(inst).See(r.Moment, id)
	if !there || !seen {
		return nil, there
	}
	return res.tags(t), true
}

func (res *resource[T]) changeTags(r *request, inst *types.Instance, id string, change func(tags map[string]string) error) error {
	before, _ := res.in(inst).Get(id)
	t := fake.Copy(before)
	tags := member[map[string]string](t, "Tags")
	if *tags == nil {
		*tags = map[string]string{}
	}
	if err := change(*tags); err != nil {
		return err
	}
	res.in(inst).Put(r.Moment, id, t)
	return nil
}

func (res *resource[T]) eachTags(r *request, inst *types.Instance, resourceTypes []string, yield func(tags map[string]string)) {
	if res.tagType == "" || len(resourceTypes) > 0 && !slices.Contains(resourceTypes, res.tagType) {
		return
	}
	owner := inst
	if res.account {
		owner = nil
	}
	for _, t := range res.in(owner).Rows(r.Moment, func(t *T) bool { return res.isOf == nil || res.isOf(inst, t) }).All() {
		yield(res.tags(t))
	}
}

func (s *state) declareTags(h *Handlers) {
	h.TagResource = handle(s, tagResource)
	h.UntagResource = handle(s, untagResource)
	h.ListTagsForResource = handle(s, listTagsForResource)
	h.SearchResourceTags = handle(s, searchResourceTags)
}

// tagTarget is a resource that a request names by its ARN.
type tagTarget struct {
	tagged
	inst *types.Instance
	id   string
	tags map[string]string // that readers see
}

// byARN finds a resource that can have tags.
func (r *request) byARN(arn *string) (t tagTarget, err error) {
	if !strings.HasPrefix(*arn, r.arn("")) && !r.reachesFromAfar(*arn) {
		return t, r.notFound("resource", arn)
	}
	parts := strings.Split((*arn)[strings.LastIndexByte(*arn, ':')+1:], "/")
	if len(parts) == 4 && parts[0] == "instance" {
		if t.inst, err = r.instance(&parts[1]); err != nil {
			return t, err
		}
		parts = parts[2:]
	}
	t.tagged = r.byPath[parts[0]]
	if len(parts) == 2 && t.tagged != nil && t.ofAccount() == (t.inst == nil) {
		var there bool
		t.id = parts[1]
		if t.tags, there = t.seenTags(r, t.inst, t.id); there {
			return t, nil
		}
	}
	return t, r.notFound("resource", arn)
}

// checkTags refuses keys that belong to AWS.
func (r *request) checkTags(tags map[string]string) error {
	for key := range tags {
		if strings.HasPrefix(strings.ToLower(key), "aws:") {
			return r.invalid("Tags: keys that begin with aws: belong to AWS")
		}
	}
	return nil
}

func tagResource(r *request, in *connect.TagResourceInput) (*connect.TagResourceOutput, error) {
	t, err := r.byARN(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	if err := r.checkTags(in.Tags); err != nil {
		return nil, err
	}
	return nil, t.changeTags(r, t.inst, t.id, func(tags map[string]string) error {
		maps.Copy(tags, in.Tags)
		if len(tags) > maxTags {
			return r.invalid("A resource can have at most %d tags.", maxTags)
		}
		return nil
	})
}

func untagResource(r *request, in *connect.UntagResourceInput) (*connect.UntagResourceOutput, error) {
	t, err := r.byARN(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	return nil, t.changeTags(r, t.inst, t.id, func(tags map[string]string) error {
		maps.DeleteFunc(tags, func(key, _ string) bool { return slices.Contains(in.TagKeys, key) })
		return nil
	})
}

func listTagsForResource(r *request, in *connect.ListTagsForResourceInput) (*connect.ListTagsForResourceOutput, error) {
	t, err := r.byARN(in.ResourceArn)
	return &connect.ListTagsForResourceOutput{Tags: t.tags}, err
}

// searchResourceTags finds the tags that are in use in an instance, each once.
func searchResourceTags(r *request, in *connect.SearchResourceTagsInput) (*connect.SearchResourceTagsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	found := map[[2]string]bool{}
	for _, kind := range r.byPath {
		kind.eachTags(r, inst, in.ResourceTypes, func(tags map[string]string) {
			for key, value := range tags {
				if in.SearchCriteria == nil || tagIs(in.SearchCriteria.TagSearchCondition, key, value) {
					found[[2]string{key, value}] = true
				}
			}
		})
	}
	if len(found) > maxFoundTags {
		return nil, &types.MaximumResultReturnedException{Message: aws.String("More tags match than a search can return.")}
	}
	keys := slices.SortedFunc(maps.Keys(found), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	out := new(connect.SearchResourceTagsOutput)
	return out, paged(r, in, out, fake.RowsOf(keys), func(key [2]string) types.TagSet { return types.TagSet{Key: &key[0], Value: &key[1]} })
}

func tagIs(c *types.TagSearchCondition, key, value string) bool {
	return c == nil || (c.TagKey == nil || compares(key, *c.TagKey, c.TagKeyComparisonType)) &&
		(c.TagValue == nil || compares(value, aws.ToString(c.TagValue), c.TagValueComparisonType))
}

// SetTags gives a resource, by its ARN, these tags and no others. It is for resources that have an ARN and tags.
func (s *Server) SetTags(resourceARN string, tags map[string]string) {
	seed(s, func(r *request) (struct{}, error) {
		t, err := r.byARN(&resourceARN)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, t.changeTags(r, t.inst, t.id, func(before map[string]string) error {
			clear(before)
			maps.Copy(before, tags)
			return nil
		})
	})
}

// Tags returns the tags of a resource, by its ARN.
func (s *Server) Tags(resourceARN string) map[string]string {
	return read(s, func(r *request) (map[string]string, error) {
		t, err := r.byARN(&resourceARN)
		return maps.Clone(t.tags), err
	})
}
