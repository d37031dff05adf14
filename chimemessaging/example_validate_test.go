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
	// CreateChannelInput.AppInstanceArn: is not an ARN: want arn:partition:service:region:account:resource
	// CreateChannelInput.Name: 0 characters, allowed are 1 to 256
	// CreateChannelInput.Mode: not one of UNRESTRICTED, RESTRICTED
	// CreateChannelInput.Tags[0].Value: 0 characters, allowed are 1 to 256
}
