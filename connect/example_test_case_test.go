package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A test case calls a flow as a customer would. Starting one returns at once.
func ExampleClient_StartTestCaseExecution() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.StartTestCaseExecution, &connect.StartTestCaseExecutionOutput{
		TestCaseExecutionId: aws.String("execution-1"), TestCaseId: aws.String("test-case-1"), Status: types.TestCaseExecutionStatusInProgress,
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartTestCaseExecution(ctx, &connect.StartTestCaseExecutionInput{
		InstanceId: aws.String(instance),
		TestCaseId: aws.String("test-case-1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("execution", aws.ToString(out.TestCaseExecutionId), out.Status)
	// Output: execution execution-1 IN_PROGRESS
}
