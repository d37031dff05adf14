package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A search finds a number, which is claimed for an instance and given a flow for its callers.
func ExampleClient_ClaimPhoneNumber() {
	srv := newServer()
	defer srv.Close()
	contactFlow := srv.AddContactFlow(srv.instance, types.ContactFlow{Name: aws.String("Main menu")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	available, err := client.SearchAvailablePhoneNumbers(ctx, &connect.SearchAvailablePhoneNumbersInput{
		InstanceId:             aws.String(instance),
		PhoneNumberCountryCode: types.PhoneNumberCountryCodeUs,
		PhoneNumberType:        types.PhoneNumberTypeDid,
	})
	if err != nil {
		log.Fatal(err)
	}
	claimed, err := client.ClaimPhoneNumber(ctx, &connect.ClaimPhoneNumberInput{
		InstanceId:  aws.String(instance),
		PhoneNumber: available.AvailableNumbersList[0].PhoneNumber,
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.AssociatePhoneNumberContactFlow(ctx, &connect.AssociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(instance),
		PhoneNumberId: claimed.PhoneNumberId,
		ContactFlowId: aws.String(contactFlow),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(srv.FlowOfPhoneNumber(aws.ToString(claimed.PhoneNumberId), instance) == contactFlow)
	// Output: true
}

// The number stays claimed, but its callers no longer reach a flow.
func ExampleClient_DisassociatePhoneNumberContactFlow() {
	srv := newServer()
	defer srv.Close()
	contactFlow := srv.AddContactFlow(srv.instance, types.ContactFlow{Name: aws.String("Main menu")})
	phoneNumber := srv.addNumber(contactFlow)
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(instance),
		PhoneNumberId: aws.String(phoneNumber),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("flow: %q\n", srv.FlowOfPhoneNumber(phoneNumber, instance))
	// Output: flow: ""
}
