package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A test case calls a flow as a customer would. Starting one returns immediately.
func ExampleClient_StartTestCaseExecution() {
	srv := newServer()
	defer srv.Close()
	testCase := srv.AddTestCase(srv.instance, types.TestCase{Name: aws.String("Says hello"), Content: aws.String("{}")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	started, err := client.StartTestCaseExecution(ctx, &connect.StartTestCaseExecutionInput{
		InstanceId: aws.String(instance),
		TestCaseId: aws.String(testCase),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("started:", started.Status)

	// The service calls the flow and records its observations. The fake does not: a test sets the outcome.
	srv.FinishTestCaseExecution(instance, aws.ToString(started.TestCaseExecutionId),
		types.ExecutionRecord{ObservationId: aws.String("greeting"), Status: types.ExecutionRecordStatusPassed})

	out, err := client.GetTestCaseExecutionSummary(ctx, &connect.GetTestCaseExecutionSummaryInput{
		InstanceId:          aws.String(instance),
		TestCaseId:          aws.String(testCase),
		TestCaseExecutionId: started.TestCaseExecutionId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("ended:", out.Status, aws.ToInt32(out.ObservationSummary.ObservationsPassed), "passed")
	// Output:
	// started: INITIATED
	// ended: PASSED 1 passed
}
