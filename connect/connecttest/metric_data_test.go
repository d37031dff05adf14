package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// current asks for current metrics.
func (s *contactScene) current(filters *types.Filters, groupings []types.Grouping, names ...types.CurrentMetricName) ([]types.CurrentMetricResult, error) {
	in := &connect.GetCurrentMetricDataInput{InstanceId: &s.instance, Filters: filters, Groupings: groupings}
	for _, name := range names {
		in.CurrentMetrics = append(in.CurrentMetrics, types.CurrentMetric{Name: name})
	}
	out, err := s.client.GetCurrentMetricData(s.t.Context(), in)
	if err != nil {
		return nil, err
	}
	return out.MetricResults, nil
}

// values returns the values of a result, -1 for those that are nil.
func values(r types.CurrentMetricResult) (out []float64) {
	for _, c := range r.Collections {
		v := -1.0
		if c.Value != nil {
			v = *c.Value
		}
		out = append(out, v)
	}
	return out
}

func TestCurrentMetricsTellTheState(t *testing.T) {
	s := newContactScene(t)
	ofQueue := &types.Filters{Queues: []string{s.queue}}
	byQueue := []types.Grouping{types.GroupingQueue}
	none, err := s.current(ofQueue, byQueue, types.CurrentMetricNameAgentsOnline)
	require.NoError(t, err)
	assert.Empty(t, none)

	waiting := s.srv.AddContact(s.instance, types.Contact{})
	s.srv.QueueContact(s.instance, waiting, s.queue)
	s.clock.Advance(30 * time.Second)
	talking := s.srv.AddContact(s.instance, types.Contact{})
	s.srv.ConnectContact(s.instance, talking, s.user)
	metrics := []types.CurrentMetricName{
		types.CurrentMetricNameContactsInQueue, types.CurrentMetricNameOldestContactAge, types.CurrentMetricNameAgentsOnContact,
		types.CurrentMetricNameSlotsActive, types.CurrentMetricNameSlotsAvailable, types.CurrentMetricNameEstimatedWaitTime,
	}
	got, err := s.current(ofQueue, byQueue, metrics...)
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, s.queue, *got[0].Dimensions.Queue.Id)
	assert.Equal(t, []float64{1, 30, 1, 1, 0, -1}, values(got[0]))

	got, err = s.current(ofQueue, nil, types.CurrentMetricNameOldestContactAge)
	require.NoError(t, err)
	assert.Equal(t, []float64{30000}, values(got[0]), "milliseconds without groupings, as in the service")
	assert.Nil(t, got[0].Dimensions)
}

func TestCurrentMetricsAreSeeded(t *testing.T) {
	s := newContactScene(t)
	other := s.srv.AddQueue(s.instance, types.Queue{Name: aws.String("Other")})
	s.srv.AddMetricValues(s.instance,
		connecttest.MetricValue{Metric: "AGENTS_ONLINE", Value: 3, Dimensions: map[string]string{"QUEUE": s.queue}},
		connecttest.MetricValue{Metric: "AGENTS_ONLINE", Value: 7, Dimensions: map[string]string{"QUEUE": other}},
		connecttest.MetricValue{Metric: "ESTIMATED_WAIT_TIME", Value: 90, Dimensions: map[string]string{"QUEUE": other}},
	)
	got, err := s.current(&types.Filters{Queues: []string{s.queue, other}}, []types.Grouping{types.GroupingQueue},
		types.CurrentMetricNameAgentsOnline, types.CurrentMetricNameEstimatedWaitTime)
	require.NoError(t, err)
	require.Len(t, got, 2)
	assert.Equal(t, []float64{7, 90}, values(got[0]), "most agents first")
	assert.Equal(t, []float64{3, -1}, values(got[1]))
	got, err = s.current(&types.Filters{Queues: []string{s.queue, other}}, nil, types.CurrentMetricNameAgentsOnline)
	require.NoError(t, err)
	assert.Equal(t, []float64{10}, values(got[0]))
	s.srv.ClearMetricValues(s.instance)
	got, err = s.current(&types.Filters{Queues: []string{s.queue}}, nil, types.CurrentMetricNameAgentsOnline)
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestCurrentMetricsAreChecked(t *testing.T) {
	s := newContactScene(t)
	queue := []string{s.queue}
	for name, c := range map[string]struct {
		filters   types.Filters
		groupings []types.Grouping
		metric    types.CurrentMetricName
	}{
		"queues and profiles":     {types.Filters{Queues: queue, RoutingProfiles: []string{"p"}}, nil, types.CurrentMetricNameAgentsOnline},
		"subtypes without queues": {types.Filters{Subtypes: []string{"connect:Chat"}}, nil, types.CurrentMetricNameAgentsOnline},
		"unknown queue":           {types.Filters{Queues: []string{"none"}}, nil, types.CurrentMetricNameAgentsOnline},
		"status alone":            {types.Filters{Queues: queue}, []types.Grouping{types.GroupingAgentStatus}, types.CurrentMetricNameAgentsOnline},
		"status of contacts":      {types.Filters{Queues: queue}, []types.Grouping{types.GroupingQueue, types.GroupingAgentStatus}, types.CurrentMetricNameContactsInQueue},
		"profiles without filter": {types.Filters{Channels: []types.Channel{types.ChannelChat}}, []types.Grouping{types.GroupingRoutingProfile}, types.CurrentMetricNameAgentsOnline},
	} {
		_, err := s.current(&c.filters, c.groupings, c.metric)
		assert.Error(t, err, name)
	}
}

func TestHistoricalMetrics(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	handled, abandoned := s.srv.AddContact(s.instance, types.Contact{}), s.srv.AddContact(s.instance, types.Contact{})
	for _, id := range []string{handled, abandoned} {
		s.srv.QueueContact(s.instance, id, s.queue)
	}
	s.srv.ConnectContact(s.instance, handled, s.user)
	for _, id := range []string{handled, abandoned} {
		s.srv.EndContact(s.instance, id, "")
	}
	s.srv.AddMetricValues(s.instance, connecttest.MetricValue{Metric: "SERVICE_LEVEL", Value: 80, Dimensions: map[string]string{"QUEUE": s.queue}})
	s.clock.Advance(10 * time.Minute)
	end := s.clock.Time().Truncate(5 * time.Minute)
	in := &connect.GetMetricDataInput{
		InstanceId: &s.instance, StartTime: aws.Time(end.Add(-time.Hour)), EndTime: &end, Filters: &types.Filters{Queues: []string{s.queue}},
		Groupings: []types.Grouping{types.GroupingQueue}, HistoricalMetrics: []types.HistoricalMetric{
			{Name: types.HistoricalMetricNameContactsQueued}, {Name: types.HistoricalMetricNameContactsHandled},
			{Name: types.HistoricalMetricNameContactsAbandoned}, {Name: types.HistoricalMetricNameServiceLevel},
		},
	}
	out, err := s.client.GetMetricData(ctx, in)
	require.NoError(t, err)
	require.Len(t, out.MetricResults, 1)
	var got []float64
	for _, c := range out.MetricResults[0].Collections {
		got = append(got, *c.Value)
	}
	assert.Equal(t, []float64{2, 1, 1, 80}, got)
	in.StartTime = aws.Time(end.Add(-time.Hour - time.Minute))
	_, err = s.client.GetMetricData(ctx, in)
	requireError[*types.InvalidParameterException](t, err)
}

func TestMetricDataV2(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	start := s.clock.Time().Add(-2 * time.Hour).Truncate(time.Hour)
	value := func(n float64, after time.Duration) connecttest.MetricValue {
		return connecttest.MetricValue{Metric: "AVG_HANDLE_TIME", Value: n, Time: start.Add(after), Dimensions: map[string]string{"QUEUE": s.queue, "CHANNEL": "VOICE"}}
	}
	s.srv.AddMetricValues(s.instance, value(60, time.Minute), value(120, 2*time.Minute), value(300, 70*time.Minute), value(999, 5*time.Hour))
	arn := *s.srv.Instances()[0].Arn
	in := &connect.GetMetricDataV2Input{
		ResourceArn: &arn, StartTime: &start, EndTime: aws.Time(start.Add(2 * time.Hour)), Groupings: []string{"QUEUE", "CHANNEL"},
		Filters:  []types.FilterV2{{FilterKey: aws.String("QUEUE"), FilterValues: []string{s.queue}}},
		Metrics:  []types.MetricV2{{Name: aws.String("AVG_HANDLE_TIME")}, {Name: aws.String("CONTACTS_HANDLED")}},
		Interval: &types.IntervalDetails{IntervalPeriod: types.IntervalPeriodHour},
	}
	out, err := s.client.GetMetricDataV2(ctx, in)
	require.NoError(t, err)
	require.Len(t, out.MetricResults, 2)
	for i, want := range []float64{90, 300} {
		got := out.MetricResults[i]
		assert.InDelta(t, want, *got.Collections[0].Value, 0)
		assert.Nil(t, got.Collections[1].Value)
		assert.Equal(t, map[string]string{"QUEUE": s.queue, "QUEUE_ARN": arn + "/queue/" + s.queue, "CHANNEL": "VOICE"}, got.Dimensions)
		assert.True(t, start.Add(time.Duration(i)*time.Hour).Equal(*got.MetricInterval.StartTime))
	}
	in.Filters = []types.FilterV2{{FilterKey: aws.String("CHANNEL"), FilterValues: []string{"VOICE"}}}
	_, err = s.client.GetMetricDataV2(ctx, in)
	requireError[*types.InvalidParameterException](t, err)
	in.EndTime = aws.Time(start.Add(36 * 24 * time.Hour))
	_, err = s.client.GetMetricDataV2(ctx, in)
	requireError[*types.InvalidParameterException](t, err)
}

func TestCustomMetrics(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	formula := func(alias string) *types.MetricCalculation {
		return &types.MetricCalculation{Calculation: aws.String("SUM(M1)"), CalculationComponents: []types.CalculationComponent{{Alias: &alias, MetricName: aws.String("CONTACTS_HANDLED")}}}
	}
	in := &connect.CreateMetricInput{InstanceId: &s.instance, Name: aws.String("Mine"), Unit: types.MetricUnitInteger, MetricCalculation: formula("M2")}
	_, err := s.client.CreateMetric(ctx, in)
	requireError[*types.InvalidParameterException](t, err)
	in.MetricCalculation = formula("M1")
	out, err := s.client.CreateMetric(ctx, in)
	require.NoError(t, err)
	in.ClientToken = aws.String("again")
	_, err = s.client.CreateMetric(ctx, in)
	requireError[*types.DuplicateResourceException](t, err)
	saved := *out.MetricId + ":$SAVED"
	_, err = s.client.UpdateMetricMetadata(ctx, &connect.UpdateMetricMetadataInput{InstanceId: &s.instance, MetricId: &saved, Description: aws.String("Text")})
	require.NoError(t, err)
	got, err := s.client.DescribeMetric(ctx, &connect.DescribeMetricInput{InstanceId: &s.instance, MetricId: out.MetricId})
	require.NoError(t, err)
	assert.Equal(t, "Text", *got.Metric.Description)
	assert.Equal(t, types.MetricTypeCustomerManaged, got.Metric.Type)
	found, err := s.client.SearchMetrics(ctx, &connect.SearchMetricsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.EqualValues(t, 1, *found.ApproximateTotalCount)

	s.srv.AddMetricValues(s.instance, connecttest.MetricValue{Metric: *out.MetricId, Value: 5})
	current, err := s.client.GetCurrentMetricData(ctx, &connect.GetCurrentMetricDataInput{
		InstanceId: &s.instance, Filters: &types.Filters{}, CurrentMetrics: []types.CurrentMetric{{MetricId: out.MetricArn}},
	})
	require.NoError(t, err)
	require.Len(t, current.MetricResults, 1)
	assert.Equal(t, []float64{5}, values(current.MetricResults[0]))
	_, err = s.client.DeleteMetric(ctx, &connect.DeleteMetricInput{InstanceId: &s.instance, MetricId: out.MetricId})
	require.NoError(t, err)
	assert.Empty(t, s.srv.Metrics(s.instance))
}
