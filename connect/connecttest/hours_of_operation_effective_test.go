package connecttest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// hoursOf returns the opening hours of dates as texts.
func hoursOf(t *testing.T, s *scene, hours, from, to string) map[string][]string {
	t.Helper()
	out, err := s.client.GetEffectiveHoursOfOperations(t.Context(), &connect.GetEffectiveHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: &hours, FromDate: &from, ToDate: &to})
	require.NoError(t, err)
	all := map[string][]string{}
	for _, d := range out.EffectiveHoursOfOperationList {
		all[*d.Date] = nil
		for _, h := range d.OperationalHours {
			all[*d.Date] = append(all[*d.Date], fmt.Sprintf("%02d:%02d-%02d:%02d", *h.Start.Hours, *h.Start.Minutes, *h.End.Hours, *h.End.Minutes))
		}
	}
	return all
}

func TestEffectiveHours(t *testing.T) {
	s := newScene(t)
	at := func(hours int32) *types.HoursOfOperationTimeSlice {
		return &types.HoursOfOperationTimeSlice{Hours: &hours, Minutes: aws.Int32(0)}
	}
	on := func(hours int32) *types.OverrideTimeSlice {
		return &types.OverrideTimeSlice{Hours: &hours, Minutes: aws.Int32(30)}
	}
	add := func(name string) string {
		return s.srv.AddHoursOfOperation(s.instance, types.HoursOfOperation{Name: &name, TimeZone: aws.String("UTC"), Config: []types.HoursOfOperationConfig{
			{Day: types.HoursOfOperationDaysMonday, StartTime: at(9), EndTime: at(17)}, {Day: types.HoursOfOperationDaysTuesday, StartTime: at(22), EndTime: at(2)},
		}})
	}
	hours, parent := add("Office"), add("All offices")
	override := func(of string, o connect.CreateHoursOfOperationOverrideInput) {
		o.InstanceId, o.HoursOfOperationId = &s.instance, &of
		if o.Config == nil {
			o.Config = []types.HoursOfOperationOverrideConfig{}
		}
		require.NoError(t, second(s.client.CreateHoursOfOperationOverride(t.Context(), &o)))
	}
	week := hoursOf(t, s, hours, "2026-12-07", "2026-12-10") // Monday to Thursday
	assert.Equal(t, map[string][]string{"2026-12-07": {"09:00-17:00"}, "2026-12-08": {"22:00-00:00"}, "2026-12-09": {"00:00-02:00"}, "2026-12-10": nil}, week)

	override(parent, connect.CreateHoursOfOperationOverrideInput{
		Name: aws.String("Holiday"), EffectiveFrom: aws.String("2026-12-14"), EffectiveTill: aws.String("2026-12-14"),
	})
	require.NoError(t, second(s.client.AssociateHoursOfOperations(t.Context(), &connect.AssociateHoursOfOperationsInput{
		InstanceId: &s.instance, HoursOfOperationId: &hours, ParentHoursOfOperationConfigs: []types.ParentHoursOfOperationConfig{{HoursOfOperationId: &parent}},
	})))
	recurring := func(name string, kind types.OverrideType, day types.OverrideDays, from, till int32, p types.RecurrencePattern) {
		override(hours, connect.CreateHoursOfOperationOverrideInput{
			Name: &name, OverrideType: kind, EffectiveFrom: aws.String("2026-12-01"), EffectiveTill: aws.String("2027-12-31"),
			Config:           []types.HoursOfOperationOverrideConfig{{Day: day, StartTime: on(from), EndTime: on(till)}},
			RecurrenceConfig: &types.RecurrenceConfig{RecurrencePattern: &p},
		})
	}
	recurring("Lunch", types.OverrideTypeClosed, types.OverrideDaysMonday, 12, 13, types.RecurrencePattern{Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(2)})
	recurring("Late", types.OverrideTypeOpen, types.OverrideDaysThursday, 18, 20, types.RecurrencePattern{
		Frequency: types.RecurrenceFrequencyMonthly, Interval: aws.Int32(1), ByWeekdayOccurrence: []int32{-1},
	})
	recurring("Last day", types.OverrideTypeOpen, types.OverrideDaysMonday, 6, 7, types.RecurrencePattern{
		Frequency: types.RecurrenceFrequencyYearly, Interval: aws.Int32(1), ByMonth: []int32{1}, ByMonthDay: []int32{-1},
	})
	dates := hoursOf(t, s, hours, "2026-12-01", "2027-02-01")
	for date, want := range map[string][]string{
		"2026-12-07": {"09:00-17:00"}, "2026-12-14": nil, "2026-12-21": {"09:00-17:00"}, "2026-12-28": {"09:00-12:30", "13:30-17:00"},
		"2026-12-24": nil, "2026-12-31": {"18:30-20:30"}, "2027-01-28": {"18:30-20:30"}, "2027-01-31": {"06:30-07:30"}, "2027-01-30": nil,
	} {
		assert.Equal(t, want, dates[date], date)
	}
	in := &connect.GetEffectiveHoursOfOperationsInput{InstanceId: &s.instance, HoursOfOperationId: &hours, FromDate: aws.String("2026-12-14"), ToDate: aws.String("2026-12-14")}
	out, err := s.client.GetEffectiveHoursOfOperations(t.Context(), in)
	require.NoError(t, err)
	require.Len(t, out.EffectiveOverrideHoursList, 1)
	assert.Equal(t, types.OperationalStatusClosed, out.EffectiveOverrideHoursList[0].OverrideHours[len(out.EffectiveOverrideHoursList[0].OverrideHours)-1].OperationalStatus)
	in.FromDate, in.ToDate = aws.String("2026-12-12"), aws.String("2026-12-12") // a Saturday
	out, err = s.client.GetEffectiveHoursOfOperations(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, []types.OperationalHour{}, out.EffectiveHoursOfOperationList[0].OperationalHours, "closed: a list without slots")
	assert.Equal(t, []types.EffectiveOverrideHours{}, out.EffectiveOverrideHoursList)
	in.ToDate = aws.String("2026-12-11")
	requireError[*types.InvalidParameterException](t, second(s.client.GetEffectiveHoursOfOperations(t.Context(), in)))
}

// Closed events take precedence over open ones, and these over temporary hours.
func TestCompetingOverrides(t *testing.T) {
	s := newScene(t)
	at := func(hours int32) *types.OverrideTimeSlice {
		return &types.OverrideTimeSlice{Hours: &hours, Minutes: aws.Int32(0)}
	}
	hours := s.srv.AddHoursOfOperation(s.instance, types.HoursOfOperation{Name: aws.String("Office"), TimeZone: aws.String("UTC")})
	weekly := &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(1)}}
	create := func(kind types.OverrideType, repeats *types.RecurrenceConfig, date string, slots ...types.HoursOfOperationOverrideConfig) {
		t.Helper()
		name := string(kind) + date
		require.NoError(t, second(s.client.CreateHoursOfOperationOverride(t.Context(), &connect.CreateHoursOfOperationOverrideInput{
			InstanceId: &s.instance, HoursOfOperationId: &hours, Name: &name, OverrideType: kind, RecurrenceConfig: repeats, EffectiveFrom: &date, EffectiveTill: &date,
			Config: append([]types.HoursOfOperationOverrideConfig{}, slots...),
		})))
	}
	monday := func(from, till int32) types.HoursOfOperationOverrideConfig {
		return types.HoursOfOperationOverrideConfig{Day: types.OverrideDaysMonday, StartTime: at(from), EndTime: at(till)}
	}
	create(types.OverrideTypeClosed, weekly, "2026-12-07", monday(12, 16))
	create(types.OverrideTypeOpen, weekly, "2026-12-07", monday(14, 20))
	create(types.OverrideTypeStandard, nil, "2026-12-07", monday(8, 13))
	create(types.OverrideTypeClosed, weekly, "2026-12-14")
	create(types.OverrideTypeOpen, weekly, "2026-12-14", monday(14, 20))
	dates := hoursOf(t, s, hours, "2026-12-07", "2026-12-14")
	assert.Equal(t, []string{"08:00-12:00", "16:00-20:00"}, dates["2026-12-07"])
	assert.Empty(t, dates["2026-12-14"], "closed, without slots")
}

func TestFederationAndAuthentication(t *testing.T) {
	s := newScene(t)
	requireError[*types.InvalidParameterException](t, second(s.client.GetFederationToken(t.Context(), &connect.GetFederationTokenInput{InstanceId: &s.instance})))
	saml := s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("saml"), IdentityManagementType: types.DirectoryTypeSaml})
	in := &connect.GetFederationTokenInput{InstanceId: &saml}
	requireError[*types.UserNotFoundException](t, second(s.client.GetFederationToken(t.Context(), in)))
	id := s.srv.AddUser(saml, types.User{Username: aws.String("alice")})
	out, err := s.client.GetFederationToken(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, id, *out.UserId)
	assert.True(t, out.Credentials.AccessTokenExpiration.After(s.clock.Time()))

	profiles, err := s.client.ListAuthenticationProfiles(t.Context(), &connect.ListAuthenticationProfilesInput{InstanceId: &saml})
	require.NoError(t, err)
	require.Len(t, profiles.AuthenticationProfileSummaryList, 1)
	update := &connect.UpdateAuthenticationProfileInput{InstanceId: &saml, AuthenticationProfileId: profiles.AuthenticationProfileSummaryList[0].Id, AllowedIps: []string{"2001:db8::/32"}}
	require.NoError(t, second(s.client.UpdateAuthenticationProfile(t.Context(), update)))
	described, err := s.client.DescribeAuthenticationProfile(t.Context(), &connect.DescribeAuthenticationProfileInput{InstanceId: &saml, AuthenticationProfileId: update.AuthenticationProfileId})
	require.NoError(t, err)
	assert.Equal(t, update.AllowedIps, described.AuthenticationProfile.AllowedIps)
	update.BlockedIps = []string{"nowhere"}
	requireError[*types.InvalidParameterException](t, second(s.client.UpdateAuthenticationProfile(t.Context(), update)))
	assert.Empty(t, s.srv.AuthenticationProfiles(saml)[0].BlockedIps)
}
