package connect_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Text messages to a phone number reach a flow.
func ExampleClient_AssociateFlow() {
	srv := newServer()
	defer srv.Close()
	contactFlow := srv.AddContactFlow(srv.instance, types.ContactFlow{Name: aws.String("Texts")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	number := "arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1" // of AWS End User Messaging
	_, err := client.AssociateFlow(ctx, &connect.AssociateFlowInput{
		InstanceId:   aws.String(instance),
		ResourceId:   aws.String(number),
		FlowId:       aws.String(contactFlow),
		ResourceType: types.FlowAssociationResourceTypeSmsPhoneNumber,
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetFlowAssociation(ctx, &connect.GetFlowAssociationInput{
		InstanceId:   aws.String(instance),
		ResourceId:   aws.String(number),
		ResourceType: types.FlowAssociationResourceTypeSmsPhoneNumber,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.ResourceType, strings.HasSuffix(aws.ToString(out.FlowId), contactFlow))
	// Output: SMS_PHONE_NUMBER true
}
