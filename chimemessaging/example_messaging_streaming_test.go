package chimemessaging_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// All messages of an app instance go to a Kinesis stream, whose name begins with chime-messaging-.
func ExampleClient_PutMessagingStreamingConfigurations() {
	srv := newServer()
	defer srv.Close()
	appInstance := srv.appInstance
	ctx, client := context.Background(), srv.Client() // in a program: chimemessaging.NewFromConfig(cfg)

	_, err := client.PutMessagingStreamingConfigurations(ctx, &chimemessaging.PutMessagingStreamingConfigurationsInput{
		AppInstanceArn: aws.String(appInstance),
		StreamingConfigurations: []types.StreamingConfiguration{{
			DataType:    types.MessagingDataTypeChannelMessage,
			ResourceArn: aws.String("arn:aws:kinesis:us-east-1:123456789012:stream/chime-messaging-shop"),
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.GetMessagingStreamingConfigurations(ctx, &chimemessaging.GetMessagingStreamingConfigurationsInput{
		AppInstanceArn: aws.String(appInstance),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, configuration := range out.StreamingConfigurations {
		fmt.Println(configuration.DataType, "to", aws.ToString(configuration.ResourceArn))
	}
	// Output: ChannelMessage to arn:aws:kinesis:us-east-1:123456789012:stream/chime-messaging-shop
}
