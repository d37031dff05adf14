package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// An application of another service is integrated with the instance.
func ExampleClient_CreateIntegrationAssociation() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.CreateIntegrationAssociation(ctx, &connect.CreateIntegrationAssociationInput{
		InstanceId:      aws.String(instance),
		IntegrationType: types.IntegrationTypeCasesDomain,
		IntegrationArn:  aws.String("arn:aws:cases:us-east-1:123456789012:domain/d-1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.ListIntegrationAssociations(ctx, &connect.ListIntegrationAssociationsInput{
		InstanceId:      aws.String(instance),
		IntegrationType: types.IntegrationTypeCasesDomain,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, association := range out.IntegrationAssociationSummaryList {
		fmt.Println(association.IntegrationType, aws.ToString(association.IntegrationArn))
	}
	// Output: CASES_DOMAIN arn:aws:cases:us-east-1:123456789012:domain/d-1
}
