package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Views are what agents and customers see in step-by-step guides. AWS manages some; the others are yours.
func ExampleClient_ListViews() {
	srv := newServer()
	defer srv.Close()
	srv.AddView(srv.instance, types.View{Name: aws.String("Refund")})
	srv.AddView(srv.instance, types.View{Name: aws.String("Delivery"), Status: types.ViewStatusSaved})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	views := connect.NewListViewsPaginator(client, &connect.ListViewsInput{
		InstanceId: aws.String(instance),
		Type:       types.ViewTypeCustomerManaged,
	})
	for view, err := range views.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(view.Name), view.Status)
	}
	// Output:
	// Delivery SAVED
	// Refund PUBLISHED
}
