package connecttest

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxComponents is how many metrics a formula may have.
const maxComponents = 5

// declareMetrics declares custom metrics. Those of AWS are not kept, nor is a saved version beside the published one: all
// qualifiers of an id mean the same.
func (s *state) declareMetrics(h *Handlers) {
	metrics := declare(s, &s.metrics, resource[types.MetricDefinition]{
		noun: "Metric", kind: "metric", path: "metric", tagType: "metric", fill: fillMetric,
	})
	create(metrics, &h.CreateMetric, func(r *request, _ *types.Instance, in *connect.CreateMetricInput, _ *types.MetricDefinition) error {
		return r.checkCalculation(in.MetricCalculation)
	})
	describe(metrics, &h.DescribeMetric)
	list(metrics, &h.ListMetrics, func(_ *request, in *connect.ListMetricsInput, m *types.MetricDefinition) bool {
		return in.Type == "" || in.Type == m.Type
	})
	search(metrics, &h.SearchMetrics, searching[types.MetricDefinition]{fields: func(_ *request, _ *types.Instance, m *types.MetricDefinition) fields {
		return fields{"name": texts(m.Name), "description": texts(m.Description), "type": {string(m.Type)}, "status": {string(m.Status)}}
	}})
	update(metrics, &h.UpdateMetricContent, func(r *request, _ *types.Instance, in *connect.UpdateMetricContentInput, _ *types.MetricDefinition) error {
		return r.checkCalculation(in.MetricCalculation)
	})
	update(metrics, &h.UpdateMetricMetadata, nil)
	remove(metrics, &h.DeleteMetric)
	withoutVersion(&h.DescribeMetric, "MetricId")
	withoutVersion(&h.UpdateMetricContent, "MetricId")
	withoutVersion(&h.UpdateMetricMetadata, "MetricId")
	withoutVersion(&h.DeleteMetric, "MetricId")
}

// fillMetric completes a custom metric.
func fillMetric(r *request, _ *types.Instance, m *types.MetricDefinition) {
	m.Type = types.MetricTypeCustomerManaged
	if m.Status == "" {
		m.Status = types.MetricStatusPublished
	}
	if m.CreatedTime == nil {
		m.CreatedTime = aws.Time(r.moment().Now)
		m.CreatedUser = &types.CreatedByInfoMemberAWSIdentityArn{Value: "Amazon Connect API"}
	}
	m.LastModifiedUser = m.CreatedUser
	if m.Category == nil {
		m.Category = aws.String("CUSTOM")
	}
	if m.Groupings == nil {
		m.Groupings = []string{}
	}
	if m.Filters == nil {
		m.Filters = []types.AvailableFilter{}
	}
	if m.SupportsCustomCalculation == nil {
		m.SupportsCustomCalculation, m.SupportsPreaggregateCalculation = aws.Bool(false), aws.Bool(false)
	}
}

// checkCalculation checks the components of a formula, and that it uses no alias without one. Nil means no change.
func (r *request) checkCalculation(c *types.MetricCalculation) error {
	if c == nil {
		return nil
	}
	if len(c.CalculationComponents) == 0 || len(c.CalculationComponents) > maxComponents {
		return r.invalid("MetricCalculation: a formula has 1 to %d components", maxComponents)
	}
	aliases := map[string]bool{}
	for _, part := range c.CalculationComponents {
		if (part.MetricName == nil) == (part.MetricId == nil) {
			return r.invalid("MetricCalculation: set MetricName or MetricId of a component")
		}
		if aliases[*part.Alias] || !strings.Contains(*c.Calculation, *part.Alias) {
			return r.invalid("MetricCalculation: the alias %s is not unique or not used", *part.Alias)
		}
		aliases[*part.Alias] = true
	}
	return nil
}

// withoutVersion lets an operation accept an id with a qualifier, such as $SAVED, and ignore the qualifier.
func withoutVersion[I, O any](h *handler[I, O], name string) {
	run := *h
	*h = func(ctx context.Context, in *I) (*O, error) {
		plain := *in
		if id := member[*string](&plain, name); *id != nil {
			if cut := strings.LastIndex(**id, ":$"); cut >= 0 {
				*id = aws.String((**id)[:cut])
			}
		}
		return run(ctx, &plain)
	}
}

// AddMetric adds a custom metric to an instance and returns its id. Name must be set.
func (s *Server) AddMetric(instanceID string, info types.MetricDefinition) string {
	return addTo(s, &s.state.metrics, instanceID, info)
}

// Metrics returns the custom metrics of an instance, in the order of their creation.
func (s *Server) Metrics(instanceID string) []types.MetricDefinition {
	return allIn(s, &s.state.metrics, instanceID)
}
