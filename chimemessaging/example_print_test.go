package chimemessaging_test

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Inputs and outputs print what is set in them, and nothing that the API marks as sensitive: no content, no names.
func Example_printing() {
	in := message("arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders", "my card number is ...")
	in.MessageAttributes = map[string]types.MessageAttributeValue{"ticket": {StringValues: []string{"4711"}}}
	in.PushNotification = &types.PushNotificationConfiguration{Title: aws.String("Orders"), Type: types.PushNotificationTypeDefault}
	fmt.Println(in)
	fmt.Printf("%+v\n", *in.PushNotification)
	// Output:
	// SendChannelMessageInput{ChannelArn: "arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders", Content: [redacted], Type: "STANDARD", Persistence: "PERSISTENT", PushNotification: {Title: [redacted], Type: "DEFAULT"}, MessageAttributes: [redacted]}
	// PushNotificationConfiguration{Title: [redacted], Type: "DEFAULT"}
}
