package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A data table holds values that flows look up. Its attributes are its columns.
func ExampleClient_CreateDataTable() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateDataTable, &connect.CreateDataTableOutput{
		Id: aws.String("table-1"), Arn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/data-table/table-1"),
		LockVersion: &types.DataTableLockVersion{DataTable: aws.String("1")},
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateDataTable(ctx, &connect.CreateDataTableInput{
		InstanceId:     aws.String(instance),
		Name:           aws.String("holidays"),
		TimeZone:       aws.String("Europe/Berlin"),
		ValueLockLevel: types.DataTableLockLevelNone,
		Status:         types.DataTableStatusPublished,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("table", aws.ToString(out.Id))
	// Output: table table-1
}
