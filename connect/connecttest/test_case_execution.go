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

// The limits of executions of test cases in AWS's guide.
const (
	maxOpenTestRuns = 100
	testRunLife     = 5 * time.Minute // after that it has failed
)

// declareTestRuns declares the executions of test cases. Nothing is executed: FinishTestCaseExecution sets the outcome, and
// without it an execution fails after the time limit of the service.
func (s *state) declareTestRuns(h *Handlers) {
	runs := declare(s, &s.testRuns, resource[types.TestCaseExecution]{
		noun: "TestCaseExecution", kind: "execution of the test case", within: "TestCaseId",
		key: func(*request, *types.Instance, *types.TestCaseExecution) string { return "" },
		show: func(r *request, _ *types.Instance, e *types.TestCaseExecution) {
			if end := e.StartTime.Add(testRunLife); isOpen(e) && !r.Now.Before(end) {
				e.TestCaseExecutionStatus, e.EndTime = types.TestCaseExecutionStatusFailed, &end
			}
		},
	})
	contain(&s.testCases, runs, func(e *types.TestCaseExecution) *string { return e.TestCaseId })
	attach(runs, &s.testRecords, "observation", func(o types.ExecutionRecord) string { return aws.ToString(o.ObservationId) })
	h.StartTestCaseExecution = handle(s, startTestCaseExecution)
	update(runs, &h.StopTestCaseExecution, stopTestCaseExecution, "TestCaseId")
	h.ListTestCaseExecutions = handle(s, listTestCaseExecutions)
	h.GetTestCaseExecutionSummary = handle(s, getTestCaseExecutionSummary)
	h.ListTestCaseExecutionRecords = handle(s, listTestCaseExecutionRecords)
}

// isOpen reports whether an execution has not ended.
func isOpen(e *types.TestCaseExecution) bool {
	return e.TestCaseExecutionStatus == types.TestCaseExecutionStatusInitiated || e.TestCaseExecutionStatus == types.TestCaseExecutionStatusInProgress
}

func startTestCaseExecution(r *request, in *connect.StartTestCaseExecutionInput) (*connect.StartTestCaseExecutionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.testCases.find(r, inst, in.TestCaseId)
	if err != nil {
		return nil, err
	}
	if c.Status == types.TestCaseStatusSaved {
		return nil, r.invalid("The test case is not published.")
	}
	open := 0
	for _, e := range r.testRuns.all(r, inst) {
		if isOpen(&e) {
			open++
		}
	}
	if open >= maxOpenTestRuns {
		return nil, &types.ServiceQuotaExceededException{Message: aws.String("Too many executions of test cases are running or waiting.")}
	}
	e := &types.TestCaseExecution{
		TestCaseId: c.Id, StartTime: aws.Time(r.Now), TestCaseExecutionStatus: types.TestCaseExecutionStatusInitiated, Tags: fake.Copy(c.Tags),
	}
	if err := r.testRuns.add(r, inst, e); err != nil {
		return nil, err
	}
	return &connect.StartTestCaseExecutionOutput{TestCaseExecutionId: e.TestCaseExecutionId, TestCaseId: c.Id, Status: e.TestCaseExecutionStatus}, nil
}

func stopTestCaseExecution(r *request, inst *types.Instance, _ *connect.StopTestCaseExecutionInput, e *types.TestCaseExecution) error {
	if !isOpen(r.testRuns.shown(r, inst, e)) {
		return r.invalid("The execution has ended.")
	}
	e.TestCaseExecutionStatus, e.EndTime = types.TestCaseExecutionStatusStopped, aws.Time(r.Now)
	return nil
}

func listTestCaseExecutions(r *request, in *connect.ListTestCaseExecutionsInput) (*connect.ListTestCaseExecutionsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListTestCaseExecutionsOutput)
	rows := r.testRuns.in(inst).Rows(r.Moment, func(e *types.TestCaseExecution) bool {
		e = r.testRuns.shown(r, inst, e)
		c, ok := r.testCases.in(inst).Get(*e.TestCaseId)
		return (in.TestCaseId == nil || sameID(in.TestCaseId, e.TestCaseId)) && (in.TestCaseName == nil || ok && *in.TestCaseName == *c.Name) &&
			(in.Status == "" || in.Status == e.TestCaseExecutionStatus) &&
			(in.StartTime == nil || e.StartTime.UnixMilli() > *in.StartTime) && (in.EndTime == nil || e.StartTime.UnixMilli() < *in.EndTime)
	})
	return out, paged(r, in, out, rows, func(e *types.TestCaseExecution) types.TestCaseExecution { return *r.testRuns.shown(r, inst, e) })
}

// testRun finds the execution that a request is about, as readers see it.
func (r *request) testRun(in any) (*types.Instance, *types.TestCaseExecution, error) {
	inst, err := r.testRuns.owner(r, in)
	if err != nil {
		return nil, nil, err
	}
	e, err := r.testRuns.see(r, inst, r.testRuns.named(in))
	if err == nil {
		err = r.testRuns.checkWithin(r, in, e)
	}
	if err != nil {
		return nil, nil, err
	}
	return inst, r.testRuns.shown(r, inst, e), nil
}

func getTestCaseExecutionSummary(r *request, in *connect.GetTestCaseExecutionSummaryInput) (*connect.GetTestCaseExecutionSummaryOutput, error) {
	inst, e, err := r.testRun(in)
	if err != nil {
		return nil, err
	}
	var passed, failed int32
	all := r.testRecords.of(inst, *e.TestCaseExecutionId).Rows(r.Moment, nil).All()
	for _, o := range all {
		switch o.Status {
		case types.ExecutionRecordStatusPassed:
			passed++
		case types.ExecutionRecordStatusFailed:
			failed++
		}
	}
	return &connect.GetTestCaseExecutionSummaryOutput{
		StartTime: e.StartTime, EndTime: e.EndTime, Status: e.TestCaseExecutionStatus,
		ObservationSummary: &types.ObservationSummary{TotalObservations: aws.Int32(int32(len(all))), ObservationsPassed: &passed, ObservationsFailed: &failed},
	}, nil
}

func listTestCaseExecutionRecords(r *request, in *connect.ListTestCaseExecutionRecordsInput) (*connect.ListTestCaseExecutionRecordsOutput, error) {
	inst, e, err := r.testRun(in)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListTestCaseExecutionRecordsOutput)
	rows := r.testRecords.of(inst, *e.TestCaseExecutionId).Rows(r.Moment, func(o types.ExecutionRecord) bool {
		return in.Status == "" || string(in.Status) == string(o.Status)
	})
	return out, paged(r, in, out, rows, same)
}

// AddTestCaseExecution adds an execution of a test case to an instance and returns its id. TestCaseId must be set. Without a
// status it is in progress, and without a start time it starts now.
func (s *Server) AddTestCaseExecution(instanceID string, info types.TestCaseExecution, records ...types.ExecutionRecord) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		c, err := r.testCases.find(r, inst, info.TestCaseId)
		if err != nil {
			return "", err
		}
		e := fake.Copy(&info)
		e.TestCaseId, e.TestCaseExecutionStatus = c.Id, cmp.Or(e.TestCaseExecutionStatus, types.TestCaseExecutionStatusInProgress)
		if e.StartTime == nil {
			e.StartTime = aws.Time(r.moment().Now)
		}
		if err := r.testRuns.add(r, inst, e); err != nil {
			return "", err
		}
		r.testRecords.put(r, inst, *e.TestCaseExecutionId, records...)
		return *e.TestCaseExecutionId, nil
	})
}

// FinishTestCaseExecution ends an open execution and adds records to it: it has failed if one of the records has,
// and has passed otherwise. Each record must have an ObservationId of its own.
func (s *Server) FinishTestCaseExecution(instanceID, executionID string, records ...types.ExecutionRecord) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		_, err := r.testRuns.change(r, inst, &executionID, func(e *types.TestCaseExecution) error {
			if !isOpen(e) {
				return r.invalid("The execution has ended.")
			}
			e.TestCaseExecutionStatus, e.EndTime = types.TestCaseExecutionStatusPassed, aws.Time(r.moment().Now)
			if slices.ContainsFunc(records, func(o types.ExecutionRecord) bool { return o.Status == types.ExecutionRecordStatusFailed }) {
				e.TestCaseExecutionStatus = types.TestCaseExecutionStatusFailed
			}
			r.testRecords.put(r, inst, *e.TestCaseExecutionId, records...)
			return nil
		})
		return struct{}{}, err
	})
}

// TestCaseExecutions returns the executions of the test cases of an instance, in the order of their start.
func (s *Server) TestCaseExecutions(instanceID string) []types.TestCaseExecution {
	return allIn(s, &s.state.testRuns, instanceID)
}
