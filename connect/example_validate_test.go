package connect_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Validate finds everything that is wrong with an input, without sending it.
func ExampleValidate() {
	err := chimeconnect.Validate(&connect.CreateUserInput{
		Username:    aws.String("jane"),
		PhoneConfig: &types.UserPhoneConfig{PhoneType: "CORDLESS", AfterContactWorkTimeLimit: -1},
		InstanceId:  aws.String("11111111-2222-3333-4444-555555555555"),
	})
	var invalid smithy.InvalidParamsError
	if errors.As(err, &invalid) {
		for _, e := range invalid.Errs() {
			fmt.Println(e)
		}
	}
	// Output:
	// CreateUserInput.PhoneConfig.PhoneType: not one of SOFT_PHONE, DESK_PHONE
	// CreateUserInput.PhoneConfig.AfterContactWorkTimeLimit: the number must be at least 0
	// missing required field, CreateUserInput.SecurityProfileIds.
	// missing required field, CreateUserInput.RoutingProfileId.
}

// With ValidateInput a client does not send inputs that break the published limits.
func ExampleOptions_validateInput() {
	srv := newServer()
	defer srv.Close()
	cfg := srv.config()

	client := connect.NewFromConfig(cfg, func(o *connect.Options) { o.ValidateInput = chimeconnect.Validate })

	_, err := client.DescribeInstance(context.Background(), &connect.DescribeInstanceInput{InstanceId: aws.String("")})
	fmt.Println(errors.Is(err, chimeconnect.ErrInvalidInput), len(srv.Requests()))
	// Output: true 0
}
