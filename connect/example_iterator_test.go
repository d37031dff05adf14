package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// addQueues gives the instance of an example some queues.
func (s *server) addQueues(names ...string) {
	for _, name := range names {
		s.AddQueue(s.instance, types.Queue{Name: aws.String(name)})
	}
}

// All iterates over the items of all pages. MaxItems limits their number, and a break ends the iteration.
func ExampleListQueuesPaginator_All() {
	srv := newServer()
	defer srv.Close()
	srv.addQueues("billing", "orders", "returns", "sales")

	paginator := connect.NewListQueuesPaginator(srv.Client(), &connect.ListQueuesInput{
		InstanceId: aws.String(srv.instance),
		QueueTypes: []types.QueueType{types.QueueTypeStandard},
	}, func(o *connect.ListQueuesPaginatorOptions) {
		o.Limit = 2
		o.MaxItems = 3
	})
	for queue, err := range paginator.All(context.Background()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(queue.Name))
	}
	// Output:
	// BasicQueue
	// billing
	// orders
}

// A paginator can start where another stopped, for instance in another process.
func ExampleListQueuesPaginator_Token() {
	srv := newServer()
	defer srv.Close()
	srv.addQueues("billing", "orders", "returns")
	ctx, client := context.Background(), srv.Client()
	in := &connect.ListQueuesInput{
		InstanceId: aws.String(srv.instance),
		QueueTypes: []types.QueueType{types.QueueTypeStandard},
		MaxResults: aws.Int32(2),
	}

	first := connect.NewListQueuesPaginator(client, in)
	for page, err := range first.Pages(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.QueueSummaryList), "queues, then a break")
		break
	}

	in.NextToken = first.Token()
	for queue, err := range connect.NewListQueuesPaginator(client, in).All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(queue.Name))
	}
	// Output:
	// 2 queues, then a break
	// orders
	// returns
}
