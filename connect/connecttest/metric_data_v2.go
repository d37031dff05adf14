package connecttest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

const (
	// metricHistory is how far back metrics reach: three months.
	metricHistory = 93 * 24 * time.Hour
	// maxMetricSpan is the longest time range of a request.
	maxMetricSpan = 35 * 24 * time.Hour
	// maxShortSpan is the longest time range with intervals of an hour or less.
	maxShortSpan = 3 * 24 * time.Hour
)

// span is a part of the time that a request asks for.
type span struct{ from, to time.Time }

// spanGroup is the group of a result, with the time that it is for.
type spanGroup struct {
	span
	*group
}

func getMetricDataV2(r *request, in *connect.GetMetricDataV2Input) (*connect.GetMetricDataV2Output, error) {
	inst, err := r.instance(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	sel, err := r.selectionV2(in)
	if err != nil {
		return nil, err
	}
	spans, err := r.spans(in)
	if err != nil {
		return nil, err
	}
	var results []spanGroup
	state := r.historicalSamples(inst)
	for _, sp := range spans {
		sel.from, sel.to = sp.from, sp.to
		for _, g := range sel.groups(r.metricSamples[*inst.Id], state) {
			if slices.ContainsFunc(in.Metrics, func(m types.MetricV2) bool { return g.samples[nameV2(m)] != nil }) {
				results = append(results, spanGroup{sp, g})
			}
		}
	}
	out := new(connect.GetMetricDataV2Output)
	return out, paged(r, in, out, fake.RowsOf(results), func(g spanGroup) types.MetricResultV2 {
		res := types.MetricResultV2{Dimensions: g.namedDimensions(inst), Collections: fake.Map(in.Metrics, func(m types.MetricV2) types.MetricDataV2 {
			return types.MetricDataV2{Metric: &m, Value: g.value(nameV2(m))}
		})}
		if in.Interval != nil {
			res.MetricInterval = &types.MetricInterval{Interval: in.Interval.IntervalPeriod, StartTime: &g.from, EndTime: &g.to}
		}
		return res
	})
}

func nameV2(m types.MetricV2) string { return cmp.Or(aws.ToString(m.Name), idOf(m.MetricId)) }

// namedDimensions adds the ARNs of resources to the values of the groupings.
func (g *group) namedDimensions(inst *types.Instance) map[string]string {
	out := map[string]string{}
	for key, value := range g.values {
		out[key] = value
		if path := map[string]string{byQueue: "queue", byRoutingProfile: "routing-profile", byAgent: "agent"}[key]; path != "" {
			out[key+"_ARN"] = *inst.Arn + "/" + path + "/" + value
		}
	}
	return out
}

// selectionV2 makes a selection of filters and groupings. One filter must name resources.
func (r *request) selectionV2(in *connect.GetMetricDataV2Input) (sel selection, err error) {
	sel = selection{filters: map[string][]string{}, groupings: in.Groupings}
	byResource := false
	for _, f := range in.Filters {
		key := aws.ToString(f.FilterKey)
		if key == "" || len(f.FilterValues) == 0 {
			return sel, r.invalid("Filters: FilterKey and FilterValues must be set")
		}
		sel.filters[key] = f.FilterValues
		switch key {
		case byQueue, byRoutingProfile, byAgent, "EVALUATION_FORM", "EVALUATOR_ID":
			byResource = true
			sel.filters[key] = ids(f.FilterValues)
		case "CAMPAIGN":
			byResource = true
		default:
			byResource = byResource || strings.HasPrefix(key, "AGENT_HIERARCHY_LEVEL_")
		}
	}
	if !byResource {
		return sel, r.invalid("Filters: one of them must be on a resource such as QUEUE, ROUTING_PROFILE or AGENT")
	}
	for _, m := range in.Metrics {
		if (m.Name == nil) == (m.MetricId == nil) {
			return sel, r.invalid("Metrics: set Name or MetricId")
		}
	}
	return sel, nil
}

// spans splits the time range of a request into its intervals.
func (r *request) spans(in *connect.GetMetricDataV2Input) ([]span, error) {
	from, to := *in.StartTime, *in.EndTime
	switch {
	case !from.Before(to) || from.After(r.Now):
		return nil, r.invalid("StartTime: must be before EndTime and not in the future")
	case to.Sub(from) > maxMetricSpan:
		return nil, r.invalid("StartTime and EndTime: must be less than 35 days apart")
	case r.Now.Sub(from) > metricHistory:
		return nil, r.invalid("StartTime: must be within the last 3 months")
	}
	if in.Interval == nil {
		return []span{{from, to}}, nil
	}
	zone, err := time.LoadLocation(aws.ToString(in.Interval.TimeZone))
	if err != nil {
		return nil, r.invalid("Interval: there is no time zone %s", aws.ToString(in.Interval.TimeZone))
	}
	if short := shortInterval(in.Interval.IntervalPeriod); short > 0 && to.Sub(from) > maxShortSpan {
		return nil, r.invalid("Interval: with %s, StartTime and EndTime must be less than 3 days apart", in.Interval.IntervalPeriod)
	}
	var out []span
	for at := from.In(zone); at.Before(to); {
		next := nextInterval(at, in.Interval.IntervalPeriod)
		if next.IsZero() || next.After(to) {
			next = to
		}
		out = append(out, span{at, next})
		at = next.In(zone)
	}
	return out, nil
}

// shortInterval returns the length of the intervals of an hour or less; 0 for the others.
func shortInterval(period types.IntervalPeriod) time.Duration {
	switch period {
	case types.IntervalPeriodFifteenMin:
		return 15 * time.Minute
	case types.IntervalPeriodThirtyMin:
		return 30 * time.Minute
	case types.IntervalPeriodHour:
		return time.Hour
	}
	return 0
}

// nextInterval returns the end of the interval that begins at a time; zero for the total.
func nextInterval(at time.Time, period types.IntervalPeriod) time.Time {
	switch period {
	case types.IntervalPeriodDay:
		return at.AddDate(0, 0, 1)
	case types.IntervalPeriodWeek:
		return at.AddDate(0, 0, 7)
	}
	if d := shortInterval(period); d > 0 {
		return at.Add(d)
	}
	return time.Time{}
}
