package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// How many contacts wait in a queue right now.
func ExampleClient_GetCurrentMetricData() {
	srv := newServer()
	defer srv.Close()
	queue := srv.AddQueue(srv.instance, types.Queue{Name: aws.String("Orders")})
	for range 3 {
		srv.QueueContact(srv.instance, srv.AddContact(srv.instance, types.Contact{}), queue)
	}
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.GetCurrentMetricData(ctx, &connect.GetCurrentMetricDataInput{
		InstanceId:     aws.String(instance),
		Filters:        &types.Filters{Queues: []string{queue}},
		CurrentMetrics: []types.CurrentMetric{{Name: types.CurrentMetricNameContactsInQueue, Unit: types.UnitCount}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, result := range out.MetricResults {
		for _, data := range result.Collections {
			fmt.Println(data.Metric.Name, aws.ToFloat64(data.Value))
		}
	}
	// Output: CONTACTS_IN_QUEUE 3
}
