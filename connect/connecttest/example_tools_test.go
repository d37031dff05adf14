package connecttest_test

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A fault can be limited to some calls, and carry more than its error.
func ExampleWhere() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	bob := srv.AddUser(instance, types.User{Username: aws.String("bob")})
	eve := srv.AddUser(instance, types.User{Username: aws.String("eve")})
	fault := connecttest.Throttle().WithHeader("Retry-After", "2").WithRequestID("r-1")
	srv.Fail("DescribeUser", connecttest.Where(fault, func(in *connect.DescribeUserInput) bool { return *in.UserId == eve }), -1)

	client := srv.Client(func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
	for _, id := range []string{bob, eve} {
		_, err := client.DescribeUser(context.Background(), &connect.DescribeUserInput{InstanceId: &instance, UserId: &id})
		fmt.Println(kindOf(err))
	}
	// Output:
	// no error
	// ThrottlingException
}

// The second page of a list fails once, and the client requests it again.
func ExampleFault_OnPage() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	for range 4 {
		srv.AddQueue(instance, types.Queue{})
	}
	srv.Fail("ListQueues", connecttest.Throttle().OnPage(2), 1)
	pages := connect.NewListQueuesPaginator(srv.Client(), &connect.ListQueuesInput{InstanceId: &instance, MaxResults: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(context.Background())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(len(page.QueueSummaryList), "queues")
	}
	fmt.Println(len(srv.Requests()), "requests")
	// Output:
	// 2 queues
	// 2 queues
	// 1 queues
	// 4 requests
}

// A test of code that works in the background waits for its requests.
func ExampleServer_WaitForRequests() {
	srv := start()
	defer srv.Close()
	ctx := context.Background()
	instance := srv.AddInstance(types.Instance{})
	client := srv.Client()
	go func() {
		_, _ = client.CreateQueue(ctx, &connect.CreateQueueInput{
			InstanceId: &instance, Name: aws.String("Sales"), HoursOfOperationId: srv.HoursOfOperations(instance)[0].HoursOfOperationId,
		})
	}()
	fmt.Println(srv.WaitForRequests(ctx, "CreateQueue", 1))
	for _, in := range connecttest.InputsOf[connect.CreateQueueInput](srv) {
		fmt.Println(*in.Name)
	}
	// Output:
	// <nil>
	// Sales
}

// Costly state is set up once: each part of a test starts from the same state.
func ExampleServer_Restore() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	prepared := srv.Snapshot()
	for _, name := range []string{"first", "second"} {
		srv.AddQueue(instance, types.Queue{Name: &name})
		fmt.Println(name, len(srv.Queues(instance)))
		srv.Restore(prepared)
	}
	// Output:
	// first 2
	// second 2
}
