package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A metric of your own is a formula over metrics of AWS. Here one that counts contacts.
func ExampleClient_CreateMetric() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateMetric, &connect.CreateMetricOutput{
		MetricId: aws.String("metric-1"), MetricArn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/metric/metric-1"),
	})
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
	fmt.Println("metric", aws.ToString(out.MetricId))
	// Output: metric metric-1
}
