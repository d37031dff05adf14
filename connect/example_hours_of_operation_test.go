package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Open on Mondays from nine to half past five, in the time zone of Berlin.
func ExampleClient_CreateHoursOfOperation() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateHoursOfOperation(ctx, &connect.CreateHoursOfOperationInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Mondays"),
		TimeZone:   aws.String("Europe/Berlin"),
		Config: []types.HoursOfOperationConfig{{
			Day:       types.HoursOfOperationDaysMonday,
			StartTime: &types.HoursOfOperationTimeSlice{Hours: aws.Int32(9), Minutes: aws.Int32(0)},
			EndTime:   &types.HoursOfOperationTimeSlice{Hours: aws.Int32(17), Minutes: aws.Int32(30)},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	hours, err := client.DescribeHoursOfOperation(ctx, &connect.DescribeHoursOfOperationInput{
		InstanceId:         aws.String(instance),
		HoursOfOperationId: out.HoursOfOperationId,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, day := range hours.HoursOfOperation.Config {
		fmt.Printf("%s from %02d:%02d\n", day.Day, aws.ToInt32(day.StartTime.Hours), aws.ToInt32(day.StartTime.Minutes))
	}
	// Output: MONDAY from 09:00
}
