package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// An address in a domain of the instance. Email to it goes to the flow that AssociateFlow names.
func ExampleClient_CreateEmailAddress() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateEmailAddress(ctx, &connect.CreateEmailAddressInput{
		InstanceId:   aws.String(instance),
		EmailAddress: aws.String("help@support.email.connect.aws"),
		DisplayName:  aws.String("Support"),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeEmailAddress(ctx, &connect.DescribeEmailAddressInput{
		InstanceId:     aws.String(instance),
		EmailAddressId: created.EmailAddressId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s <%s>\n", aws.ToString(out.DisplayName), aws.ToString(out.EmailAddress))
	// Output: Support <help@support.email.connect.aws>
}
