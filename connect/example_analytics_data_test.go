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
	// What the fake service answers.
	answer(&srv.Handlers.AssociateAnalyticsDataSet, &connect.AssociateAnalyticsDataSetOutput{
		DataSetId: aws.String("contact_record"), TargetAccountId: aws.String("123456789012"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.AssociateAnalyticsDataSet(ctx, &connect.AssociateAnalyticsDataSetInput{
		InstanceId: aws.String(instance),
		DataSetId:  aws.String("contact_record"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("shared", aws.ToString(out.DataSetId), "with", aws.ToString(out.TargetAccountId))
	// Output: shared contact_record with 123456789012
}
