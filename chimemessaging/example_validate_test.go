package chimemessaging_test

import (
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Validate finds all that is wrong with an input, without sending it. The bearer may come from the client.
func ExampleValidate() {
	err := chimeconnect.Validate(&chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String("shop"),
		Name:           aws.String(""),
		Mode:           "OPEN",
		Tags:           []types.Tag{{Key: aws.String("team"), Value: aws.String("")}},
	})
	var invalid smithy.InvalidParamsError
	if errors.As(err, &invalid) {
		for _, e := range invalid.Errs() {
			fmt.Println(e)
		}
	}
	// Output:
	// CreateChannelInput.AppInstanceArn: 4 characters, allowed are 5 to 1600
	// CreateChannelInput.AppInstanceArn: does not match the pattern arn:[a-z0-9-\.]{1,63}:[a-z0-9-\.]{0,63}:[a-z0-9-\.]{0,63}:[a-z0-9-\.]{0,63}:[^/].{0,1023}
	// CreateChannelInput.Name: 0 characters, allowed are 1 to 256
	// CreateChannelInput.Mode: not one of the values of types.ChannelMode
	// CreateChannelInput.Tags[0].Value: 0 characters, allowed are 1 to 256
}
