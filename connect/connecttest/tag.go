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

func (s *state) tagHandlers(h *Handlers) {
	h.TagResource = handle(s, tagResource)
	h.UntagResource = handle(s, untagResource)
	h.ListTagsForResource = handle(s, listTagsForResource)
	h.SearchResourceTags = handle(s, searchResourceTags)
}

// maxTags is how many tags a resource can have.
const maxTags = 50

// tagged is the tags of one resource.
type tagged struct {
	kind   string // as SearchResourceTags calls it
	latest map[string]string
	seen   map[string]string
	put    func(map[string]string)
}

// tagsIn finds the tags of a row of a table.
func tagsIn[T any](r *request, table *fake.Table[*T], id, kind string, tags func(*T) *map[string]string) (tagged, bool) {
	row, ok := table.Get(id)
	if !ok {
		return tagged{}, false
	}
	t := tagged{kind: kind, latest: *tags(row), put: func(values map[string]string) {
		changed := *row
		*tags(&changed) = values
		table.Put(r.Moment, id, &changed)
	}}
	if seen, ok := table.See(r.Moment, id); ok {
		t.seen = *tags(seen)
	}
	return t, true
}

// tags finds the tags of the resource with an ARN.
func (r *request) tags(arn *string) (tagged, error) {
	parts := strings.Split((*arn)[strings.LastIndexByte(*arn, ':')+1:], "/")
	var t tagged
	ok := false
	switch {
	case len(parts) == 4 && parts[0] == "instance":
		if inst, found := r.state.instances.Get(parts[1]); found {
			t, ok = r.tagsOf(inst, parts[2], parts[3])
		}
	case len(parts) != 2:
	case parts[0] == "instance":
		t, ok = tagsIn(r, &r.state.instances, parts[1], "", func(i *instance) *map[string]string { return &i.info.Tags })
	case parts[0] == "phone-number":
		t, ok = tagsIn(r, &r.state.numbers, parts[1], "PHONE_NUMBER", func(n *phoneNumber) *map[string]string { return &n.info.Tags })
	case parts[0] == "traffic-distribution-group":
		t, ok = tagsIn(r, &r.state.groups, parts[1], "", func(g *types.TrafficDistributionGroup) *map[string]string { return &g.Tags })
	}
	if !ok {
		return t, r.notFound("resource", arn)
	}
	return t, nil
}

// tagsOf finds the tags of a resource of an instance.
func (r *request) tagsOf(inst *instance, kind, id string) (tagged, bool) {
	switch kind {
	case "agent":
		return tagsIn(r, &inst.users, id, "USER", func(u *types.User) *map[string]string { return &u.Tags })
	case "agent-group":
		return tagsIn(r, &inst.hierarchy, id, "USER_HIERARCHY_GROUP", func(g *hierarchyGroup) *map[string]string { return &g.info.Tags })
	case "queue":
		return tagsIn(r, &inst.queues, id, "QUEUE", func(q *types.Queue) *map[string]string { return &q.Tags })
	case "operating-hours":
		return tagsIn(r, &inst.hours, id, "HOURS_OF_OPERATION", func(h *types.HoursOfOperation) *map[string]string { return &h.Tags })
	case "routing-profile":
		return tagsIn(r, &inst.routingProfiles, id, "ROUTING_PROFILE", func(p *routingProfile) *map[string]string { return &p.info.Tags })
	case "security-profile":
		return tagsIn(r, &inst.securityProfiles, id, "SECURITY_PROFILE", func(p *securityProfile) *map[string]string { return &p.info.Tags })
	case "contact-flow":
		return tagsIn(r, &inst.flows, id, "CONTACT_FLOW", func(f *contactFlow) *map[string]string { return &f.info.Tags })
	}
	return tagged{}, false
}

func tagResource(r *request, in *connect.TagResourceInput) (*connect.TagResourceOutput, error) {
	t, err := r.tags(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	tags := maps.Clone(t.latest)
	if tags == nil {
		tags = map[string]string{}
	}
	maps.Copy(tags, in.Tags)
	if len(tags) > maxTags {
		return nil, r.invalid("A resource can have at most %d tags.", maxTags)
	}
	t.put(tags)
	return nil, nil
}

func untagResource(r *request, in *connect.UntagResourceInput) (*connect.UntagResourceOutput, error) {
	t, err := r.tags(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	tags := maps.Clone(t.latest)
	maps.DeleteFunc(tags, func(key, _ string) bool { return slices.Contains(in.TagKeys, key) })
	t.put(tags)
	return nil, nil
}

func listTagsForResource(r *request, in *connect.ListTagsForResourceInput) (*connect.ListTagsForResourceOutput, error) {
	t, err := r.tags(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	return &connect.ListTagsForResourceOutput{Tags: t.seen}, nil
}

// searchResourceTags finds the tags that are in use in an instance, each once.
func searchResourceTags(r *request, in *connect.SearchResourceTagsInput) (*connect.SearchResourceTagsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	found := map[[2]string]types.TagSet{}
	for _, t := range r.allTags(inst) {
		if len(in.ResourceTypes) > 0 && !slices.Contains(in.ResourceTypes, t.kind) {
			continue
		}
		for key, value := range t.seen {
			if in.SearchCriteria == nil || tagIs(in.SearchCriteria.TagSearchCondition, key, value) {
				found[[2]string{key, value}] = types.TagSet{Key: aws.String(key), Value: aws.String(value)}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(found), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	page, next, err := list(r, rowsOf(r, keys), in, nil, func(key [2]string) types.TagSet { return found[key] })
	return &connect.SearchResourceTagsOutput{Tags: page, NextToken: next}, err
}

func tagIs(c *types.TagSearchCondition, key, value string) bool {
	return c == nil || (c.TagKey == nil || compares(key, *c.TagKey, c.TagKeyComparisonType)) &&
		(c.TagValue == nil || compares(value, *c.TagValue, c.TagValueComparisonType))
}

// allTags returns the tags of all resources of an instance.
func (r *request) allTags(inst *instance) []tagged {
	var all []tagged
	add := func(arn *string) {
		if t, err := r.tags(arn); err == nil {
			all = append(all, t)
		}
	}
	for _, u := range inst.users.All() {
		add(u.Arn)
	}
	for _, q := range inst.queues.All() {
		add(q.QueueArn)
	}
	for _, h := range inst.hours.All() {
		add(h.HoursOfOperationArn)
	}
	for _, p := range inst.routingProfiles.All() {
		add(p.info.RoutingProfileArn)
	}
	for _, p := range inst.securityProfiles.All() {
		add(p.info.Arn)
	}
	for _, f := range inst.flows.All() {
		add(f.info.Arn)
	}
	for _, g := range inst.hierarchy.All() {
		add(g.info.Arn)
	}
	for _, n := range r.state.numbers.All() {
		if idOf(n.info.TargetArn) == *inst.info.Id {
			add(n.info.PhoneNumberArn)
		}
	}
	return all
}
