package connecttest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestSearchContacts(t *testing.T) {
	s := newContactScene(t)
	start := s.clock.Time()
	names := map[string]string{}
	add := func(name string, c types.Contact) {
		c.Name = &name
		names[s.srv.AddContact(s.instance, c)] = name
		s.clock.Advance(time.Minute)
	}
	add("call", types.Contact{Attributes: map[string]string{"plan": "gold"}, Tags: map[string]string{"team": "a"}})
	add("ended", types.Contact{Channel: types.ChannelChat, DisconnectTimestamp: aws.Time(start.Add(time.Hour))})
	add("queued", types.Contact{Channel: types.ChannelTask, QueueInfo: &types.QueueInfo{Id: &s.queue, EnqueueTimestamp: &start}})
	add("handled", types.Contact{AgentInfo: &types.AgentInfo{Id: &s.user, ConnectedToAgentTimestamp: &start}, SegmentAttributes: map[string]types.SegmentAttributeValue{
		"connect:Subtype": {ValueString: aws.String("connect:Telephony")},
	}})
	all := &types.SearchContactsTimeRange{Type: types.SearchContactsTimeRangeTypeInitiationTimestamp, StartTime: aws.Time(start.Add(-time.Second)), EndTime: aws.Time(start.Add(time.Hour))}
	for name, c := range map[string]struct {
		span *types.SearchContactsTimeRange
		what *types.SearchCriteria
		want []string
	}{
		"all":      {all, nil, []string{"call", "ended", "queued", "handled"}},
		"of a day": {&types.SearchContactsTimeRange{Type: all.Type, StartTime: aws.Time(start.Add(24 * time.Hour)), EndTime: aws.Time(start.Add(48 * time.Hour))}, nil, nil},
		"by end": {&types.SearchContactsTimeRange{
			Type: types.SearchContactsTimeRangeTypeDisconnectTimestamp, StartTime: &start, EndTime: aws.Time(start.Add(2 * time.Hour)),
		}, nil, []string{"ended"}},
		"channels": {all, &types.SearchCriteria{Channels: []types.Channel{types.ChannelChat, types.ChannelTask}}, []string{"ended", "queued"}},
		"queue":    {all, &types.SearchCriteria{QueueIds: []string{s.queue}}, []string{"queued"}},
		"agent":    {all, &types.SearchCriteria{AgentIds: []string{s.user}}, []string{"handled"}},
		"name":     {all, &types.SearchCriteria{Name: &types.NameCriteria{SearchText: []string{"ED"}, MatchType: types.SearchContactsMatchTypeMatchAny}}, []string{"ended", "queued", "handled"}},
		"exact":    {all, &types.SearchCriteria{Name: &types.NameCriteria{SearchText: []string{"ended"}, MatchType: types.SearchContactsMatchTypeMatchExact}}, []string{"ended"}},
		"attribute": {all, &types.SearchCriteria{SearchableContactAttributes: &types.SearchableContactAttributes{
			Criteria: []types.SearchableContactAttributesCriteria{{Key: aws.String("plan"), Values: []string{"gold", "silver"}}},
		}}, []string{"call"}},
		"segment attribute": {all, &types.SearchCriteria{SearchableSegmentAttributes: &types.SearchableSegmentAttributes{
			Criteria: []types.SearchableSegmentAttributesCriteria{{Key: aws.String("connect:Subtype"), Values: []string{"connect:Telephony"}}},
		}}, []string{"handled"}},
		"tag": {all, &types.SearchCriteria{ContactTags: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}, []string{"call"}},
		"running": {all, &types.SearchCriteria{AdditionalTimeRange: &types.SearchContactsAdditionalTimeRange{
			MatchType: types.SearchContactsMatchTypeMatchAll, Criteria: []types.SearchContactsAdditionalTimeRangeCriteria{{TimestampCondition: &types.SearchContactsTimestampCondition{
				Type: types.SearchContactsTimeRangeTypeDisconnectTimestamp, ConditionType: types.SearchContactsTimeRangeConditionTypeNotExists,
			}}},
		}}, []string{"call", "queued", "handled"}},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := s.client.SearchContacts(t.Context(), &connect.SearchContactsInput{InstanceId: &s.instance, TimeRange: c.span, SearchCriteria: c.what})
			require.NoError(t, err)
			var got []string
			for _, found := range out.Contacts {
				got = append(got, names[*found.Id])
			}
			assert.Equal(t, c.want, got)
			assert.EqualValues(t, len(c.want), *out.TotalCount)
		})
	}
}

func TestSearchContactsIsSortedAndPaged(t *testing.T) {
	s := newContactScene(t)
	start := s.clock.Time()
	names := map[string]string{}
	for _, name := range []string{"call", "ended", "queued", "handled"} {
		names[s.srv.AddContact(s.instance, types.Contact{})] = name
		s.clock.Advance(time.Minute)
	}
	all := &types.SearchContactsTimeRange{Type: types.SearchContactsTimeRangeTypeInitiationTimestamp, StartTime: aws.Time(start.Add(-time.Second)), EndTime: aws.Time(start.Add(time.Hour))}
	pages := connect.NewSearchContactsPaginator(s.client, &connect.SearchContactsInput{
		InstanceId: &s.instance, TimeRange: all, MaxResults: aws.Int32(3),
		Sort: &types.Sort{FieldName: types.SortableFieldNameInitiationTimestamp, Order: types.SortOrderDescending},
	})
	var newestFirst []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		require.NoError(t, err)
		for _, found := range page.Contacts {
			newestFirst = append(newestFirst, names[*found.Id])
		}
	}
	assert.Equal(t, []string{"handled", "queued", "ended", "call"}, newestFirst)
}

func TestContactMetrics(t *testing.T) {
	s := newContactScene(t)
	ctx := t.Context()
	first, second := s.mustTask(), s.mustTask()
	in := &connect.GetContactMetricsInput{InstanceId: &s.instance, ContactId: &second, Metrics: []types.ContactMetricInfo{
		{Name: types.ContactMetricNamePositionInQueue}, {Name: types.ContactMetricNameEstimatedWaitTime},
	}}
	_, err := s.client.GetContactMetrics(ctx, in)
	requireError[*types.InvalidRequestException](t, err)
	s.srv.QueueContact(s.instance, first, s.queue)
	s.clock.Advance(time.Second)
	s.srv.QueueContact(s.instance, second, s.queue)
	position := func() []types.ContactMetricResult {
		out, err := s.client.GetContactMetrics(ctx, in)
		require.NoError(t, err)
		return out.MetricResults
	}
	number := func(n float64) types.ContactMetricValue { return &types.ContactMetricValueMemberNumber{Value: n} }
	assert.Equal(t, []types.ContactMetricResult{{Name: types.ContactMetricNamePositionInQueue, Value: number(2)}}, position())
	route := &connect.UpdateContactRoutingDataInput{InstanceId: &s.instance, ContactId: &second, QueuePriority: aws.Int64(1), QueueTimeAdjustmentSeconds: aws.Int32(60)}
	_, err = s.client.UpdateContactRoutingData(ctx, route)
	requireError[*types.InvalidParameterException](t, err)
	route.QueuePriority = nil
	_, err = s.client.UpdateContactRoutingData(ctx, route)
	require.NoError(t, err)
	assert.Equal(t, number(1), position()[0].Value, "a minute older than it is")
	route = &connect.UpdateContactRoutingDataInput{InstanceId: &s.instance, ContactId: &first, QueuePriority: aws.Int64(4)}
	_, err = s.client.UpdateContactRoutingData(ctx, route)
	require.NoError(t, err)
	assert.Equal(t, number(2), position()[0].Value)
}
