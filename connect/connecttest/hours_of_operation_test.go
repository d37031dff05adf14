package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
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
	children := func() int {
		out, err := s.client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: parent})
		require.NoError(t, err)
		return len(out.ChildHoursOfOperationsSummaryList)
	}
	assert.Equal(t, 1, children())
	_, err := s.client.DeleteHoursOfOperation(t.Context(), &connect.DeleteHoursOfOperationInput{InstanceId: &s.instance, HoursOfOperationId: parent})
	requireError[*types.InvalidParameterException](t, err)
	off := &connect.DisassociateHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: &child, ParentHoursOfOperationIds: []string{*parent}}
	_, err = s.client.DisassociateHoursOfOperations(t.Context(), off)
	require.NoError(t, err)
	assert.Equal(t, 0, children())
	_, err = s.client.DisassociateHoursOfOperations(t.Context(), off)
	requireError[*types.ResourceNotFoundException](t, err)
}
