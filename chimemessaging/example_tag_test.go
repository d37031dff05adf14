package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Tags of a channel, for instance to allow access by them.
func ExampleClient_TagResource() {
	srv := newServer()
	defer srv.Close()
	channel := srv.channel
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.TagResource(ctx, &chimemessaging.TagResourceInput{
		ResourceARN: aws.String(channel),
		Tags:        []types.Tag{{Key: aws.String("team"), Value: aws.String("orders")}},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.ListTagsForResource(ctx, &chimemessaging.ListTagsForResourceInput{ResourceARN: aws.String(channel)})
	if err != nil {
		log.Fatal(err)
	}
	for _, tag := range out.Tags {
		fmt.Println(aws.ToString(tag.Key), "=", aws.ToString(tag.Value))
	}
	// Output: team = orders
}
