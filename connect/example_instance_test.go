package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Attributes turn features of an instance on and off. All values are texts.
func ExampleClient_UpdateInstanceAttribute() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.UpdateInstanceAttribute(ctx, &connect.UpdateInstanceAttributeInput{
		InstanceId:    aws.String(instance),
		AttributeType: types.InstanceAttributeTypeContactflowLogs,
		Value:         aws.String("true"),
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeInstanceAttribute(ctx, &connect.DescribeInstanceAttributeInput{
		InstanceId:    aws.String(instance),
		AttributeType: types.InstanceAttributeTypeContactflowLogs,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Attribute.AttributeType, aws.ToString(out.Attribute.Value))
	// Output: CONTACTFLOW_LOGS true
}
