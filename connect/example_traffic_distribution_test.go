package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A tenth of the calls go to the other Region.
func ExampleClient_UpdateTrafficDistribution() {
	srv := newServer()
	defer srv.Close()
	group := srv.AddTrafficDistributionGroup(srv.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("both")})
	ctx, client := context.Background(), srv.Client() // in a program: connect.NewFromConfig(cfg)

	_, err := client.UpdateTrafficDistribution(ctx, &connect.UpdateTrafficDistributionInput{
		Id: aws.String(group),
		TelephonyConfig: &types.TelephonyConfig{Distributions: []types.Distribution{
			{Region: aws.String("us-east-1"), Percentage: 90},
			{Region: aws.String("us-west-2"), Percentage: 10},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetTrafficDistribution(ctx, &connect.GetTrafficDistributionInput{Id: aws.String(group)})
	if err != nil {
		log.Fatal(err)
	}
	for _, part := range out.TelephonyConfig.Distributions {
		fmt.Println(aws.ToString(part.Region), part.Percentage, "%")
	}
	// Output:
	// us-east-1 90 %
	// us-west-2 10 %
}
