package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// All iterates over the items of all pages. A break ends it at once.
func ExampleListChannelMembershipsPaginator_All() {
	srv := newServer()
	defer srv.Close()

	paginator := chimemessaging.NewListChannelMembershipsPaginator(srv.Client().As(srv.alice), &chimemessaging.ListChannelMembershipsInput{
		ChannelArn: aws.String(srv.channel),
		MaxResults: aws.Int32(1),
	})
	for membership, err := range paginator.All(context.Background()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(membership.Member.Name))
	}
	fmt.Println(len(srv.Requests()), "requests")
	// Output:
	// Alice
	// Bob
	// 2 requests
}
