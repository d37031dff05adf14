package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// Attributes of a contact are for flows and for reports. Those that are not named here stay as they are.
func ExampleClient_UpdateContactAttributes() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.UpdateContactAttributes, &connect.UpdateContactAttributesOutput{})
	answer(&srv.Handlers.GetContactAttributes, &connect.GetContactAttributesOutput{Attributes: map[string]string{"tier": "gold"}})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.UpdateContactAttributes(ctx, &connect.UpdateContactAttributesInput{
		InstanceId:       aws.String(instance),
		InitialContactId: aws.String("c1"),
		Attributes:       map[string]string{"tier": "gold"},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetContactAttributes(ctx, &connect.GetContactAttributesInput{
		InstanceId:       aws.String(instance),
		InitialContactId: aws.String("c1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Attributes["tier"])
	// Output: gold
}
