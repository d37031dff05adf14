package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// A data set of the analytics data lake is shared with the account that asks for it.
func ExampleClient_AssociateAnalyticsDataSet() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.AssociateAnalyticsDataSet(ctx, &connect.AssociateAnalyticsDataSetInput{
		InstanceId: aws.String(instance),
		DataSetId:  aws.String("contact_record"),
	})
	if err != nil {
		log.Fatal(err)
	}
	shared, err := client.ListAnalyticsDataAssociations(ctx, &connect.ListAnalyticsDataAssociationsInput{InstanceId: aws.String(instance)})
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range shared.Results {
		fmt.Println("shared", aws.ToString(a.DataSetId), "with", aws.ToString(a.TargetAccountId))
	}
	// Output: shared contact_record with 123456789012
}
