package connecttest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// MetricValue is a number that a test sets for a metric. Metric operations answer from such values, and from the state
// for the metrics that can be counted from it. Values for a metric replace those counted from the state.
type MetricValue struct {
	// Metric is the name of the metric, such as SERVICE_LEVEL, or the id of a custom metric.
	Metric string
	// Value is the number. Values that fall into one result are added up; of metrics whose names begin with AVG or
	// PERCENT, or that are a rate, a level or an occupancy, the mean is taken, of those with MAX or OLDEST the
	// largest, of those with MIN the smallest.
	Value float64
	// Dimensions say what the value belongs to, by the keys of GetMetricDataV2, such as QUEUE, CHANNEL, ROUTING_PROFILE
	// or AGENT; resources by their ids. A filter or grouping by another key leaves the value out.
	Dimensions map[string]string
	// Time is when it was measured: a request for another time leaves the value out. The zero time matches any request.
	Time time.Time
}

// sample is a measurement, in all groups that it belongs to.
type sample struct {
	metric     string
	value      float64
	dimensions map[string][]string
	at         time.Time
}

// AddMetricValues adds values for metrics of an instance.
func (s *Server) AddMetricValues(instanceID string, values ...MetricValue) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		for _, v := range values {
			one := sample{metric: v.Metric, value: v.Value, at: v.Time, dimensions: map[string][]string{}}
			for key, value := range v.Dimensions {
				one.dimensions[key] = []string{value}
			}
			r.metricSamples[*inst.Id] = append(r.metricSamples[*inst.Id], one)
		}
		return struct{}{}, nil
	})
}

// ClearMetricValues removes the values that AddMetricValues added.
func (s *Server) ClearMetricValues(instanceID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		delete(r.metricSamples, *inst.Id)
		return struct{}{}, nil
	})
}

// metricSamples are the values that tests added, by id of the instance.
type metricSamples map[string][]sample

func (m metricSamples) forget(instance string) { delete(m, instance) }

func (m metricSamples) list(l *fake.Listing) {
	var rows []string
	for instance, samples := range m {
		rows = append(rows, fmt.Sprintf("%d of %s", len(samples), instance))
	}
	l.Rows("metric value", rows)
}

func (m metricSamples) snapshot() (restore func()) {
	clone := func(m metricSamples) metricSamples {
		out := make(metricSamples, len(m))
		for instance, samples := range m {
			out[instance] = slices.Clone(samples)
		}
		return out
	}
	kept := clone(m)
	return func() {
		clear(m)
		maps.Copy(m, clone(kept))
	}
}

// selection says which samples a request asks for, and how it groups them.
type selection struct {
	filters   map[string][]string // values by key
	groupings []string
	from, to  time.Time // zero for the current values
}

// group has the samples of a result.
type group struct {
	values  map[string]string // of the groupings, by key
	samples map[string][]float64
}

// groups sorts samples into groups, and the groups by the values of the groupings. For a metric with seeded values, only
// those count.
func (sel selection) groups(seeded, fromState []sample) []*group {
	own := map[string]bool{}
	for _, s := range seeded {
		own[s.metric] = true
	}
	found := map[string]*group{}
	for _, s := range slices.Concat(seeded, slices.DeleteFunc(slices.Clone(fromState), func(s sample) bool { return own[s.metric] })) {
		if !sel.takes(s) {
			continue
		}
		for key, values := range sel.keysOf(s) {
			if found[key] == nil {
				found[key] = &group{values: values, samples: map[string][]float64{}}
			}
			found[key].samples[s.metric] = append(found[key].samples[s.metric], s.value)
		}
	}
	return fake.Map(slices.Sorted(maps.Keys(found)), func(key string) *group { return found[key] })
}

// takes reports whether a sample passes the filters and is in the time range.
func (sel selection) takes(s sample) bool {
	if !s.at.IsZero() && !sel.to.IsZero() && (s.at.Before(sel.from) || !s.at.Before(sel.to)) {
		return false
	}
	for key, wanted := range sel.filters {
		if len(common(wanted, s.dimensions[key])) == 0 {
			return false
		}
	}
	return true
}

// keysOf returns the groups that a sample belongs to; none if it has no value for a grouping.
func (sel selection) keysOf(s sample) map[string]map[string]string {
	out := map[string]map[string]string{"": {}}
	for _, grouping := range sel.groupings {
		values := s.dimensions[grouping]
		if wanted, filtered := sel.filters[grouping]; filtered {
			values = common(wanted, values)
		}
		next := map[string]map[string]string{}
		for key, group := range out {
			for _, value := range values {
				with := maps.Clone(group)
				with[grouping] = value
				next[key+"\x00"+value] = with
			}
		}
		out = next
	}
	return out
}

// common returns the values that are in both lists.
func common(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(b), func(v string) bool { return !slices.Contains(a, v) })
}

// value combines the samples of a metric; nil if there are none.
func (g *group) value(metric string) *float64 {
	values := g.samples[metric]
	if len(values) == 0 {
		return nil
	}
	switch {
	case strings.HasPrefix(metric, "MAX_"), strings.HasPrefix(metric, "OLDEST_"):
		return aws.Float64(slices.Max(values))
	case strings.HasPrefix(metric, "MIN_"):
		return aws.Float64(slices.Min(values))
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	if isMean(metric) {
		sum /= float64(len(values))
	}
	return &sum
}

// isMean reports whether the values of a metric cannot be added up.
func isMean(metric string) bool {
	for _, prefix := range []string{"AVG_", "PERCENT_", "ESTIMATED_"} {
		if strings.HasPrefix(metric, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"_RATE", "_LEVEL", "OCCUPANCY", "_SCORE", "_ADHERENCE", "_ACCURACY"} {
		if strings.HasSuffix(metric, suffix) {
			return true
		}
	}
	return false
}
