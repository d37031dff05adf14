package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A metric of your own is a formula over metrics of AWS. This one counts contacts.
func ExampleClient_CreateMetric() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateMetric(ctx, &connect.CreateMetricInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Handled"),
		Unit:       types.MetricUnitInteger,
		MetricCalculation: &types.MetricCalculation{
			CalculationComponents: []types.CalculationComponent{{Alias: aws.String("M1"), MetricName: aws.String("CONTACTS_HANDLED")}},
			Calculation:           aws.String("SUM(M1)"),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeMetric(ctx, &connect.DescribeMetricInput{InstanceId: aws.String(instance), MetricId: out.MetricId})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(described.Metric.Name), described.Metric.Type, aws.ToString(described.Metric.MetricCalculation.Calculation))
	// Output: Handled CUSTOMER_MANAGED SUM(M1)
}
