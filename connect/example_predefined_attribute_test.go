package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Contacts are routed by the languages of agents. The values of an attribute are a union.
func ExampleClient_CreatePredefinedAttribute() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.CreatePredefinedAttribute(ctx, &connect.CreatePredefinedAttributeInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Language"),
		Values:     &types.PredefinedAttributeValuesMemberStringList{Value: []string{"English", "German"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribePredefinedAttribute(ctx, &connect.DescribePredefinedAttributeInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Language"),
	})
	if err != nil {
		log.Fatal(err)
	}
	switch values := out.PredefinedAttribute.Values.(type) {
	case *types.PredefinedAttributeValuesMemberStringList:
		fmt.Println(values.Value)
	default:
		fmt.Println("values that this version does not know")
	}
	// Output: [English German]
}
