package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// Sessions connect to this host. Package session does that.
func ExampleClient_GetMessagingSessionEndpoint() {
	srv := newServer()
	defer srv.Close()
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	out, err := client.GetMessagingSessionEndpoint(ctx, &chimemessaging.GetMessagingSessionEndpointInput{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("an endpoint:", aws.ToString(out.Endpoint.Url) != "")
	// Output: an endpoint: true
}
