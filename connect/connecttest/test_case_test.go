package connecttest_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestTestCases(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateTestCaseInput{InstanceId: &s.instance, Name: aws.String("Hello"), Content: aws.String("draft"), Tags: map[string]string{"team": "red"}}
	_, err := s.client.CreateTestCase(t.Context(), in)
	requireError[*types.InvalidTestCaseException](t, err)
	in.Status = types.TestCaseStatusSaved
	created, err := s.client.CreateTestCase(t.Context(), in)
	require.NoError(t, err)
	_, err = s.client.CreateTestCase(t.Context(), in)
	requireError[*types.DuplicateResourceException](t, err)
	in.Name, in.TestCaseId = aws.String("Replica"), aws.String("the-id")
	replica, err := s.client.CreateTestCase(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, "the-id", *replica.TestCaseId)
	assert.Contains(t, *replica.TestCaseArn, "/test-case/the-id")

	start := &connect.StartTestCaseExecutionInput{InstanceId: &s.instance, TestCaseId: created.TestCaseId}
	_, err = s.client.StartTestCaseExecution(t.Context(), start)
	requireError[*types.InvalidParameterException](t, err)
	update := &connect.UpdateTestCaseInput{InstanceId: &s.instance, TestCaseId: created.TestCaseId, Status: types.TestCaseStatusPublished}
	_, err = s.client.UpdateTestCase(t.Context(), update)
	requireError[*types.InvalidTestCaseException](t, err)
	update.Content, update.InitializationData = aws.String(`{}`), aws.String(`{`)
	_, err = s.client.UpdateTestCase(t.Context(), update)
	requireError[*types.InvalidParameterException](t, err)
	update.InitializationData = nil
	_, err = s.client.UpdateTestCase(t.Context(), update)
	require.NoError(t, err)
	_, err = s.client.DescribeTestCase(t.Context(), &connect.DescribeTestCaseInput{InstanceId: &s.instance, TestCaseId: created.TestCaseId, Status: types.TestCaseStatusSaved})
	requireError[*types.ResourceNotFoundException](t, err)
	got, err := s.client.DescribeTestCase(t.Context(), &connect.DescribeTestCaseInput{InstanceId: &s.instance, TestCaseId: created.TestCaseArn})
	require.NoError(t, err)
	assert.Equal(t, `{}`, *got.TestCase.Content)
	assert.Equal(t, map[string]string{"team": "red"}, got.TestCase.Tags)
	list, err := s.client.ListTestCases(t.Context(), &connect.ListTestCasesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.TestCaseSummaryList, 2)
	found, err := s.client.SearchTestCases(t.Context(), &connect.SearchTestCasesInput{
		InstanceId: &s.instance, SearchCriteria: &types.TestCaseSearchCriteria{StatusCondition: types.TestCaseStatusPublished},
	})
	require.NoError(t, err)
	require.Len(t, found.TestCases, 1)
	_, err = s.client.DeleteTestCase(t.Context(), &connect.DeleteTestCaseInput{InstanceId: &s.instance, TestCaseId: replica.TestCaseId})
	require.NoError(t, err)
	assert.Len(t, s.srv.TestCases(s.instance), 1)
}

func TestDraftsOfTestCases(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddTestCase(s.instance, types.TestCase{Name: aws.String("Hello"), Content: aws.String(`{"a":1}`), InitializationData: aws.String(`{}`)})
	s.srv.AddTestCase(s.instance, types.TestCase{Name: aws.String("Other"), Content: aws.String(`{}`)})
	update := func(status types.TestCaseStatus, name string, content *string) error {
		_, err := s.client.UpdateTestCase(t.Context(), &connect.UpdateTestCaseInput{
			InstanceId: &s.instance, TestCaseId: &id, Status: status, Name: &name, Content: content,
		})
		return err
	}
	requireContent := func(asked types.TestCaseStatus, content string, status types.TestCaseStatus) {
		t.Helper()
		out, err := s.client.DescribeTestCase(t.Context(), &connect.DescribeTestCaseInput{InstanceId: &s.instance, TestCaseId: &id, Status: asked})
		require.NoError(t, err)
		assert.Equal(t, content, *out.TestCase.Content)
		assert.Equal(t, status, out.TestCase.Status)
		assert.Equal(t, `{}`, *out.TestCase.InitializationData)
		sum := sha256.Sum256([]byte(content))
		assert.Equal(t, hex.EncodeToString(sum[:]), *out.TestCase.TestCaseSha256)
	}
	const saved, published = types.TestCaseStatusSaved, types.TestCaseStatusPublished
	requireError[*types.DuplicateResourceException](t, update(saved, "Other", aws.String("draft")))
	_, err := s.client.DescribeTestCase(t.Context(), &connect.DescribeTestCaseInput{InstanceId: &s.instance, TestCaseId: &id, Status: saved})
	requireError[*types.ResourceNotFoundException](t, err)

	require.NoError(t, update(saved, "Hello", aws.String("draft")))
	requireContent("", `{"a":1}`, published)
	requireContent(published, `{"a":1}`, published)
	requireContent(saved, "draft", saved)
	_, err = s.client.StartTestCaseExecution(t.Context(), &connect.StartTestCaseExecutionInput{InstanceId: &s.instance, TestCaseId: &id})
	require.NoError(t, err, "what is published can be executed")
	requireError[*types.InvalidTestCaseException](t, update(published, "Hello", nil))
	require.NoError(t, update(saved, "Hi", aws.String(`{"a":2}`)))
	require.NoError(t, update(published, "Hi", nil))
	requireContent("", `{"a":2}`, published)
	_, err = s.client.DescribeTestCase(t.Context(), &connect.DescribeTestCaseInput{InstanceId: &s.instance, TestCaseId: &id, Status: saved})
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestExecutionsOfTestCases(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddTestCase(s.instance, types.TestCase{Name: aws.String("Hello"), Content: aws.String(`{}`)})
	start := func() *string {
		out, err := s.client.StartTestCaseExecution(t.Context(), &connect.StartTestCaseExecutionInput{InstanceId: &s.instance, TestCaseId: &id})
		require.NoError(t, err)
		assert.Equal(t, types.TestCaseExecutionStatusInitiated, out.Status)
		return out.TestCaseExecutionId
	}
	stop := func(execution *string) error {
		_, err := s.client.StopTestCaseExecution(t.Context(), &connect.StopTestCaseExecutionInput{InstanceId: &s.instance, TestCaseId: &id, TestCaseExecutionId: execution})
		return err
	}
	summary := func(execution *string) *connect.GetTestCaseExecutionSummaryOutput {
		out, err := s.client.GetTestCaseExecutionSummary(t.Context(), &connect.GetTestCaseExecutionSummaryInput{InstanceId: &s.instance, TestCaseId: &id, TestCaseExecutionId: execution})
		require.NoError(t, err)
		return out
	}
	stopped, finished, late := start(), start(), start()
	require.NoError(t, stop(stopped))
	requireError[*types.InvalidParameterException](t, stop(stopped))
	requireError[*types.ResourceNotFoundException](t, stop(aws.String("none")))
	s.srv.FinishTestCaseExecution(s.instance, *finished,
		types.ExecutionRecord{ObservationId: aws.String("a"), Status: types.ExecutionRecordStatusPassed},
		types.ExecutionRecord{ObservationId: aws.String("b"), Status: types.ExecutionRecordStatusFailed})
	s.clock.Advance(5 * time.Minute)
	assert.Equal(t, types.TestCaseExecutionStatusStopped, summary(stopped).Status)
	assert.Equal(t, types.TestCaseExecutionStatusFailed, summary(late).Status, "its time is over")
	failed := summary(finished)
	assert.Equal(t, types.TestCaseExecutionStatusFailed, failed.Status)
	assert.Equal(t, &types.ObservationSummary{TotalObservations: aws.Int32(2), ObservationsPassed: aws.Int32(1), ObservationsFailed: aws.Int32(1)}, failed.ObservationSummary)
	records, err := s.client.ListTestCaseExecutionRecords(t.Context(), &connect.ListTestCaseExecutionRecordsInput{
		InstanceId: &s.instance, TestCaseId: &id, TestCaseExecutionId: finished, Status: types.TestCaseExecutionStatusFailed,
	})
	require.NoError(t, err)
	require.Len(t, records.ExecutionRecords, 1)
	assert.Equal(t, "b", *records.ExecutionRecords[0].ObservationId)
	_, err = s.client.GetTestCaseExecutionSummary(t.Context(), &connect.GetTestCaseExecutionSummaryInput{
		InstanceId: &s.instance, TestCaseId: aws.String("another"), TestCaseExecutionId: finished,
	})
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestListsOfExecutionsOfTestCases(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddTestCase(s.instance, types.TestCase{Name: aws.String("Hello"), Content: aws.String(`{}`)})
	for range 3 {
		s.srv.AddTestCaseExecution(s.instance, types.TestCaseExecution{TestCaseId: &id})
	}
	s.clock.Advance(5 * time.Minute)
	s.srv.AddTestCaseExecution(s.instance, types.TestCaseExecution{TestCaseId: &id})
	for name, c := range map[string]struct {
		in   connect.ListTestCaseExecutionsInput
		want int
	}{
		"all": {connect.ListTestCaseExecutionsInput{}, 4}, "by name": {connect.ListTestCaseExecutionsInput{TestCaseName: aws.String("Hello")}, 4},
		"failed":       {connect.ListTestCaseExecutionsInput{Status: types.TestCaseExecutionStatusFailed}, 3},
		"later":        {connect.ListTestCaseExecutionsInput{StartTime: aws.Int64(s.clock.Time().Add(-time.Minute).UnixMilli())}, 1},
		"earlier":      {connect.ListTestCaseExecutionsInput{EndTime: aws.Int64(s.clock.Time().Add(-time.Minute).UnixMilli())}, 3},
		"another case": {connect.ListTestCaseExecutionsInput{TestCaseId: aws.String("another")}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c.in.InstanceId = &s.instance
			list, err := s.client.ListTestCaseExecutions(t.Context(), &c.in)
			require.NoError(t, err)
			assert.Len(t, list.TestCaseExecutions, c.want)
		})
	}
	for range 98 {
		s.srv.AddTestCaseExecution(s.instance, types.TestCaseExecution{TestCaseId: &id})
	}
	start := &connect.StartTestCaseExecutionInput{InstanceId: &s.instance, TestCaseId: &id}
	_, err := s.client.StartTestCaseExecution(t.Context(), start)
	require.NoError(t, err, "the hundredth that is open")
	start.ClientToken = aws.String("another")
	_, err = s.client.StartTestCaseExecution(t.Context(), start)
	requireError[*types.ServiceQuotaExceededException](t, err)
	_, err = s.client.DeleteTestCase(t.Context(), &connect.DeleteTestCaseInput{InstanceId: &s.instance, TestCaseId: &id})
	require.NoError(t, err)
	assert.Empty(t, s.srv.TestCaseExecutions(s.instance), "they go with the test case")
}
