package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A data table holds values that flows look up. Its attributes are its columns; primary ones say which record a value belongs to.
func ExampleClient_CreateDataTable() {
	srv := newServer()
	defer srv.Close()
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
	for _, name := range []string{"Day", "Reason"} {
		_, err = client.CreateDataTableAttribute(ctx, &connect.CreateDataTableAttributeInput{
			InstanceId: aws.String(instance), DataTableId: out.Id,
			Name: aws.String(name), ValueType: types.DataTableAttributeValueTypeText, Primary: name == "Day",
		})
		if err != nil {
			log.Fatal(err)
		}
	}
	newYear := []types.PrimaryValue{{AttributeName: aws.String("Day"), Value: aws.String("01-01")}}
	created, err := client.BatchCreateDataTableValue(ctx, &connect.BatchCreateDataTableValueInput{
		InstanceId: aws.String(instance), DataTableId: out.Id,
		Values: []types.DataTableValue{{PrimaryValues: newYear, AttributeName: aws.String("Reason"), Value: aws.String("New Year")}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, failed := range created.Failed { // a batch succeeds even if some of its values fail
		log.Fatal(aws.ToString(failed.Message))
	}
	looked, err := client.EvaluateDataTableValues(ctx, &connect.EvaluateDataTableValuesInput{
		InstanceId: aws.String(instance), DataTableId: out.Id,
		Values: []types.DataTableValueEvaluationSet{{PrimaryValues: newYear, AttributeNames: []string{"Reason"}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("closed for", aws.ToString(looked.Values[0].EvaluatedValue))
	// Output: closed for New Year
}
