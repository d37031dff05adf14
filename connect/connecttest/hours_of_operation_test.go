package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestHoursOfOperationOverrides(t *testing.T) {
	s := newScene(t)
	hours := s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId
	in := &connect.CreateHoursOfOperationOverrideInput{
		InstanceId: &s.instance, HoursOfOperationId: hours, Name: aws.String("Christmas"), EffectiveFrom: aws.String("2026-12-24"),
		EffectiveTill: aws.String("2026-12-26"), Config: []types.HoursOfOperationOverrideConfig{},
	}
	created, err := s.client.CreateHoursOfOperationOverride(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateHoursOfOperationOverride(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	update := &connect.UpdateHoursOfOperationOverrideInput{
		InstanceId: &s.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: created.HoursOfOperationOverrideId, EffectiveTill: aws.String("2026-12-01"),
	}
	_, err = s.client.UpdateHoursOfOperationOverride(t.Context(), update)
	requireError[*types.InvalidParameterException](t, err)
	update.EffectiveTill = aws.String("2026-12-31")
	_, err = s.client.UpdateHoursOfOperationOverride(t.Context(), update)
	require.NoError(t, err)
	describe := &connect.DescribeHoursOfOperationOverrideInput{
		InstanceId: &s.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: created.HoursOfOperationOverrideId,
	}
	got, err := s.client.DescribeHoursOfOperationOverride(t.Context(), describe)
	require.NoError(t, err)
	assert.Equal(t, "2026-12-31", *got.HoursOfOperationOverride.EffectiveTill)
	assert.Equal(t, types.OverrideTypeStandard, got.HoursOfOperationOverride.OverrideType)
	list, err := s.client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: &s.instance, HoursOfOperationId: hours})
	require.NoError(t, err)
	assert.Len(t, list.HoursOfOperationOverrideList, 1)

	for how, want := range map[types.DateComparisonType]int{
		types.DateComparisonTypeGreaterThan: 0, types.DateComparisonTypeGreaterThanOrEqualTo: 1, types.DateComparisonTypeEqualTo: 1,
		types.DateComparisonTypeLessThanOrEqualTo: 1, types.DateComparisonTypeLessThan: 0,
	} {
		found, err := s.client.SearchHoursOfOperationOverrides(t.Context(), &connect.SearchHoursOfOperationOverridesInput{
			InstanceId: &s.instance, SearchCriteria: &types.HoursOfOperationOverrideSearchCriteria{
				DateCondition: &types.DateCondition{FieldName: aws.String("effectiveFrom"), Value: aws.String("2026-12-24"), ComparisonType: how},
			},
		})
		require.NoError(t, err)
		assert.Len(t, found.HoursOfOperationOverrides, want, how)
	}
	_, err = s.client.DeleteHoursOfOperationOverride(t.Context(), &connect.DeleteHoursOfOperationOverrideInput{
		InstanceId: &s.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: created.HoursOfOperationOverrideId,
	})
	require.NoError(t, err)
	_, err = s.client.DescribeHoursOfOperationOverride(t.Context(), describe)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestParentsOfHoursOfOperation(t *testing.T) {
	s := newScene(t)
	parent := s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId
	child := s.srv.AddHoursOfOperation(s.instance, types.HoursOfOperation{Name: aws.String("Child"), TimeZone: aws.String("UTC")})
	associate := func(id, with *string) error {
		_, err := s.client.AssociateHoursOfOperations(t.Context(), &connect.AssociateHoursOfOperationsInput{
			InstanceId: &s.instance, HoursOfOperationId: id, ParentHoursOfOperationConfigs: []types.ParentHoursOfOperationConfig{{HoursOfOperationId: with}},
		})
		return err
	}
	requireError[*types.InvalidParameterException](t, associate(&child, &child))
	requireError[*types.ResourceNotFoundException](t, associate(&child, aws.String("none")))
	require.NoError(t, associate(&child, parent))
	require.NoError(t, associate(&child, parent), "again")
	another := s.srv.AddHoursOfOperation(s.instance, types.HoursOfOperation{Name: aws.String("Another"), TimeZone: aws.String("UTC")})
	requireError[*types.InvalidParameterException](t, associate(&another, &child))
	requireError[*types.InvalidParameterException](t, associate(parent, &another))
	_, err := s.client.UpdateHoursOfOperation(t.Context(), &connect.UpdateHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: parent, Name: aws.String("Renamed")})
	require.NoError(t, err)
	got, err := s.client.DescribeHoursOfOperation(t.Context(), &connect.DescribeHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: &child})
	require.NoError(t, err)
	assert.Equal(t, "Renamed", *got.HoursOfOperation.ParentHoursOfOperations[0].Name)
	children := func() int {
		out, err := s.client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: parent})
		require.NoError(t, err)
		return len(out.ChildHoursOfOperationsSummaryList)
	}
	assert.Equal(t, 1, children())
	_, err = s.client.DeleteHoursOfOperation(t.Context(), &connect.DeleteHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: parent})
	requireError[*types.InvalidParameterException](t, err)
	off := &connect.DisassociateHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: &child, ParentHoursOfOperationIds: []string{*parent}}
	_, err = s.client.DisassociateHoursOfOperations(t.Context(), off)
	require.NoError(t, err)
	assert.Equal(t, 0, children())
	_, err = s.client.DisassociateHoursOfOperations(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestOverlappingOverrideSlots(t *testing.T) {
	at := func(hours int32) *types.OverrideTimeSlice {
		return &types.OverrideTimeSlice{Hours: &hours, Minutes: aws.Int32(0)}
	}
	slot := func(day types.OverrideDays, from, till int32) types.HoursOfOperationOverrideConfig {
		return types.HoursOfOperationOverrideConfig{Day: day, StartTime: at(from), EndTime: at(till)}
	}
	monthly := &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{
		Frequency: types.RecurrenceFrequencyMonthly, Interval: aws.Int32(1), ByMonthDay: []int32{1},
	}}
	for name, c := range map[string]struct {
		config  []types.HoursOfOperationOverrideConfig
		repeats *types.RecurrenceConfig
		refused bool
	}{
		"after another":        {config: []types.HoursOfOperationOverrideConfig{slot(types.OverrideDaysMonday, 9, 12), slot(types.OverrideDaysMonday, 12, 0)}},
		"over another":         {config: []types.HoursOfOperationOverrideConfig{slot(types.OverrideDaysMonday, 12, 0), slot(types.OverrideDaysMonday, 22, 2)}, refused: true},
		"on another day":       {config: []types.HoursOfOperationOverrideConfig{slot(types.OverrideDaysMonday, 9, 12), slot(types.OverrideDaysFriday, 9, 12)}},
		"on any day of a week": {config: []types.HoursOfOperationOverrideConfig{slot(types.OverrideDaysMonday, 9, 12), slot(types.OverrideDaysFriday, 9, 12)}, repeats: monthly, refused: true},
	} {
		for _, accept := range []bool{false, true} {
			s := newScene(t, func(o *connecttest.Options) { o.Choices.AcceptOverlappingHours = accept })
			in := &connect.CreateHoursOfOperationOverrideInput{
				InstanceId: &s.instance, HoursOfOperationId: s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId, Name: &name, Config: c.config, RecurrenceConfig: c.repeats,
				EffectiveFrom: aws.String("2026-12-01"), EffectiveTill: aws.String("2026-12-31"), OverrideType: types.OverrideTypeOpen,
			}
			created, err := s.client.CreateHoursOfOperationOverride(t.Context(), in)
			if c.refused && !accept {
				requireError[*types.InvalidParameterException](t, err)
				continue
			}
			require.NoError(t, err, name)
			in.Name = aws.String("For the same dates")
			require.NoError(t, second(s.client.CreateHoursOfOperationOverride(t.Context(), in)), name)
			_, err = s.client.UpdateHoursOfOperationOverride(t.Context(), &connect.UpdateHoursOfOperationOverrideInput{
				InstanceId: &s.instance, HoursOfOperationId: in.HoursOfOperationId, HoursOfOperationOverrideId: created.HoursOfOperationOverrideId,
				Config: []types.HoursOfOperationOverrideConfig{slot(types.OverrideDaysFriday, 9, 12), slot(types.OverrideDaysFriday, 11, 13)},
			})
			if accept {
				require.NoError(t, err, name)
			} else {
				requireError[*types.InvalidParameterException](t, err)
			}
		}
	}
}

func TestRecurrencePatterns(t *testing.T) {
	s := newScene(t)
	for name, p := range map[string]types.RecurrencePattern{
		"two months":            {Frequency: types.RecurrenceFrequencyYearly, ByMonth: []int32{1, 2}},
		"two days":              {Frequency: types.RecurrenceFrequencyMonthly, ByMonthDay: []int32{1, 2}},
		"a day and a weekday":   {Frequency: types.RecurrenceFrequencyMonthly, ByMonthDay: []int32{1}, ByWeekdayOccurrence: []int32{1}},
		"a month in a month":    {Frequency: types.RecurrenceFrequencyMonthly, ByMonth: []int32{1}},
		"a day in a week":       {Frequency: types.RecurrenceFrequencyWeekly, ByMonthDay: []int32{1}},
		"an occurrence in week": {Frequency: types.RecurrenceFrequencyWeekly, ByWeekdayOccurrence: []int32{1}},
	} {
		p.Interval = aws.Int32(1)
		_, err := s.client.CreateHoursOfOperationOverride(t.Context(), &connect.CreateHoursOfOperationOverrideInput{
			InstanceId: &s.instance, HoursOfOperationId: s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId, Name: &name, Config: []types.HoursOfOperationOverrideConfig{},
			EffectiveFrom: aws.String("2026-12-01"), EffectiveTill: aws.String("2026-12-31"), RecurrenceConfig: &types.RecurrenceConfig{RecurrencePattern: &p},
		})
		requireError[*types.InvalidParameterException](t, err)
	}
}
