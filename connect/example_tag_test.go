package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Tags of any resource, by its ARN.
func ExampleClient_TagResource() {
	srv := newServer()
	defer srv.Close()
	id := srv.AddQueue(srv.instance, types.Queue{Name: aws.String("orders")})
	queue := "arn:aws:connect:us-east-1:123456789012:instance/" + srv.instance + "/queue/" + id
	ctx, client := context.Background(), srv.Client() // in a program: connect.NewFromConfig(cfg)

	_, err := client.TagResource(ctx, &connect.TagResourceInput{
		ResourceArn: aws.String(queue),
		Tags:        map[string]string{"team": "orders"},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.ListTagsForResource(ctx, &connect.ListTagsForResourceInput{ResourceArn: aws.String(queue)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Tags)
	// Output: map[team:orders]
}
