package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// An address of a domain that the instance has. Mail to it goes to the flow that AssociateFlow names.
func ExampleClient_CreateEmailAddress() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateEmailAddress, &connect.CreateEmailAddressOutput{EmailAddressId: aws.String("address-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateEmailAddress(ctx, &connect.CreateEmailAddressInput{
		InstanceId:   aws.String(instance),
		EmailAddress: aws.String("help@support.email.connect.aws"),
		DisplayName:  aws.String("Support"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("address", aws.ToString(out.EmailAddressId))
	// Output: address address-1
}
