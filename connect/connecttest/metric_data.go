package connecttest

import (
	"cmp"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareMetricData declares the operations that read metrics.
func (s *state) declareMetricData(h *Handlers) {
	s.metricSamples = metricSamples{}
	s.declared = append(s.declared, s.metricSamples)
	h.GetCurrentMetricData = handle(s, getCurrentMetricData)
	h.GetMetricData = handle(s, getMetricData)
	h.GetMetricDataV2 = handle(s, getMetricDataV2)
	h.GetContactMetrics = handle(s, getContactMetrics)
}

// selectionOf makes a selection of the filters and groupings of the older metric operations.
func (r *request) selectionOf(inst *types.Instance, f *types.Filters, groupings []types.Grouping) (sel selection, err error) {
	if len(f.Queues) > 0 && len(f.RoutingProfiles) > 0 {
		return sel, r.invalid("Filters: set Queues or RoutingProfiles, not both")
	}
	if len(f.Queues) == 0 && len(f.AgentStatuses)+len(f.Subtypes)+len(f.ValidationTestTypes) > 0 {
		return sel, r.invalid("Filters: AgentStatuses, Subtypes and ValidationTestTypes require Queues")
	}
	for _, id := range f.Queues {
		if _, err := r.queues.find(r, inst, &id); err != nil {
			return sel, err
		}
	}
	for _, id := range f.RoutingProfiles {
		if _, err := r.routingProfiles.find(r, inst, &id); err != nil {
			return sel, err
		}
	}
	sel.groupings = fake.Map(groupings, func(g types.Grouping) string { return string(g) })
	sel.filters = map[string][]string{}
	for key, values := range map[string][]string{
		byQueue: ids(f.Queues), byRoutingProfile: ids(f.RoutingProfiles), byAgentStatus: ids(f.AgentStatuses), bySubtype: f.Subtypes,
		byChannel:                 fake.Map(f.Channels, func(c types.Channel) string { return string(c) }),
		"ROUTING_STEP_EXPRESSION": f.RoutingStepExpressions, "VALIDATION_TEST_TYPE": f.ValidationTestTypes,
	} {
		if len(values) > 0 {
			sel.filters[key] = values
		}
	}
	return sel, nil
}

// dimensions returns the values of the groupings as the older metric operations show them; nil without groupings.
func (g *group) dimensions(inst *types.Instance) *types.Dimensions {
	if len(g.values) == 0 {
		return nil
	}
	d := &types.Dimensions{Channel: types.Channel(g.values[byChannel])}
	if id, ok := g.values[byQueue]; ok {
		d.Queue = &types.QueueReference{Id: &id, Arn: aws.String(*inst.Arn + "/queue/" + id)}
	}
	if id, ok := g.values[byRoutingProfile]; ok {
		d.RoutingProfile = &types.RoutingProfileReference{Id: &id, Arn: aws.String(*inst.Arn + "/routing-profile/" + id)}
	}
	if id, ok := g.values[byAgentStatus]; ok {
		d.AgentStatus = &types.AgentStatusIdentifier{Id: &id, Arn: aws.String(*inst.Arn + "/agent-state/" + id)}
	}
	for key, member := range map[string]**string{
		bySubtype: &d.Subtype, "ROUTING_STEP_EXPRESSION": &d.RoutingStepExpression, "VALIDATION_TEST_TYPE": &d.ValidationTestType,
	} {
		if value, ok := g.values[key]; ok {
			*member = &value
		}
	}
	return d
}

func getCurrentMetricData(r *request, in *connect.GetCurrentMetricDataInput) (*connect.GetCurrentMetricDataOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkCurrent(in); err != nil {
		return nil, err
	}
	sel, err := r.selectionOf(inst, in.Filters, in.Groupings)
	if err != nil {
		return nil, err
	}
	groups := sel.groups(r.metricSamples[*inst.Id], r.currentSamples(inst))
	groups = slices.DeleteFunc(groups, func(g *group) bool {
		return !slices.ContainsFunc(in.CurrentMetrics, func(m types.CurrentMetric) bool { return g.samples[currentName(m)] != nil })
	})
	sortCurrent(groups, in.SortCriteria)
	out := &connect.GetCurrentMetricDataOutput{DataSnapshotTime: &r.Now, ApproximateTotalCount: aws.Int64(int64(len(groups)))}
	return out, paged(r, in, out, fake.RowsOf(groups), func(g *group) types.CurrentMetricResult {
		return types.CurrentMetricResult{Dimensions: g.dimensions(inst), Collections: fake.Map(in.CurrentMetrics, func(m types.CurrentMetric) types.CurrentMetricData {
			return types.CurrentMetricData{Metric: &m, Value: g.current(m)}
		})}
	})
}

// checkCurrent refuses metrics and groupings that exclude each other, as the service does.
func (r *request) checkCurrent(in *connect.GetCurrentMetricDataInput) error {
	byStatus := slices.Contains(in.Groupings, types.GroupingAgentStatus)
	for _, m := range in.CurrentMetrics {
		switch {
		case (m.Name == "") == (m.MetricId == nil):
			return r.invalid("CurrentMetrics: set Name or MetricId")
		case byStatus && m.Name != types.CurrentMetricNameAgentsOnline:
			return r.invalid("Groupings: AGENT_STATUS allows AGENTS_ONLINE only")
		}
	}
	if byStatus && (in.Groupings[0] != types.GroupingQueue || len(in.Filters.Queues) == 0) {
		return r.invalid("Groupings: AGENT_STATUS requires QUEUE before it and a filter on queues")
	}
	if slices.Contains(in.Groupings, types.GroupingRoutingProfile) && len(in.Filters.Queues)+len(in.Filters.RoutingProfiles) == 0 {
		return r.invalid("Groupings: ROUTING_PROFILE requires a filter on queues or routing profiles")
	}
	for _, by := range in.SortCriteria {
		if by.SortByMetric == types.CurrentMetricNameSlotsActive || by.SortByMetric == types.CurrentMetricNameSlotsAvailable {
			return r.invalid("SortCriteria: results cannot be sorted by %s", by.SortByMetric)
		}
	}
	return nil
}

func currentName(m types.CurrentMetric) string { return cmp.Or(string(m.Name), idOf(m.MetricId)) }

// current returns the value of a current metric. A metric without a value is 0, except for custom metrics and estimated wait
// times; the age of the oldest contact is in milliseconds without groupings, as in the service.
func (g *group) current(m types.CurrentMetric) *float64 {
	v := g.value(currentName(m))
	switch m.Name {
	case "", types.CurrentMetricNameEstimatedWaitTime:
		return v
	case types.CurrentMetricNameOldestContactAge:
		if v != nil && len(g.values) == 0 {
			*v *= 1000
		}
	}
	if v == nil {
		v = new(float64)
	}
	return v
}

func sortCurrent(groups []*group, criteria []types.CurrentMetricSortCriteria) {
	by := types.CurrentMetricSortCriteria{SortByMetric: types.CurrentMetricNameAgentsOnline, SortOrder: types.SortOrderDescending}
	if len(criteria) > 0 {
		by = criteria[0]
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		order := cmp.Compare(aws.ToFloat64(a.value(string(by.SortByMetric))), aws.ToFloat64(b.value(string(by.SortByMetric))))
		if by.SortOrder == types.SortOrderDescending {
			return -order
		}
		return order
	})
}

func getMetricData(r *request, in *connect.GetMetricDataInput) (*connect.GetMetricDataOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	const step, day = 5 * time.Minute, 24 * time.Hour
	from, to := *in.StartTime, *in.EndTime
	switch {
	case !from.Truncate(step).Equal(from) || !to.Truncate(step).Equal(to):
		return nil, r.invalid("StartTime and EndTime: must be multiples of 5 minutes")
	case !from.Before(to) || to.Sub(from) > day || r.Now.Sub(from) > day:
		return nil, r.invalid("StartTime and EndTime: must be in this order and within the last 24 hours")
	case len(in.Filters.Queues)+len(in.Filters.Channels) == 0:
		return nil, r.invalid("Filters: Queues or Channels must be set")
	}
	sel, err := r.selectionOf(inst, in.Filters, in.Groupings)
	if err != nil {
		return nil, err
	}
	sel.from, sel.to = from, to
	groups := sel.groups(r.metricSamples[*inst.Id], r.historicalSamples(inst))
	out := new(connect.GetMetricDataOutput)
	return out, paged(r, in, out, fake.RowsOf(groups), func(g *group) types.HistoricalMetricResult {
		return types.HistoricalMetricResult{Dimensions: g.dimensions(inst), Collections: fake.Map(in.HistoricalMetrics, func(m types.HistoricalMetric) types.HistoricalMetricData {
			return types.HistoricalMetricData{Metric: &m, Value: g.value(string(m.Name))}
		})}
	})
}

func getContactMetrics(r *request, in *connect.GetContactMetricsInput) (*connect.GetContactMetricsOutput, error) {
	inst, c, err := r.contactOf(in)
	if err != nil {
		return nil, err
	}
	if !isQueued(c) {
		return nil, r.refused("The contact is not waiting in a queue.")
	}
	out := &connect.GetContactMetricsOutput{Id: c.Id, Arn: c.Arn, MetricResults: []types.ContactMetricResult{}}
	for _, m := range in.Metrics {
		value := aws.Float64(float64(r.position(inst, c)))
		if m.Name == types.ContactMetricNameEstimatedWaitTime {
			value = r.waitTime(inst, c)
		}
		if value != nil {
			out.MetricResults = append(out.MetricResults, types.ContactMetricResult{Name: m.Name, Value: &types.ContactMetricValueMemberNumber{Value: *value}})
		}
	}
	return out, nil
}

// waitTime returns the seeded wait time for the queue and the channel of a contact; nil without one.
func (r *request) waitTime(inst *types.Instance, c *types.Contact) *float64 {
	const name = string(types.ContactMetricNameEstimatedWaitTime)
	sel := selection{filters: map[string][]string{byQueue: {*c.QueueInfo.Id}, byChannel: {string(c.Channel)}}}
	for _, g := range sel.groups(r.metricSamples[*inst.Id], nil) {
		return g.value(name)
	}
	return nil
}

// position returns the place of a contact among those of its queue: lower priority numbers first, then the older ones.
func (r *request) position(inst *types.Instance, c *types.Contact) int {
	const normal = 5
	rank := func(c *types.Contact) (int64, time.Time) {
		priority := int64(normal)
		if c.QueuePriority != nil {
			priority = *c.QueuePriority
		}
		return priority, c.QueueInfo.EnqueueTimestamp.Add(-time.Duration(aws.ToInt32(c.QueueTimeAdjustmentSeconds)) * time.Second)
	}
	position := 1
	priority, since := rank(c)
	before := true
	for _, other := range r.contacts.in(inst).All() {
		if !isQueued(other) || *other.QueueInfo.Id != *c.QueueInfo.Id {
			continue
		}
		if *other.Id == *c.Id {
			before = false
			continue
		}
		p, s := rank(other)
		if p < priority || p == priority && (s.Before(since) || s.Equal(since) && before) {
			position++
		}
	}
	return position
}
