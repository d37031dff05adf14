package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Attributes of a contact are for flows and reports. Attributes that are not named here stay as they are.
func ExampleClient_UpdateContactAttributes() {
	srv := newServer()
	defer srv.Close()
	contact := srv.AddContact(srv.instance, types.Contact{Attributes: map[string]string{"city": "Rome", "tier": "silver"}})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.UpdateContactAttributes(ctx, &connect.UpdateContactAttributesInput{
		InstanceId:       aws.String(instance),
		InitialContactId: aws.String(contact),
		Attributes:       map[string]string{"tier": "gold"},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetContactAttributes(ctx, &connect.GetContactAttributesInput{
		InstanceId:       aws.String(instance),
		InitialContactId: aws.String(contact),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Attributes)
	// Output: map[city:Rome tier:gold]
}
