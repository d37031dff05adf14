// Command firstcall lists the instances of an account: the first program of the README.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/seed-086a074d/chimeconnect/connect"
)

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := connect.NewFromConfig(cfg)

	out, err := client.ListInstances(ctx, &connect.ListInstancesInput{})
	if err != nil {
		log.Fatal(err)
	}
	for _, instance := range out.InstanceSummaryList {
		fmt.Println(aws.ToString(instance.InstanceAlias), instance.InstanceStatus)
	}
}
